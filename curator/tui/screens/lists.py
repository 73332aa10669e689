"""A place that is a list: rows from the desk, a line that narrows them as one types, a cursor that keeps its row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
READING = "reading …"  # until the desk has answered
AT_ONCE = 2_000  # rows that are looked through between two keys, in about a millisecond
NO_ROW = "No row is like that: {clear_filter} shows all."


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
        self._folded: Sequence[Any] | None = None  # the rows as the filter looks at them, once it is asked for
        self._kept: Sequence[int] | None = None  # the rows shown, by index, and for which words they were kept
        self._kept_for = ""
        self._folding: list[R] | None = None  # the rows that are being folded, or were last
        self.line = LineInput(placeholder=self.FILTER)  # narrows the list

    def body(self) -> ComposeResult:
        yield RowList(id="rows", empty=READING)
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

    def among(self, words: str, folded: Sequence[Any], at: Iterable[int]) -> list[int]:
        """Which of some folded rows, by index, are wanted: those that hold all the words."""
        kept = list(at)
        for word in words.casefold().split():
            kept = [n for n in kept if word in folded[n]]
        return kept

    def narrows(self, before: str, words: str) -> bool:
        """True when whatever `words` want, `before` wanted too: then only those rows are looked at."""
        return words.startswith(before)

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
        is_filtered = bool(self.words) or self.line.has_focus

        def work() -> tuple[list[R], list[Any] | None]:
            rows = self.ask()
            return rows, [self.fold(row) for row in rows] if is_filtered else None

        self.room.do(self, work, self._show, opens=not self.all_rows)  # keys typed ahead are for the rows

    def on_resize(self) -> None:
        """Other columns may fit; rows that are not read yet are not missing."""
        if self.table.empty != READING:
            self.call_after_refresh(self._narrow)

    def _show(self, found: tuple[list[R], list[Any] | None]) -> None:
        if not self.is_mounted:
            return
        (self.all_rows, self._folded), self._kept = found, None
        if not self.line.has_focus:
            self.table.focus()
        self._narrow()

    def _narrow(self) -> None:
        """Show the rows that the filter wants; many are looked through off the UI thread, and keys do not wait."""
        if self._kept is None or not self.narrows(self._kept_for, self.words):
            self._kept, self._kept_for = range(len(self.all_rows)), ""
        if not self.words.strip():
            self._show_kept(range(len(self.all_rows)))
        elif self._folded is None:
            self._fold_rows()
        elif len(self._kept) <= AT_ONCE:
            self._show_kept(self.among(self.words, self._folded, self._kept))
        else:
            self._narrow_many(self.words, self._folded, self._kept)

    def _narrow_many(self, words: str, folded: Sequence[Any], at: Sequence[int]) -> None:
        def then(kept: list[int]) -> None:
            if self.is_mounted and folded is self._folded and words == self.words:
                self._show_kept(kept)
                self._tell()

        def work() -> list[int]:
            return self.among(words, folded, at) if words == self.words else []  # more was typed meanwhile

        self.room.do(self, work, then, lane="search", opens=True)  # keys behind the words are for the rows left

    def _show_kept(self, kept: Sequence[int]) -> None:
        self._kept, self._kept_for = kept, self.words
        rows = self.all_rows if len(kept) == len(self.all_rows) else [self.all_rows[n] for n in kept]
        self.rows = rows
        self.table.empty = self.keyed(NO_ROW if self.all_rows else self.EMPTY)
        self.table.set_rows(len(rows), lambda index, width: self.pieces(rows[index], width),
                            key=lambda index: self.key_of(rows[index]), header=self.header())
        self.shown()

    def _fold_rows(self) -> None:
        """Fold the rows off the UI thread, then narrow them by what was typed meanwhile."""
        rows = self.all_rows
        if rows is self._folding:
            return
        self._folding = rows

        def then(folded: list[Any]) -> None:
            if rows is self.all_rows and self.is_mounted:
                self._folded, self._kept = folded, None
                if self.words:
                    self._narrow()
                    self._tell()

        self.room.do(self, lambda: [self.fold(row) for row in rows], then, opens=True)

    def action_filter(self) -> None:
        """Type words; only rows that hold all of them stay."""
        self.query_one("#filter").display = True
        self.query_one("#filter-sign", Lines).show([("/", "key")])
        self.set_focus(self.line)
        if self._folded is None:
            self._fold_rows()

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.words = message.value
        self._narrow()
        self._tell()

    def _tell(self) -> None:
        """How many rows are left, or what in the filter means nothing."""
        trouble = self.trouble(self.words)
        left = f"{len(self.rows)} of {len(self.all_rows)} rows; {self.key('clear_filter')} shows all"
        self.say(trouble or (left if self.words else ""), "trouble" if trouble else "plain")

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
        with self.app.batch_update():
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
