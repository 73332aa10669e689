"""A window of rows with a tick each: what is ticked is done as one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.row_list import RowList

R = TypeVar("R")
TICKED, UNTICKED, FIXED = "[x] ", "[ ] ", " +  "  # as a row begins; FIXED where there is nothing to choose


class TickWindow(RowWindow[R], Generic[R]):
    """Space ticks a row or unticks it, Enter does those that are ticked, then calls `then`. A window says which rows
    begin ticked, which have no tick, and what is done."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick"), Binding("enter", "make")]

    def __init__(self, below: PlaceScreen, room: Room, then: Callable[[], None]) -> None:
        super().__init__(below, room)
        self._then = then
        self._turned: set[str] = set()  # keys of rows that are ticked or not against what they were at first

    def begins_ticked(self, row: R) -> bool:
        """Whether a row is ticked before the curator touches it."""
        return True

    def has_tick(self, row: R) -> bool:
        """Whether there is something to choose."""
        return True

    def make(self, rows: list[R]) -> object:
        """Do the ticked rows, in one action, off the UI thread."""
        raise NotImplementedError

    def made(self, number: int) -> str:
        """What was done, for the place below."""
        raise NotImplementedError

    def is_ticked(self, row: R) -> bool:
        return self.has_tick(row) and self.begins_ticked(row) != (self.key_of(row) in self._turned)

    @property
    def ticked(self) -> list[R]:
        return [row for row in self.rows if self.is_ticked(row)]

    def sign(self, row: R) -> str:
        """The tick, as the row begins."""
        return TICKED if self.is_ticked(row) else UNTICKED if self.has_tick(row) else FIXED

    def action_tick(self) -> None:
        """Tick the row under the cursor, or do not."""
        if (row := self.row) is not None and self.has_tick(row):
            self._turned ^= {self.key_of(row)}
            self.draw()
            self.query_one(RowList).move(1)

    def action_make(self) -> None:
        """All that are ticked, in one action."""
        chosen = self.ticked
        if not chosen:
            self.say("nothing is ticked")
            return

        def done(_: object) -> None:
            self.leave()
            self.below.say_done(self.made(len(chosen)), "all of them")
            self._then()

        self.room.do(self, lambda: self.make(chosen), done, opens=True)
