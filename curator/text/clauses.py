"""Where clauses may begin and end: at marks, and at the words of a language that open a clause. No parser.

The words are those of the language that the text is in; in a language that is not in lexicon/clauses.toml, and in
scripts without spaces, marks alone count.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from curator import lexicon
from curator.text.language import guess_language
from curator.text.segments import words

_SAMPLE = 20_000  # code points by which the language is told
_MARKS = re.compile(r"[,;:!?()\[\]“”„«»\"…、。，；：「」『』،؛؟]|\s[–—-]\s|—|\.(?=\s|$)|\n")
_STOPS = ".!?…。؟"
_SOFT = " \t\n\xa0,;:–—-"
Range = tuple[int, int]


class Words(NamedTuple):
    """Those of a language: what opens a clause, what opens a phrase, and all function words."""

    links: frozenset[str]
    determiners: frozenset[str]
    function: frozenset[str]


def marks(text: str, low: int, high: int) -> list[Range]:
    """The marks that part clauses, in order."""
    return [match.span() for match in _MARKS.finditer(text, low, high)]


def starts(text: str, low: int, high: int) -> list[int]:
    """Where a clause may begin in a part of a text: behind a mark, at a word that opens one, and behind it."""
    links, found = words_of(text).links, set[int]()
    for start, end in words(text, low, high):
        if text[start:end].lower() in links:
            found |= {start, _over(text, end, high)}
    return sorted(found | {_over(text, end, high) for _, end in marks(text, low, high)})


def ends(text: str, low: int, high: int) -> list[int]:
    """Where a clause may end: behind the mark that ends a sentence, before any other, and before a word that opens the
    next."""
    links, found = words_of(text).links, set[int]()
    for start, end in words(text, low, high):
        if text[start:end].lower() in links:
            found.add(low + len(text[low:start].rstrip(_SOFT)))
    for start, end in marks(text, low, high):
        found.add(end if text[start] in _STOPS else low + len(text[low:start].rstrip(_SOFT)))
    return sorted(found)


def words_of(text: str) -> Words:
    """The words of the language that a text is in."""
    return _words(_language(text[:_SAMPLE]))


def _over(text: str, at: int, high: int) -> int:
    while at < high and text[at].isspace():
        at += 1
    return at


@cache
def _words(code: str | None) -> Words:
    own = lexicon.toml("clauses").get(code or "", {})
    links, determiners = (frozenset(own.get(name, "").split()) for name in ("links", "determiners"))
    function = frozenset(lexicon.toml("languages").get(code or "", "").split())
    return Words(links, determiners - links, links | determiners | function)


@lru_cache(maxsize=4)
def _language(sample: str) -> str | None:
    return guess_language(sample)
