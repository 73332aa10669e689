"""Dates and figures of a text as suggestions with their value: when, and how many of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.suggest.grammar import Grammar
from curator.suggest.tokens import NUMBER as NUMERAL
from curator.suggest.tokens import WORD, Token
from curator.text.dates import dates_in, signs_of_dates
from curator.text.figures import Counted, counting_words, figures_in
from schema import DateValue, Figure

DATE, NUMBER = "DATE", "NUMBER"
_DIGITS, _DIGIT, _BETWEEN = "0", re.compile(r"\d"), re.compile(r"\W")
_SMALL = 10  # numbers below it are written as words
_LEAST_WORDS = 3  # in small letters, of a line in which a figure is no cell of a table


@dataclass(frozen=True)
class Valued:
    """Words that say when or how many; a date that only the article's own could tell has no value."""

    start: int
    end: int
    label: str
    value: DateValue | Figure | None
    rule: str  # a row of the table in grades.py


def values(text: str, sentences: Sequence[Sequence[Token]], named: Sequence[tuple[int, int]], grammar: Grammar,
           published: str) -> list[Valued]:
    """Dates and figures of the sentences, in order, apart from each other and from the names at `named`."""
    taken = sorted(named)
    found: list[Valued] = []
    language, year = grammar.code or None, ""
    numbers, signs = counting_words(language), signs_of_dates(language)
    for sentence in sentences:
        if not sentence:
            continue
        said = _words(sentence)
        may_date, may_count = not said.isdisjoint(signs), not said.isdisjoint(numbers)
        if _DIGITS in said:
            may_date = may_count = True
        if not may_date and not may_count:
            continue
        start, end = sentence[0].start, sentence[-1].end
        inside = [pair for pair in taken if pair[0] < end and start < pair[1]]
        dated = [one for one in (_dates(text, start, end, published, grammar, year) if may_date else ())
                 if _free(one, inside)]
        year = _last_year(dated) or year
        counted = _figures(text, start, end, grammar) if may_count and _may_count(sentence, numbers) else ()
        blocked = [*inside, *((one.start, one.end) for one in dated)]
        found += sorted([*dated, *(one for one in counted if _free(one, blocked))], key=lambda one: one.start)
    return found


def _words(sentence: Sequence[Token]) -> set[str]:
    """The words of a sentence in small letters, those with a hyphen in parts, too; `_DIGITS` for any with a digit."""
    said = {token.low for token in sentence}
    for word in [word for word in said if not word.isalpha()]:
        if _DIGIT.search(word):
            said.add(_DIGITS)
        elif len(word) > 1:
            said.update(_BETWEEN.split(word))
    return said


def _free(one: Valued, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(first < one.end and one.start < last for first, last in taken)


def _dates(text: str, start: int, end: int, published: str, grammar: Grammar, year: str) -> Iterator[Valued]:
    for one in dates_in(text, start, end, published, grammar.code or None, year):
        value = DateValue(edtf=one.edtf, basis=one.basis) if one.edtf else None
        rule = "undated" if value is None else "date" if one.basis == "stated" else "date by the article's"
        yield Valued(one.start, one.end, DATE, value, rule)


def _last_year(dated: Sequence[Valued]) -> str:
    said = [one.value.edtf[:4] for one in dated if isinstance(one.value, DateValue)]
    return next((year for year in reversed(said) if year.isdigit()), "")


def _figures(text: str, start: int, end: int, grammar: Grammar) -> Iterator[Valued]:
    for one in figures_in(text, start, end, grammar.code or None):
        if rule := _rule(one):
            yield Valued(one.start, one.end, NUMBER, one.figure, rule)


def _rule(one: Counted) -> str:
    """How much a figure is worth to a reader; "" for one that counts nothing, for two or three of this and that, and
    for things known already ("the two countries")."""
    figure = one.figure
    small = one.worded and figure.qualifier in ("exactly", "at least") and (figure.low or 0) < _SMALL
    if small and (one.known or not one.of_people or figure.qualifier == "at least"):
        return ""
    if one.of_people:
        return "people counted"
    return "figure" if figure.counted or figure.unit else ""


def _may_count(sentence: Sequence[Token], numbers: frozenset[str]) -> bool:
    """True for running words with a number among them."""
    for token in sentence:
        if token.kind == NUMERAL or token.low in numbers or (
                "-" in token.low and token.low.partition("-")[0] in numbers):
            return sum(one.kind == WORD and one.text[0].islower() for one in sentence) >= _LEAST_WORDS
    return False
