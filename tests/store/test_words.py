"""The index of words holds exactly what it was told, for however many records, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest

from schema import Decision
from store import Dataset, NoTransaction, Source, Word, open_dataset
from store.words import size, without

WORDS = ["a", "ab", "abc", "b", "ключ", "港", "x'; --", "%"]


@pytest.fixture(params=["d.curator", "d.json"])
def dataset(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Dataset]:
    with open_dataset(tmp_path / request.param) as opened:
        yield opened


def decisions(dataset: Dataset, number: int) -> list[str]:
    with dataset.transaction("add", by="ana"):
        return [dataset.decisions.add(Decision(
            uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", article=dataset.new_uid(), key=str(n),
            text_sha256="0" * 64, subject="quote", exact="x", recogniser="r", version="1")).uid for n in range(number)]


def test_it_finds_what_a_look_at_every_record_finds(dataset: Dataset) -> None:
    chance, index = Random(1), dataset.words("w", "decisions")
    uids = decisions(dataset, 700)
    holds: dict[str, set[str]] = {}
    for _ in range(3):  # the second and third time some are replaced, some forgotten
        with dataset.transaction("index", by="ana"):
            for uid in chance.sample(uids, 400):
                words = set(chance.sample(WORDS, chance.randrange(5)))
                if chance.random() < 0.1:
                    holds.pop(uid, None)
                    index.replace(uid, {})
                else:
                    holds[uid] = words
                    index.replace(uid, {uid: Source(str(sorted(words)), partial(set, words))})
    for _ in range(60):
        asked = [[Word(chance.choice(WORDS), chance.random() < 0.3) for _ in range(chance.randrange(1, 3))]
                 for _ in range(chance.randrange(1, 4))]
        expected = [uid for uid in reversed(uids) if uid in holds and all(any(
            any(each.startswith(w.text) if w.is_prefix else each == w.text for each in holds[uid]) for w in some)
            for some in asked)]
        bits = index.holding(*asked)
        assert list(index.uids(bits)) == expected
        assert size(bits) == len(expected)
        assert list(index.uids(bits, 7)) == expected[7:]
        assert without(bits, bits) == {}


def test_what_was_indexed_under_the_same_mark_is_not_asked_for_again(dataset: Dataset) -> None:
    (uid,), index = decisions(dataset, 1), dataset.words("w", "decisions")

    def never() -> set[str]:
        raise AssertionError("was indexed already")

    with dataset.transaction("index", by="ana"):
        index.replace("group", {uid: Source("1", lambda: {"a"})})
        index.replace("group", {uid: Source("1", never)})
    assert size(index.holding([Word("a")])) == 1


def test_a_write_outside_of_an_action_is_refused_and_a_failed_one_leaves_nothing(dataset: Dataset) -> None:
    (uid,), index = decisions(dataset, 1), dataset.words("w", "decisions")
    with pytest.raises(NoTransaction):
        index.replace("group", {uid: Source("1", lambda: {"a"})})
    with suppress(RuntimeError), dataset.transaction("index", by="ana"):
        index.replace("group", {uid: Source("1", lambda: {"a"})})
        raise RuntimeError
    assert index.holding([Word("a")]) == {}
    assert dataset.history(limit=5)[0].name == "add"
