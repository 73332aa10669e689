"""Keys bring names together, candidates say which pairs are worth showing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.names import Kind, alike, candidates, compare, keys


class Registry:
    """A registry in memory that fills the Protocol as the desk does."""

    def __init__(self, kind: Kind, **names: tuple[str, ...]) -> None:
        self.names = names
        self.owners: defaultdict[str, list[str]] = defaultdict(list)
        for owner, its in names.items():
            for key in {key for name in its for key in keys(name, kind)}:
                self.owners[key].append(owner)

    def owners_of_any(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        return {key: self.owners[key] for key in keys if key in self.owners}

    def sizes(self, keys: Collection[str], most: int) -> Mapping[str, int]:
        return {key: min(len(owners), most) for key, owners in self.owners_of_any(keys).items()}

    def size(self) -> int:
        return len(self.names)

    def names_of(self, owners: Iterable[str]) -> Mapping[str, Sequence[str]]:
        return {owner: self.names[owner] for owner in owners}


def test_spellings_of_one_name_share_a_key() -> None:
    for one, other in (("Sergey Lavrov", "Сергей Лавров"), ("Lavrov", "Sergej Lawrow"), ("S. Lavrov", "Sergey Lavrov"),
                       ("Bill Clinton", "William Clinton"), ("Hassan Rouhani", "Hasan Rohani"),
                       ("Vladmir Putin", "Vladimir Putin"), ("Putin, Vladimir", "Wladimir Putin"),
                       ("Harrisová", "Kamala Harris"), ("高市早苗", "高市早苗"), ("Mohammed Morsi", "محمد مرسي")):
        assert keys(one) & keys(other), (one, other)
    assert keys("G7", "organisation") & keys("The G7", "organisation")
    assert keys("WHO", "organisation") & keys("World Health Organization", "organisation")
    assert keys("US", "organisation") & keys("the United States", "organisation")
    assert keys("Gazprom JSC", "organisation") & keys("OAO Gasprom", "organisation")


def test_keys_stay_few_and_short() -> None:
    many = ("Mohammed Abdulrahman al-Qahtani bin Abdullah al-Saud of Riyadh " * 10, "x" * 500, "й." * 250,
            " ".join(f"Bank{at}holm" for at in range(60)), "Xi Jinping", "J.-C. Juncker")
    for kind in ("person", "organisation"):
        for name in many:
            assert 0 < len(keys(name, kind)) <= 80
        assert keys("", kind) == frozenset()


def test_keys_are_the_same_in_every_process() -> None:
    """They are stored; those of a name that has too many are cut off at the same place."""
    name = "Mohammed Abdulrahman al-Qahtani Abdullah Michael Charles Chukhotchenko"
    told = [subprocess.run([sys.executable, "-c", f"from curator.names import keys; print(sorted(keys({name!r})))"],
                           env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
            for seed in ("1", "2")]
    assert told[0] == told[1] != b"[]\n"


def test_a_list_has_the_same_pairs_in_every_process() -> None:
    program = ("from bench.made_names import names; from curator.names import candidates\n"
               "print(hash(tuple((p.left, p.right) for p in candidates(names(1500), at_most=5))))")
    told = {subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed},
                           capture_output=True, check=True).stdout for seed in ("1", "2")}
    assert len(told) == 1


def test_the_best_pairs_come_first_and_each_once() -> None:
    names = ["Anna Bell", "Sergey Lavrov", "Сергей Лавров", "S. Lavrov", "Lavrov", "Carl Ottway", "Sergei Lavrov"]
    found = candidates(names)
    assert found[0][:2] in ((1, 6), (1, 2), (2, 6))
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    assert len({pair[:2] for pair in found}) == len(found)
    assert {3, 4} <= {place for pair in found for place in pair[:2]}
    assert not {0, 5} & {place for pair in found for place in pair[:2]}


def test_a_person_and_a_company_of_one_name_are_never_a_pair() -> None:
    assert candidates(["Walt Disney", "Walt Disney"], kinds=["person", "organisation"]) == []
    assert len(candidates(["Walt Disney", "Walt Disney"])) == 1


def test_a_thorough_pass_finds_what_keys_miss() -> None:
    names = ["Wilson Choudary", "W. Chowdhrie", "Anna Bell", "Carl Ottway", "Chowdary"]
    swift, thorough = candidates(names), candidates(names, thorough=True)
    assert {pair[:2] for pair in swift} < {pair[:2] for pair in thorough}
    assert not {2, 3} & {place for pair in thorough for place in pair[:2]}


def test_a_common_name_does_not_hide_a_rare_one() -> None:
    names = [f"Anna Bell{at % 7}" for at in range(3_000)] + ["Anna Konoshchenok", "Анна Коношченок"]
    assert (3_000, 3_001) in {pair[:2] for pair in candidates(names, at_most=3)}


def test_romanisations_of_a_chinese_name_share_a_key() -> None:
    for other in ("Hsi Chin-p'ing", "Си Цзиньпин", "Si Ťin-pching", "Jinping Xi"):
        assert keys("Xi Jinping") & keys(other), other


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    candidates([f"Anna Bell{at}" for at in range(450)], progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (450, 450)
    assert told == sorted(told)


def test_many_owners_of_one_name_do_not_square_the_work() -> None:
    assert len(candidates(["Anna Bell"] * 300, at_most=5)) <= 300 * 5


def test_a_new_name_finds_its_owner_in_a_registry() -> None:
    registry = Registry("person", b=("Sergey Lavrov", "Lavrov"), a=("Сергей Лавров",), c=("Anna Bell",),
                        d=("Dmitry Lavrov",))
    found = alike("Sergej Lawrow", "person", registry, registry.names_of)
    assert [owner for owner, _ in found][:2] == ["a", "b"]
    assert found[0][1] == compare("Sergej Lawrow", "Сергей Лавров")
    assert "c" not in [owner for owner, _ in found]
    assert {owner for owner, _ in alike("Sergey", "person", registry, registry.names_of)} == {"a", "b"}
    assert len(alike("Lavrov", "person", registry, registry.names_of, limit=2)) == 2
    assert alike("", "person", registry, registry.names_of) == []


@given(st.lists(st.text(max_size=12), max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_list_has_ordered_pairs_within_it(names: list[str]) -> None:
    for pair in candidates(names, least=0.0):
        assert 0 <= pair.left < pair.right < len(names)
        assert 0 <= pair.score <= 1
