"""Dates in a line of an article, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import schema

_ISO = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|-?го|\.|º)?[^\S\n]+(?:de[^\S\n]+|of[^\S\n]+)?([^\W\d_]{3,12})\.?,?[^\S\n]+(?:de[^\S\n]+)?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?<!\w)([^\W\d_]{3,12})\.?[^\S\n]+(\d{1,2})(?:st|nd|rd|th)?,?[^\S\n]+(\d{4})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_LANGUAGES = ["en", "ru", "uk", "de", "fr", "es", "it", "pt", "nl", "pl"]
_YEARS = range(1600, 2200)


@dataclass(frozen=True)
class Found:
    """A date with where it stands in the line (code points) and what is doubtful about it."""

    edtf: str
    start: int
    end: int
    doubt: str = ""


def dates(line: str) -> list[Found]:
    """The whole dates (day, month, year) of a line in order. 01/02/2024 gives both of its readings, each in doubt."""
    return sorted({*_iso(line), *_worded(line), *_numeric(line)}, key=lambda found: (found.start, found.edtf))


def day_of(timestamp: str) -> str | None:
    """The day of an ISO 8601 timestamp as a web page states it, as written there; None when it is none."""
    found = _ISO.match(timestamp.strip())
    return found[1] if found and _is_day(found[1]) else None


def _is_day(edtf: str) -> bool:
    return schema.is_edtf(edtf) and int(edtf[:4]) in _YEARS


def _iso(line: str) -> Iterator[Found]:
    for found in _ISO.finditer(line):
        if _is_day(found[1]):
            yield Found(found[1], found.start(), found.end())


def _worded(line: str) -> Iterator[Found]:
    for found in _DAY_FIRST.finditer(line):
        edtf = _parsed(found[1], found[2], found[3])
        if edtf:
            yield Found(edtf, found.start(), found.end())
    for found in _MONTH_FIRST.finditer(line):
        edtf = _parsed(found[2], found[1], found[3])
        if edtf:
            yield Found(edtf, found.start(), found.end())


def _parsed(day: str, month: str, year: str) -> str | None:
    """The month's name is dateparser's to read; day and year are checked against what stands there."""
    import dateparser

    words = f"{int(day)} {month.lower()} {year}"
    parsed = dateparser.parse(words, languages=_LANGUAGES, settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY"})
    if parsed is None or (parsed.day, parsed.year) != (int(day), int(year)):
        return None
    edtf = f"{parsed.year:04}-{parsed.month:02}-{parsed.day:02}"
    return edtf if _is_day(edtf) else None


def _numeric(line: str) -> Iterator[Found]:
    """With dots the day comes first; with slashes that depends on the country, so all that is possible is given."""
    for found in _DOTTED.finditer(line):
        edtf = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
        if _is_day(edtf):
            yield Found(edtf, found.start(), found.end())
    for found in _SLASHED.finditer(line):
        first, second = int(found[1]), int(found[2])
        readings = {f"{found[3]}-{second:02}-{first:02}", f"{found[3]}-{first:02}-{second:02}"}
        possible = [edtf for edtf in sorted(readings) if _is_day(edtf)]
        doubt = "day or month first?" if len(possible) > 1 else ""
        for edtf in possible:
            yield Found(edtf, found.start(), found.end(), doubt)
