"""What `bench.effort` wants made: the quotes of the gold, and when two ranges of a text are the same content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# What the trim of score/quotes.py takes off, and the no-break space, with which no record of ours ends.
EDGE = " \t\n\xa0\"“”‘’'«»„,.;:-–—`"
THAT = "that "
Range = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """A quote of the gold; offsets in code points."""

    start: int
    end: int
    kind: str
    runs: tuple[Range, ...]
    speaker: Range | None
    cue: Range | None
    words: str


def wanted_of(document: dict[str, Any], kinds: Iterable[str]) -> list[Wanted]:
    """The quotes of those kinds of an article, in text order, each content once."""
    found: dict[Range, Wanted] = {}
    for quote in sorted(document["quotes"], key=lambda quote: (quote["start"], quote["end"])):
        place = trim(document["text"], (quote["start"], quote["end"]))
        if quote["kind"] in kinds and place[0] < place[1]:
            speaker = (quote["speaker_start"], quote["speaker_end"]) if quote.get("speaker_start") is not None else None
            cue = (quote["cue_start"], quote["cue_end"]) if quote.get("cue_start") is not None else None
            found.setdefault(place, Wanted(*place, quote["kind"], tuple(map(tuple, quote["quoted_spans"])), speaker,
                                           cue, document["text"][slice(*place)]))
    return list(found.values())


def trim(text: str, place: Range) -> Range:
    """A range without marks and punctuation at its edges, nor a leading "that"."""
    start, end = place
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return (min(start + len(THAT), end) if text[start:start + len(THAT)].lower() == THAT else start), end


def inside(place: Range, phrase: Range) -> bool:
    """At least half of a place lies in a phrase."""
    return 2 * max(0, min(place[1], phrase[1]) - max(place[0], phrase[0])) >= place[1] - place[0]


def shared(one: Range, other: Range) -> float:
    """How much of two ranges is common, 0..1."""
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return common / max(max(one[1], other[1]) - min(one[0], other[0]), 1)
