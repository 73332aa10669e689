"""When an article was published, as far as its own lines, or its file's name, say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePath

import schema
from curator import lexicon
from curator.importers.dates import Found, dates, day_of
from curator.importers.guess import guess

_LONGEST_LINE = 120
_MOST_OTHER_WORDS = 8

_LETTERS = re.compile(r"[^\W\d_]+")
_DATELINE_END = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?[—–-]{1,2}\s")


def published(text: str, places: Sequence[tuple[int, int]]) -> Iterator[schema.Candidate]:
    """Whole dates in those lines of `text` that are timestamp lines or begin with a dateline; "updated" ones last."""
    found = []
    for start, end in places:
        in_line = dates(text[start:min(end, start + 200)])
        for date in in_line:
            reason = _reason(text[start:end], date, in_line)
            if reason:
                found.append((reason == "updated line", start, date, reason))
    for _, start, date, reason in sorted(found, key=lambda one: one[0]):
        basis: schema.Basis = "inferred" if date.doubt else "stated"
        doubted = f"{reason}, {date.doubt}" if date.doubt else reason
        yield guess("published", date.edtf, basis, (text, start + date.start, start + date.end), doubted)


def published_by_name(name: str) -> Iterator[schema.Candidate]:
    """The ISO date in a file's name."""
    found = re.search(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", PurePath(name).name)
    day = day_of(found[0]) if found else None
    if day:
        yield schema.Candidate(field="published", value=day, basis="file", reason="file name")


def is_timestamp(line: str) -> bool:
    """True for a line that gives a date and hardly anything else: "05:05 GMT25 July 2021"."""
    return len(line) <= _LONGEST_LINE and any(_stamps(line, date, []) for date in dates(line))


def _reason(line: str, date: Found, in_line: Sequence[Found]) -> str:
    if len(line) <= _LONGEST_LINE and _stamps(line, date, in_line):
        labels = list(_labels("labels", "updated").finditer(line, 0, date.start))
        return "updated line" if labels and _labels("updated").fullmatch(labels[-1][0]) else "timestamp line"
    if date.end <= 90 and line[0].isupper() and _DATELINE_END.match(line, date.end):
        return "dateline"
    return ""


def _stamps(line: str, date: Found, others: Sequence[Found]) -> bool:
    """True when only labels, times, separators and other dates stand before the date, and few words around it."""
    before = line[max((other.end for other in others if other.end <= date.start), default=0):date.start].rstrip()
    fillers = lexicon.toml("article_parts")["published"]["fillers"]
    if before and before[-1] not in "|•·—–,:/":
        bare = _labels("labels", "updated").sub(" ", before)
        if any(word.lower() not in fillers for word in _LETTERS.findall(bare)):
            return False
    return len(_LETTERS.findall(before)) + len(_LETTERS.findall(line, date.end)) <= _MOST_OTHER_WORDS


@cache
def _labels(*kinds: str) -> re.Pattern[str]:
    words = [word for kind in kinds for word in lexicon.toml("article_parts")["published"][kind]]
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
