"""Days, months and years that a text names, as EDTF; relative ones ("last month") from the article's date.

In news a day without a year is the last such day, unless a word before it says that it is to come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from curator.text.date_words import DateWords, date_words
from schema import Basis, is_edtf

_REACH = 60  # characters before a day in which a word may say that it is to come
_STEP = {"this": 0, "last": -1, "next": 1}
_DAY, _WEEK, _MONTH, _YEAR = range(4)


@dataclass(frozen=True)
class Dated:
    """A date by its place in the text (code points). `edtf` is None where only the article's date could tell it;
    `basis` is "stated" where the words alone do."""

    start: int
    end: int
    edtf: str | None
    basis: Basis = "stated"


def dates_in(text: str, start: int, end: int, published: str = "", language: str | None = "en",
             year: str = "") -> list[Dated]:
    """The dates between two offsets, in order. `published` is the article's date (EDTF, also one in doubt), `year` that
    of a date before these words, at which "that year" points."""
    words, own, low = date_words(language), _Own.of(published), text[start:end].lower()
    matches = [(match, form) for form in words.possible(low)
               for match in words.forms[form].finditer(text, start, end)]
    matches.sort(key=lambda one: (_place(one[0])[0], -_place(one[0])[1]))
    found: list[Dated] = []
    at = start
    for match, form in matches:
        first, last = _place(match)
        if first < at:
            continue
        said = {name: value.lower() for name, value in match.groupdict().items() if value is not None}
        edtf, basis = _Reading(words, own, year, text[max(start, first - _REACH):first]).read(form, match[0], said)
        if edtf is not None and not is_edtf(edtf):
            continue
        found.append(Dated(first, last, edtf, basis))
        at, year = last, edtf[:4] if edtf and edtf[:4].isdigit() else year
    return found


def signs_of_dates(language: str | None) -> frozenset[str]:
    """Words in small letters of which one stands, as a whole word, in whatever is a date; or a digit does."""
    return date_words(language).signs


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.span("date") if "date" in match.re.groupindex else match.span()


@dataclass(frozen=True)
class _Own:
    """The article's own date as far as it is known, and the sign of doubt that what follows from it gets."""

    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    doubt: str = ""

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, published: str) -> _Own:
        """Of an interval only what both ends share is known."""
        if not is_edtf(published):
            return cls()
        first, _, last = published.partition("/")
        doubt = "~" if first[-1] in "?~%" else ""
        ends = [re.sub(r"[?~%]$", "", words).split("-") for words in (first, last or first)]
        shared = [one for one, other in zip(*ends, strict=False) if one == other and one.isdigit()]
        if not shared or shared[0] != ends[0][0]:
            return cls()
        year = int(shared[0])
        month = (year, int(shared[1])) if len(shared) > 1 and int(shared[1]) <= 12 else None
        day = date(year, int(shared[1]), int(shared[2])) if len(shared) == 3 else None
        return cls(day, month, year, doubt)


