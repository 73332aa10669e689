"""The parts of a name as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.names import NameParts, is_initial, is_particle, parts


@pytest.mark.parametrize(("name", "wanted"), [
    ("U.S. Ambassador John Sullivan", NameParts(("John", "Sullivan"), title="U.S. Ambassador")),
    ("Deputy Foreign Minister Sergei Vershinin", NameParts(("Sergei", "Vershinin"), title="Deputy Foreign Minister")),
    ("John Major", NameParts(("John", "Major"))),
    ("Martin Luther King", NameParts(("Martin", "Luther", "King"))),
    ("Dean Martin", NameParts(("Dean", "Martin"))),
    ("Dean Ada Martin", NameParts(("Ada", "Martin"), title="Dean")),
    ("President", NameParts(("President",))),
    ("Putin, Vladimir", NameParts(("Vladimir", "Putin"), swapped=True)),
    ("King, Martin Luther, Jr.",
     NameParts(("Martin", "Luther", "King"), generation="jr", generation_written="Jr.", swapped=True)),
    ("Donald Trump Jr.", NameParts(("Donald", "Trump"), generation="jr", generation_written="Jr.")),
    ("Malcolm X", NameParts(("Malcolm", "X"))),
    ("Ada Martin, PhD", NameParts(("Ada", "Martin"))),
    ("James (Jim) Martin", NameParts(("James", "Martin"), nicknames=("Jim",))),
    ("magician Ada Martin", NameParts(("Ada", "Martin"), title="magician")),
    ("ludwig van beethoven", NameParts(("ludwig", "van", "beethoven"))),
    ("Ada Martin of the Harbour Trust", NameParts(("Ada", "Martin"))),
    ("", NameParts(())),
    (" ,;- ", NameParts(())),
])
def test_a_name_is_taken_apart(name: str, wanted: NameParts) -> None:
    assert parts(name) == wanted


def test_one_letter_is_an_initial_but_one_ideograph_is_a_word() -> None:
    assert is_initial("J.")
    assert is_initial("Ю")
    assert not is_initial("李")
    assert not is_initial("Jo")


def test_light_words_are_known_in_two_scripts() -> None:
    assert is_particle("von")
    assert is_particle("аль")
    assert not is_particle("Vonn")


@given(st.text(max_size=80))
def test_any_string_has_parts_and_a_name_with_letters_keeps_a_word(name: str) -> None:
    found = parts(name)
    assert all(found.words)
    if name.isalpha() and name.isascii():
        assert found.words == (name,)
