"""Jumping: two letters over every word in view; typing them puts the caret there."""

from __future__ import annotations

from itertools import product

from rich.cells import cell_len

from curator.text.graphemes import next_boundary
from curator.text.segments import words
from curator.tui.widgets.folds import holding
from curator.tui.widgets.layout import Layout
from curator.tui.widgets.paint import Label

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
MORE = LETTERS + "ASDFGHJKLQWERTYUIOPZXCVBNM0123456789"  # for a screen with more words than pairs of LETTERS
CELLS = 2


def lettered(layout: Layout, first: int, last: int) -> dict[str, int]:
    """Two letters for each word that begins in the rows `first` to `last`, the last one included -> its offset."""
    start, end = layout.bounds(first)[0], layout.bounds(last)[1]
    places = [at for at, _ in words(layout.text, start, end) if not holding(layout.folds, at)]
    letters = LETTERS if len(places) <= len(LETTERS) ** 2 else MORE
    return {"".join(pair): at for pair, at in zip(product(letters, repeat=2), places, strict=False)}


def labels(layout: Layout, names: dict[str, int], typed: str) -> dict[int, Label]:
    """What is drawn for the words that what was typed still may mean."""
    return {at: _label(layout, at, name[len(typed):]) for name, at in names.items() if name.startswith(typed)}


def _label(layout: Layout, at: int, left: str) -> Label:
    """The letters left to type, over whole characters and as wide as these."""
    stop, end = layout.bounds(layout.row_of(at))[1], next_boundary(layout.text, at)
    while end < stop and cell_len(layout.text[at:end]) < len(left):
        end = next_boundary(layout.text, end)
    cells = cell_len(layout.text[at:end])
    return Label(end, left[:cells].ljust(cells))
