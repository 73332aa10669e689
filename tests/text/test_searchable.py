"""A folded text has the offsets of the text."""

from hypothesis import given
from hypothesis import strategies as st

from curator.text.searchable import searchable


def test_case_accents_and_marks_do_not_matter() -> None:
    assert searchable("“Café” – O’Hara\xa0İ") == '"cafe" - o\'hara i'


@given(st.text())
def test_each_character_stays_where_it_is(text: str) -> None:
    assert len(searchable(text)) == len(text)
