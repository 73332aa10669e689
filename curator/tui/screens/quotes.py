"""Quotes: all settled statements, who said what about whom."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.queries import StatementRow, statements
from curator.tui.keymap import bindings
from curator.tui.room import ReadArticle
from curator.tui.screens.lists import ListScreen
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.row_list import RowList


class QuotesScreen(ListScreen[StatementRow]):
    """All settled statements in the order of articles and text."""

    PLACE: ClassVar[Place] = "quotes"
    BINDINGS: ClassVar[list[BindingType]] = bindings("quotes")
    EMPTY = "No statements yet: accept or make quotes in the Reader."

    def ask(self) -> list[StatementRow]:
        return statements(self.room.desk)

    def key_of(self, row: StatementRow) -> str:
        return row.uid

    def words_of(self, row: StatementRow) -> str:
        return " ".join((row.words, *row.speakers, *row.about, *row.via, row.article_label, row.kind, row.act))

    def header(self) -> list[Piece]:
        return [("speaker            ", ""), ("about            ", ""), ("kind     ", ""), ("words", "")]

    def pieces(self, row: StatementRow, width: int) -> list[Piece]:
        """Speaker, about whom with stance, kind, words."""
        return [(fit(", ".join(row.speakers) or "(nobody)", 18) + " ", "strong" if row.speakers else "warn"),
                (fit(", ".join(row.about) or "-", 16) + " ", ""), (fit(row.kind, 8) + " ", "dim"),
                (" ".join(row.words.split()), "")]

    def shown(self) -> None:
        self.show_top(f"{len(self.all_rows)} statements")

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.action_to_text()

    def action_to_text(self) -> None:
        """Open the article at the statement."""
        if row := self.row:
            self.post_message(ReadArticle(row.article, row.start))