@dataclass(frozen=True)
class _Reading:
    """One date under the eye: the words of its language, the article's date, the year of the date before it in the
    text, the words before it."""

    words: DateWords
    own: _Own
    year: str
    before: str

    def read(self, form: str, whole: str, said: dict[str, str]) -> tuple[str | None, Basis]:
        """EDTF (None where nothing tells it, "" where it is no date after all), and what it rests on."""
        if form == "iso":
            return whole, "stated"
        if form == "dotted":
            return f"{said['year']}-{int(said['month']):02}-{int(said['day']):02}", "stated"
        if form == "years":
            final = said["final"] if len(said["final"]) == 4 else said["first"][:2] + said["final"]
            return f"{said['first']}/{final}" if final > said["first"] else "", "stated"
        if form == "decade":
            return said["decade"][:3] + "X", "stated"
        if form in ("year", "year's"):
            return said["year"] + "~" * ("rough" in said), "stated"
        if form == "near":
            return self._away(self.words.near[" ".join(said["near"].split())]), "inferred"
        if form == "ago":
            return self._ago(said), "inferred"
        if form == "weekday":
            return self._weekday(said), "inferred"
        if form == "unit":
            return self._unit(self._which(said, "which"), self.words.units[said["unit"]]), "inferred"
        if "season" in said:
            year, basis = self._year(said)
            season = self.words.seasons[said["season"]] + 21
            if not year and self.own.year is not None:
                year = f"{self.own.year + _STEP.get(self._which(said, 'which_season'), 0):04}"
            return (f"{year}-{season}" if year else None), basis
        return self._month(said)

    def _which(self, said: dict[str, str], group: str) -> str:
        return self.words.which.get(" ".join(said.get(group, "").split()), "")

    def _to_come(self) -> bool:
        return self.words.coming.search(self.before) is not None

    def _away(self, days: int) -> str | None:
        return (self.own.day + timedelta(days=days)).isoformat() + self.own.doubt if self.own.day else None

    def _ago(self, said: dict[str, str]) -> str | None:
        count = int(said["count"]) if said["count"].isdigit() else self.words.numbers[said["count"]]
        unit, own = self.words.units[said["unit"]], self.own
        if unit in (_DAY, _WEEK) and own.day:
            day = (own.day - timedelta(days=count * (7 if unit else 1))).isoformat()
            return day + ("~" if unit or "rough" in said else own.doubt)
        if unit == _MONTH and own.month:
            return _months_away(own.month, -count) + "~"
        return f"{own.year - count:04}~" if unit == _YEAR and own.year and own.year > count else None

    def _weekday(self, said: dict[str, str]) -> str | None:
        if self.own.day is None:
            return None
        which = self._which(said, "which")
        back = (self.own.day.weekday() - self.words.weekdays[said["weekday"]]) % 7
        if which == "next" or (not which and self._to_come()):
            back -= 7
        return self._away(-7 if which == "last" and not back else -back)

    def _unit(self, which: str, unit: int) -> str | None:
        own, doubt = self.own, self.own.doubt
        if which == "that":
            return (self.year or None) if unit == _YEAR else ""
        step = _STEP[which]
        if unit == _YEAR:
            return f"{own.year + step:04}{doubt}" if own.year else None
        if unit == _MONTH:
            return _months_away(own.month, step) + doubt if own.month else None
        if unit == _DAY or own.day is None:
            return "" if unit == _DAY else None
        first = own.day - timedelta(days=own.day.weekday() - 7 * step)
        return f"{first.isoformat()}/{(first + timedelta(days=6)).isoformat()}"

    def _month(self, said: dict[str, str]) -> tuple[str | None, Basis]:
        month = self.words.months[said.get("month") or said["short"]]
        day, last = int(said.get("day", 0)), int(said.get("last", 0))
        year, basis = self._year(said)
        doubt = ""
        if not year and "which_year" not in said:
            year, doubt = self._near_year(month, day, self._which(said, "which_month")), self.own.doubt
        if not year:
            return None, basis
        first = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
        return (f"{first}/{year}-{month:02}-{last:02}" if last > day else first + doubt), basis

    def _year(self, said: dict[str, str]) -> tuple[str, Basis]:
        """The year that the words state or point at ("of this year"), "" where they do not."""
        if "year" in said:
            return said["year"], "stated"
        which = self._which(said, "which_year")
        if which == "that":
            return self.year, "inferred"
        return (f"{self.own.year + _STEP[which]:04}" if which and self.own.year else ""), "inferred"

    def _near_year(self, month: int, day: int, which: str) -> str:
        """The year of a day or month named without one: that of the last such, or of the next one to come."""
        own = self.own
        if own.year is None:
            return ""
        if which == "that" and self.year:
            return self.year
        if own.month is None:
            return f"{own.year:04}"
        mine, its = (own.month[1], 0), (month, 0)
        if day and own.day:
            mine, its = (own.month[1], own.day.day), (month, day)
        if which == "next" or (which != "last" and self._to_come()):
            return f"{own.year + (its < mine):04}"
        return f"{own.year - (its > mine):04}"


def _months_away(month: tuple[int, int], step: int) -> str:
    count = month[0] * 12 + month[1] - 1 + step
    return f"{count // 12:04}-{count % 12 + 1:02}"
