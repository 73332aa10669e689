"""Words that stand for somebody named elsewhere are told from names by their form."""

import pytest

from curator.suggest.referring import Referring, gender_of, referring, roles_beside


@pytest.mark.parametrize(("words", "reference", "number", "kind"), [
    ("he", "pronoun", 1, "person"), ("their", "pronoun", 0, ""), ("Both men", "role", 2, "person"),
    ("the two presidents", "role", 2, "person"), ("a senior Russian diplomat", "unnamed", 1, "person"),
    ("The ambassador", "role", 1, "person"), ("the diplomatic mission", "role", 1, "organisation"),
    ("senior State Department officials", "collective", 0, "person"), ("Officials", "collective", 0, "person"),
    ("the State Department", "name", 1, ""), ("John Carter", "name", 1, ""), ("bell hooks", "name", 1, ""),
    ("President Putin", "name", 1, ""), ("", "name", 1, "")])
def test_the_form_of_english_words(words: str, reference: str, number: int, kind: str) -> None:
    found = referring(words, "en")
    assert (found.reference, found.number, found.kind) == (reference, number, kind)


def test_other_languages() -> None:
    assert referring("она", "ru") == Referring("pronoun", "f", 1, "person")
    assert referring("he", None).reference == "name"


def test_given_names_and_what_stands_beside_a_name() -> None:
    assert (gender_of("Anna Lee", "en"), gender_of("John Carter", "en"), gender_of("Quirin X", "en")) == ("f", "m", "")
    text = "He met Ambassador Anna Lee, the head of the mission, on Monday."
    assert {"ambassador", "head", "mission"} == roles_beside(text, 18, 26, "en")
