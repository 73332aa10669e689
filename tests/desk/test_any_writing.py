"""Quotes and mentions made and shaped by hand on every kind of writing: spans hold their words to the letter, no
character is cut in two, and undo brings the article back to what it was.

CURATOR_SHAPES=n takes n texts of each kind instead of a few (`CURATOR_SHAPES=45` does more than 10,000 things, in a
minute or two).
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

import pytest
from writing import EVERYTHING, KINDS, edges, written

from curator.desk.cards import set_card
from curator.desk.crediting import credit
from curator.desk.deciding import accept
from curator.desk.desk import Desk, Refused, text_of
from curator.desk.figuring import read_figure, set_figure
from curator.desk.linking import add_part
from curator.desk.mentioning import delete_mention, make_mention, move_mention, words_at
from curator.desk.nesting import around, nest
from curator.desk.parties import Who
from curator.desk.quote_facts import set_said
from curator.desk.quote_parts import join_quotes, move_edge, split_quote, toggle_part
from curator.desk.quoting import delete_quote, make_quote, move_edges, set_cue, set_kind, toggle_party
from curator.desk.suggesting import open_suggestions
from curator.desk.taking import take_quote
from curator.desk.undoing import redo, undo
from schema import Quote, Span
from store import CannotUndo, NothingToUndo

from building import a_desk

TEXTS = int(os.environ.get("CURATOR_SHAPES", "4"))  # of each kind
STEPS = 40


class Hand:
    """Somebody who does anything anywhere in one article."""

    def __init__(self, desk: Desk, article: str, chance: random.Random) -> None:
        self.desk, self.uid, self.chance = desk, article, chance
        self.text = text_of(desk, desk.dataset.articles[article].text_sha256)

    @property
    def place(self) -> int:
        return self.chance.randrange(len(self.text))

    @property
    def range(self) -> tuple[int, int]:
        """Mostly a few characters, now and then any two places."""
        start, end = self.place, self.place
        if self.chance.random() < 0.7:
            end = min(start + self.chance.randrange(1, 25), len(self.text))
        return (start, end) if start < end else (end, start + 1)

    @property
    def quote(self) -> Quote:
        return self.chance.choice(self.desk.dataset.quotes.all())

    @property
    def mention(self) -> str:
        return self.chance.choice(self.desk.dataset.mentions.all()).uid

    def either(self, *words: str) -> str:
        return self.chance.choice(words)


def _accept(hand: Hand) -> object:
    found = open_suggestions(hand.desk, hand.desk.dataset.articles[hand.uid])
    return accept(hand.desk, hand.uid, hand.chance.choice([*found.quotes, *found.mentions]).key)


def _nest(hand: Hand) -> object:
    inner = hand.quote
    return nest(hand.desk, inner.uid, around(hand.desk, hand.uid, inner.content, but=inner.uid))


VERBS: dict[str, Callable[[Hand], object]] = {
    "select": lambda h: take_quote(h.desk, h.uid, selected=[h.range]),
    "take": lambda h: take_quote(h.desk, h.uid, at=h.place),
    "make of two": lambda h: make_quote(h.desk, h.uid, [h.range, h.range]),
    "accept": _accept,
    "edge": lambda h: move_edge(h.desk, h.uid, h.quote.uid, h.either("start", "end"),  # type: ignore[arg-type]
                                by=h.either("character", "word"),  # type: ignore[arg-type]
                                forward=h.chance.random() < 0.5, near=h.place),
    "edges": lambda h: move_edges(h.desk, h.uid, h.quote.uid, *h.range),
    "part": lambda h: toggle_part(h.desk, h.uid, h.quote.uid, selected=h.range),
    "part here": lambda h: toggle_part(h.desk, h.uid, h.quote.uid, at=h.place),
    "split": lambda h: split_quote(h.desk, h.uid, (q := h.quote).uid, h.chance.randrange(
        q.content[0].start, q.content[-1].end)),
    "join": lambda h: join_quotes(h.desk, h.uid, h.quote.uid, h.quote.uid),
    "nest": _nest,
    "kind": lambda h: set_kind(h.desk, h.uid, h.quote.uid, h.either("direct", "mixed", "free")),  # type: ignore[arg-type]
    "cue": lambda h: set_cue(h.desk, h.uid, h.quote.uid, *h.range),
    "party": lambda h: toggle_party(h.desk, h.uid, h.quote.uid, h.either("speakers", "targets"),  # type: ignore[arg-type]
                                    Who(span=h.range, kind="unnamed")),
    "said": lambda h: set_said(h.desk, h.uid, h.quote.uid, "2024", evidence=h.range),
    "mark": lambda h: make_mention(h.desk, h.uid, *h.range, h.either("PERSON", "ORG", "PLACE")),
    "mark here": lambda h: make_mention(h.desk, h.uid, *words_at(h.desk, h.uid, h.place), "PERSON"),
    "move mention": lambda h: move_mention(h.desk, h.mention, *h.range),
    "mention part": lambda h: add_part(h.desk, h.mention, *h.range),
    "figure": lambda h: set_figure(h.desk, h.uid, *h.range, read_figure("115 ships")),
    "credit": lambda h: credit(h.desk, h.uid, Who(name="Norda", kind="organisation"), scope=h.range),
    "card": lambda h: set_card(h.desk, h.uid, "publisher", "The Herald", "stated", evidence=(h.range,)),
    "unquote": lambda h: delete_quote(h.desk, h.quote.uid),
    "unmark": lambda h: delete_mention(h.desk, h.mention),
    "undo": lambda h: undo(h.desk),
    "redo": lambda h: redo(h.desk),
}
OFTEN = ("select", "take", "edge", "edge", "edges", "split", "split", "join", "undo")


@pytest.mark.parametrize("kind", [*KINDS, EVERYTHING])
def test_spans_hold_their_words_and_cut_no_character_whatever_a_hand_does(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(TEXTS):
        with a_desk() as built:
            text = "start " + written(chance, kind)
            hand = Hand(Desk(built.desk.dataset, "bo"), built.article(text).uid, chance)
            assert hand.text == text
            before, whole, steps = _records(hand.desk), edges(text), []
            for _ in range(STEPS):
                verb = chance.choice([*VERBS, *OFTEN])
                steps.append(verb)
                try:
                    VERBS[verb](hand)
                except (Refused, CannotUndo, NothingToUndo, IndexError):  # what is refused changes nothing
                    steps.pop()
                _check(hand, whole, f"{kind}: {text!r} after {steps}")
            with suppress(NothingToUndo):
                while True:
                    undo(hand.desk)
            assert _records(hand.desk) == before, f"{kind}: {text!r} after {steps}, all undone"
            assert not list(built.desk.dataset.check())


def _check(hand: Hand, whole: set[int], when: str) -> None:
    for spans in _spans(hand.desk, hand.uid):
        at = 0
        for span in spans:
            assert span.holds_in(hand.text), when
            assert {span.start, span.end} <= whole, f"{span} cuts a character, {when}"
            assert at <= span.start, f"{spans} overlap, {when}"
            at = span.end


def _spans(desk: Desk, article: str) -> Iterator[Sequence[Span]]:
    """Every group of spans in the records on an article, each in the order of the text."""
    for quote in desk.dataset.quotes.all():
        yield from (quote.content, quote.verbatim, quote.cue, quote.said.evidence if quote.said else ())
    for mention in desk.dataset.mentions.all():
        yield mention.spans
    card = desk.dataset.articles[article]
    yield from (card.publisher.evidence if card.publisher else (), *(c.scope for c in card.credits),
                *([c.words] for c in card.credits if c.words))


def _records(desk: Desk) -> list[dict[str, object]]:
    """Quotes, mentions, entries and the article without what only says when they were written."""
    tables = (desk.dataset.quotes, desk.dataset.mentions, desk.dataset.entities, desk.dataset.articles)
    return [record.model_dump(exclude={"rev"}) for table in tables for record in table.all()]
