"""Edges of words that a hand marks: whole characters as a reader sees them, no blanks outside, stops for moving."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from curator.text.clauses import ends, starts
from curator.text.graphemes import next_boundary, previous_boundary, snap
from curator.text.segments import words

Side = Literal["start", "end"]
Unit = Literal["character", "word", "clause"]
Range = tuple[int, int]

REACH = {"word": 400, "clause": 2_000}  # code points in which the next stop is looked for
_CHUNK = re.compile(r"\S+")
_BLANKS = re.compile(r"[^\S\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*")


def whole(text: str, start: int, end: int) -> Range:
    """A range widened so that it cuts no character: no emoji sequence, flag, accent or line break in two."""
    last = snap(text, end)
    return snap(text, start), end if last == end else next_boundary(text, last)


def stripped(text: str, start: int, end: int) -> Range:
    """A range of whole characters without the blank ones at its edges; empty when all of it is blank."""
    start, end = whole(text, start, end)
    while start < end and text[start:(following := next_boundary(text, start))].isspace():
        start = following
    while start < end and text[(before := previous_boundary(text, end)):end].isspace():
        end = before
    return start, max(start, end)


def united(ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, those that share characters as one."""
    made: list[Range] = []
    for start, end in sorted(ranges):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def closed_up(text: str, ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, as one where they share characters or only blanks of one line part them."""
    made: list[Range] = []
    for start, end in united(ranges):
        if made and _BLANKS.fullmatch(text, made[-1][1], start):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made


def moved(text: str, at: int, side: Side, unit: Unit, forward: bool) -> int:
    """Where an edge goes by one character, word or clause; it never rests on a blank. A word's stops are its own edges
    and those of the marks that stick to it, the same both ways, so that the opposite key takes a step back."""
    if unit == "character":
        return _by_character(text, at, side, forward)
    low, high = max(at - REACH[unit], 0), min(at + REACH[unit], len(text))
    stops = _stops_of_words(text, side, low, high) if unit == "word" else _stops_of_clauses(text, side, low, high)
    if forward:
        return next((stop for stop in stops if stop > at), snap(text, high))
    return next((stop for stop in reversed(stops) if stop < at), snap(text, low))


def _by_character(text: str, at: int, side: Side, forward: bool) -> int:
    """One character on or back; over blanks to the next that is none."""
    step = next_boundary if forward else previous_boundary
    at = step(text, at)
    while 0 < at < len(text) and _outside(text, at, side).isspace():
        at = step(text, at)
    return at


def _outside(text: str, at: int, side: Side) -> str:
    """The character that an edge at this place begins or ends with."""
    return text[at:next_boundary(text, at)] if side == "start" else text[previous_boundary(text, at):at]


def _stops_of_words(text: str, side: Side, low: int, high: int) -> list[int]:
    which = 0 if side == "start" else 1
    chunks = ((m.start(), m.end()) for m in _CHUNK.finditer(text, low, high))
    return sorted({whole(text, *pair)[which] for pair in (*words(text, low, high), *chunks)})


def _stops_of_clauses(text: str, side: Side, low: int, high: int) -> list[int]:
    found = starts(text, low, high) if side == "start" else ends(text, low, high)
    return sorted({snap(text, stop) for stop in found})
