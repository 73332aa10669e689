"""Quotes: all settled statements, who said what about whom; narrowed by fields, corrected in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from curator.desk import quoting
from curator.desk.actions import Place
from curator.desk.attributing import Attribution, attribute, attributions
from curator.desk.filtering import fold_statement, read_filter
from curator.desk.notes import Thing
from curator.desk.offers import offers, search, with_those_set
from curator.desk.parties import Who
from curator.desk.queries import StatementRow, statements
from curator.desk.reading import OpenArticle, open_article
from curator.text.counted import counted
from curator.tui.keymap import bindings
from curator.tui.room import ReadArticle
from curator.tui.screens.fact_keys import FactKeys
from curator.tui.screens.lists import ListScreen
from curator.tui.screens.quote_keys import Edited
from curator.tui.screens.who import ask_who
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.prompt import Confirm
from curator.tui.widgets.row_list import RowList

WIDE = 110  # cells from which date and outlet have columns


class QuotesScreen(FactKeys, ListScreen[StatementRow]):
    """All settled statements in the order of articles and text."""

    PLACE: ClassVar[Place] = "quotes"
    BINDINGS: ClassVar[list[BindingType]] = bindings("quotes")
    EMPTY = "No statements yet: accept or make quotes in the Reader ({reader})."
    FILTER = 'words  speaker:lee  about:"port elsin"  stance:-  kind:direct  article:  via:  date:2022'
    NO_QUOTE = "there is no statement here"

    def ask(self) -> list[StatementRow]:
        return statements(self.room.desk)

    def key_of(self, row: StatementRow) -> str:
        return row.uid

    def fold(self, row: StatementRow) -> Any:
        return fold_statement(row)

    def among(self, words: str, folded: Sequence[Any], at: Iterable[int]) -> list[int]:
        return read_filter(words).among(folded, at)

    def narrows(self, before: str, words: str) -> bool:
        return super().narrows(before, words) and ":" not in words and '"' not in words

    def trouble(self, words: str) -> str:
        return read_filter(words).trouble

    def things(self) -> list[Thing]:
        return [Thing("quotes", row.uid, row.words)] if (row := self.row) else []

    def header(self) -> list[Piece]:
        wide: list[Piece] = [("date         ", ""), ("outlet           ", "")] if self.is_wide else []
        return [("speaker            ", ""), ("about            ", ""), *wide, ("kind     ", ""), ("words", "")]

    def pieces(self, row: StatementRow, width: int) -> list[Piece]:
        """Speaker, about whom with stance, date and outlet where there is room, kind, words."""
        wide: list[Piece] = []
        if self.is_wide:
            wide = [(fit(row.published or "-", 12) + " ", "dim" if row.published.startswith("?") else ""),
                    (fit(row.outlet or "-", 16) + " ", "dim" if row.outlet.startswith("?") else "")]
        return [(fit(", ".join(row.speakers) or "(nobody)", 18) + " ", "strong" if row.speakers else "warn"),
                (fit(", ".join(row.about) or "-", 16) + " ", ""), *wide, (fit(row.kind, 8) + " ", "dim"),
                (" ".join(row.words.split()), "")]

    @property
    def is_wide(self) -> bool:
        """True where date and outlet have columns."""
        return self.size.width >= WIDE

    def shown(self) -> None:
        marked = f", {len(self.table.marked)} marked" if self.table.marked else ""
        count = f"{len(self.rows)} of {len(self.all_rows)}" if self.words else f"{len(self.all_rows)}"
        self.show_top(f"{count} statement{'' if count == '1' else 's'}{marked}")

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.action_to_text()

    def action_to_text(self) -> None:
        """Open the article at the statement; q comes back to this row."""
        if row := self.row:
            self.post_message(ReadArticle(row.article, row.start))

    @property
    def edited(self) -> Edited | None:
        row = self.row
        return next((Edited(row.article, row.uid, kind, row.words) for kind in quoting.KINDS
                     if kind == row.kind), None) if row else None

    def change(self, work: Callable[[], Any], said: str, *, current: str | None = None) -> None:
        """Do one action off the UI thread, say what was done, and read the list anew."""
        def then(_: object) -> None:
            self.say_done(said)
            self.reload()

        self.room.do(self, work, then, failed=self.reload, opens=True)

    def choose_who(self, title: str, chosen: Callable[[Who], None], field: quoting.PartyField, *,
                   toggles: bool = True) -> None:
        """Somebody whom the Reader would offer in the article of this statement."""
        row, recent = self.row, list(self.recent)
        if row is None:
            self.say(self.NO_QUOTE)
            return

        def ask(opened: OpenArticle) -> None:
            item = opened.item(row.uid) if toggles else None
            ask_who(self, title, with_those_set(opened, offers(opened, recent, field=field), item, field), chosen,
                    lambda words: with_those_set(opened, search(opened, words), item, field, typed=True))

        self.room.do(self, lambda: open_article(self.room.desk, row.article, anew=False), ask, opens=True)

    def action_delete(self) -> None:
        """Delete the statement under the cursor."""
        self._on_quote(lambda quote: self.change(lambda: quoting.delete_quote(self.room.desk, quote.item),
                                                 "deleted the quote"))

    def action_next_statement(self) -> None:
        """Everything here is accepted: go on to the next."""
        self.say(f"every statement here is accepted; {self.key('delete')} deletes one" if self.row else self.NO_QUOTE)
        self.table.move(1)

    def action_mark(self) -> None:
        """Mark the statement under the cursor, or take its mark away, and go on to the next."""
        self.table.toggle_mark()
        self.table.move(1)
        self.shown()

    def action_set_marked(self) -> None:
        """Choose one speaker for the marked statements, after a look at what would change."""
        marked = [row.uid for row in self.all_rows if row.uid in self.table.marked]
        if not marked:
            self.say("mark statements with v first; s sets the speaker of one")
            return
        self.choose_who(f"Who says the {len(marked)} marked statements?", lambda who: self._preview(marked, who),
                        "speakers", toggles=False)

    def _preview(self, marked: list[str], who: Who) -> None:
        desk = self.room.desk

        def ask(found: list[Attribution]) -> None:
            if not found:
                self.say("the marked statements have this one speaker already")
                return
            details = [f"“{one.words}”, before: {one.speakers}" for one in found]
            asked = f"Set the speaker of {counted(len(found), 'statement')}?"
            self.app.push_screen(Confirm(asked, details=details), answered)

        def answered(yes: bool | None) -> None:
            if yes:
                self.use([who.entity] if who.entity else [])
                self.table.clear_marks()
                self.change(lambda: attribute(desk, marked, who), "set the speaker of the marked")

        self.room.do(self, lambda: attributions(desk, marked, who), ask, opens=True)
