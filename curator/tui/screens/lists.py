"""A place that is a list: rows from the desk, a filter over all of them, a cursor that keeps its row."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.app import ComposeResult

from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.fit import Piece
from curator.tui.widgets.picker import Prompt
from curator.tui.widgets.row_list import RowList

R = TypeVar("R")


class ListScreen(PlaceScreen, Generic[R]):
    """Rows of one kind. A place says what to ask, how a row reads and what Enter does."""

    EMPTY = ""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.all_rows: list[R] = []
        self.rows: list[R] = []
        self.words = ""

    def body(self) -> ComposeResult:
        yield RowList(id="rows", empty=self.EMPTY)

    def ask(self) -> list[R]:
        """The rows, asked of the desk off the UI thread."""
        return []

    def key_of(self, row: R) -> str:
        """What a row is, for the cursor to stay on it."""
        return str(row)

    def words_of(self, row: R) -> str:
        """What the filter looks at."""
        return str(row)

    def pieces(self, row: R, width: int) -> list[Piece]:
        """How a row reads."""
        return [(str(row), "")]

    def header(self) -> list[Piece] | None:
        """The words above the columns."""
        return None

    def shown(self) -> None:
        """Called when other rows are shown."""

    @property
    def table(self) -> RowList:
        """The list widget."""
        return self.query_one("#rows", RowList)

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        at = self.table.cursor
        return None if at is None or at >= len(self.rows) else self.rows[at]

    def reload(self) -> None:
        self.room.do(self, self.ask, self._show)

    def _show(self, rows: list[R]) -> None:
        if not self.is_mounted:
            return
        self.all_rows = rows
        folded = self.words.casefold().split()
        self.rows = [r for r in rows if all(w in self.words_of(r).casefold() for w in folded)] if folded else rows
        shown = self.rows
        self.table.set_rows(len(shown), lambda index, width: self.pieces(shown[index], width),
                           key=lambda index: self.key_of(shown[index]), header=self.header())
        self.table.focus()
        self.shown()

    def action_filter(self) -> None:
        """Ask for words; only rows that hold all of them stay."""
        def typed(words: object) -> None:
            if isinstance(words, str):
                self.words = words
                self._show(self.all_rows)
                self.say(f"{len(self.rows)} of {len(self.all_rows)} rows hold “{words}”; / and Enter shows all"
                         if words else "")

        self.app.push_screen(Prompt("Show only rows with these words (empty: all)", value=self.words), typed)

    def action_down(self) -> None:
        self.table.move(1)

    def action_up(self) -> None:
        self.table.move(-1)

    def action_page_down(self) -> None:
        self.table.page(1)

    def action_page_up(self) -> None:
        self.table.page(-1)

    def action_first(self) -> None:
        self.table.home()

    def action_last(self) -> None:
        self.table.end()
