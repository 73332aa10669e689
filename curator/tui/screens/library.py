"""The Library: the articles with their status, what is open in them, and their cards."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.cards import set_status
from curator.desk.notes import Thing
from curator.desk.ordering import ORDERS, WORDS, Order, choose_order, library_order, ordered
from curator.desk.queries import ArticleRow, library
from curator.text.counted import counted
from curator.tui.keymap import bindings
from curator.tui.screens.accepting import preview_sure
from curator.tui.screens.card import edit_card
from curator.tui.screens.importing import import_into, stop_work
from curator.tui.screens.lists import ListScreen
from curator.tui.screens.trash import ask_delete
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.picker import Choice, Picker
from curator.tui.widgets.row_list import RowList

WIDE = 110  # cells from which columns are wider
SIGNS = {"new": " ", "in progress": "~", "done": "+", "excluded": "-"}


class LibraryScreen(ListScreen[ArticleRow]):
    """All articles, in the order that the curator chose for this dataset."""

    PLACE: ClassVar[Place] = "library"
    BINDINGS: ClassVar[list[BindingType]] = bindings("library")

    EMPTY = "No articles yet: press {import} to import a file or a folder of articles."

    def ask(self) -> list[ArticleRow]:
        return ordered(library(self.room.desk), library_order(self.room.desk))

    def things(self) -> list[Thing]:
        return [Thing("articles", row.uid, row.title)] if (row := self.row) else []

    def key_of(self, row: ArticleRow) -> str:
        return row.uid

    def words_of(self, row: ArticleRow) -> str:
        return f"{row.title} {row.publisher} {row.published} {row.status}"

    def header(self) -> list[Piece]:
        return [("  open quotes ", ""), ("date         ", ""), (fit("publisher", self.outlet + 1), ""), ("title", "")]

    def pieces(self, row: ArticleRow, width: int) -> list[Piece]:
        """Status, flag or note, open suggestions, quotes, date, publisher, title; guesses begin with '?'."""
        left = row.counts.open_quotes + row.counts.open_mentions
        style = "dim" if row.status in ("done", "excluded") else ""
        noted = "!" if row.counts.flags else "n" if row.counts.notes else " "
        return [(SIGNS[row.status], style), (noted, "warn" if noted == "!" else style),
                (f"{left:>4} {row.counts.quotes:>6} ", style),
                (fit(row.published or "-", 12) + " ", "dim" if row.published.startswith("?") else style),
                (fit(row.publisher or "-", self.outlet) + " ", "dim" if row.publisher.startswith("?") else style),
                (row.title, "dim" if row.title[:1] in "?[" else style or "strong")]

    @property
    def outlet(self) -> int:
        """The cells of the column of publishers: on a wide screen names stand whole."""
        return 16 if self.size.width < WIDE else 28

    def shown(self) -> None:
        """After each reload: the order for the Reader, and the sums at the right of the top bar."""
        self.room.order = [row.uid for row in self.rows]
        done = sum(row.status == "done" for row in self.all_rows)
        self.show_top(f"{counted(len(self.all_rows), 'article')}, {done} done")

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.read(self.rows[message.index].uid)

    def action_open(self) -> None:
        """Read the article under the cursor."""
        if row := self.row:
            self.read(row.uid)

    def action_next_open_article(self) -> None:
        """To the next article that needs a decision."""
        at = self.table.cursor or 0
        waiting = [n for n, row in enumerate(self.rows)
                   if row.needs_me and row.counts.open_quotes + row.counts.open_mentions]
        if waiting:
            self.table.cursor = next((n for n in waiting if n > at), waiting[0])
        else:
            self.say("nothing is open in any article of this list")

    def action_import(self) -> None:
        """Import a path."""
        import_into(self, self.room, self.reload)

    def action_clear_filter(self) -> None:
        """Stop what runs, else show all rows again."""
        if not stop_work(self, self.room):
            super().action_clear_filter()

    def action_order(self) -> None:
        """Choose the order of the articles; it is remembered in the dataset."""
        def picked(order: object) -> None:
            if isinstance(order, str):
                self.room.do(self, lambda: choose_order(self.room.desk, order), then, opens=True)

        def then(order: Order) -> None:
            self.say(f"articles {WORDS[order]}", "good")
            self.reload()

        self.app.push_screen(Picker("Order of the articles", [Choice(order, WORDS[order]) for order in ORDERS]), picked)

    def action_edit_card(self) -> None:
        """The card of the article under the cursor."""
        if row := self.row:
            edit_card(self, self.room, row.uid, None, self.reload)

    def action_status(self) -> None:
        """Choose a status."""
        row = self.row
        if not row:
            return

        def chosen(status: object) -> None:
            if isinstance(status, str):
                self._set_status(row, status)

        self.app.push_screen(Picker("Status of this article", [
            Choice(s, s, "now" if s == row.status else "") for s in SIGNS]), chosen)

    def action_exclude(self) -> None:
        """Leave the article out of the dataset, or take it back in."""
        if row := self.row:
            self._set_status(row, "in progress" if row.status == "excluded" else "excluded")

    def _set_status(self, row: ArticleRow, status: str) -> None:
        def then(_: object) -> None:
            self.say_done(f"{row.title}: {status}")
            self.reload()

        self.room.do(self, lambda: set_status(self.room.desk, row.uid, status), then, opens=True)

    def action_delete(self) -> None:
        """Delete the article with all that hangs on it, after saying what that is; the trash brings it back."""
        if row := self.row:
            ask_delete(self, self.room, row.uid, row.title, self.reload)

    def action_accept_sure(self) -> None:
        """Accept everything graded sure, after a preview."""
        if row := self.row:
            preview_sure(self, self.room, row.uid, self.reload)
