"""The word lists behind names are well formed and say where they come from."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from curator.lexicon import rows, toml
from curator.names.fold import folds, latin
from curator.names.given import groups_of

LISTS = ("name_parts.toml", "legal_forms.toml", "nicknames.tsv", "folds.tsv", "letters.tsv", "homoglyphs.tsv",
         "country_aliases.tsv")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_states_its_source_and_licence(name: str) -> None:
    head = files("curator.lexicon").joinpath(name).read_text(encoding="utf-8")[:600]
    assert "Source:" in head
    assert "Licence:" in head


def test_given_names_are_written_as_they_are_transliterated() -> None:
    for row in rows("nicknames"):
        for word in " ".join(row).replace("-", "").split():
            assert latin(word) == word


def test_given_names_of_several_languages_are_one_name() -> None:
    for one, other in (("bill", "william"), ("vladimir", "volodymyr"), ("sasha", "oleksandr"), ("dzheyms", "jim")):
        assert groups_of(one) & groups_of(other)
    assert not groups_of("maria") & groups_of("marina")


def test_every_fold_is_a_pattern_and_every_country_has_a_code() -> None:
    for row in rows("folds"):
        re.compile(row[0])
        assert len(row) in (2, 3)
    assert all(len(code) == 2 and names for code, names, _ in rows("country_aliases"))
    assert {"forms", "types", "light", "numbers"} <= set(toml("legal_forms"))


def test_romanisations_of_one_name_share_a_fold() -> None:
    for spellings in ("Bout But Бут", "Sergei Sergey Sergej Сергей", "Shevchenko Schewtschenko Ševčenko Шевченко",
                      "Mikhail Michail Михаил", "John Джон", "Konoshchenok Konoschenok", "Bill Билл",
                      "Yulia Julia Юлія Iouliia"):
        first, *others = spellings.split()
        for other in others:
            assert set(folds(first)) & set(folds(other)), (first, other)


def test_a_first_letter_is_never_dropped() -> None:
    for one, other in (("Khan", "An"), ("John", "On"), ("Jens", "Ens")):
        assert not set(folds(one)) & set(folds(other))
