"""Teams in results, tables and fixtures: lines whose shape says that a town's name stands for those who play there.

A country that plays stays a place, as readers and registers take it; in "Smith beat Jones 6-4" people play.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.suggest.gazetteer import Gazetteer
from curator.suggest.grammar import Grammar
from curator.suggest.tokens import MARK, NUMBER, WORD, Token

_SCORE = re.compile(r"\d+-\d+")
_AGAINST = frozenset({"v", "vs", "at"})
_FEWEST_COLUMNS = 4
_TELLING_WORDS = 4  # different words of sport that make a text one about sport
_TELLING_ROWS = 2
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                       "only", "last"})
_INSIDE = frozenset({"of", "the", "&"})
Range = tuple[int, int]


@dataclass(frozen=True)
class Sport:
    """What the lines of a text tell of sport: whether it is about it, and teams by sentence number and tokens."""

    about: bool
    rows: dict[int, list[Range]]
    playing: frozenset[str]


def results(sentences: Sequence[Sequence[Token]], grammar: Grammar, gazetteer: Gazetteer) -> Sport:
    """The teams of all results, tables and fixtures in the sentences (lines without a stop are sentences)."""
    words = grammar.words["sport"]
    telling = {token.low for sentence in sentences for token in sentence if token.low in words}
    rows: dict[int, list[Range]] = {}
    for number, sentence in enumerate(sentences):
        if found := [pair for pair in _row(sentence) if _is_team(sentence, pair, gazetteer)]:
            rows[number] = found
    about = len(telling) >= _TELLING_WORDS or len(rows) >= _TELLING_ROWS
    if not about:
        return Sport(False, {}, frozenset())
    return Sport(True, rows, frozenset(
        " ".join(token.text for token in sentences[number][first:last]).title()
        for number, found in rows.items() for first, last in found))


def plays_here(sentence: Sequence[Token], first: int, last: int, grammar: Grammar) -> bool | None:
    """Whether the words around a name take it for a team; False where they take it for a place, None where neither."""
    before = sentence[first - 1].low if first else ""
    if before == "the" and first > 1:
        before = sentence[first - 2].low
    after = sentence[last].low if last < len(sentence) else ""
    behind = sentence[last + 1] if last + 1 < len(sentence) else None
    if after == "," and behind is not None and behind.capital and (first == 0 or before in ("in", "at")):
        return False
    if before in grammar.words["to_places"] - {"from", "to"} and after not in grammar.words["team_roles"]:
        return False
    if before in grammar.words["beating"] or after in grammar.words["team_verbs"] | grammar.words["team_roles"]:
        return True
    if after in ("'s", "'") and behind is not None and (behind.capital or behind.low in _ORDINALS
                                                       or behind.low in grammar.words["team_roles"]):
        return True
    return None


def _row(sentence: Sequence[Token]) -> Iterable[Range]:
    """The names of a line that is a row of a table, a result or a fixture."""
    if not sentence or len(sentence) > 60:
        return ()
    at = next((n + 1 for n in range(min(3, len(sentence))) if sentence[n].text == ":"), 0)  # "Postponed: ..."
    last = _phrase(sentence, at)
    if last == at:
        return ()
    rest = sentence[last:]
    if all(token.kind == MARK or _is_number(token) for token in rest) \
            and sum(_is_number(token) for token in rest) >= _FEWEST_COLUMNS:
        return ((at, last),)
    return _pairs(sentence, at)


def _pairs(sentence: Sequence[Token], at: int) -> list[Range]:
    """A B, with scores behind both or "v" between them, perhaps several pairs in a row parted by commas."""
    found: list[Range] = []
    while at < len(sentence):
        last = _phrase(sentence, at)
        if last == at or last >= len(sentence):
            break
        between = sentence[last]
        other = last + 1
        if between.kind != NUMBER and between.low not in _AGAINST:
            break
        end = _phrase(sentence, other)
        scored = end < len(sentence) and sentence[end].kind == NUMBER
        if end == other or scored != (between.kind == NUMBER):
            break
        found += [(at, last)] if between.low == "at" else [(at, last), (other, end)]  # "at" says where
        at = end + scored
        if at < len(sentence) and sentence[at].text == "(":
            at = next((n + 1 for n in range(at, len(sentence)) if sentence[n].text == ")"), len(sentence))
        if at < len(sentence) and sentence[at].text not in ",;.":
            return []
        at += 1
    return found


def _phrase(sentence: Sequence[Token], at: int) -> int:
    """Where the capitalised words that begin at `at` end."""
    last = at
    while last < len(sentence) and sentence[last].kind == WORD and (
            sentence[last].capital or (last > at and sentence[last].low in _INSIDE)) \
            and sentence[last].low not in _AGAINST:
        last += 1
    return last if last - at <= 4 else at


def _is_number(token: Token) -> bool:
    return token.kind == NUMBER or (token.kind == WORD and token.text[0].isdigit())


def _is_team(sentence: Sequence[Token], pair: Range, gazetteer: Gazetteer) -> bool:
    words = [token.text for token in sentence[pair[0]:pair[1]]]
    shown = tuple(word.title() if word.isupper() and len(word) > 3 else word for word in words)
    if gazetteer.places.get(shown) == "country" or len(words[-1]) < 2 or " ".join(words).isdigit():
        return False
    return not (len(words) > 1 and (words[0] in gazetteer.given or len(words[0].rstrip(".")) == 1))
