"""The history as a window: of everything, of this article or of this record; any entry that still can be is undone."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.recalling import history_about, undo_effect
from curator.desk.undoing import Action, described, history, place_of, undo
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.picker import Confirm

MOST = 500


class HistoryWindow(RowWindow[Action]):
    """What was done, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo_row"), Binding("tab", "narrow"), Binding("H", "leave")]
    EMPTY = "nothing was done yet"
    KEYS = "u undo this entry   Tab all or just here   Enter to the article"

    def __init__(self, below: PlaceScreen, room: Room) -> None:
        super().__init__(below, room)
        things = below.things()
        self._about: list[tuple[str, str | None]] = [("everything", None)]
        if below.PLACE == "reader" and room.article and not any(t.uid == room.article for t in things):
            self._about.append(("this article", room.article))
        self._about += [(f"{'this article' if t.table == 'articles' else t.words}", t.uid) for t in things]
        self._at = 0

    def heading(self) -> str:
        return f"History of {self._about[self._at][0]}, newest first (UTC)"

    def ask(self) -> list[Action]:
        uid = self._about[self._at][1]
        return history_about(self.room.desk, uid, limit=MOST) if uid else history(self.room.desk, limit=MOST)

    def key_of(self, row: Action) -> str:
        return row.uid

    def pieces(self, row: Action, width: int) -> list[Piece]:
        """When, who, whether it is undone, what."""
        return [(row.at[:16].replace("T", " ") + "  ", "dim"), (fit(row.by, 10) + " ", ""),
                ("undone: " if row.undone_by else "", "warn"),
                ("undo " if row.undoes else "redo " if row.redoes else "", ""), (described(row), "")]

    def details(self, row: Action) -> str:
        state = "undone since" if row.undone_by else "an undo" if row.undoes else ""
        return f"{row.name}: {row.what}{f' ({state})' if state else ''}"

    def chosen(self, row: Action) -> None:
        """To the article, if the entry is about one."""
        if row.where:
            self.leave()
            self.below.read(row.where[0])
        else:
            self.say("that entry is about no single article")

    def action_narrow(self) -> None:
        """The history of everything, of the article, of the record, in turn."""
        self._at = (self._at + 1) % len(self._about)
        if len(self._about) == 1:
            self.say("nothing is current in the place below: its history would stand here")
        self.reload()

    def action_undo_row(self) -> None:
        """Undo the entry after saying what that would do."""
        row, desk = self.row, self.room.desk
        if row is None:
            return

        def ask(effect: list[str]) -> None:
            self.app.push_screen(Confirm(f"Undo “{described(row)}” by {row.by}?", details=effect), answered)

        def answered(yes: bool | None) -> None:
            if yes:
                self.room.do(self, work, done, opens=True)

        def work() -> tuple[Action, str]:
            action = undo(desk, row.uid)
            return action, place_of(desk, action)

        def done(result: tuple[Action, str]) -> None:
            action, where = result
            self.say(f"undone: {described(action)}{f', in {where}' if where else ''} (U does it again)", "good")
            self.below.turned(action)
            self.reload()

        self.room.do(self, lambda: undo_effect(desk, row.uid), ask, opens=True)
