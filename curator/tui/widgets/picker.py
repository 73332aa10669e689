"""Picking from a list: digits pick at once, letters search, Enter takes the row under the cursor.

The search runs on a thread; whatever was asked last wins. `Prompt` and `Confirm` are offered from here too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import Piece
from curator.tui.widgets.prompt import BOX, Confirm, LineInput, Prompt
from curator.tui.widgets.row_list import RowList

__all__ = ["Choice", "Confirm", "New", "Picked", "Picker", "Prompt", "Search"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a picker: what it stands for, what it says, and what helps to tell it from its like."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class New:
    """Nothing of the list: what was typed."""

    text: str


Search = Callable[[str], Sequence[Choice]]
Picked = str | New | tuple[str, ...]


class Picker(ModalScreen[Picked | None]):
    """The result is the value of the chosen row; `New` for the row that makes one; with `multi` a tuple of values in
    the order in which they were marked with Space, or with Tab where blanks belong to a search; None after Escape.
    Where `count` are expected, digits mark, and the last one closes the window.

    `search` is called with what was typed, on a thread: it must not raise. Without it the choices themselves are
    filtered. `new` ("new person") offers to make what was typed; `zero` is picked with `0`. Without `numbers` digits
    are typed as letters are.
    """

    DEFAULT_CSS = BOX.format(name="Picker") + """
    Picker RowList { height: auto; max-height: 16; }
    Picker.searching > Vertical { height: 80%; }
    Picker.searching RowList { height: 1fr; max-height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("up", "move(-1)", "Up"),
        Binding("down", "move(1)", "Down"),
        Binding("pageup", "page(-1)", "Page up"),
        Binding("pagedown", "page(1)", "Page down"),
        # For a digit that came with the key that asks, before the input has the focus; others come by `_means`.
        *(Binding(digit, f"{action}('{digit}')", f"Pick {digit}", priority=action == "early")
          for digit in "0123456789" for action in ("early", "digit")),
    ]

    @dataclass
    class Found(Message):
        """What a search found; `asked` numbers the searches."""

        asked: int
        choices: Sequence[Choice]

    @dataclass
    class Added(Message):
        """One of several was chosen."""

    def __init__(self, title: str, choices: Sequence[Choice] = (), *, search: Search | None = None,
                 new: str | None = None, zero: Choice | None = None, multi: bool = False, hint: str = "",
                 numbers: bool = True, count: int = 1) -> None:
        super().__init__(classes="searching" if search else "")
        self._title_words, self._hint = title, hint
        self._all = list(choices)
        self._search, self._new, self._zero, self._multi, self._numbers = search, new, zero, multi, numbers
        self._count = count
        self._found: list[Choice] = self._all
        self._marked: list[str] = []
        self._asked = self._answered = 0
        self._enter_waits = self._mark_waits = False
        self._stands = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            moves: dict[str, Callable[[], object]] = {
                "up": partial(self.action_move, -1), "down": partial(self.action_move, 1),
                "pageup": partial(self.action_page, -1), "pagedown": partial(self.action_page, 1)}
            if self._multi and self._search:
                moves["tab"] = self._add
            yield LineInput(placeholder="type to search", takes=self._means, keys=moves)  # each key in its turn
            yield RowList(empty="nothing found")
            yield Lines(classes="hint", id="hint")

    def on_mount(self) -> None:
        self.query_one(".title", Lines).show(self._title_words)
        adds = "Tab adds another" if self._search else "Space marks"
        keys = [*(["1-9 pick"] if self._numbers else []), "Enter takes", *([adds] if self._multi else []),
                *([f"0 {self._zero.label}"] if self._zero else []), "Esc leaves"]
        self.query_one("#hint", Lines).show(self._hint or "   ".join(keys))
        self._show_rows()
        if self._search and not self._all:
            self._ask("")
        self.query_one(LineInput).focus()
        self._stands = True

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.action_choose()

    def on_input_changed(self, message: Input.Changed) -> None:
        self._ask(message.value.strip())

    def on_picker_found(self, message: Picker.Found) -> None:
        if message.asked != self._asked or not self.is_current:  # it was left meanwhile
            return
        self._answered = message.asked
        self._found = list(message.choices)
        self._show_rows()
        if self._mark_waits:
            self._added()
        if self._enter_waits:
            self._enter_waits = False
            self.action_choose()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self._take(message.index)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        self.query_one(RowList).move(rows)

    def action_page(self, pages: int) -> None:
        self.query_one(RowList).page(pages)

    def action_choose(self) -> None:
        """Takes the row under the cursor; waits for it while a search is on."""
        index = self.query_one(RowList).cursor
        if self._answered != self._asked:
            self._enter_waits = True
        elif self._marked:
            self.dismiss(tuple(self._marked))
        elif index is not None:
            self._take(index)
        else:
            self.query_one(LineInput).reopen()

    def mark(self) -> None:
        """Marks the row under the cursor, or takes its mark away."""
        rows = self.query_one(RowList)
        if rows.cursor is not None and rows.cursor < len(self._found):
            value = self._found[rows.cursor].value
            self._marked = [kept for kept in self._marked if kept != value] if value in self._marked else \
                [*self._marked, value]
            rows.toggle_mark()

    def _add(self) -> None:
        """Marks the row that what was typed finds; what is typed meanwhile is for the next one."""
        line = self.query_one(LineInput)
        line.close()
        line.post_message(self.Added())  # goes the way of the letters that were typed before

    def on_picker_added(self, message: Picker.Added) -> None:
        self._added()

    def _added(self) -> None:
        self._mark_waits = self._answered != self._asked
        if not self._mark_waits:
            self._mark_and_go_on()

    def _mark_and_go_on(self) -> None:
        """Marks the row under the cursor; the line is free for the next one, unless so many were expected."""
        line = self.query_one(LineInput)
        self.mark()
        if self._count > 1 and len(self._marked) == self._count:
            line.close()
            self.dismiss(tuple(self._marked))
            return
        line.value = ""
        line.reopen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self._stands if action == "early" else True

    def action_early(self, digit: str) -> None:
        """A quick hand types the digit before the picker stands: it waits for that."""
        self.call_later(self.action_digit, digit)

    def action_digit(self, digit: str) -> None:
        """Picks the row with this number; where there is none, the digit is typed."""
        if not self._stands:
            self.action_early(digit)
        elif not self._means(digit):
            self.query_one(LineInput).insert_text_at_cursor(digit)

    @property
    def typed_text(self) -> str:
        """What was typed, without blanks around it."""
        return self.query_one(LineInput).value.strip()

    def _means(self, character: str) -> bool:
        """Picks with a digit that numbers a row, marks with a blank where several may be picked: true when it did."""
        if self.typed_text.isdecimal():
            return False  # a number is being typed
        if character == " " and self._multi and not self._search:
            self.mark()
        elif character == "0" and self._zero:
            self._take(self._rows().index(self._zero))
        elif self._numbers and character in tuple("123456789") and int(character) <= len(self._found) \
                and self._count > 1:
            self.query_one(RowList).cursor = int(character) - 1
            self._mark_and_go_on()
        elif self._numbers and character in tuple("123456789") and int(character) <= len(self._found):
            self._take(int(character) - 1)
        else:
            return False
        return True

    def _ask(self, query: str) -> None:
        self._asked += 1
        if self._search and (query or not self._all):
            self.run_worker(partial(self._find, self._search, query, self._asked), thread=True, group="search",
                            exclusive=True)
        else:
            words = query.casefold().split()
            found = [choice for choice in self._all
                     if all(word in f"{choice.label} {choice.detail}".casefold() for word in words)]
            found.sort(key=lambda choice: _farness(choice.label.casefold(), words))
            self.on_picker_found(self.Found(self._asked, found))

    def _find(self, search: Search, query: str, asked: int) -> None:
        self.post_message(self.Found(asked, search(query)))

    def _rows(self) -> list[Choice | New]:
        """The choices, then the one picked with 0, then what was typed."""
        text = self.typed_text
        return [*self._found, *([self._zero] if self._zero else []), *([New(text)] if self._new and text else [])]

    def _show_rows(self) -> None:
        shown = self._rows()

        def pieces(index: int, width: int) -> list[Piece]:
            row = shown[index]
            if isinstance(row, New):
                return [("  ", ""), (f"{self._new}: ", "dim"), (row.text, "strong")]
            number = "0" if row is self._zero else str(index + 1) if index < 9 and self._numbers else " "
            return [(f"{number} ", "dim"), (row.label, "strong"), ("  ", ""), (row.detail, "dim")]

        rows = self.query_one(RowList)
        rows.set_rows(len(shown), pieces, key=lambda index: _key(shown[index]))
        rows.marked = frozenset(self._marked)
        rows.home()

    def _take(self, index: int) -> None:
        row = self._rows()[index]
        self.query_one(LineInput).close()
        if isinstance(row, New):
            self.dismiss(row)
        else:
            self.dismiss(tuple(dict.fromkeys((*self._marked, row.value))) if self._multi else row.value)


def _farness(label: str, words: Sequence[str]) -> tuple[bool, bool]:
    """What begins with the words typed comes first, then what holds them, then what only its detail speaks of."""
    return not label.startswith(" ".join(words)), not all(word in label for word in words)


def _key(row: Choice | New) -> str:
    return row.value if isinstance(row, Choice) else ""
