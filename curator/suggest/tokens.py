"""Words and marks of a sentence as the recognisers see them; a quoted run is one token, so nobody looks into speech."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, Protocol

from curator import lexicon
from curator.suggest.grammar import entries
from curator.text.segments import FIRST_MARK, behind_marks

WORD, NUMBER, MARK, RUN = "w", "n", "p", "q"
DASHES = "—–-―‒"  # em, en, hyphen, the quotation dash (U+2015) and the figure dash
_PLAIN = "f"
_SMALL = "a"  # what begins with a capital of ASCII sorts before it
_LONGEST = 200  # tokens in a sentence
_RUN_SIGN = "\ufffc"  # what stands for a quoted run in a token's text


class Token(NamedTuple):
    """A token: offsets in code points, its characters, the same in lower case with a straight apostrophe, its kind,
    whether its first character is a capital."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    capital: bool = False


class Masked(Protocol):
    """A stretch to be seen as one token; `outer` includes its marks."""

    @property
    def outer(self) -> tuple[int, int]: ...


_TOKEN = re.compile(
    r"(?P<f>[A-Za-z]+(?![\w.&'’‐‑\u0300-\U0010ffff-]))|"  # most words: whatever could go on with them follows not
    r"(?P<n>\d+(?:[.,:]\d+)*%?)(?![\w-])"
    r"|(?P<w>(?:[^\W\d_]\.){2,}(?!\w)|['’](?:[sS]|ve|VE|ll|LL|re|RE|[dDmM])\b|\w+(?:(?:[-‐‑](?=\w)|&(?=\w)|['’](?!(?:[sS]|ve|VE|ll|LL|re|RE|[dDmM])\b)(?=\w))\w+)*)"
    r"|(?P<p>[^\w\s])")


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens between two offsets."""
    found: list[Token] = []
    _plain(text, start, end, found)
    return found


def within(found: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """Those of `found`, in text order, that start between two offsets."""
    return found[bisect_left(found, start, key=_start):bisect_left(found, end, key=_start)]


def mask(found: Sequence[Token], start: int, end: int, masked: Sequence[Masked]) -> list[Token]:
    """The tokens between two offsets, each of `masked` (in order, apart) as one token of kind RUN."""
    kept: list[Token] = []
    at = start
    for stretch in masked:
        first, last = max(at, stretch.outer[0]), min(stretch.outer[1], end)
        if first < last:
            kept += within(found, at, first)
            kept.append(Token(first, last, _RUN_SIGN, _RUN_SIGN, RUN))
            at = last
    return [*kept, *within(found, at, end)]


def _start(token: Token) -> int:
    return token.start


def chunks(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """A sentence as it is, or cut where no writer's sentence goes on: what reads a sentence may look at all of it."""
    for at in range(0, len(found), _LONGEST):
        yield found[at:at + _LONGEST]


def _plain(text: str, start: int, end: int, found: list[Token]) -> None:
    dotted, new = _dotted(), tuple.__new__  # a third of the time that calling Token takes
    at = start
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if first < at:
            continue
        kind, words = str(match.lastgroup), match[0]
        if kind == _PLAIN:
            at = last
            found.append(new(Token, (first, last, words, words.lower(), WORD, words < _SMALL)))
            continue
        if kind == WORD and last < end:
            behind = text[last]
            if behind >= FIRST_MARK:
                last = behind_marks(text, last, end)
                words = text[first:last]
                behind = text[last:last + 1]
            if behind == "." and last < end and (
                    words in dotted or (len(words) == 1 and words.isupper() and last + 1 < end)):
                last += 1
                words = text[first:last]
        at = last
        low = words.lower()
        low = low.replace("’", "'") if "’" in low else low
        found.append(new(Token, (first, last, words, low, kind, words[0].isupper())))


@cache
def _dotted() -> frozenset[str]:
    """Words whose full stop belongs to them."""
    table = lexicon.toml("abbreviations")
    return frozenset(entry for name in ("before_names", "months", "with_stop") for entry in entries(table[name]))
