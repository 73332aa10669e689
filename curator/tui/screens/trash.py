"""Deleting an article, and the window of what was deleted, from which anything comes back whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.trash import Deleted, delete_article, hanging, restore, trash
from curator.desk.undoing import Action
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.prompt import Confirm
from schema import Article


def ask_delete(screen: PlaceScreen, room: Room, uid: str, title: str, then: Callable[[], None]) -> None:
    """Delete an article once the curator has seen what goes with it."""
    def ask(goes: str) -> None:
        screen.app.push_screen(Confirm(f"Delete “{title}”?", details=[
            f"With it: {goes}." if goes else "Nothing hangs on it yet.",
            "The trash brings all of it back, at any time.",
            screen.keyed("{exclude} leaves it out of the dataset instead.")]), answered)

    def answered(yes: bool | None) -> None:
        if yes:
            room.do(screen, lambda: delete_article(room.desk, uid), done, opens=True)

    def done(_: Article) -> None:
        screen.say_done(f"deleted {title}")
        if room.article == uid:
            room.article = None
        then()

    room.do(screen, lambda: hanging(room.desk, uid), ask, opens=True)


class TrashWindow(RowWindow[Deleted]):
    """What was deleted, latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "restore")]
    EMPTY = "nothing was deleted, or all of it is back"
    KEYS = "r, Enter bring it back"

    def heading(self) -> str:
        return f"Trash: {len(self.rows)} deleted, latest first (UTC)"

    def ask(self) -> list[Deleted]:
        return trash(self.room.desk)

    def key_of(self, row: Deleted) -> str:
        return row.uid

    def pieces(self, row: Deleted, width: int) -> list[Piece]:
        """When, who, what kind, what."""
        return [(row.at[:16].replace("T", " ") + "  ", "dim"), (fit(row.by, 10) + " ", ""),
                (fit(row.kind, 8) + " ", ""), (row.what, "")]

    def details(self, row: Deleted) -> str:
        return f"{row.kind}: {row.what}"

    def chosen(self, row: Deleted) -> None:
        """It comes back, as it was."""
        def done(action: Action) -> None:
            self.say(f"back again: {row.what}", "good")
            self.below.turned(action)
            self.reload()

        self.room.do(self, lambda: restore(self.room.desk, row.uid), done, opens=True)

    def action_restore(self) -> None:
        self.action_choose()
