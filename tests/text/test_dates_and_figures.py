"""Dates and figures that a text words, with what they say."""

from __future__ import annotations

import pytest

from curator.suggest import Context, suggest
from curator.text.dates import dates_in
from curator.text.figures import figures_in
from schema import DateValue, Figure

TUESDAY = "2031-04-08"  # a Tuesday


@pytest.mark.parametrize(("text", "published", "wanted"), [
    ("She spoke on Tuesday.", TUESDAY, [("Tuesday", "2031-04-08")]),
    ("She spoke on Friday.", TUESDAY, [("Friday", "2031-04-04")]),
    ("She will speak on Friday.", TUESDAY, [("Friday", "2031-04-11")]),
    ("She left on Dec. 9.", TUESDAY, [("Dec. 9", "2030-12-09")]),
    ("She left on 16 June 2021 and on May 3, 2022.", "", [
        ("16 June 2021", "2021-06-16"), ("May 3, 2022", "2022-05-03")]),
    ("It ran from 2010 to 2012, in the 1990s, until 2026.", "", [
        ("2010 to 2012", "2010/2012"), ("1990s", "199X"), ("2026", "2026")]),
    ("Last month they met; last week they did not.", TUESDAY, [
        ("Last month", "2031-03"), ("last week", "2031-03-31/2031-04-06")]),
    ("They met in 2022. In April of that year they left.", "", [("2022", "2022"), ("April of that year", "2022-04")]),
    ("It took place on August 1 of this year.", "2024-08/2024-12", [("August 1 of this year", "2024-08-01")]),
    ("She spoke on Tuesday.", "2022-12-20~", [("Tuesday", "2022-12-20~")]),
    ("She spoke on Tuesday.", "", [("Tuesday", None)]),
    ("Three days ago it may march on; 31 February 2020, 12 percent.", TUESDAY, [
        ("Three days ago", "2031-04-05"), ("February 2020", "2020-02")]),
])
def test_dates_are_read_against_the_articles_own(text: str, published: str,
                                                 wanted: list[tuple[str, str | None]]) -> None:
    assert [(text[one.start:one.end], one.edtf) for one in dates_in(text, 0, len(text), published)] == wanted


def test_russian_dates_come_from_russian_words() -> None:
    text = "Он сказал во вторник, что в феврале 2014 г. и в прошлом году, 24 февраля, было иначе."
    assert [(text[one.start:one.end], one.edtf) for one in dates_in(text, 0, len(text), TUESDAY, "ru")] == [
        ("вторник", "2031-04-08"), ("феврале 2014 г.", "2014-02"), ("прошлом году", "2030"),
        ("24 февраля", "2031-02-24")]


@pytest.mark.parametrize(("text", "wanted"), [
    ("They hold more than 60 Russian citizens as hostages.",
     ("more than 60", 60, None, "more than", "", "Russian citizens")),
    ("He put the number of sailors in U.S. prisons at 115.", ("115", 115, None, "exactly", "", "sailors")),
    ("It cost from $4 billion to $9 billion.", ("$4 billion to $9 billion", 4e9, 9e9, "between", "$", "")),
    ("Hundreds of thousands of refugees left.", ("Hundreds of thousands", 200_000, None, "at least", "", "refugees")),
    ("Some 150 or more diplomats left.", ("Some 150 or more", 150, None, "at least", "", "diplomats")),
    ("It fell 10-12 percent of voters.", ("10-12 percent", 10, 12, "between", "percent", "voters")),
])
def test_a_figure_has_a_number_a_qualifier_and_what_it_counts(text: str, wanted: tuple[object, ...]) -> None:
    (one,) = figures_in(text, 0, len(text))
    figure = one.figure
    assert (text[one.start:one.end], figure.low, figure.high, figure.qualifier, figure.unit, figure.counted) == wanted


def test_years_versions_and_times_are_no_figures() -> None:
    text = "In 2010 version 1.7.0 of START-3 came at 05:05, a three-year plan."
    assert not figures_in(text, 0, len(text))


def test_values_are_suggested_and_the_two_countries_are_no_figure() -> None:
    text = ("A total of 26 people were included, 10 of whom returned on Tuesday. The two countries said little of it, "
            "and both men left. The Sunday Times wrote so.")
    found = [mention for mention in suggest(text, Context(language="en", published=TUESDAY)).mentions if mention.value]
    assert [(one.label, one.spans[0].exact) for one in found] == [
        ("NUMBER", "26"), ("NUMBER", "10"), ("DATE", "Tuesday")]
    assert found[1].value == Figure(low=10, counted="people")
    assert found[2].value == DateValue(edtf=TUESDAY, basis="inferred")


def test_a_text_of_an_unknown_language_has_dates_in_figures_only() -> None:
    text = "Tá sé 2022-12-09 nó 9.12.2022, Tuesday."
    assert [one.edtf for one in dates_in(text, 0, len(text), TUESDAY, None)] == ["2022-12-09", "2022-12-09"]
