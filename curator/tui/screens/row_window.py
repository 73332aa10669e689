"""A window with a list to work on: rows asked of the desk, own keys, the current row in full, a line of messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from curator.desk.desk import Desk
from curator.desk.undoing import Action, described, redo, undo
from curator.tui.room import Room, Tone
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.bars import Lines, MessageLine
from curator.tui.widgets.fit import Piece, wrap
from curator.tui.widgets.row_list import RowList

R = TypeVar("R")
T = TypeVar("T")
DETAILS = 4  # lines for the current row in full


class RowWindow(ModalScreen[None], Generic[R]):
    """Rows of one kind over a place. A window says what to ask, how a row reads, and what its keys do."""

    DEFAULT_CSS = f"""
    RowWindow {{ align: center middle; }}
    RowWindow > Vertical {{
        width: 100%; max-width: 110; height: 90%; border: round $primary; background: $surface; padding: 0 1;
    }}
    RowWindow .title {{ text-style: bold; }}
    RowWindow RowList {{ height: 1fr; }}
    RowWindow #details {{ height: {DETAILS}; }}
    RowWindow .hint {{ color: $text-muted; }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave"), Binding("j,down", "move(1)"), Binding("k,up", "move(-1)"),
        Binding("pagedown,space", "page(1)"), Binding("pageup", "page(-1)"), Binding("enter", "choose"),
        Binding("g,home", "first"), Binding("G,end", "last"), Binding("u", "undo"), Binding("U", "redo")]
    EMPTY: ClassVar[str] = "nothing is here"
    KEYS: ClassVar[str] = ""  # what the line of keys says, Esc left out

    def __init__(self, below: PlaceScreen, room: Room) -> None:
        super().__init__()
        self.below, self.room = below, room
        self.rows: list[R] = []
        self._is_leaving = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            yield RowList(empty=self.EMPTY)
            yield Lines(id="details")
            yield MessageLine(id="message")
            yield Lines(classes="hint")

    def heading(self) -> str:
        """The title, which may tell what is shown."""
        return ""

    def ask(self) -> list[R]:
        """The rows, asked of the desk off the UI thread."""
        return []

    def key_of(self, row: R) -> str:
        """What a row is, for the cursor to stay on it."""
        return str(row)

    def pieces(self, row: R, width: int) -> list[Piece]:
        """How a row reads."""
        return [(str(row), "")]

    def details(self, row: R) -> str:
        """The current row in full."""
        return ""

    def chosen(self, row: R) -> None:
        """Enter, or a click on the cursor."""

    def on_mount(self) -> None:
        self.query_one(".hint", Lines).show(f"{self.KEYS}   Esc leaves".strip())
        self.query_one(RowList).focus()
        self.reload()

    def reload(self) -> None:
        """Ask for the rows anew."""
        self.room.do(self, self.ask, self._show, opens=True)

    def say(self, words: str, tone: Tone = "plain") -> None:
        """One line to the curator."""
        if self.is_mounted:
            self.query_one("#message", MessageLine).say(words, tone)

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        at = self.query_one(RowList).cursor
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def change(self, work: Callable[[], T], said: Callable[[T], str]) -> None:
        """Do one action off the UI thread, say what was done, and show it."""
        def then(made: T) -> None:
            self.say(f"{said(made)} (u undoes)", "good")
            self.reload()

        self.room.do(self, work, then, opens=True)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        row = self.row
        words = self.details(row) if row is not None else ""
        lines = wrap(words, max(20, self.query_one("#details").size.width or 74))
        self.query_one("#details", Lines).show(*(([(line, "dim")]) for line in lines[:DETAILS]))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        if (row := self.row) is not None:
            self.chosen(row)

    def action_leave(self) -> None:
        self.leave()

    def leave(self) -> None:
        """Close the window; keys typed meanwhile are for the place below."""
        if not self._is_leaving:
            self._is_leaving = True
            self.room.opening += 1
            self.dismiss(None)

    def on_unmount(self) -> None:
        if self._is_leaving:
            self.room.opening -= 1
            self.room.opened()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done to what is about to be replaced: keys wait until what was asked for has come."""
        return not self.room.is_opening

    def action_move(self, rows: int) -> None:
        self.query_one(RowList).move(rows)

    def action_page(self, pages: int) -> None:
        self.query_one(RowList).page(pages)

    def action_first(self) -> None:
        self.query_one(RowList).home()

    def action_last(self) -> None:
        self.query_one(RowList).end()

    def action_undo(self) -> None:
        """Undo my last action, wherever it was."""
        self._turn(undo, "undone")

    def action_redo(self) -> None:
        self._turn(redo, "done again")

    def _turn(self, turn: Callable[[Desk], Action], word: str) -> None:
        def then(action: Action) -> None:
            self.say(f"{word}: {described(action)}", "good")
            self.below.turned(action)
            self.reload()

        self.room.do(self, lambda: turn(self.room.desk), then, opens=True)

    def _show(self, rows: Sequence[Any]) -> None:
        if not self.is_mounted:
            return
        self.rows = list(rows)
        self.draw()

    def draw(self) -> None:
        """Show heading and rows as they are now."""
        shown = self.rows
        self.query_one(".title", Lines).show(self.heading())
        self.query_one(RowList).set_rows(len(shown), lambda index, width: self.pieces(shown[index], width),
                                         key=lambda index: self.key_of(shown[index]))
