"""The card of an entry: what is known of it and every place that mentions it, in one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.entry_card import EntryCard, Occurrence, entry_card
from curator.desk.evidence import counted
from curator.desk.judging import line
from curator.desk.notes import Thing
from curator.tui.keymap import bindings
from curator.tui.latin import latinised
from curator.tui.room import ReadArticle, Room
from curator.tui.screens.entry_keys import EntryKeys
from curator.tui.screens.lists import ListScreen
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.row_list import RowList

LEFT = 24  # characters of a sentence before the words in it, at most, where it is cut


@dataclass(frozen=True)
class CardRow:
    """A line of the card; those of a place, and of the article above them, lead to the text."""

    key: str
    pieces: tuple[Piece, ...] = ()
    place: Occurrence | None = None
    leads: Occurrence | None = None


class EntryScreen(EntryKeys, ListScreen[CardRow]):
    """One entry. Enter goes to the text, q and Esc back to the list."""

    PLACE: ClassVar[Place] = "names"
    BINDINGS: ClassVar[list[BindingType]] = bindings("names")
    EMPTY = "No text mentions this entry."
    FILTER = "words of a sentence or article   (Enter keeps, Esc clears)"

    def __init__(self, room: Room, uid: str, *, only_places: bool = False, latin: bool = False) -> None:
        super().__init__(room)
        self.uid, self.only_places, self.latin = uid, only_places, latin
        self.called = ""

    @property
    def entry(self) -> str | None:
        return self.uid

    def things(self) -> list[Thing]:
        return [Thing("entities", self.uid, self.called)]

    @property
    def stated(self) -> Occurrence | None:
        return self.row.place if self.row else None

    def reload(self) -> None:
        def work() -> tuple[EntryCard, list[CardRow]]:
            card = entry_card(self.room.desk, self.uid)
            return card, [] if self.only_places else _head(card, self.latin)

        def then(found: tuple[EntryCard, list[CardRow]]) -> None:
            card, head = found
            is_first = not self.all_rows
            self.called = card.identity.preferred
            self._show((head + _places(card), None))
            if is_first and card.occurrences and self.is_mounted:
                self.table.cursor = len(head) + 1

        self.room.do(self, work, then, failed=self._gone, opens=not self.all_rows)

    def key_of(self, row: CardRow) -> str:
        return row.key

    def words_of(self, row: CardRow) -> str:
        if row.place is None:
            return "".join(words for words, _ in row.pieces)
        return " ".join((row.place.published, row.place.article_label, row.place.part, row.place.sentence))

    def pieces(self, row: CardRow, width: int) -> list[Piece]:
        """A line of the head as it is; of a place how it takes part, and the words in their sentence."""
        place = row.place
        if place is None:
            return list(row.pieces)
        before, words, after = _around(place)
        return [("   ", ""), (fit(place.part, 5) + " ", "good" if place.part == "says" else "dim"), (before, ""),
                (words, "strong"), (after, "")]

    def shown(self) -> None:
        self.show_top(self.called)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.action_open_entry()

    def action_open_entry(self) -> None:
        """Open the article at the place under the cursor; q comes back."""
        place = self.row.place or self.row.leads if self.row else None
        if place:
            self.post_message(ReadArticle(place.article, place.start))
        else:
            self.say("Enter on a place goes to the text; the keys below change the entry")

    def action_occurrences(self) -> None:
        """Only the places, or the whole card again."""
        self.only_places = not self.only_places
        self.reload()

    def action_latinise(self) -> None:
        """Names of other scripts with Latin letters beside them, or without."""
        self.latin = not self.latin
        self.reload()

    def action_clear_filter(self) -> None:
        """All rows again; without a filter, back to the list."""
        if self.words or self.line.has_focus:
            super().action_clear_filter()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Back to the list of names."""
        if self.app.screen is self:
            self.app.pop_screen()

    def deleted(self, name: str) -> None:
        self._leave_with(f"deleted {name} ({self.key('undo')} undoes)")

    def _gone(self) -> None:
        if self.is_mounted:
            self._leave_with("that entry is gone")

    def _leave_with(self, words: str) -> None:
        self.action_back()
        if isinstance(below := self.app.screen, EntryKeys):
            below.say(words, "good")


def _head(card: EntryCard, latin: bool) -> list[CardRow]:
    """What is known of the entry, a line each."""
    made: list[tuple[str, list[Piece]]] = [("title", [
        (_shown(card.identity.preferred, latin), "strong"), (f"  {card.identity.kind}   ", "dim"),
        (f"{counted(card.mentions, 'mention')}, {counted(card.statements, 'statement')}", "")])]
    for name in card.names:
        origin = f"written {counted(name.written, 'time')}" + (f", first in {name.first}" if name.first else "")
        origin += f"; by {name.brought_by}" if name.brought_by else ""
        made.append((f"name {name.text}", [
            (" name        ", "dim"), (_shown(name.text, latin), ""),
            (f"  {name.kind}" if name.kind != "name" else "", "dim"), (f"  {origin}", "dim")]))
    if card.worded:
        words = ", ".join(f"{words} {count}" for words, count in card.worded)
        made.append(("worded", [(" also as     ", "dim"), (words, "")]))
    made += [(f"id {n}", [(" identifier  ", "dim"), (f"{i.scheme} {i.value}", "")])
             for n, i in enumerate(card.identifiers)]
    made += [(f"role {n}", [(" role        ", "dim"), (role.line, "")]) for n, role in enumerate(card.roles)]
    made += [("affiliation", [(" affiliation ", "dim"), (card.affiliation, "")])] if card.affiliation else []
    made += [("note", [(" note        ", "dim"), (card.note, "")])] if card.note else []
    made += [(f"same {j.uid}", [(" judged      ", "dim"), (line(j), "")]) for j in (*card.same, *card.others)]
    return [CardRow(f"head {key}", tuple(pieces)) for key, pieces in made] + [CardRow("head end")]


def _places(card: EntryCard) -> list[CardRow]:
    """The places, each article's below a line with its date and title."""
    made: list[CardRow] = []
    article = None
    for place in card.occurrences:
        if place.article != article:
            article = place.article
            when = (f"{place.published or 'undated'}  ", "dim" if place.published.startswith("?") else "strong")
            made.append(CardRow(f"article {article}", (when, (place.article_label, "")), leads=place))
        made.append(CardRow(f"{place.uid} {place.part}", place=place))
    return made


def _shown(name: str, latin: bool) -> str:
    return latinised(name) if latin else name


def _around(place: Occurrence) -> tuple[str, str, str]:
    """A sentence in three parts, with the words in the middle and not too far to the right."""
    start, end = place.at
    before, words, after = (
        " ".join(part.split()) for part in (place.sentence[:start], place.sentence[start:end], place.sentence[end:]))
    if len(before) > LEFT:
        before = "…" + before[-LEFT:].lstrip()
    glue = " " if place.sentence[:start].endswith((" ", "\n")) else ""
    return before + glue, words, (" " if place.sentence[end:end + 1].isspace() else "") + after
