"""A list of names in the text, shown before it is made: tick, relabel, link, then all in one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.listing import NameList, Row, make_list, read_list
from curator.desk.registry import KIND_OF_LABEL
from curator.text.counted import counted
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.ticking import TickWindow
from curator.tui.widgets.fit import Piece, fit

LABELS = ("PERSON", "ORG", "PLACE")


class NameListWindow(TickWindow[Row]):
    """The names of a selection; those that seem not to be of the list are there, and not ticked."""

    EMPTY = "no names stand in what was selected"
    KEYS = "Enter makes those ticked   Space ticks   p o g label   = link to the one it is like"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "label(0)"), Binding("o", "label(1)"), Binding("g", "label(2)"), Binding("equals_sign", "like")]

    def __init__(self, below: PlaceScreen, room: Room, article: str, selected: tuple[int, int],
                 then: Callable[[], None]) -> None:
        super().__init__(below, room, then)
        self._article, self._selected = article, selected
        self._found: NameList | None = None

    def begins_ticked(self, row: Row) -> bool:
        return not row.aside

    def heading(self) -> str:
        return self._found.said(len(self.ticked)) if self._found else ""

    def ask(self) -> list[Row]:
        self._found = read_list(self.room.desk, self._article, *self._selected)
        return list(self._found.rows)

    def key_of(self, row: Row) -> str:
        return row.place

    def pieces(self, row: Row, width: int) -> list[Piece]:
        tone = "strong" if self.is_ticked(row) else "dim"
        whom = row.aside if row.aside and not self.is_ticked(row) else "marked already" if row.is_there \
            else f"= {row.shown}" if row.entity else f"new, like {row.twin}" if row.twin else "new"
        name = max(16, width * 2 // 5)
        return [(self.sign(row), tone), (fit(row.name, name) + " ", ""), (fit(row.label, 7) + " ", "dim"),
                (fit(whom, max(8, width - name - 13)), "warn" if row.twin or row.aside else "dim")]

    def details(self, row: Row) -> str:
        aside = f"set aside: {row.aside}.  " if row.aside else ""
        words = "" if row.words == row.name else f"in the text “{row.words}”.  "
        like = f"like {row.twin}" if row.twin else f"stands for {row.shown}" if row.entity else "a new entry"
        return f"{aside}{words}{like}"

    def action_label(self, which: int) -> None:
        """Another label for the name under the cursor; an entry that does not go with it is let go."""
        if (row := self.row) and not row.is_there and LABELS[which] != row.label:
            fits = row.entity and KIND_OF_LABEL[LABELS[which]] == KIND_OF_LABEL[row.label]
            self._put(replace(row, label=LABELS[which], entity=row.entity if fits else "", twin="", twin_uid=""))

    def action_like(self) -> None:
        """Link the name under the cursor to the entry it is like; again makes it new."""
        if (row := self.row) and row.twin_uid:
            linked = row.entity == row.twin_uid
            self._put(replace(row, entity="" if linked else row.twin_uid,
                              shown="" if linked else row.twin.partition(": ")[0]))

    def make(self, rows: list[Row]) -> object:
        return make_list(self.room.desk, self._article, rows)

    def made(self, number: int) -> str:
        return f"marked {counted(number, 'name')}"

    def _put(self, row: Row) -> None:
        self.rows = [row if one.place == row.place else one for one in self.rows]
        self.draw()
