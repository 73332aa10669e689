"""The card of a record as a form: each field with its value, what it rests on, and numbered candidates for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.prompt import BOX, Check, Confirm, Prompt
from curator.tui.widgets.row_list import RowList

HINT = "a all  1-9 one  Enter type  b inferred  0 unknown  x back  s save  Esc leave"
TYPED = {"typed": "inferred", "inferred": "typed"}  # what a typed value may rest on


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A candidate for a field; `basis` says what it rests on, `reason` why it is proposed. The first one that
    `is_guess` stands for an undecided field; what the curator points at is no guess at any one field."""

    value: str
    basis: str
    reason: str = ""
    is_guess: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form; `value` and `basis` are empty while nobody has decided. `check` says what is wrong with a
    typed value, or None."""

    name: str
    label: str
    value: str = ""
    basis: str = ""
    choices: tuple[FieldChoice, ...] = ()
    hint: str = ""
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a field has become. `choice` is the index of the candidate taken, None for a typed value; the basis
    `unknown` says that somebody looked and found nothing."""

    name: str
    value: str
    basis: str
    choice: int | None = None


class Form(ModalScreen[tuple[Change, ...] | None]):
    """The result holds the changed fields in their order, or None when nothing is to be saved."""

    DEFAULT_CSS = BOX.format(name="Form") + """
    Form > Vertical { width: 100; }
    Form RowList { height: auto; max-height: 10; }
    Form #candidates { height: 10; max-height: 40%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "cancel", "Leave"),
        Binding("s,ctrl+s", "save", "Save"),
        Binding("down,j,tab", "move(1)", "Down"),
        Binding("up,k,shift+tab", "move(-1)", "Up"),
        Binding("a", "take_all", "Take all that is proposed"),
        Binding("enter,e", "type", "Type"),
        Binding("x,backspace", "revert", "As it was"),
        Binding("0", "unknown", "Unknown, looked"),
        Binding("b", "basis", "Typed or inferred"),
        *(Binding(str(digit), f"pick({digit - 1})", f"Candidate {digit}") for digit in range(1, 10)),
    ]

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self._title_words = title
        self._fields = list(fields)
        self._changes: dict[str, Change] = {}
        self._just = ""  # the field that was decided last, until the cursor is moved

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            yield RowList()
            yield Lines(id="candidates")
            yield Lines(classes="hint", id="hint")

    def on_mount(self) -> None:
        self.query_one(".title", Lines).show(self._title_words)
        self.query_one("#hint", Lines).show(HINT)
        rows = self.query_one(RowList)
        rows.set_rows(len(self._fields), self._field_pieces)
        rows.focus()
        self._show_candidates()

    def on_row_list_highlighted(self) -> None:
        self._show_candidates()

    def on_row_list_chosen(self) -> None:
        self.action_type()

    def action_cancel(self) -> None:
        """Leaves; asks first when something was changed."""
        if not self._changes:
            self.dismiss(None)
            return
        self.app.push_screen(Confirm(f"Leave without saving {len(self._changes)} changes?"), self._leave)

    def action_save(self) -> None:
        changes = tuple(self._changes[field.name] for field in self._fields if field.name in self._changes)
        self.dismiss(changes or None)

    def action_move(self, rows: int) -> None:
        self._just = ""
        self.query_one(RowList).move(rows)

    def action_type(self) -> None:
        """Asks for a value of the current field, beginning with the one it has."""
        field = self._field
        if field:
            value = self._changes[field.name].value if field.name in self._changes else field.value
            self.app.push_screen(Prompt(field.label, value=value, hint=field.hint, check=_unless_empty(field.check)),
                                 lambda words: self._typed(field, words))

    def action_pick(self, index: int) -> None:
        """Takes a candidate and goes on to the next field."""
        field = self._field
        if field and index < len(field.choices):
            choice = field.choices[index]
            self._decide(field, Change(field.name, choice.value, choice.basis, index))

    def action_take_all(self) -> None:
        """Takes what is proposed for every field that nobody has decided: those with a `?`."""
        for field in self._fields:
            guess = _guess(field)
            if guess is not None and not field.basis and field.name not in self._changes:
                choice = field.choices[guess]
                self._change(field, Change(field.name, choice.value, choice.basis, guess))

    def action_unknown(self) -> None:
        field = self._field
        if field:
            self._decide(field, Change(field.name, "", "unknown"))

    def action_basis(self) -> None:
        """What was typed is inferred: the article does not say it, but it follows from what is known; again: typed."""
        change = self._changed
        if change and change.choice is None and change.basis in TYPED:
            self._changes[change.name] = replace(change, basis=TYPED[change.basis])
            self.query_one(RowList).refresh_rows()

    def action_revert(self) -> None:
        """Forgets what was just decided, or what was decided for the current field."""
        change = self._changed
        if change:
            self._changes.pop(change.name)
            self.query_one(RowList).refresh_rows()

    @property
    def _changed(self) -> Change | None:
        """The change of the field that was just decided, else of the current one."""
        return self._changes.get(self._just or (self._field.name if self._field else ""))

    @property
    def _field(self) -> Field | None:
        at = self.query_one(RowList).cursor
        return None if at is None else self._fields[at]

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)

    def _typed(self, field: Field, words: str | None) -> None:
        if words:
            self._decide(field, Change(field.name, words, "typed"))

    def _decide(self, field: Field, change: Change) -> None:
        """Changes the current field and goes on to the next."""
        self._change(field, change)
        self._just = field.name
        self.query_one(RowList).move(1)

    def _change(self, field: Field, change: Change) -> None:
        if (change.value, change.basis) != (field.value, field.basis):
            self._changes[field.name] = change
        else:
            self._changes.pop(field.name, None)
        self.query_one(RowList).refresh_rows()

    def _field_pieces(self, index: int, width: int) -> list[Piece]:
        field = self._fields[index]
        change = self._changes.get(field.name)
        value, basis = (change.value, change.basis) if change else (field.value, field.basis)
        if basis == "unknown":
            value, basis = "unknown, looked", ""
        at = None if value else _guess(field)
        guess = "" if at is None else field.choices[at].value
        room = max(width - 14 - len(basis) - 2, 8)
        return [(fit(field.label, 12), "dim"), ("* " if change else "? " if guess else "  ", "warn"),
                (fit(value or guess or "-", room), "" if value else "dim"),
                (f"  {basis}" if basis else "", "dim")]

    def _show_candidates(self) -> None:
        field = self._field
        lines: list[list[Piece]] = [
            [(f" {number} ", "key"), (fit(choice.basis, 9), "dim"), (choice.value, ""),
             (f"  {choice.reason}" if choice.reason else "", "dim")]
            for number, choice in enumerate((field.choices if field else ())[:9], start=1)
        ]
        self.query_one("#candidates", Lines).show(*(lines or [[("no candidates: Enter types one", "dim")]]))


def _guess(field: Field) -> int | None:
    """The place of the candidate that stands for an undecided field."""
    return next((at for at, choice in enumerate(field.choices) if choice.is_guess), None)


def _unless_empty(check: Check | None) -> Callable[[str], str | None]:
    return lambda words: check(words) if check and words else None
