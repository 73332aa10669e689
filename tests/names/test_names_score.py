"""The short way to a score comes to the same as the comparison that explains itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.names import compare, score

WORDS = ("Anna", "Ann", "Anja", "Bell", "Bel", "Belle", "Hannah", "John", "Johann", "Ivan", "Jon", "Ossoff", "Osoff",
         "Іван", "Ivanova", "Ivanov", "Sergey", "Sergej", "Lavrov", "Lawrow", "Лавров", "Müller", "Mueller", "Khan",
         "Chán", "Khanem", "Li", "Lee", "Wei", "Wen", "Said", "Sayed", "a", "x")
two_words = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(" ".join)
any_words = st.lists(st.sampled_from([*WORDS, "J.", "bin", "Jr.", "Dr.", "Petrovich", "高市", "van", "(Bill)", "2"]),
                     max_size=5).map(" ".join)
letters = st.text(st.sampled_from("abeiosvkhgrnt"), min_size=1, max_size=9)
made_up = st.tuples(letters, letters).map(lambda two: f"{two[0].capitalize()} {two[1].capitalize()}")


@given(st.one_of(two_words, any_words, made_up), st.one_of(two_words, any_words, made_up))
@settings(max_examples=600, deadline=None)
def test_a_score_is_that_of_the_whole_comparison(left: str, right: str) -> None:
    for one, other in ((left, right), (right, left), (left, left[::-1])):
        found = compare(one, other)
        assert score(one, other) == (found.score, found.verdict), (one, other)
    found = compare(left, right, "organisation")
    assert score(left, right, "organisation") == (found.score, found.verdict)
