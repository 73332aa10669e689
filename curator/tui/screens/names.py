"""Names: the registry, an identity a row."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.notes import Thing
from curator.desk.queries import EntryRow, entries
from curator.tui.keymap import bindings
from curator.tui.latin import latinised
from curator.tui.screens.entry import EntryScreen
from curator.tui.screens.entry_keys import EntryKeys
from curator.tui.screens.lists import ListScreen
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.row_list import RowList


class NamesScreen(EntryKeys, ListScreen[EntryRow]):
    """All people, organisations and places that were accepted or made."""

    PLACE: ClassVar[Place] = "names"
    BINDINGS: ClassVar[list[BindingType]] = bindings("names")
    EMPTY = "No names yet: they come with what you accept in the Reader ({reader}); {new_entry} makes one."
    FILTER = "words of any name, or a kind   (Enter keeps, Esc clears)"
    going_to: str | None = None

    def ask(self) -> list[EntryRow]:
        return entries(self.room.desk)

    def things(self) -> list[Thing]:
        return [Thing("entities", row.uid, row.name)] if (row := self.row) else []

    def key_of(self, row: EntryRow) -> str:
        return row.uid

    def words_of(self, row: EntryRow) -> str:
        return f"{' '.join(row.names)} {row.kind}"

    def header(self) -> list[Piece]:
        return [("mentions quotes ", ""), ("kind         ", ""), ("names", "")]

    def pieces(self, row: EntryRow, width: int) -> list[Piece]:
        """How often, what it is, the preferred name, then the other spellings."""
        first, *rest = map(latinised, row.names) if self.latin else row.names
        return [(f"{row.mentions:>8} {row.quotes:>6} ", ""), (fit(row.kind, 12) + " ", "dim"), (first, "strong"),
                ("".join(f" = {name}" for name in rest), "dim")]

    def shown(self) -> None:
        count = f"{len(self.rows)} of {len(self.all_rows)}" if self.words else f"{len(self.all_rows)}"
        self.show_top(f"{count} {'entry' if count == '1' else 'entries'}")
        if self.going_to:
            at = next((n for n, row in enumerate(self.rows) if self.going_to in row.members), None)
            if at is not None:
                self.going_to, self.table.cursor = None, at

    @property
    def entry(self) -> str | None:
        return self.row.uid if self.row else None

    def made(self, uid: str) -> None:
        self.going_to = uid

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.action_open_entry()

    def action_open_entry(self) -> None:
        """The card of the entry."""
        self._open(only_places=False)

    def action_occurrences(self) -> None:
        """The places that mention the entry."""
        self._open(only_places=True)

    def _open(self, *, only_places: bool) -> None:
        if row := self.row:
            self.app.push_screen(EntryScreen(self.room, row.uid, only_places=only_places, latin=self.latin))

    def action_latinise(self) -> None:
        """Names of other scripts with Latin letters beside them, or without."""
        self.latin = not self.latin
        self.table.refresh_rows()
