"""What is drawn holds nothing that a terminal obeys, and stays in step with the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from curator.text.inert import inert, inert_line, typed


@given(st.text())
def test_every_code_point_is_shown_by_one(text: str) -> None:
    assert len(inert(text)) == len(text)
    assert len(inert_line(text)) == len(text)


@given(st.text(st.characters(categories=["Cc", "Cf", "Mn", "Zl", "Zp", "Ll", "Cs", "Co"])))
def test_no_control_and_nothing_invisible_is_left(text: str) -> None:
    shown = inert_line(text)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u200b\ufeff\u00ad\u200e\u200f")


@given(st.text(min_size=1))
def test_what_is_shown_takes_room(text: str) -> None:
    assert wcswidth(inert_line(text)) > 0


@pytest.mark.parametrize(("text", "shown"), [
    ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
    ("a\tb", "a␉b"),
    ("one\ntwo\r\n", "one\ntwo␍\n"),
    ("\x9b0m\x7f", "␦0m␡"),
    ("user\u202egpj.exe", "user⇄gpj.exe"),
    ("Put\u200bin, Put\u200cin, Put\u200din", "Put␢in, Put␢in, Put␢in"),
    ("Ver\u00adtrag", "Ver¬trag"),
    ("\u0301e\u0301", "◌e\u0301"),
    ("می\u200cشود", "می\u200cشود"),
    ("👨\u200d👩\u200d👧 ❤\ufe0f 🇩🇪", "👨\u200d👩\u200d👧 ❤\ufe0f 🇩🇪"),
    ("[bold]not markup[/]", "[bold]not markup[/]"),
    ("“Déjà vu”, сказал — он", "“Déjà vu”, сказал — он"),
    ("\ud800", "\ufffd"),
])
def test_signs_stand_for_what_would_do_harm(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_stacked_marks_do_not_climb_out_of_their_line() -> None:
    shown = inert("e" + "\u0301" * 500)
    assert shown.count("\u0301") < 20
    assert len(shown) == 501


def test_a_field_of_one_line_has_no_line_breaks() -> None:
    assert inert_line("a\nb\r\nc\td\u2028e") == "a b  c d e"


def test_pasted_text_loses_what_is_unsafe() -> None:
    assert typed("Anna\u200b \x1b[31mLee\n") == "Anna [31mLee "
