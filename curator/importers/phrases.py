"""Phrases with a slot ("Translated by {name}") found in a text, and the name that stands in the slot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SLOT = re.compile(r"\{(\w+)\}")
_SLOT_END = re.compile(r"[!?;|]|\.(?=\s|$)|[\n\r\x85\u2028\u2029]")
_QUOTES = "«»“”„‟\"'‘’‹›()[] \t\u00a0"
_WIDEST_SLOT = 200
_YEARS = r"\d{4}(?:\s?[-–]\s?\d{2,4})?"


@dataclass(frozen=True)
class Hit:
    """One phrase found: where it and its words stand (code points), and where what fills its last slot does."""

    start: int
    end_of_words: int
    slot: tuple[int, int]
    language: str = ""

    @property
    def end(self) -> int:
        return max(self.end_of_words, self.slot[1])


def hits(text: str, phrases: Sequence[str]) -> list[Hit]:
    """Where the phrases stand, in text order; of two that share their slot the one named first in the lexicon.

    For the syntax of phrases see lexicon/article_parts.toml.
    """
    found: list[Hit] = []
    for phrase in phrases:
        for hit in _before(text, phrase) if phrase.startswith("{") else _after(text, phrase):
            if all(hit.slot[1] <= other.slot[0] or other.slot[1] <= hit.slot[0] for other in found):
                found.append(hit)
    return sorted(found, key=lambda hit: hit.start)


def _after(text: str, phrase: str) -> Iterator[Hit]:
    """Phrases whose slot comes last: it reaches to the end of the sentence or line."""
    literal = _SLOT.split(phrase.removeprefix("^"))
    pattern = _pattern(literal[0])
    if len(literal) > 3:  # another slot, of one word, before the last
        pattern += r"(?P<language>\w+)" + _pattern(literal[2])
    if phrase.startswith("^"):
        pattern = r"(?:(?<=[\n\r\x85\u2028\u2029])|\A)[^\S\n\r]*" + pattern
    for found in re.finditer(r"(?<!\w)" + pattern, text, re.IGNORECASE):
        ending = _SLOT_END.search(text, found.end(), found.end() + _WIDEST_SLOT)
        slot = _trimmed(text, found.end(), ending.start() if ending else min(len(text), found.end() + _WIDEST_SLOT))
        if slot:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            language = found.groupdict().get("language") or ""
            yield Hit(start, found.end(), slot, language)


def _before(text: str, phrase: str) -> Iterator[Hit]:
    """Phrases whose slot comes first: it reaches back to the beginning of the sentence or line."""
    literal = _SLOT.split(phrase)[2].strip()
    for found in re.finditer(rf"(?<=\s){_pattern(literal)}(?!\w)", text, re.IGNORECASE):
        earliest = max(0, found.start() - _WIDEST_SLOT)
        endings = list(_SLOT_END.finditer(text, earliest, found.start()))
        slot = _trimmed(text, endings[-1].end() if endings else earliest, found.start())
        if slot:
            yield Hit(slot[0], found.end(), slot)


def _pattern(literal: str) -> str:
    escaped = re.escape(literal).replace(r"\#", _YEARS)
    return escaped.replace(r"\ ", r"[^\S\n\r]+")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _QUOTES:
        start += 1
    while start < end and text[end - 1] in _QUOTES + ",.:":
        end -= 1
    return (start, end) if start < end else None


def first_name(text: str, span: tuple[int, int], connectors: Sequence[str]) -> tuple[int, int] | None:
    """The first run of capitalised words in a span: "TASS" of "the state news agency TASS"; None if there is none."""
    run: list[re.Match[str]] = []
    pending: list[re.Match[str]] = []
    for word in re.compile(r"[^\s,;()«»“”\"]+").finditer(text, *span):
        if word[0][0].isupper() or (run and word[0][0].isdigit()):
            run += [*pending, word]
            pending = []
        elif run and word[0].lower() in connectors:
            pending.append(word)
        elif run:
            break
    return (run[0].start(), run[-1].end()) if run else None
