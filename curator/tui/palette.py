"""The command palette: the actions of the place that is open, from the table of actions."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hit, Hits, Provider

from curator.desk.actions import Action
from curator.desk.keys import shown
from curator.tui.keymap import palette
from curator.tui.screens.place import PlaceScreen


class ActionCommands(Provider):
    """Every action of the current place by its title and help."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for action in self._actions():
            yield DiscoveryHit(self._title(action), self._call(action), help=action.help)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = max(matcher.match(action.title), matcher.match(action.help) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(action.title), self._call(action), help=action.help,
                          text=self._title(action))

    def _actions(self) -> list[Action]:
        return palette(self.screen.room.keymap, self.screen.PLACE) if isinstance(self.screen, PlaceScreen) else []

    def _title(self, action: Action) -> str:
        return f"{action.title} ({' '.join(map(shown, action.keys))})" if action.keys else action.title

    def _call(self, action: Action):  # type: ignore[no-untyped-def]
        async def call() -> None:
            name = f"action_{action.id}"
            owner = self.screen if hasattr(self.screen, name) else self.app
            await owner.run_action(action.id)

        return call
