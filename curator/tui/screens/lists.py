"""A place that is a list: rows from the desk, a line that narrows them as one types, a cursor that keeps its row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import Piece
from curator.tui.widgets.prompt import LineInput
from curator.tui.widgets.row_list import RowList

R = TypeVar("R")


class ListScreen(PlaceScreen, Generic[R]):
    """Rows of one kind. A place says what to ask, how a row reads and what Enter does."""

    EMPTY = ""
    FILTER = "words that a row holds   (Enter keeps, Esc clears)"
    CSS = """
    #filter { height: 1; display: none; }
    #filter > Lines { width: 2; }
    """

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.all_rows: list[R] = []
        self.rows: list[R] = []
        self.words = ""
        self._folded: Sequence[Any] = ()
        self.line = LineInput(placeholder=self.FILTER)  # narrows the list

    def body(self) -> ComposeResult:
        yield RowList(id="rows", empty=self.EMPTY)
        with Horizontal(id="filter"):
            yield Lines(id="filter-sign")
            yield self.line

    def ask(self) -> list[R]:
        """The rows, asked of the desk off the UI thread."""
        return []

    def key_of(self, row: R) -> str:
        """What a row is, for the cursor to stay on it."""
        return str(row)

    def words_of(self, row: R) -> str:
        """What the filter looks at."""
        return str(row)

    def fold(self, row: R) -> Any:
        """A row as the filter looks at it: made once, off the UI thread."""
        return self.words_of(row).casefold()

    def reader(self, words: str) -> Callable[[Any], bool]:
        """What tells whether a folded row is wanted: it holds all the words."""
        wanted = words.casefold().split()
        return lambda folded: all(word in folded for word in wanted)

    def trouble(self, words: str) -> str:
        """What in a filter means nothing, or an empty string."""
        return ""

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
        def work() -> tuple[list[R], list[Any]]:
            rows = self.ask()
            return rows, [self.fold(row) for row in rows]

        self.room.do(self, work, self._show, opens=not self.all_rows)  # keys typed ahead are for the rows

    def _show(self, found: tuple[list[R], list[Any]]) -> None:
        if not self.is_mounted:
            return
        self.all_rows, self._folded = found
        if not self.line.has_focus:
            self.table.focus()
        self._narrow()

    def _narrow(self) -> None:
        """Show the rows that the filter wants."""
        rows = self.all_rows
        if self.words.strip():
            takes = self.reader(self.words)
            rows = [row for row, folded in zip(rows, self._folded, strict=True) if takes(folded)]
        self.rows = rows
        self.table.set_rows(len(rows), lambda index, width: self.pieces(rows[index], width),
                            key=lambda index: self.key_of(rows[index]), header=self.header())
        self.shown()

    def action_filter(self) -> None:
        """Type words; only rows that hold all of them stay."""
        self.query_one("#filter").display = True
        self.query_one("#filter-sign", Lines).show([("/", "key")])
        self.set_focus(self.line)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.words = message.value
        self._narrow()
        trouble = self.trouble(self.words)
        self.say(trouble or (f"{len(self.rows)} of {len(self.all_rows)} rows; Esc shows all" if self.words else ""),
                 "trouble" if trouble else "plain")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self._leave_line()

    def action_clear_filter(self) -> None:
        """All rows again."""
        if self.words:
            with self.line.prevent(Input.Changed):
                self.line.value = ""
            self.words = ""
            self._narrow()
            self.say("")
        self._leave_line()

    def _leave_line(self) -> None:
        self.query_one("#filter").display = bool(self.words)
        self.set_focus(self.table)
        self.line.reopen(self.app.post_message)

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
