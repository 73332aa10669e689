"""Figures: words that count something, read into a number or range with what is counted, and written back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from curator import lexicon
from curator.desk.deciding import begin
from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.parties import mention_on, place
from curator.text.segments import words
from schema import Figure, Mention, Qualifier, revise

SIGNS: dict[Qualifier, str] = {"exactly": "", "about": "~", "more than": ">", "at least": ">=", "less than": "<",
                               "at most": "<=", "between": ""}
_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(rf"(?P<low>{_DIGITS})(?:\s*(?:-|–|to|and)\s*(?P<high>{_DIGITS}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """Words of the text that count something, by offsets, and what they seem to say."""

    start: int
    end: int
    figure: Figure


def read_figure(said: str) -> Figure:
    """The figure that some words give: "more than 60 Russian citizens", "> 60 people", "115", "dozens of prisoners".
    Refused where they hold no number."""
    line = " ".join(said.split())
    qualifier: Qualifier = "exactly"
    low_line = line.lower()
    for begins, means in _lists().qualifiers:
        if low_line.startswith(begins) and not low_line[len(begins):len(begins) + 1].isalpha():
            qualifier, line = means, line[len(begins):].strip()
            break
    if line[:1] in ("$", "€", "£"):
        line = f"{line[1:]} {line[0]}"
    if found := _NUMBER.match(line):
        low, high = _value(found["low"]), _value(found["high"]) if found["high"] else None
        rest = line[found.end():].strip()
    else:
        low, high, rest = _worded(line)
    first, _, behind = rest.partition(" ")
    if many := _lists().many.get(first.lower()):
        low, high, rest = low * many, high and high * many, behind
    if high is not None:
        return _of(low, high, "between" if high > low else qualifier, rest)
    return _of(low, None, qualifier, rest)


def write_figure(figure: Figure) -> str:
    """A figure in the form that `read_figure` reads."""
    low, high = (f"{value:,}" if value is not None else "" for value in (figure.low, figure.high))
    number = f"{low}–{high}" if high and high != low else low or high
    return " ".join(part for part in (SIGNS[figure.qualifier], number, figure.unit, figure.counted) if part)


def set_figure(desk: Desk, article_uid: str, start: int, end: int, figure: Figure) -> Mention:
    """Mark words of the text as a figure that says this; what they were marked as before, they are no more."""
    with desk.act("set figure", write_figure(figure), article_uid):
        article = desk.dataset.articles[article_uid]
        text = text_of(desk, article.text_sha256)
        span = span_of(text, *trimmed(text, start, end))
        begin(desk, article)
        known = mention_on(desk, article, (span,))
        if known is None:
            return place(desk, article, (span,), "NUMBER", value=figure)
        if known.label != "NUMBER" and known.entities:
            raise Refused(f"“{short(span.exact)}” is a {known.label} that stands for somebody: d deletes that first")
        origin = known.origin and revise(known.origin, changed=True)
        return desk.dataset.mentions.put(revise(known, label="NUMBER", value=figure, reading=None, origin=origin))


def counted_in(text: str, start: int, end: int) -> list[Counted]:
    """The figures that stand between two offsets: the number with what it is qualified by, read with what follows."""
    found: list[Counted] = []
    at = start
    spots = [pair for pair in words(text, start, end) if pair[0] >= start]
    for number, (first, last) in enumerate(spots):
        if first < at or not _counts(text[first:last]):
            continue
        opens, line = first, text[max(start, first - 16):first].lower()
        for said, _ in _lists().qualifiers:
            if said[0].isalpha() and (before := line.rstrip()).endswith(said):
                opens = first - (len(line) - len(before)) - len(said)
                break
        behind = [text[a:b] for a, b in spots[number + 1:number + 5]]
        tail = text[last:spots[min(number + 4, len(spots) - 1)][1]]
        counted = _lists().end_of_counted.split(tail)[0]
        try:
            figure = read_figure(text[opens:last] + (counted if behind else ""))
        except Refused:
            continue
        found.append(Counted(opens, last, figure))
        at = last
    return found


def _counts(word: str) -> bool:
    low, lists = word.lower(), _lists()
    if word[0].isdigit():
        return not re.fullmatch(r"1[5-9]\d\d|20\d\d", word)  # a year
    return low in lists.vague or low in lists.ones[2:] or low.partition("-")[0] in lists.tens


def _of(low: float, high: float | None, qualifier: Qualifier, rest: str) -> Figure:
    unit = next((u for u in _lists().units if rest.lower().startswith(u)
                 and not rest[len(u):len(u) + 1].isalpha()), "")
    counted = rest[len(unit):].strip().removeprefix("of ").strip()
    return Figure(low=low, high=high, qualifier=qualifier, unit=rest[:len(unit)], counted=counted)


def _value(digits: str) -> int | float:
    plain = digits.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _worded(line: str) -> tuple[int | float, int | float | None, str]:
    """The number that opens a line in words: twenty-six, two dozen, dozens."""
    first, _, rest = line.partition(" ")
    low = first.lower().strip(".,;:")
    tens, _, ones = low.partition("-")
    lists = _lists()
    if low in lists.vague:
        return lists.vague[low], None, rest
    if low in lists.ones:
        return lists.ones.index(low), None, rest
    if tens in lists.tens and (not ones or ones in lists.ones):
        return 20 + 10 * lists.tens.index(tens) + (lists.ones.index(ones) if ones else 0), None, rest
    raise Refused(f"no number begins “{short(line)}”: write 115, > 60 people, 10–12 %, twenty-six")


@dataclass(frozen=True)
class _Lists:
    """The words of figures. `qualifiers` are tried in order; `end_of_counted` ends the name of what is counted."""

    ones: list[str]
    tens: list[str]
    many: dict[str, int]
    vague: dict[str, int]
    qualifiers: list[tuple[str, Qualifier]]
    units: list[str]
    end_of_counted: re.Pattern[str]


@cache
def _lists() -> _Lists:
    table = lexicon.toml("days_and_figures")
    known: tuple[Qualifier, ...] = get_args(Qualifier)
    ends = "|".join(_entries(table["counted"]["ends"]))
    return _Lists(
        _entries(table["numbers"]["ones"]), _entries(table["numbers"]["tens"]), dict(table["many"]),
        dict(table["vague"]), [(said, known[known.index(means)]) for said, means in table["qualifiers"].items()],
        _entries(table["units"]["words"]), re.compile(rf"[.,;:?!()\[\]“”\"»–—]|\b(?:{ends})\b"))


def _entries(words: str) -> list[str]:
    return [entry.strip() for entry in words.split(",")]
