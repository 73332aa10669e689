"""The history as a window: of everything, of this article or of this record; any entry that still can be is undone, any
undone one is done again, and each tells field by field what it changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.desk import Desk
from curator.desk.differences import RecordChange, changes_told
from curator.desk.recalling import history_about, redo_effect, undo_effect
from curator.desk.undoing import Action, State, described, history, place_of, redo, states, undo
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.screens.windows import ListWindow, Row
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.picker import Confirm

MOST = 500
MOST_CHANGES = 200  # of one entry that are told: an import has thousands


class HistoryWindow(RowWindow[Action]):
    """What was done, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo_row"), Binding("U", "redo_row"), Binding("e", "changes"), Binding("tab", "narrow"),
        Binding("H", "leave")]
    EMPTY = "nothing was done yet"
    KEYS = "u undo   U redo   e changes   Tab less, all   Enter to text"

    def __init__(self, below: PlaceScreen, room: Room) -> None:
        super().__init__(below, room)
        things = below.things()
        self._about: list[tuple[str, str | None]] = [("everything", None)]
        if below.PLACE == "reader" and room.article and not any(t.uid == room.article for t in things):
            self._about.append(("this article", room.article))
        self._about += [(f"{'this article' if t.table == 'articles' else t.words}", t.uid) for t in things]
        self._at = 0
        self._states: dict[str, State] = {}

    def heading(self) -> str:
        return f"History of {self._about[self._at][0]}, newest first (UTC)"

    def ask(self) -> list[Action]:
        uid = self._about[self._at][1]
        found = history_about(self.room.desk, uid, limit=MOST) if uid else history(self.room.desk, limit=MOST)
        self._states = states(self.room.desk, found)
        return found

    def key_of(self, row: Action) -> str:
        return row.uid

    def pieces(self, row: Action, width: int) -> list[Piece]:
        """When, who, whether it stands, what."""
        state = self._states.get(row.uid, "done")
        return [(row.at[:16].replace("T", " ") + "  ", "dim"), (fit(row.by, 10) + " ", ""),
                ("" if state == "done" else f"{state}: ", "warn" if state == "undone" else "dim"),
                ("undo " if row.undoes else "redo " if row.redoes else "", ""), (described(row), "")]

    def details(self, row: Action) -> str:
        state = {"undone": "undone since", "done again": "undone and done again"}.get(
            self._states.get(row.uid, "done"), "an undo" if row.undoes else "")
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
        if (row := self.row) is not None:
            self._turn_row(row, ("Undo", "undone"), undo, undo_effect)

    def action_redo_row(self) -> None:
        """Do an undone entry again after saying what that would do."""
        if (row := self.row) is not None:
            self._turn_row(row, ("Redo", "done again"), redo, redo_effect)

    def action_changes(self) -> None:
        """What the entry changed, field by field."""
        row, desk = self.row, self.room.desk
        if row is None:
            return

        def work() -> list[RecordChange]:
            return changes_told(desk, desk.dataset.changes(row.uid)[:MOST_CHANGES])

        def show(changed: list[RecordChange]) -> None:
            lines = [line for record in changed for line in _lines(record)]
            self.app.push_screen(ListWindow(f"{row.by}, {row.at[:16].replace('T', ' ')}: {described(row)}", lines,
                                            "only texts were kept, which never change"))

        self.room.do(self, work, show, opens=True)

    def _turn_row(self, row: Action, words: tuple[str, str], turn: Callable[[Desk, str], Action],
                  effect_of: Callable[[Desk, str], list[str]]) -> None:
        desk, (verb, done_word) = self.room.desk, words

        def ask(effect: list[str]) -> None:
            self.app.push_screen(Confirm(f"{verb} “{described(row)}” by {row.by}?", details=effect), answered)

        def answered(yes: bool | None) -> None:
            if yes:
                self.room.do(self, work, done, opens=True)

        def work() -> tuple[Action, str]:
            action = turn(desk, row.uid)
            return action, place_of(desk, action)

        def done(result: tuple[Action, str]) -> None:
            action, where = result
            self.say(f"{done_word}: {described(action)}{f', in {where}' if where else ''}", "good")
            self.below.turned(action)
            self.reload()

        self.room.do(self, lambda: effect_of(desk, row.uid), ask, opens=True)


def _lines(record: RecordChange) -> list[Row]:
    """What was done to a record, and a line for each field."""
    made: list[Row] = [[(f"{record.did} ", "dim"), (record.what, "strong")]]
    for field in record.fields:
        if record.did == "changed":
            made += [[(f"   {field.field}  ", "dim"), (field.before, ""), ("  ->  ", "dim"), (field.after, "")]]
        else:
            made += [[(f"   {field.field}  ", "dim"), (field.after if record.did == "made" else field.before, "")]]
    return made
