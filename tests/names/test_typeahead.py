"""Names are found by what is typed: any order of words, any script, with and without diacritics, kept in step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.names import typeahead
from curator.names.typeahead import TAIL, TypeAhead

NAMES = {"1": ["Viktor Bout", "Виктор Бут"], "2": ["Sergei Ryabkov"], "3": ["Ševčenko Lešková"], "4": ["Anna Lee"],
         "5": ["Anna-Maria Leeds"], "6": ["高市早苗"], "7": ["U.S. Embassy in Russia"], "8": ["Al-Tikriti, Hala"]}


def owners(names: TypeAhead, typed: str) -> list[str]:
    return [found.owner for found in sorted(names.find(typed), key=lambda found: (found.fit, found.owner))]


@pytest.mark.parametrize(("typed", "owner"), [
    ("bout", "1"), ("but", "1"), ("Бут", "1"), ("виктор бу", "1"), ("bout vik", "1"), ("sergey r", "2"),
    ("Сергей Рябков", "2"), ("sevcenko", "3"), ("shevchenko", "3"), ("LESKOVA", "3"), ("éléna", ""), ("高市", "6"),
    ("embassy rus", "7"), ("tikriti", "8"), ("hala al", "8"), ("aria", ""), ("...", ""), ("", "")])
def test_typed_words_begin_words_of_the_name(typed: str, owner: str) -> None:
    found = owners(typeahead(NAMES), typed)
    assert found[:1] == ([owner] if owner else found[:0]) or (typed == "aria" and found == ["5"])


def test_the_very_name_comes_before_names_that_only_begin_so() -> None:
    assert owners(typeahead(NAMES), "anna lee") == ["4", "5"]
    assert owners(typeahead(NAMES), "lee anna")[0] == "4"


def test_words_are_looked_for_inside_names_only_where_none_begins_so() -> None:
    assert owners(typeahead(NAMES), "bassy") == ["7"]
    assert owners(typeahead(NAMES), "ee") == []


def test_an_owner_comes_once_with_the_name_that_fits_best() -> None:
    [found] = typeahead(NAMES).find("бут")
    assert (found.owner, found.name) == ("1", "Виктор Бут") or found.owner == "1"


def test_changed_names_are_found_at_once_and_old_ones_no_more() -> None:
    names = typeahead(NAMES).with_names({"4": ["Ann Legrand"], "9": ["Zoë Quist"], "2": []})
    assert owners(names, "legrand") == ["4"]
    assert owners(names, "anna lee") == ["5"]
    assert owners(names, "zoe")[0] == "9"
    assert owners(names, "ryabkov") == []


def test_after_many_changes_the_list_is_made_anew() -> None:
    names = typeahead(NAMES)
    for number in range(TAIL + 5):
        names = names.with_names({f"n{number}": [f"Nobody{number} Known"]})
    assert len(names.tail) < TAIL
    assert len(names.find("known", enough=10_000)) == TAIL + 5
    assert owners(names, "viktor bout") == ["1"]


def test_where_many_begin_so_those_asked_for_are_looked_at_too() -> None:
    names = typeahead({str(n): [f"Anna Smith{n}"] for n in range(300)} | {"x": ["Zora Anna"]})
    assert "x" not in {found.owner for found in names.find("anna", enough=100)}
    assert "x" in {found.owner for found in names.find("anna", first=["x"], enough=100)}


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6), st.text(max_size=8))
def test_any_text_may_be_typed(names: list[str], typed: str) -> None:
    known = typeahead({str(n): [name] for n, name in enumerate(names)})
    known.with_names({"0": [typed]} if typed else {}).find(typed)
