"""All occurrences of a mention's words in context, ticked or not, to be marked alike in one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.occurrences import Place, mark_occurrences, occurrences
from curator.text.counted import counted
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.ticking import TickWindow
from curator.tui.widgets.fit import Piece, fit


class OccurrencesWindow(TickWindow[Place]):
    """The places; those with another reading or in a longer name are there, and not ticked."""

    EMPTY = "these words stand nowhere else"
    KEYS = "Enter marks those ticked   Space ticks   a this article or all"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "everywhere")]

    def __init__(self, below: PlaceScreen, room: Room, mention: str, words: str, then: Callable[[], None]) -> None:
        super().__init__(below, room, then)
        self._mention, self._words = mention, words
        self._is_everywhere = False

    def begins_ticked(self, row: Place) -> bool:
        return not row.says

    def has_tick(self, row: Place) -> bool:
        return not row.is_done

    def heading(self) -> str:
        where = "all articles" if self._is_everywhere else "this article"
        done = sum(row.is_done for row in self.rows)
        there = counted(len(self.rows), "place")
        return f"“{self._words}” in {where}: {there}, {done} marked, {len(self.ticked)} ticked"

    def ask(self) -> list[Place]:
        found = occurrences(self.room.desk, self._mention, everywhere=self._is_everywhere)
        return sorted(found, key=lambda one: bool(one.says))  # those that are meant otherwise stand apart, last

    def key_of(self, row: Place) -> str:
        return f"{row.article} {row.start}"

    def pieces(self, row: Place, width: int) -> list[Piece]:
        says = f"  {row.says}" if row.says else ""
        side = max(8, (width - len(row.words) - len(says) - 6) // 2)
        before = " ".join(row.before.split())
        behind = " ".join(row.behind.split())
        space = " " if row.before[-1:].isspace() else ""
        after = " " if row.behind[:1].isspace() else ""
        left = (before + space)[-side:]
        return [(self.sign(row), "strong"), (f"{left:>{side}}", "dim"), (row.words, "strong"),
                (fit(after + behind, side), "dim"), (says, "warn")]

    def details(self, row: Place) -> str:
        return " ".join(f"{row.before}{row.words}{row.behind}".split()) + (f"  ({row.says})" if row.says else "")

    def action_everywhere(self) -> None:
        """This article, or all."""
        self._is_everywhere = not self._is_everywhere
        self.reload()

    def make(self, rows: list[Place]) -> object:
        return mark_occurrences(self.room.desk, self._mention, rows)

    def made(self, number: int) -> str:
        return f"marked {number} of “{self._words}”"
