"""Names made to fool a matcher: what must never be called the same, and what must not be parted by a trick."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.names import candidates, compare, explain, keys, score

NEVER_THE_SAME = [
    # brothers and sisters, husband and wife
    ("Vitali Klitschko", "Wladimir Klitschko"),
    ("Boris Rotenberg", "Arkady Rotenberg"),
    ("Uday Saddam Hussein", "Qusay Saddam Hussein"),
    ("Artem Dultsev", "Anna Dultseva"),
    ("Bill Clinton", "Hillary Clinton"),
    # father and son
    ("George W. Bush", "George H. W. Bush"),
    ("Donald Trump", "Donald Trump Jr."),
    ("Alexandre Dumas père", "Alexandre Dumas fils"),
    ("Ivan Petrovich Sidorov", "Petr Ivanovich Sidorov"),
    ("Salman bin Abdulaziz Al Saud", "Mohammed bin Salman Al Saud"),
    ("Muhammad ibn Salman", "Salman ibn Muhammad"),
    # one surname in one article
    ("John Smith", "Jane Smith"),
    ("J. Smith", "John Smith"),
    ("Smith", "John Smith"),
    ("Mr. Smith", "Ms. Smith"),
    # look-alikes
    ("Maria Butina", "Marina Butina"),
    ("Michael Jordan", "Michelle Jordan"),
    ("Li Wei", "Li Wen"),
    ("Kim Jong Il", "Kim Jong Un"),
    ("高市早苗", "高石早苗"),
    # mononyms and letters
    ("Madonna", "Madonna"),
    ("Pelé", "Pele"),
    ("X", "X"),
    ("A", "B"),
    ("A. B.", "A. B."),
    # no names at all
    ("...", "..."),
    ("\U0001f600", "\U0001f601"),
    ("officials", "senior officials"),
]

STILL_THE_SAME = [
    ("Владимир Путин", "Bлaдимиp Путин"),  # Latin letters among the Cyrillic ones
    ("Vladimir Putin", "Vlаdimir Рutin"),  # Cyrillic letters among the Latin ones
    ("Vladimir Putin", "Владимир Putin"),  # two scripts in one name
    ("Vladimir\u00a0Putin", "Vladimir Putin"),
    ("Vladi\u00admir Pu\u200btin", "Vladimir Putin"),
    ("\u202eVladimir Putin", "Vladimir Putin"),
    ("Ｖｌａｄｉｍｉｒ Ｐｕｔｉｎ", "Vladimir Putin"),
    ("VLADIMIR PUTIN", "Vladimir Putin"),
    ("Se\u0301gole\u0300ne Royal", "Ségolène Royal"),
    ("Conan O’Brien", "Conan O'Brien"),
]


@pytest.mark.parametrize(("left", "right"), NEVER_THE_SAME)
def test_these_two_are_never_the_same_by_their_names(left: str, right: str) -> None:
    for one, other in ((left, right), (right, left)):
        found = compare(one, other)
        assert found.verdict != "same", explain(found)
        assert found.band != "strong", explain(found)
        assert score(one, other)[1] != "same"


@pytest.mark.parametrize(("left", "right"), STILL_THE_SAME)
def test_a_trick_does_not_part_a_name(left: str, right: str) -> None:
    assert compare(left, right).verdict == "same", explain(compare(left, right))
    assert keys(left) & keys(right)


def test_officials_are_not_senior_officials() -> None:
    assert compare("officials", "senior officials", "organisation").verdict != "same"
    assert compare("officials", "officials", "organisation").verdict == "same"


def test_a_person_is_never_offered_with_a_company() -> None:
    names = ["Walt Disney", "Walt Disney", "Walt Disney Company"]
    found = candidates(names, kinds=["person", "organisation", "organisation"], thorough=True)
    assert {pair[:2] for pair in found} == {(1, 2)}


def test_no_two_of_a_family_are_one() -> None:
    family = ["Anna Petrova", "Ivan Petrov", "Petr Petrov", "Petr Petrov Jr.", "Olga Petrova", "Ivan Petrovich Petrov"]
    for left, right in combinations(family, 2):
        if (left, right) != ("Ivan Petrov", "Ivan Petrovich Petrov"):  # he may be called both
            assert compare(left, right).verdict != "same", (left, right)


hostile = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),  # lone surrogates and unassigned ones too
    st.text(st.sampled_from(["\u0301", "\u200d", "\u202e", "'", "-", ".", ",", " ", "(", '"', "а", "a", "ß", "İ", "ﬁ"]),
            max_size=40),
    st.lists(st.sampled_from(["bin", "Jr", "III", "Дж.", "Xi", "Ťin-pching", "Mc", "'s", "of", "Pence'a", "JC", "van",
                              "O", "Ovich", "Petrovich", "Petrovna", "AbcDef", "ІІІ", "王", "山田", "ال"]),
             max_size=8).map(" ".join))


@given(hostile, hostile)
@settings(max_examples=400, deadline=None)
def test_any_two_strings_are_compared_both_ways_alike(left: str, right: str) -> None:
    for kind in ("person", "organisation"):
        one, other = compare(left, right, kind), compare(right, left, kind)
        assert (one.score, one.verdict, one.band) == (other.score, other.verdict, other.band)
        assert score(left, right, kind) == (one.score, one.verdict)
        assert 0 <= one.score <= 1
        assert len(keys(left, kind)) <= 80


@given(st.lists(hostile, max_size=6))
@settings(max_examples=40, deadline=None)
def test_any_list_has_a_thorough_pass(names: list[str]) -> None:
    for pair in candidates(names, thorough=True):
        assert 0 <= pair.left < pair.right < len(names)
