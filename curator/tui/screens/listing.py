"""A list of names in the text, shown before it is made: tick, relabel, link, then all in one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.listing import NameList, Row, make_list, read_list
from curator.desk.registry import KIND_OF_LABEL
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.row_list import RowList

LABELS = ("PERSON", "ORG", "PLACE")


class ListWindow(RowWindow[Row]):
    """The names of a selection; `then` is called once they are made."""

    EMPTY = "no names stand in what was selected"
    KEYS = "Enter makes them all   Space leaves one out   p o g label   = link to the one it is like"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "leave_out"), Binding("p", "label(0)"), Binding("o", "label(1)"), Binding("g", "label(2)"),
        Binding("equals_sign", "like"), Binding("enter", "make")]

    def __init__(self, below: PlaceScreen, room: Room, article: str, selected: tuple[int, int],
                 then: Callable[[], None]) -> None:
        super().__init__(below, room)
        self._article, self._selected, self._then = article, selected, then
        self._found: NameList | None = None
        self._out: set[int] = set()  # starts of those that are left out

    @property
    def _chosen(self) -> list[Row]:
        return [row for row in self.rows if row.start not in self._out]

    def heading(self) -> str:
        return self._found.said(len(self._chosen)) if self._found else ""

    def ask(self) -> list[Row]:
        self._found = read_list(self.room.desk, self._article, *self._selected)
        return list(self._found.rows)

    def key_of(self, row: Row) -> str:
        return str(row.start)

    def pieces(self, row: Row, width: int) -> list[Piece]:
        sign = "[ ] " if row.start in self._out else "[x] "
        whom = "marked already" if row.is_there else f"= {row.shown}" if row.entity else \
            f"new, like {row.twin}" if row.twin else "new"
        name = max(16, width * 2 // 5)
        return [(sign, "dim" if row.start in self._out else "strong"), (fit(row.name, name) + " ", ""),
                (fit(row.label, 7) + " ", "dim"), (fit(whom, max(8, width - name - 13)), "warn" if row.twin else "dim")]

    def details(self, row: Row) -> str:
        words = "" if row.words == row.name else f"in the text “{row.words}”.  "
        like = f"like {row.twin}" if row.twin else f"stands for {row.shown}" if row.entity else "a new entry"
        return f"{words}{like}"

    def action_leave_out(self) -> None:
        """The name under the cursor is not made, or is after all."""
        if row := self.row:
            self._out ^= {row.start}
            self._again()
            self.query_one(RowList).move(1)

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

    def action_make(self) -> None:
        """All that are ticked, in one action."""
        chosen, desk = self._chosen, self.room.desk
        if not chosen:
            self.say("nothing is ticked")
            return

        def done(made: object) -> None:
            self.leave()
            self.below.say_done(f"marked {len(chosen)} names", "all of them")
            self._then()

        self.room.do(self, lambda: make_list(desk, self._article, chosen), done, opens=True)

    def _put(self, row: Row) -> None:
        self.rows = [row if one.start == row.start else one for one in self.rows]
        self._again()

    def _again(self) -> None:
        shown = self.rows
        self.query_one(".title", Lines).show(self.heading())
        self.query_one(RowList).set_rows(len(shown), lambda index, width: self.pieces(shown[index], width),
                                         key=lambda index: self.key_of(shown[index]))
