"""Windows over a place that are read: lines of any kind, and all keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from curator.desk.actions import Place
from curator.desk.keymap import Keymap
from curator.tui.keymap import help_lines
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import Piece, fit, wrap
from curator.tui.widgets.row_list import RowList

Row = list[Piece]
KEYS, FRAME, WIDEST = 12, 22, 110  # cells: of the keys, of all that is not help, of a window


class ListWindow(ModalScreen[None]):
    """Lines to read in a window; any of the leaving keys closes it."""

    DEFAULT_CSS = """
    ListWindow { align: center middle; }
    ListWindow > Vertical {
        width: 100%; max-width: 110; height: 90%; border: round $primary; background: $surface; padding: 0 1;
    }
    ListWindow .title { text-style: bold; }
    ListWindow RowList { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,H", "leave", "Leave", priority=True),
        Binding("j,down", "move(1)", priority=True),
        Binding("k,up", "move(-1)", priority=True), Binding("pagedown,space", "page(1)", priority=True),
        Binding("pageup", "page(-1)", priority=True)]

    def __init__(self, title: str, rows: Sequence[Row], empty: str = "") -> None:
        super().__init__()
        self._heading, self._rows, self._empty = title, rows, empty

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            yield RowList(empty=self._empty)

    def on_mount(self) -> None:
        self.query_one(".title", Lines).show(f"{self._heading}   (j k move, Esc leaves)")
        rows = self.query_one(RowList)
        rows.set_rows(len(self._rows), lambda index, width: self._rows[index])
        rows.focus()

    def action_leave(self) -> None:
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        self.query_one(RowList).move(rows)

    def action_page(self, pages: int) -> None:
        self.query_one(RowList).page(pages)


def keys_window(keymap: Keymap, place: Place, width: int) -> ListWindow:
    """Every key of a place with what it does, for a screen of so many cells."""
    rows: list[Row] = []
    for keys, _, help_ in help_lines(keymap, place):
        first, *rest = wrap(help_, max(min(width, WIDEST) - FRAME, 10))
        rows.append([(fit(keys, KEYS) + " ", "strong"), (first, "")])
        rows += [[(" " * (KEYS + 1), ""), (row, "")] for row in rest]
    return ListWindow(f"Keys: {place}", rows)
