"""All occurrences of a mention's words in context, ticked or not, to be marked alike in one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.occurrences import Place, mark_occurrences, occurrences
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.row_list import RowList


class OccurrencesWindow(RowWindow[Place]):
    """The places; those with another reading or in a longer name are there, and not ticked."""

    EMPTY = "these words stand nowhere else"
    KEYS = "Enter marks those ticked   Space ticks   a this article or all"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick"), Binding("a", "everywhere"), Binding("enter", "make")]

    def __init__(self, below: PlaceScreen, room: Room, mention: str, words: str, then: Callable[[], None]) -> None:
        super().__init__(below, room)
        self._mention, self._words, self._then = mention, words, then
        self._is_everywhere = False
        self._turned: set[str] = set()  # places that are ticked or not against what they were at first

    @property
    def _chosen(self) -> list[Place]:
        return [row for row in self.rows if self._is_ticked(row)]

    def _is_ticked(self, row: Place) -> bool:
        return not row.is_done and (not row.says) != (self.key_of(row) in self._turned)

    def heading(self) -> str:
        where = "all articles" if self._is_everywhere else "this article"
        done = sum(row.is_done for row in self.rows)
        return f"“{self._words}” in {where}: {len(self.rows)} places, {done} marked, {len(self._chosen)} ticked"

    def ask(self) -> list[Place]:
        found = occurrences(self.room.desk, self._mention, everywhere=self._is_everywhere)
        return sorted(found, key=lambda one: bool(one.says))  # those that are meant otherwise stand apart, last

    def key_of(self, row: Place) -> str:
        return f"{row.article} {row.start}"

    def pieces(self, row: Place, width: int) -> list[Piece]:
        sign = " +  " if row.is_done else "[x] " if self._is_ticked(row) else "[ ] "
        says = f"  {row.says}" if row.says else ""
        side = max(8, (width - len(row.words) - len(says) - 6) // 2)
        before = " ".join(row.before.split())
        behind = " ".join(row.behind.split())
        space = " " if row.before[-1:].isspace() else ""
        after = " " if row.behind[:1].isspace() else ""
        left = (before + space)[-side:]
        return [(sign, "strong"), (f"{left:>{side}}", "dim"), (row.words, "strong"), (fit(after + behind, side), "dim"),
                (says, "warn")]

    def details(self, row: Place) -> str:
        return " ".join(f"{row.before}{row.words}{row.behind}".split()) + (f"  ({row.says})" if row.says else "")

    def action_tick(self) -> None:
        """Tick the place under the cursor, or do not."""
        if (row := self.row) and not row.is_done:
            self._turned ^= {self.key_of(row)}
            self.query_one(".title", Lines).show(self.heading())
            shown = self.rows
            self.query_one(RowList).set_rows(len(shown), lambda index, width: self.pieces(shown[index], width),
                                             key=lambda index: self.key_of(shown[index]))
            self.query_one(RowList).move(1)

    def action_everywhere(self) -> None:
        """This article, or all."""
        self._is_everywhere = not self._is_everywhere
        self.reload()

    def action_make(self) -> None:
        """Mark those that are ticked, in one action."""
        chosen, desk = self._chosen, self.room.desk
        if not chosen:
            self.say("nothing is ticked")
            return

        def done(made: object) -> None:
            self.leave()
            self.below.say_done(f"marked {len(chosen)} of “{self._words}”", "all of them")
            self._then()

        self.room.do(self, lambda: mark_occurrences(desk, self._mention, chosen), done, opens=True)
