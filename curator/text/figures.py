"""Words that count something: read into a number or range, how sharp it is, its unit, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import get_args

from curator import lexicon
from schema import Figure, Qualifier, revise

_DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \xa0]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
_GAP = r"[^\S\n]+"
_A_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_WORD = re.compile(r"[^\S\n]+((?:[^\W\d_]\.){2,}|[^\W_][\w’'-]*)")
_MOST_WORDS = 5  # of what is counted
_NEAR = 16  # characters before a figure in which a definite word may stand
_BACK = 120  # characters before a figure in which "the number of prisoners" may stand
_CURRENCIES = "$€£₽"
_SENTENCE = re.compile(r"[.!?][^\S\n]+[^\W_a-zа-я]|\n")  # after "U.S." a small letter goes on


_SINGULAR = ("ss", "us", "is", "'s", "’s")  # no plurals


class NoFigure(ValueError):
    """Words hold no number."""


@dataclass(frozen=True)
class Counted:
    """Words of the text that count something, by offsets (what is counted stands behind them, mostly), and what they
    say; `worded` where the number is spelled out, `of_people` where persons and the like are counted, `known` where the
    words point at what the text told before ("the two countries", "both men")."""

    start: int
    end: int
    figure: Figure
    worded: bool = False
    of_people: bool = False
    known: bool = False


def read_figure(said: str, language: str | None = "en") -> Figure:
    """The figure that some words give: "more than 60 Russian citizens", "> 60 people", "115", "dozens of prisoners",
    with all that follows the number as what is counted. NoFigure where they do not begin with one."""
    line = " ".join(said.split())
    lists = _lists(language)
    found = lists.figure.match(line)
    if found is None:
        raise NoFigure(line)
    figure = _figure(found, lists)
    counted = line[found.end():].strip()
    for word in lists.of:
        counted = counted.removeprefix(word + " ")
    return revise(figure, counted=counted.strip())


def figures_in(text: str, start: int, end: int, language: str | None = "en") -> list[Counted]:
    """The figures between two offsets, in order. Left out are years, and what is no figure but a name or a time."""
    lists = _lists(language)
    found: list[Counted] = []
    for match in lists.figure.finditer(text, start, end):
        if not _may_count(text, match, lists):
            continue
        figure = _figure(match, lists)
        if figure.high is not None and figure.low is not None and figure.high <= figure.low:
            continue
        counted, of_people = _behind(text, match.end(), end, lists)
        if counted.lower() in lists.again:
            counted, of_people = (found[-1].figure.counted, found[-1].of_people) if found else ("", False)
        elif not counted and not figure.unit:
            counted, of_people = _before(text, max(start, match.start() - _BACK), match.start(), lists)
        worded = match["digits"] is None
        known = lists.definite.search(text, max(start, match.start() - _NEAR), match.start()) is not None \
            or match.group().lower() in lists.both
        found.append(Counted(*match.span(), revise(figure, counted=counted), worded, of_people, known))
    return found


def counting_words(language: str | None) -> frozenset[str]:
    """The words with which a number in words begins, in small letters; "one" and its like are no count."""
    lists = _lists(language)
    return frozenset((*lists.ones[2:], *lists.tens, *lists.vague, *lists.many))


def _may_count(text: str, match: re.Match[str], lists: _Lists) -> bool:
    if match["vague"] or match["digits"] is None:
        return match["qualifier"] is not None or match["ones"] is None or match["ones"].lower() not in lists.ones[:2]
    return not (_A_YEAR.fullmatch(match["digits"]) and not (match["qualifier"] or match["sign"] or match["many"]
                                                            or match["unit"]))


def _figure(match: re.Match[str], lists: _Lists) -> Figure:
    qualifier: Qualifier = lists.qualifiers[" ".join(match["qualifier"].lower().split())] if match["qualifier"] \
        else "exactly"
    if match["or_more"] or (match["vague"] and match["vague"].lower() in lists.at_least and not match["qualifier"]):
        qualifier = "at least"
    many = lists.many[match["many"].lower().rstrip(".")] if match["many"] else 1
    low = _number(match, lists) * (lists.many[match["many_of_low"].lower()] if match["many_of_low"] else many)
    high = _value(match["high"]) * many if match["high"] else None
    if high is not None and high > low:
        qualifier = "between"
    unit = match["unit"] or match["sign"] or ""
    return Figure(low=_whole(low), high=None if high is None else _whole(high), qualifier=qualifier, unit=unit)


def _number(match: re.Match[str], lists: _Lists) -> float:
    if match["digits"]:
        return _value(match["digits"])
    if match["vague"]:
        times = lists.of_many[match["of_many"].lower()] if match["of_many"] else 1
        return lists.vague[match["vague"].lower()] * times
    if match["tens"]:
        tens, _, ones = match["tens"].lower().replace(" ", "-").partition("-")
        return 20 + 10 * lists.tens.index(tens) + (lists.ones.index(ones) if ones else 0)
    return lists.ones.index(match["ones"].lower()) if match["ones"] else 1


def _value(digits: str) -> float:
    plain = re.sub(r"[ \xa0]|,(?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    return float(plain)


def _whole(number: float) -> int | float:
    return int(number) if float(number).is_integer() else round(number, 6)


def _behind(text: str, at: int, end: int, lists: _Lists) -> tuple[str, bool]:
    """What is counted, by the words behind a number: up to the first plural or word for people."""
    words: list[str] = []
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, at, end)):
        word = match[1]
        low = word.lower()
        if not words and low in lists.of:  # 10 of them, 12 percent of voters
            at = match.end()
            if (again := _WORD.match(text, at, end)) and again[1].lower() in lists.again:
                return again[1], False
            continue
        if low in lists.ends or word in lists.calendar or word[0].isdigit():
            break
        words.append(word)
        at = match.end()
        if low in lists.people:
            return " ".join(words), True
        if lists.plural and len(low) > 3 and low.endswith("s") and not low.endswith(_SINGULAR):
            return " ".join(words), False
    return "", False  # no plural, no noun that is counted


def _before(text: str, start: int, end: int, lists: _Lists) -> tuple[str, bool]:
    """What is counted, where "the number of prisoners" stands before the figure in its sentence."""
    at = max((text.rfind(phrase, start, end) + len(phrase) for phrase in lists.number_of
              if phrase in text[start:end]), default=-1)
    if at < 0 or _SENTENCE.search(text, at, end):
        return "", False
    return _behind(text, at, end, lists)


@dataclass(frozen=True)
class _Lists:
    """The words of figures in one language, and the expression for a number with its qualifier and unit."""

    ones: list[str]
    tens: list[str]
    many: dict[str, int]
    vague: dict[str, int]
    of_many: dict[str, int]
    at_least: frozenset[str]  # of the vague ones, those that may be any number more
    qualifiers: dict[str, Qualifier]
    of: frozenset[str]
    ends: frozenset[str]
    again: frozenset[str]
    number_of: list[str]
    people: frozenset[str]
    calendar: frozenset[str]
    plural: bool  # plurals end in -s
    both: frozenset[str]
    definite: re.Pattern[str]  # a word before a figure that points at something known
    figure: re.Pattern[str]


_NAMES = {"more_than": "more than", "at_least": "at least", "less_than": "less than", "at_most": "at most",
          "about": "about"}


@cache
def _lists(language: str | None) -> _Lists:
    try:
        tables = lexicon.toml(language or "")
    except FileNotFoundError:
        tables = {}
    table: dict[str, str] = tables.get("figures", {})
    known: tuple[Qualifier, ...] = get_args(Qualifier)

    def listed(name: str) -> list[str]:
        return _entries(table.get(name, ""))

    def valued(name: str) -> dict[str, int]:
        return {word: int(value) for word, _, value in (entry.rpartition(" ") for entry in listed(name))}

    many, vague, ones, tens = valued("many"), valued("vague"), listed("ones"), listed("tens")
    qualifiers = {words: known[known.index(means)] for name, means in _NAMES.items() for words in listed(name)}
    names = tables.get("names", {})
    calendar = frozenset(_entries(names.get("months", "")) + _entries(names.get("weekdays", "")))
    return _Lists(
        ones=ones, tens=tens, many=many, vague=vague, of_many=valued("of_many"), at_least=frozenset(listed("open")),
        qualifiers=qualifiers, of=frozenset(listed("of")), ends=frozenset(listed("ends")),
        again=frozenset(listed("again")), number_of=listed("number_of"),
        people=frozenset(word.lower() for word in listed("people")), calendar=calendar,
        plural=tables.get("language", {}).get("inflection") == "english",
        both=frozenset(listed("both")), definite=re.compile(rf"\b(?i:{_any(listed('definite'))}){_GAP}\Z"),
        figure=_expression({name: _any(listed(name)) for name in ("ones", "tens", "units", "until", "of", "or_more")}
                           | {name: _any(valued(name)) for name in ("many", "vague", "of_many")}
                           | {"qualifiers": _any(qualifiers)}))


def _expression(words: dict[str, str]) -> re.Pattern[str]:
    """A number with its qualifier, sign, multiple and unit, in digits or words."""
    signs = re.escape(_CURRENCIES)
    until = rf"(?:[^\S\n]?[–-][^\S\n]?|{_GAP}(?:{words['until']}){_GAP})"
    multiple = rf"(?:{_GAP}|-)(?P<many%s>(?i:{words['many']}))\b"
    number = "|".join((
        rf"(?:(?P<sign>[{signs}])[^\S\n]?)?(?P<digits>{_DIGITS})"
        rf"(?:(?:{multiple % '_of_low'})?{until}[{signs}]?(?P<high>{_DIGITS}))?",
        rf"(?P<vague>(?i:{words['vague']}))(?:{_GAP}(?:{words['of']}){_GAP}(?P<of_many>{words['of_many']}))?",
        rf"(?P<tens>(?i:(?:{words['tens']})(?:[ -](?:{words['ones']}))?))", rf"(?P<ones>(?i:{words['ones']}))"))
    return re.compile(
        rf"(?<![\w.,:/#№{signs}–-])(?:(?P<qualifier>(?i:{words['qualifiers']}))(?:{_GAP}|(?<=[<>=~])))?"
        rf"(?:{number})(?![\w-]|[.,:/]\d)(?:{_GAP}(?P<or_more>{words['or_more']}))?(?:{multiple % ''})?"
        rf"(?:[^\S\n]?-?(?P<unit>(?i:{words['units']}))(?!\w))?")


def _entries(words: str) -> list[str]:
    return [entry for entry in (part.strip() for part in re.split(r"[,\n]", words)) if entry]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in sorted(words, key=len, reverse=True)) or "(?!)"
