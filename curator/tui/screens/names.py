"""Names: the registry, an identity a row."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.queries import EntryRow, entries, first_mention
from curator.desk.registry import rename
from curator.tui.keymap import bindings
from curator.tui.room import ReadArticle
from curator.tui.screens.lists import ListScreen
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.picker import Prompt
from curator.tui.widgets.row_list import RowList


class NamesScreen(ListScreen[EntryRow]):
    """All people, organisations and places that were accepted or made."""

    PLACE: ClassVar[Place] = "names"
    BINDINGS: ClassVar[list[BindingType]] = bindings("names")
    EMPTY = "No names yet: they come with the mentions and quotes you accept in the Reader."

    def ask(self) -> list[EntryRow]:
        return entries(self.room.desk)

    def key_of(self, row: EntryRow) -> str:
        return row.uid

    def words_of(self, row: EntryRow) -> str:
        return f"{' '.join(row.names)} {row.kind}"

    def header(self) -> list[Piece]:
        return [("mentions quotes ", ""), ("kind         ", ""), ("names", "")]

    def pieces(self, row: EntryRow, width: int) -> list[Piece]:
        """How often, what it is, the preferred name, then the other spellings."""
        others = "".join(f" = {name}" for name in row.names[1:])
        return [(f"{row.mentions:>8} {row.quotes:>6} ", ""), (fit(row.kind, 12) + " ", "dim"), (row.name, "strong"),
                (others, "dim")]

    def shown(self) -> None:
        self.show_top(f"{len(self.all_rows)} entries")

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.action_to_text()

    def action_to_text(self) -> None:
        """Open the article at the first mention."""
        row = self.row
        if row is None:
            return

        def then(found: tuple[str, int] | None) -> None:
            if found:
                self.post_message(ReadArticle(*found))
            else:
                self.say(f"{row.name} is mentioned in no article")

        self.room.do(self, lambda: first_mention(self.room.desk, row.members), then, opens=True)

    def action_rename(self) -> None:
        """Another preferred name."""
        row = self.row
        if row is None:
            return

        def typed(name: object) -> None:
            if isinstance(name, str) and name.strip() and name != row.name:
                self.room.do(self, lambda: rename(self.room.desk, row.uid, name), then, opens=True)

        def then(_: object) -> None:
            self.say("renamed; the old name stays as a spelling (u undoes)", "good")
            self.reload()

        self.app.push_screen(Prompt("Name to show", value=row.name), typed)
