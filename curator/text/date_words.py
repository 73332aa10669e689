"""How a language words dates: its lists from the lexicon, put together into one expression for each form of date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from curator import lexicon

_DAY, _YEAR, _GAP = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:1[5-9]|20)\d\d", r"[^\S\n]+"
_LONGEST_SHORT = 4  # letters of a month that may end with a stop
_FIGURES, _CENTURIES = tuple("0123456789"), ("15", "16", "17", "18", "19", "20")
Needs = Sequence[tuple[Sequence[tuple[str, ...]], tuple[str, ...]]]  # lists of words, in small letters, and the
# forms that hold a word of each list
_NUMERIC = {
    "iso": re.compile(r"(?<![\d-])(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])"),
    "dotted": re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{_YEAR})(?![\d.]\d)"),
}


@dataclass(frozen=True, eq=False)
class DateWords:
    """Words of dates and what they mean. `forms` are tried all, the longest match at a place counts; `which` maps to
    this, last, next or that; `units` to 0 (day) .. 3 (year); months and weekdays count from 1 and from 0."""

    forms: dict[str, re.Pattern[str]]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    units: dict[str, int]
    near: dict[str, int]
    which: dict[str, str]
    numbers: dict[str, int]
    coming: re.Pattern[str]
    needs: Needs

    @cached_property
    def signs(self) -> frozenset[str]:
        """Words in small letters of which one stands, as a whole word, in whatever is a date; or a digit does."""
        return frozenset(words.split()[0] for needed, _ in self.needs for words in needed[0] if not words.isdigit())

    def possible(self, low: str) -> list[str]:
        """The forms that words in small letters may hold."""
        has = low.__contains__
        return [form for needed, forms in self.needs if all(any(map(has, words)) for words in needed)
                for form in forms]


_NONE = DateWords(_NUMERIC, {}, {}, {}, {}, {}, {}, {}, re.compile("(?!)"), [((_CENTURIES,), tuple(_NUMERIC))])


@cache
def date_words(language: str | None) -> DateWords:
    """The words of a language; for one that Curator does not know there are dates in figures only."""
    try:
        tables = lexicon.toml(language or "")
    except FileNotFoundError:
        return _NONE
    if "days" not in tables:
        return _NONE
    table: dict[str, str] = tables["days"]
    which = {words: kind for kind in ("this", "last", "next", "that") for words in _entries(table[kind])}
    near = {words: int(away) for words, _, away in (entry.rpartition(" ") for entry in _entries(table["near"]))}
    months, weekdays, units, seasons = (_numbered(table[name]) for name in ("months", "weekdays", "units", "seasons"))
    numbers = {word: number for number, word in enumerate(_entries(tables["figures"]["ones"]))}
    coming = re.compile(rf"\b(?:{_any(_entries(table['coming']))})\b[^.;:,!?”»]*$", re.IGNORECASE)
    return DateWords(
        _NUMERIC | _forms(table, months, weekdays, units, seasons, near, which, numbers),
        {form: number + 1 for form, number in months.items()}, weekdays, seasons, units, near, which, numbers, coming,
        _needs(months, weekdays, seasons, near, units, _entries(table["ago"]), which))


def _forms(table: dict[str, str], months: dict[str, int], weekdays: dict[str, int], units: dict[str, int],
           seasons: dict[str, int], near: dict[str, int], which: dict[str, str],
           numbers: dict[str, int]) -> dict[str, re.Pattern[str]]:
    capital = table["months"].strip()[0].isupper()  # whether months and weekdays are written with a capital

    def cased(words: Iterable[str]) -> str:
        return _any(word.capitalize() if capital else word for word in words)

    full, short = ([form for form in months if (len(form) > _LONGEST_SHORT) is is_full] for is_full in (True, False))
    month = rf"(?:(?P<month>{cased(full)})\b|(?P<short>{cased(short)})\b\.?)"
    ordinal = f"(?:{_any(_entries(table['ordinals']))})?"
    signs = rf"(?:[^\S\n]?(?:{_any(_entries(table['year_signs']))})(?!\w))?" if table["year_signs"] else ""
    joins = f"(?:(?:{_any(_entries(table['joins']))}){_GAP})?" if table["joins"] else ""
    chosen, number = f"(?i:{_any(which)})", rf"(?:\d{{1,3}}|(?i:{_any(numbers)}))"
    years = _any(form for form, kind in units.items() if kind == 3)
    within = f"(?i:{_any(_entries(table['within']))})"
    the_year = f"(?:{_any(_entries(table['years']))}){_GAP}" if table["years"] else "(?!)"
    rough = f"(?:(?P<rough>(?i:{_any(_entries(table['roughly']))})){_GAP})?"
    until = rf"(?:{_GAP}(?:{_any(_entries(table['until']))}){_GAP}|[–-])"
    year = rf"(?:,?{_GAP}{joins}(?:(?P<year>{_YEAR})(?![\d-]){signs}|(?P<which_year>{chosen}){_GAP}(?:{years})\b))"
    last_day = rf"(?:[–-](?P<last>{_DAY})(?!\d){ordinal})?"
    made = {
        "day first": rf"(?<!\d)(?<!\d[.,:-])(?P<day>{_DAY}){ordinal}{last_day}{_GAP}{joins}{month}{year}?",
        "month first": rf"\b{month}{_GAP}(?P<day>{_DAY})(?!\d|[.,:]\d|%|{_GAP}per){ordinal}{last_day}{year}?",
        "month and year": rf"\b{month}{year}",
        "month": rf"\b{within}{_GAP}(?P<date>{month})(?!{_GAP}{_DAY}\b)",
        "month that": rf"\b(?P<which_month>{chosen}){_GAP}{month}(?!{_GAP}{_DAY}\b)",
        "season": rf"\b(?:(?P<which_season>{chosen}){_GAP})?(?P<season>(?i:{_any(seasons)}))\b{year}",
        "season that": rf"\b(?P<which_season>{chosen}){_GAP}(?P<season>{_any(seasons)})\b",
        "weekday": rf"(?<!\b[Tt]he )\b(?:(?P<which>{chosen}){_GAP})?(?P<weekday>{cased(weekdays)})\b(?!')",
        "unit": rf"\b(?P<which>{chosen}){_GAP}(?P<unit>{_any(units)})\b",
        "near": rf"\b(?P<near>(?i:{_any(near)}))\b",
        "ago": rf"\b{rough}(?P<count>{number}){_GAP}(?P<unit>{_any(units)}){_GAP}(?:{_any(_entries(table['ago']))})\b",
        "years": rf"(?<![\d,.:-])(?P<first>{_YEAR}){until}(?P<final>{_YEAR}|\d\d)(?![\d–-]|[.,:]\d){signs}",
        "decade": rf"(?<!\d)(?P<decade>{_YEAR})(?:{_any(_entries(table['decades']))})(?!\w)",
        "year": rf"\b(?:{within}{_GAP}|{the_year})(?P<date>{rough}(?P<year>{_YEAR}))(?![\d–%-]|[.,:]\d|'){signs}",
        "year's": rf"\b[Tt]he{_GAP}(?P<date>(?P<year>{_YEAR}))(?={_GAP}[^\W\d_])" if table["years"] else "(?!)",
    }
    return {name: re.compile(pattern) for name, pattern in made.items()}


def _needs(months: Iterable[str], weekdays: Iterable[str], seasons: Iterable[str], near: Iterable[str],
           units: Iterable[str], ago: Iterable[str], which: Iterable[str]) -> Needs:
    said, chosen = tuple(months), tuple({words.split()[0] for words in which})
    return [
        ((_CENTURIES,), ("iso", "dotted", "years", "decade", "year", "year's")),
        ((said, _FIGURES), ("day first", "month first")), ((said,), ("month and year", "month", "month that")),
        ((tuple(weekdays),), ("weekday",)), ((tuple(near),), ("near",)), ((tuple(seasons),), ("season", "season that")),
        ((tuple(units), chosen), ("unit",)), ((tuple({words.split()[0] for words in ago}),), ("ago",))]


def _entries(words: str) -> list[str]:
    return [entry for entry in (part.strip() for part in re.split(r"[,\n]", words)) if entry]


def _numbered(words: str) -> dict[str, int]:
    """The forms of each entry (side by side) with the entry's number."""
    return {form.lower(): number for number, entry in enumerate(_entries(words)) for form in entry.split()}


def _any(words: Iterable[str]) -> str:
    """An expression for any of some words, longer ones first; blanks are any blanks."""
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in sorted(words, key=len, reverse=True)) or "(?!)"
