"""Where each character of a text stands: rows wrapped to a width, and offset to cell and back.

The text is inert (`curator.text.inert`) and is only looked at. Rows are one flat list of start offsets, found by
bisection. A line that holds only characters surely one cell wide is counted by offsets; any other goes grapheme by
grapheme. Cells are Textual's own measure (rich), so that a strip is as wide as Textual believes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from rich.cells import cell_len

from curator.text.graphemes import clusters
from curator.tui.widgets.folds import Fold, Folds


class Layout:
    """One text wrapped to `width` cells; a blank at which a row breaks may hang one cell further. A fold is one row,
    in which every offset stands at cell 0."""

    def __init__(self, text: str, width: int, folds: Folds | None = None) -> None:
        self.text = text
        self.width = max(width, 1)
        self.folds = folds or {}
        self.starts = _row_starts(text, self.width, self.folds)
        self._stops = lru_cache(maxsize=512)(self._measure)

    def __len__(self) -> int:
        """The number of rows, at least one."""
        return len(self.starts)

    def row_of(self, offset: int) -> int:
        """The row that holds `offset`; a newline belongs to the row that it ends."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, row: int) -> tuple[int, int]:
        """Start and end of a row, the newline left out."""
        start = self.starts[row]
        if row + 1 == len(self.starts):
            return start, len(self.text)
        end = self.starts[row + 1]
        return start, end - 1 if self.text[end - 1] == "\n" else end

    def fold(self, row: int) -> Fold | None:
        """What is folded in a row."""
        return self.folds.get(self.starts[row]) if self.folds else None

    def is_first_of_line(self, row: int) -> bool:
        """True where a row begins a paragraph and does not go on with one."""
        return row == 0 or self.text[self.starts[row] - 1] == "\n"

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Row and cell of an offset; inside a grapheme, those of its start."""
        row = self.row_of(offset)
        stops, cells = self._stops(row)
        if not stops:
            return row, offset - self.starts[row]
        return row, cells[bisect_right(stops, offset) - 1]

    def offset_at(self, row: int, cell: int) -> int:
        """The start of the grapheme that covers a cell; beyond either end, the nearest offset of the row."""
        start, end = self.bounds(row)
        stops, cells = self._stops(row)
        last = self._last(row, end)
        if not stops:
            return max(start, min(start + cell, last))
        return min(stops[max(bisect_right(cells, cell) - 1, 0)], last)

    def edge(self, offset: int, *, up: bool = False) -> int:
        """`offset` moved to the start (or, with `up`, to the end) of the grapheme that it cuts."""
        stops, _ = self._stops(self.row_of(offset))
        if not stops:
            return offset
        return stops[bisect_left(stops, offset)] if up else stops[bisect_right(stops, offset) - 1]

    def width_of(self, row: int) -> int:
        """The cells that a row fills."""
        start, end = self.bounds(row)
        stops, cells = self._stops(row)
        return cells[-1] if stops else end - start

    def _last(self, row: int, end: int) -> int:
        """The last offset that a caret can take in a row: its newline, or the last grapheme before the next row."""
        if row + 1 == len(self.starts) or self.starts[row + 1] > end:
            return end
        stops, _ = self._stops(row)
        return stops[-2] if stops else end - 1

    def _measure(self, row: int) -> tuple[list[int], list[int]]:
        """Offsets and cells of each grapheme of a row and of its end; two empty lists for a simple row."""
        start, end = self.bounds(row)
        if start in self.folds:
            return [start], [0]
        if SIMPLE.fullmatch(self.text, start, end):
            return [], []
        stops, cells, cell = [], [], 0
        line = self.text[start:end]
        for first, last in clusters(line):
            stops.append(start + first)
            cells.append(cell)
            cell += cell_len(line[first:last])
        return [*stops, end], [*cells, cell]


# Surely one cell each: ASCII, Latin, plain Greek and Cyrillic, dashes and quotation marks, the euro; no soft hyphen.
SIMPLE = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0391-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20ac]*")


def _row_starts(text: str, width: int, folds: Folds) -> list[int]:
    starts: list[int] = []
    line = 0
    while True:
        fold = folds.get(line)
        newline = text.find("\n", fold.end if fold else line)
        end = len(text) if newline < 0 else newline
        starts.append(line)
        if not fold and end - line > width // 2:  # a shorter line fits even when every character is wide
            wrap = _wrap_simple if SIMPLE.fullmatch(text, line, end) else _wrap_graphemes
            wrap(text, line, end, width, starts)
        if newline < 0:
            return starts
        line = newline + 1


def _wrap_simple(text: str, start: int, end: int, width: int, starts: list[int]) -> None:
    while end - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        start = blank + 1 if blank > start else start + width
        if start >= end:
            return
        starts.append(start)


def _wrap_graphemes(text: str, start: int, end: int, width: int, starts: list[int]) -> None:
    """Breaks behind blanks and between wide characters, else where the row is full; at least one grapheme a row."""
    used = 0
    row = good = start  # `good`: the last offset where the row may break, `kept` cells into it
    kept = 0
    line = text[start:end]
    for first, last in clusters(line):
        cluster = line[first:last]
        at = start + first
        wide = _cells(cluster)
        while used + wide > width + (cluster == " ") and at > row:
            row, used = (good, used - kept) if good > row else (at, 0)
            kept = 0
            starts.append(row)
        used += wide
        if cluster == " " or wide == 2:
            good, kept = start + last, used


@lru_cache(maxsize=4096)
def _cells(cluster: str) -> int:
    return cell_len(cluster)
