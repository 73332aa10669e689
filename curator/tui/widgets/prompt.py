"""Small questions over a screen: one line to type, or yes and no. Escape always leaves things as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widgets import Input

from curator.text.inert import typed
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.row_list import RowList

Check = Callable[[str], str | None]
EDITING = BindingsMap(Input.BINDINGS).key_to_bindings  # without those of scrolling, which belong to the list below

BOX = """
{name} {{ align: center middle; }}
{name} > Vertical {{
    width: 76; max-width: 100%; height: auto; max-height: 100%; border: round $primary; background: $surface;
    padding: 0 1;
}}
{name} .title {{ text-style: bold; }}
{name} .hint {{ color: $text-muted; dock: bottom; }}
{name} .wrong {{ text-style: bold; color: $text-error; }}
"""


class LineInput(Input):
    """One line of typed or pasted text; a paste loses line breaks, controls and hidden characters.

    `takes` is asked for each character, in its turn, whether it means something else than itself; then it is not typed.
    `keys` are keys that the window wants, each in its turn, too: Tab, to complete.
    What is typed after Enter, before the window has gone, is for what comes after it, unless the window says `reopen`.
    """

    DEFAULT_CSS = """
    LineInput {
        border: none; height: 1; padding: 0;
        &:focus { border: none; }
        &, &:ansi {
            & > .input--placeholder { color: $text-muted; text-style: none; }
            & > .input--cursor { color: $foreground; background: $background; text-style: reverse; }
        }
    }
    """

    virtual_size = Reactive(Size(0, 0))  # Input lays out the whole screen anew for each letter; the line keeps its size

    def __init__(self, value: str = "", *, placeholder: str = "", takes: Callable[[str], bool] | None = None,
                 keys: Mapping[str, Callable[[], object]] | None = None) -> None:
        super().__init__(typed(value), placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self._takes, self._keys = takes, keys or {}
        self._is_sent = False
        self._later: list[events.Key] = []

    def reopen(self, hand: Callable[[events.Key], object] | None = None) -> None:
        """The line takes keys again. Those typed since Enter are for it, as that was too early, or go to `hand`."""
        self._is_sent = False
        later, self._later = self._later, []
        for event in later:
            (hand or self.post_message)(event)

    def close(self) -> None:
        """The line takes no more keys: the window has its answer, and what is typed now is for what comes after it."""
        self._is_sent = True

    def would_take(self, event: events.Key) -> bool:
        """True for what is typed into the line or edits it; Escape and the like belong to the window."""
        return event.is_printable or event.key in EDITING or event.key in self._keys

    def on_unmount(self) -> None:
        for event in self._later:
            self.app.post_message(event)

    def validate_value(self, value: str) -> str:
        return typed(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self._takes is None and not self._is_sent and super().check_consume_key(key, character)

    async def on_key(self, event: events.Key) -> None:
        """Runs the input's own keys (backspace, Enter, arrows) in their turn: the app would come to them only after
        the letters that were typed since, which a quick hand or a slow line delivers in one go."""
        bindings = EDITING.get(event.key, [])
        if self._is_sent and event.key != "escape":
            self._later.append(events.Key(event.key, event.character))
            bindings = []
        elif event.character and self._takes and self._takes(event.character):
            bindings = []
        elif event.key in self._keys:
            self._keys[event.key]()
        elif not bindings:
            return
        event.stop()
        event.prevent_default()
        for binding in bindings:
            await self.app.run_action(binding.action, self)
        self._is_sent |= event.key == "enter"


class Prompt(ModalScreen[str | None]):
    """Asks for one line. `check` says what is wrong with it, or None; the result is None after Escape."""

    DEFAULT_CSS = BOX.format(name="Prompt")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "Cancel")]

    def __init__(self, title: str, *, value: str = "", hint: str = "", check: Check | None = None) -> None:
        super().__init__()
        self._title_words, self._value, self._hint = title, value, hint
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            yield self.line(self._value)
            yield Lines(classes="hint", id="hint")

    def line(self, value: str) -> LineInput:
        """The line to type in."""
        return LineInput(value)

    def on_mount(self) -> None:
        self.query_one(".title", Lines).show(self._title_words)
        self._explain("")
        self.query_one(LineInput).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        self._explain("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        value = message.value.strip()
        wrong = self._check(value) if self._check else None
        if wrong:
            self._explain(wrong)
            self.query_one(LineInput).reopen()
        else:
            self.dismiss(value)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _explain(self, wrong: str) -> None:
        line = self.query_one("#hint", Lines)
        line.set_class(bool(wrong), "wrong")
        line.show(f"! {wrong}" if wrong else f"{self._hint or 'Enter accepts'}, Esc leaves")


class Confirm(ModalScreen[bool]):
    """A question with what would happen, all of it to scroll through: `y` or Enter is yes; `n` or Escape is no."""

    DEFAULT_CSS = BOX.format(name="Confirm") + "Confirm RowList { height: auto; max-height: 15; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "Yes"),
        Binding("n,escape,q", "answer(False)", "No"),
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("space,pagedown", "page(1)", "Page down"),
        Binding("pageup", "page(-1)", "Page up"),
    ]

    def __init__(self, question: str, *, details: Sequence[str] = ()) -> None:
        super().__init__()
        self._question, self._details = question, details

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            if self._details:
                yield RowList()
            yield Lines(classes="hint", id="hint")

    def on_mount(self) -> None:
        self.query_one(".title", Lines).show(self._question)
        self.query_one("#hint", Lines).show("y yes   n no" + ("   j k see all" if len(self._details) > 15 else ""))
        if self._details:
            rows = self.query_one(RowList)
            rows.set_rows(len(self._details), lambda index, width: [(self._details[index], "")])
            rows.focus()

    def on_row_list_chosen(self) -> None:
        self.dismiss(True)

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)

    def action_move(self, rows: int) -> None:
        for shown in self.query(RowList):
            shown.move(rows)

    def action_page(self, pages: int) -> None:
        for shown in self.query(RowList):
            shown.page(pages)
