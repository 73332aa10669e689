"""The command palette: the actions of the place that is open, from the table of actions; what is typed narrows them."""

from __future__ import annotations

from curator.desk.keys import shown
from curator.tui.keymap import palette
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.picker import Choice, Picker


def open_palette(place: PlaceScreen) -> None:
    """Ask which action to do, by words of its title or help, and do it in the place."""
    async def chosen(name: object) -> None:
        if isinstance(name, str):
            owner = place if hasattr(place, f"action_{name}") else place.app
            await owner.run_action(name)

    place.app.push_screen(Picker("What to do", [
        Choice(action.id, f"{action.title} ({' '.join(map(shown, action.keys))})" if action.keys else action.title,
               action.help) for action in palette(place.room.keymap, place.PLACE)]), chosen)
