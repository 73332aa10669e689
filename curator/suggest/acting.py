"""Names that go on in small letters, which the words for capitals do not see: known names with "of" inside, the Gulf of
Velmire, the American embassy in Moscow, the Syrian government."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from curator.suggest.gazetteer import Gazetteer, longest
from curator.suggest.grammar import Grammar
from curator.suggest.labels import ORG, PLACE
from curator.suggest.tokens import WORD, Token

Found = tuple[int, int, str, str]  # first token, token after the last, label, rule
_TITLES_BEHIND = frozenset({"official", "officials", "spokesman", "spokeswoman", "sources", "source"})


def crossing(sentence: Sequence[Token], grammar: Grammar, gazetteer: Gazetteer) -> list[Found]:
    """Such names in a sentence, left to right, apart."""
    found: list[Found] = []
    places_of, behind = grammar.names["places_of"], 0
    has_of = any(token.low == "of" and before.text in places_of for before, token in pairwise(sentence))
    for at, token in enumerate(sentence):
        if token.capital and at >= behind and (has_of or token.text in gazetteer.openers) \
                and (one := next(_at(sentence, at, grammar, gazetteer, has_of), None)):
            found.append(one)
            behind = one[1]
    return found


def _at(sentence: Sequence[Token], at: int, grammar: Grammar, gazetteer: Gazetteer,
        has_of: bool) -> Iterator[Found]:
    token = sentence[at]
    for phrase in gazetteer.organisation_phrases.get(token.text, ()):
        if len(phrase) > 2 and any(word.islower() for word in phrase) \
                and tuple(other.text for other in sentence[at:at + len(phrase)]) == phrase:
            yield at, at + len(phrase), ORG, "known body"
    if has_of and (last := _place_of(sentence, at, grammar)) is not None:
        end = last
        while end < len(sentence) and sentence[end].kind == WORD and sentence[end].capital:
            end += 1
        if sentence[end - 1].text in grammar.names["organisation_heads"]:  # Gulf of Velmire Fisheries Convention
            yield at, end, ORG, "organisation word"
        yield at, last, PLACE, "place word"
    is_place = token.text in gazetteer.place_phrases
    width = longest(gazetteer.place_phrases, [other.text for other in sentence[at:at + 4]], at=0) if is_place else 0
    kind = gazetteer.places.get(tuple(other.text for other in sentence[at:at + width])) if width else None
    if token.text in gazetteer.demonyms or kind in ("country", "capital"):
        yield from _body(sentence, at, at + (width or 1), grammar, gazetteer)


def _place_of(sentence: Sequence[Token], at: int, grammar: Grammar) -> int | None:
    """Where a place named with "of" ends: Gulf of Velmire, Federal Republic of Ostrel."""
    head = at
    while head < min(at + 2, len(sentence) - 1) and sentence[head].text not in grammar.names["places_of"] \
            and sentence[head + 1].kind == WORD and sentence[head].capital:
        head += 1
    if head + 2 >= len(sentence) or sentence[head].text not in grammar.names["places_of"] \
            or sentence[head + 1].low != "of" or sentence[at].low in grammar.function_words:
        return None
    last = head + 2
    if sentence[last].low == "the" and last + 1 < len(sentence):
        last += 1
    return last + 1 if sentence[last].kind == WORD and sentence[last].capital else None


def _body(sentence: Sequence[Token], at: int, behind: int, grammar: Grammar, gazetteer: Gazetteer) -> Iterator[Found]:
    """A country or people and what acts for it; a mission takes the place where it stands along."""
    if behind >= len(sentence):
        return
    if sentence[behind].low in grammar.words["missions"]:
        last = behind + 1
        if last + 1 < len(sentence) and sentence[last].low in ("in", "to"):
            last += 1 + longest(gazetteer.place_phrases, [other.text for other in sentence[last + 1:last + 4]], 0)
            last = last if sentence[last - 1].capital else behind + 1
        yield at, last, ORG, "mission"
        return
    for width in (2, 1):
        words = " ".join(other.low for other in sentence[behind:behind + width])
        after = sentence[behind + width].low if behind + width < len(sentence) else ""
        if words in grammar.words["state_bodies"] and after not in _TITLES_BEHIND:
            yield at, behind + width, ORG, "state body"
            return
