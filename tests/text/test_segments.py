"""Paragraphs, sentences and words are found as offsets, and nothing else is done to the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.segments import paragraphs, sentences, words


def cut(text: str, places: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in places]


def test_paragraphs_are_lines_without_the_blanks_around_them() -> None:
    text = "  One line \r\n\r\n\tTwo\u2028three\n"
    assert cut(text, paragraphs(text)) == ["One line", "Two", "three"]


@pytest.mark.parametrize(("text", "wanted"), [
    ("We left. They stayed.", ["We left.", "They stayed."]),
    ("Mr. Holt met Sen. Ada Quill.", ["Mr. Holt met Sen. Ada Quill."]),
    ("John F. Moss of the U.S. left. He came back.", ["John F. Moss of the U.S. left.", "He came back."]),
    ("It left the U.S. The end.", ["It left the U.S.", "The end."]),
    ("On Dec. 9 it rained.", ["On Dec. 9 it rained."]),
    ("“Go!” he said.", ["“Go!” he said."]),
    ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
    ("Он ушёл. Она осталась.", ["Он ушёл.", "Она осталась."]),
])
def test_sentences_end_at_stops_that_no_abbreviation_owns(text: str, wanted: list[str]) -> None:
    assert cut(text, sentences(text)) == wanted


def test_words_keep_figures_and_hyphens_whole_and_part_the_possessive() -> None:
    text = "Vera's 100,000 Moss-Quill didn't pay U.S. taxes"
    assert cut(text, words(text)) == ["Vera", "s", "100,000", "Moss-Quill", "didn't", "pay", "U.S.", "taxes"]


@given(st.text())
def test_every_segment_lies_in_order_inside_the_text(text: str) -> None:
    for places in (paragraphs(text), sentences(text), words(text)):
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(left[1] <= right[0] for left, right in pairwise(places))


@given(st.text(alphabet="aA. !?\"“”'\n", max_size=80))
def test_sentences_lose_nothing_but_blanks(text: str) -> None:
    kept = "".join("".join(part.split()) for part in cut(text, sentences(text)))
    assert kept == "".join(text.split())


@pytest.mark.parametrize(("text", "wanted"), [
    ("cafe\u0301s-bar", ["cafe\u0301s-bar"]),
    ("हिन्दी में", ["हिन्दी", "में"]),
    ("שָׁלוֹם!", ["שָׁלוֹם"]),
    ("مَرْحَبًا بِكُم", ["مَرْحَبًا", "بِكُم"]),
    ("می\u200cخواهم\u200c رفت", ["می\u200cخواهم", "رفت"]),
    ("家族\u200d", ["家族"]),
])
def test_accents_vowel_signs_and_joiners_are_part_of_the_word(text: str, wanted: list[str]) -> None:
    assert cut(text, words(text)) == wanted
