"""Paragraphs, sentences and words of a text, as offsets in code points (start, end; end excluded).

Nothing is normalised: the offsets always point into the text as it is.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from curator import lexicon

Segment = tuple[int, int]

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*"  # 100,000 and 1.7.0 are one word
    r"|(?:[^\W\d_]\.){2,}(?!\w)"  # U.S., J.K.
    r"|\w+(?:(?:[-‐‑](?=\w)|&(?=\w)|['’](?![sS]\b)(?=\w))\w+)*"
)
_ON = re.compile(r"\w*(?:(?:[-‐‑](?=\w)|&(?=\w)|['’](?![sS]\b)(?=\w))\w+)*")
_JOINERS = "\u200c\u200d"
FIRST_MARK = "\u0300"  # the lowest accent that is a character of its own
_STOP = re.compile(r"[.?!…。！？]+[\"”’»)\]']{0,4}(?=\s)|[.?!…](?=[“«„])|[。！？]")
_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+$")
_OPENERS = "“\"«„‘'(["


def paragraphs(text: str) -> list[Segment]:
    """The lines of `text` that hold anything, without the blanks around them."""
    found = []
    for line in _LINE.finditer(text):
        words = line.group()
        left = len(words) - len(words.lstrip())
        right = len(words.rstrip())
        if left < right:
            found.append((line.start() + left, line.start() + right))
    return found


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Segment]:
    """The sentences between two offsets. A full stop ends none after an initial or an abbreviation of the lexicon."""
    end = len(text) if end is None else end
    found: list[Segment] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() >= at and _ends_sentence(text, at, stop.start(), stop.end(), end):
            _keep(text, at, stop.end(), found)
            at = stop.end()
    _keep(text, at, end, found)
    return found


def words(text: str, start: int = 0, end: int | None = None) -> list[Segment]:
    """The words between two offsets; a possessive 's is a word of its own, a hyphen joins. Accents and vowel signs
    that are characters of their own belong to the word, as do joiners between its letters."""
    at, end = start, len(text) if end is None else end
    found = []
    while word := _WORD.search(text, at, end):
        at = word.end()
        if at < end and text[at] >= FIRST_MARK:
            at = behind_marks(text, at, end)
        found.append((word.start(), at))
    return found


def behind_marks(text: str, at: int, end: int) -> int:
    """Where a word ends whose letters seem to end at `at`: behind its accents, vowel signs and joiners, and the letters
    that follow these."""
    while at < end and _goes_on(text, at, end):
        at = _ON.match(text, at + 1, end).end()  # type: ignore[union-attr]  # it matches nothing at least
    return at


def _goes_on(text: str, at: int, end: int) -> bool:
    """True where what follows the letters of a word is no end of it: a mark, or a joiner with more behind it."""
    return category(text[at])[0] == "M" or (text[at] in _JOINERS and at + 1 < end and text[at + 1].isalnum())


def _keep(text: str, start: int, end: int, found: list[Segment]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends_sentence(text: str, start: int, stop: int, after: int, end: int) -> bool:
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return True
    following = text[after]
    if following.islower():
        return False
    if text[stop] != "." or text[stop:stop + 2] == "..":
        return True
    before = _BEFORE.search(text, max(start, stop - 24), stop)
    if not before:
        return True
    word = before.group()
    if word in _never_ending():
        return False
    if len(word) == 1 and word.isupper():
        return following in _OPENERS
    if "." in word or word in _rarely_ending():
        return following in _OPENERS or _opens_sentence(text, after, end)
    return True


_FIRST = re.compile(r"\w+")


def _opens_sentence(text: str, at: int, end: int) -> bool:
    first = _FIRST.match(text, at, min(end, at + 24))
    return bool(first) and first.group().lower() in _openers()  # type: ignore[union-attr]


def _listed(name: str) -> frozenset[str]:
    return frozenset(entry.strip() for entry in str(lexicon.toml("abbreviations")[name]).split(","))


@cache
def _never_ending() -> frozenset[str]:
    return _listed("before_names") | _listed("months")


@cache
def _rarely_ending() -> frozenset[str]:
    return _listed("others")


@cache
def _openers() -> frozenset[str]:
    return frozenset(word.lower() for word in _listed("sentence_openers"))
