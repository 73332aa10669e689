"""What holds for any text: nothing raises, every span holds, nothing is suggested in boilerplate, twice the same."""

from __future__ import annotations

import random
import time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from writing import EVERYTHING, KINDS, edges, written

from curator.suggest import Context, KnownName, suggest, suggestion_key
from curator.suggest.contract import as_json
from schema import BOILERPLATE, Span, Suggestions

PIECES = ["Vera Holt", " said ", "“", "”", "\"", "«", "»", "''", "'", ", ", ". ", "\n", "\n\n", "- ", "— ",
          "the ", "who ", "he ", "told ", "Reuters ", "that ", "according to ", "Minister ", "U.S. ",
          "Moss-Quill ", "Read more", "(", ")", "[", "Subscribe", "05:05 GMT25 July 2021", "accused ", "of ",
          "and ", "сказал ", "\u202e", "\x00", "\ud800", "e\u0301"]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
storable = texts.map(lambda text: text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8"))


def spans(found: Suggestions) -> list[Span]:
    parties = [party for quote in found.quotes
               for party in (*quote.speakers, *quote.targets, *quote.addressees, *quote.via)]
    return [zone.span for zone in found.zones] + [span for quote in found.quotes
            for span in (*quote.content, *quote.verbatim, *quote.cue)] + [
            span for mention in found.mentions for span in mention.spans] + [
            party.span for party in parties if party.span]


@settings(max_examples=300, deadline=None)
@given(storable)
def test_every_span_holds_and_nothing_is_suggested_in_boilerplate(text: str) -> None:
    found = suggest(text)
    assert all(span.holds_in(text) for span in spans(found))
    closed = [zone.span for zone in found.zones if zone.kind in BOILERPLATE]
    for suggested in (*(span for quote in found.quotes for span in quote.content),
                      *(span for mention in found.mentions for span in mention.spans)):
        assert not any(suggested.start < zone.end and zone.start < suggested.end for zone in closed)
    assert suggest(text) == found
    keys = [suggestion.key for suggestion in (*found.quotes, *found.mentions)]
    assert len(keys) == len(set(keys))
    as_json("a.txt", found)


@pytest.mark.parametrize("kind", [*KINDS, EVERYTHING])
def test_no_suggestion_cuts_a_character_in_two(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(20):
        text = written(chance, kind)
        assert {at for span in spans(suggest(text)) for at in (span.start, span.end)} <= edges(text), text


def test_names_with_accents_of_their_own_are_found_whole() -> None:
    text = "“We will rebuild,” José Núñez told Zoë Müller."
    wanted = [normalize("NFD", name) for name in ("José Núñez", "Zoë Müller")]
    assert [mention.spans[0].exact for mention in suggest(normalize("NFD", text)).mentions] == wanted


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(["en", "ru", "de", None]))
def test_no_text_raises_in_any_language(text: str, language: str | None) -> None:
    suggest(text, Context(language=language))


@pytest.mark.parametrize("unit", ["\"", "“", "” ", "'", "‘a ", "- ", "A ", "A", "«a» ", "Vera Holt said, ", "a. ",
                                  "Anna and ", "said ", ", ", "the the ", "\"a \"b ", "A-", "in New ", "who, ", "( ",
                                  "said that he "])
def test_hostile_repetition_takes_seconds_not_minutes(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    began = time.process_time()
    suggest(text, Context(language="en"))
    assert time.process_time() - began < 6


def test_rejected_keys_stay_away_and_the_registry_mark_is_copied() -> None:
    text = "“We will rebuild the old bridge,” Vera Holt said."
    first = suggest(text)
    keys = frozenset(suggestion.key for suggestion in (*first.quotes, *first.mentions))
    again = suggest(text, Context(rejected=keys, registry="r7"))
    assert (again.quotes, again.mentions, again.registry) == ((), (), "r7")
    assert first.quotes[0].key == suggestion_key(first.text_sha256, "quote", first.quotes[0].content, "direct")


def test_names_of_the_registry_are_found_in_any_language() -> None:
    text = "Hat Wren Tilsby das gesagt?"
    known = (KnownName("Wren Tilsby", "PERSON", "0" * 26, "Wren Tilsby"),
             KnownName("Wren", "ORG", "1" * 26, "Wren Ltd"))
    mention, = suggest(text, Context(language="de", known=known)).mentions
    assert (mention.spans[0].exact, mention.entity, mention.label) == ("Wren Tilsby", "0" * 26, "PERSON")
