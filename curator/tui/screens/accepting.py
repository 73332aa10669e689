"""Accepting everything that is graded sure in an article, after a preview."""

from __future__ import annotations

from collections.abc import Callable

from curator.desk.deciding import accept_all, described, sure_ones
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.picker import Confirm
from schema import Mention, Quote, SuggestedMention, SuggestedQuote


def preview_sure(screen: PlaceScreen, room: Room, uid: str, then: Callable[[], None]) -> None:
    """Show what is graded sure in an article, and accept it as one action when the curator says yes."""
    def ask(chosen: list[SuggestedQuote | SuggestedMention]) -> None:
        if not chosen:
            screen.say("nothing open here is graded sure")
            return
        screen.app.push_screen(Confirm(f"Accept {len(chosen)} suggestions graded sure? One undo takes all back.",
                                       details=[described(p) for p in chosen]), answer)

    def answer(yes: bool | None) -> None:
        if yes:
            room.do(screen, lambda: accept_all(room.desk, uid), done, opens=True)

    def done(made: list[Quote | Mention]) -> None:
        screen.say_done(f"accepted {len(made)}", "all of them")
        then()

    room.do(screen, lambda: sure_ones(room.desk, room.desk.dataset.articles[uid]), ask, opens=True)
