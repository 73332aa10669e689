"""The codebook as a window, and choosing a label from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from curator.desk.codebook import COLOURS, LabelRow, add_label, labels, rename_label, retire_label, set_label
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.label_colour import label_look
from curator.tui.widgets.picker import Choice, Picker, Prompt
from schema import Label

NO_COLOUR = "none"


class CodebookWindow(RowWindow[LabelRow]):
    """Every label with what it means, how many mentions carry it, its key and colour."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,a", "add"), Binding("e", "rename"), Binding("t", "define"), Binding("x", "give_examples"),
        Binding("c", "colour"), Binding("K", "key"), Binding("r", "retire"), Binding("C", "leave")]
    KEYS = "n new  e name  t meaning  x examples  c colour  K key  r retire"

    def heading(self) -> str:
        return "Codebook: the labels of mentions"

    def ask(self) -> list[LabelRow]:
        return labels(self.room.desk)

    def key_of(self, row: LabelRow) -> str:
        return row.label.uid

    def pieces(self, row: LabelRow, width: int) -> list[Piece]:
        return label_pieces(row)

    def details(self, row: LabelRow) -> str:
        label = row.label
        examples = f"   examples: {'; '.join(label.examples)}" if label.examples else ""
        return f"{label.definition or 'no definition yet: t writes one'}{examples}"

    def chosen(self, row: LabelRow) -> None:
        self.action_define()

    def action_add(self) -> None:
        """A new label: its name, then what it means."""
        def named(name: str | None) -> None:
            if name:
                self.app.push_screen(Prompt(f"What does {name} mean?", hint="may stay empty"),
                                     lambda meaning: defined(name, meaning))

        def defined(name: str, meaning: str | None) -> None:
            if meaning is not None:
                self.change(lambda: add_label(self.room.desk, name, definition=meaning),
                            lambda label: f"added {label.name}")

        self.app.push_screen(Prompt("Name of the new label"), named)

    def action_rename(self) -> None:
        self._type("Name; every mention with this label follows", lambda label: label.name,
                   lambda uid, words: rename_label(self.room.desk, uid, words))

    def action_define(self) -> None:
        self._type("What it means", lambda label: label.definition,
                   lambda uid, words: set_label(self.room.desk, uid, definition=words))

    def action_give_examples(self) -> None:
        self._type("Examples, with ; between", lambda label: "; ".join(label.examples),
                   lambda uid, words: set_label(self.room.desk, uid, examples=words.split(";")))

    def action_key(self) -> None:
        self._type("Key that chooses it under L in the Reader (empty: none)", lambda label: label.key,
                   lambda uid, words: set_label(self.room.desk, uid, key=words))

    def action_colour(self) -> None:
        row = self.row
        if row is None:
            return

        def picked(colour: object) -> None:
            if isinstance(colour, str):
                wanted = "" if colour == NO_COLOUR else colour
                self.change(lambda: set_label(self.room.desk, row.label.uid, colour=wanted),
                            lambda label: f"{label.name} is {label.colour or 'without colour'}")

        self.app.push_screen(Picker(f"Colour of {row.label.name}", [
            Choice(colour, colour, "now" if colour == (row.label.colour or NO_COLOUR) else "")
            for colour in (*COLOURS, NO_COLOUR)]), picked)

    def action_retire(self) -> None:
        """Offer the label no longer, or again."""
        if row := self.row:
            self.change(lambda: retire_label(self.room.desk, row.label.uid, retired=not row.label.retired),
                        lambda label: f"{label.name} is {'retired' if label.retired else 'in use again'}")

    def _type(self, title: str, value: Callable[[Label], str], work: Callable[[str, str], Label]) -> None:
        row = self.row
        if row is None:
            return

        def typed(words: str | None) -> None:
            if words is not None and words != value(row.label):
                self.change(lambda: work(row.label.uid, words), lambda label: f"changed {label.name}")

        self.app.push_screen(Prompt(f"{row.label.name}: {title}", value=value(row.label)), typed)


class LabelChoice(RowWindow[LabelRow]):
    """The labels in use; the key of one chooses it, as does its number."""

    KEYS = "the key or number of a label chooses it   Enter takes"

    def __init__(self, below: PlaceScreen, room: Room, chosen: Callable[[str], None]) -> None:
        super().__init__(below, room)
        self._then = chosen

    def heading(self) -> str:
        return "Label"

    def ask(self) -> list[LabelRow]:
        return [row for row in labels(self.room.desk, retired=False) if row.label.applies_to == "mention"]

    def key_of(self, row: LabelRow) -> str:
        return row.label.uid

    def pieces(self, row: LabelRow, width: int) -> list[Piece]:
        number = self.rows.index(row) + 1
        return [(f"{number if number <= 9 else ' '} ", "dim"), *label_pieces(row)]

    def details(self, row: LabelRow) -> str:
        return row.label.definition

    def chosen(self, row: LabelRow) -> None:
        self.leave()
        self._then(row.label.name)

    def on_key(self, event: events.Key) -> None:
        """A key of the codebook, which no binding can know."""
        if self.room.is_opening or not event.character:
            return
        found = next((row for row in self.rows if row.label.key == event.character), None)
        if found is None and event.character in "123456789" and int(event.character) <= len(self.rows):
            found = self.rows[int(event.character) - 1]
        if found:
            event.stop()
            event.prevent_default()
            self.chosen(found)


def label_pieces(row: LabelRow) -> list[Piece]:
    """Name, number of mentions, key, colour, whether it is retired, what it means."""
    label = row.label
    style = "dim" if label.retired else "strong"
    return [(fit(label.name, 18) + " ", style), (f"{row.mentions:>6} ", ""), (fit(label.key or "-", 2) + " ", "dim"),
            (fit(label.colour or "-", 8) + " ", label_look(label.colour) or "dim"),
            ("retired  " if label.retired else "", "warn"), (label.definition, "dim")]
