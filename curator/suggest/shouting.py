"""Lines in which capitals say nothing: headlines, datelines, the name of a writer in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from curator.suggest.capitals import Phrase, is_capital
from curator.suggest.found import Name, Spot
from curator.suggest.gazetteer import Gazetteer, longest
from curator.suggest.grammar import Grammar
from curator.suggest.labels import ORG, PERSON, PLACE
from curator.suggest.tokens import MARK, NUMBER, WORD, Token

_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.’']+(?:[ -][A-Z][A-Z.’']*){0,3})(?P<region>, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?,?\s*"
    r"(?=\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}\b|\([A-Z]|(?P<dash>[—–-]{1,2} ))")


def style(sentence: Sequence[Token]) -> tuple[bool, bool]:
    """Whether the sentence is all capitals, or a headline in which most words have one; a list of names is neither."""
    words = [token.text for token in sentence if token.kind == WORD and len(token.text) > 1]
    long = [word for word in words if len(word) > 3]
    shouted = len(words) >= 1 and sum(map(str.isupper, words)) >= 0.7 * len(words)
    least = 9 if sentence[-1].text == "." else 5
    titled = len(long) >= least and sum(word[0].isupper() for word in long) >= 0.8 * len(long) \
        and sum(token.kind == NUMBER or token.text in ",;()-" for token in sentence) < 0.3 * len(words)
    return shouted, titled


def headline(text: str, sentence: Sequence[Token], phrase: Phrase, gazetteer: Gazetteer, shouted: bool) -> list[Spot]:
    """In a line where everything has a capital only known words count, and a given name with what follows it."""
    found: list[Spot] = []
    words = [token.text for token in sentence[phrase.first:phrase.last]]
    if shouted:
        words = [word if "." in word or (word,) in gazetteer.places else word.title() for word in words]
    at = 0
    while at < len(words):
        place = longest(gazetteer.place_phrases, words, at)
        if place == 1 and gazetteer.places[(words[at],)] == "town" and not shouted:
            place = 0
        body = 0 if shouted else longest(gazetteer.organisation_phrases, words, at)
        width, tag = (body, ORG) if body > place else (place, PLACE)
        first = phrase.first + at
        if not width and not shouted and words[at] in gazetteer.given and at + 1 < len(words):
            width, tag = 2, PERSON
        if width:
            span = (sentence[first].start, sentence[first + width - 1].end)
            found.append(Spot(sentence, first, first + width, Name((span,), tag, text[slice(*span)], "headline"),
                              shouted=shouted))
        else:
            found.append(Spot(sentence, first, first + 1, opens=True, shouted=shouted))
        at += max(1, width)
    return found


def dateline(text: str, sentence: Sequence[Token], gazetteer: Gazetteer) -> tuple[int, list[Spot]]:
    """The place from which a report was sent, at its start, and its tokens: "LOWER MOSS, Ireland (AP) -"."""
    if not sentence[0].capital or (match := _DATELINE.match(text, sentence[0].start)) is None \
            or match.end() > sentence[-1].end + 1:
        return 0, []
    if match["dash"] and tuple(match["place"].title().split()) not in gazetteer.places:
        return 0, []
    found = []
    taken = 0
    for name in ("place", "region"):
        start, end = match.span(name)
        if start < 0:
            continue
        first = next((n for n, token in enumerate(sentence) if token.start >= start and token.kind != MARK), None)
        last = max((n + 1 for n, token in enumerate(sentence) if token.end <= end), default=0)
        if first is None or last <= first:
            continue
        span = (sentence[first].start, sentence[last - 1].end)
        found.append(Spot(sentence, first, last, Name((span,), PLACE, text[slice(*span)], "dateline")))
        taken = last
    return taken, found


def writer(text: str, sentence: Sequence[Token], following: Sequence[Token], gazetteer: Gazetteer,
           grammar: Grammar) -> list[Spot]:
    """Two or three capitalised words that are all of a line above a dateline: who wrote it."""
    if not 2 <= len(sentence) <= 3 or not all(is_capital(token) and not token.text.isupper() for token in sentence):
        return []
    if not dateline(text, following, gazetteer)[0] or (sentence[0].text,) in gazetteer.places:
        return []
    if any(token.text in grammar.names["organisation_heads"] for token in sentence):
        return []
    span = (sentence[0].start, sentence[-1].end)
    return [Spot(sentence, 0, len(sentence), Name((span,), PERSON, text[slice(*span)], "writer's line"))]
