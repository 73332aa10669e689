"""Undo and redo: the content comes back, rev only grows, nobody's later change is overwritten."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from schema import Entity, revise
from store import CannotUndo, Change, Dataset, NothingToUndo, StoreError, open_dataset

Content = dict[str, dict[str, Any]]


def entity(dataset: Dataset, name: str, by: str = "ana") -> Entity:
    return Entity(uid=dataset.new_uid(), created_at=dataset.now(), created_by=by, kind="person", preferred=name)


def added(dataset: Dataset, name: str, by: str = "ana") -> Entity:
    with dataset.transaction(f"add {name}", by=by):
        return dataset.entities.add(entity(dataset, name, by))


def renamed(dataset: Dataset, uid: str, name: str, by: str = "ana") -> Entity:
    with dataset.transaction(f"rename to {name}", by=by):
        return dataset.entities.put(revise(dataset.entities[uid], preferred=name))


def content(dataset: Dataset) -> Content:
    return {each.uid: each.model_dump(mode="json", exclude={"rev"}) for each in dataset.entities.all()}


def test_undo_walks_back_and_redo_forth_also_after_a_restart(path: Path) -> None:
    with open_dataset(path) as dataset:
        first = added(dataset, "Ana")
        renamed(dataset, first.uid, "Anna")
        before = content(dataset)
        assert dataset.undo("ana").name == "rename to Anna"
        assert dataset.entities[first.uid].preferred == "Ana"
    with open_dataset(path) as dataset:
        assert dataset.undo("ana").title == "undo add Ana"
        assert dataset.entities.all() == []
        with pytest.raises(NothingToUndo):
            dataset.undo("ana")
    with open_dataset(path) as dataset:
        assert [dataset.redo("ana").title for _ in range(2)] == ["redo add Ana", "redo rename to Anna"]
        with pytest.raises(NothingToUndo):
            dataset.redo("ana")
        assert content(dataset) == before
        assert [dataset.undo("ana").name for _ in range(2)] == ["rename to Anna", "add Ana"]
        assert dataset.check() == []


def test_rev_only_grows(dataset: Dataset) -> None:
    first = added(dataset, "Ana")
    with dataset.transaction("delete", by="ana"):
        dataset.entities.delete(first)
    dataset.undo("ana")
    assert dataset.entities[first.uid].rev == 2
    dataset.redo("ana")
    with dataset.transaction("add again", by="ana"):
        assert dataset.entities.add(first).rev == 3


def test_a_record_that_comes_back_takes_its_old_place(dataset: Dataset) -> None:
    first, second = added(dataset, "1"), added(dataset, "2")
    with dataset.transaction("delete", by="ana"):
        dataset.entities.delete(first)
    dataset.undo("ana")
    assert [each.uid for each in dataset.entities.all()] == [first.uid, second.uid]


def test_an_action_that_changed_a_record_twice_is_undone_whole(dataset: Dataset) -> None:
    first = added(dataset, "Ana")
    with dataset.transaction("much", by="ana", what="three writes", where=(first.uid,)):
        again = dataset.entities.put(revise(first, preferred="A"))
        dataset.entities.put(revise(again, preferred="B"))
        dataset.entities.delete(first.uid)
    undone = dataset.undo("ana")
    assert (undone.what, undone.where) == ("three writes", (first.uid,))
    assert dataset.entities[first.uid].preferred == "Ana"


def test_undo_means_my_last_action(dataset: Dataset) -> None:
    added(dataset, "mine")
    added(dataset, "theirs", by="ben")
    assert dataset.undo("ana").name == "add mine"
    assert [each.preferred for each in dataset.entities.all()] == ["theirs"]
    with pytest.raises(NothingToUndo):
        dataset.undo("carl")


def test_undo_refuses_to_overwrite_what_another_did_and_names_it(dataset: Dataset) -> None:
    first = added(dataset, "Ana")
    renamed(dataset, first.uid, "Anna")
    renamed(dataset, first.uid, "Anja", by="ben")
    before, position = content(dataset), dataset.position()
    with pytest.raises(CannotUndo) as refused:
        dataset.undo("ana")
    assert (refused.value.by, refused.value.action) == ("ben", "rename to Anja")
    assert "\n" not in str(refused.value)
    assert "ben" in str(refused.value)
    assert (content(dataset), dataset.position()) == (before, position)
    dataset.undo("ben")
    assert dataset.undo("ana").name == "rename to Anna"


def test_a_new_action_ends_redo_but_not_undo(dataset: Dataset) -> None:
    added(dataset, "1")
    added(dataset, "2")
    dataset.undo("ana")
    added(dataset, "3")
    with pytest.raises(NothingToUndo):
        dataset.redo("ana")
    assert [dataset.undo("ana").name for _ in range(2)] == ["add 3", "add 1"]
    assert [dataset.redo("ana").name for _ in range(2)] == ["add 1", "add 3"]


def test_any_action_can_be_undone_out_of_order_by_name(dataset: Dataset) -> None:
    added(dataset, "1")
    added(dataset, "2", by="ben")
    older = dataset.history()[1]
    undone = dataset.undo("carl", action=older.uid)
    assert (undone.undoes, dataset.action(older.uid).undone_by) == (older.uid, undone.uid)
    assert [each.preferred for each in dataset.entities.all()] == ["2"]
    for again in (older.uid, undone.uid):
        with pytest.raises(CannotUndo):
            dataset.undo("carl", action=again)
    assert dataset.redo("carl").name == "add 1"


def test_what_the_check_after_an_undo_refuses_is_not_undone(dataset: Dataset) -> None:
    first = added(dataset, "Ana")
    seen: list[Change] = []

    def refuse(changes: list[Change]) -> None:
        seen.extend(changes)
        dataset.keys("names").replace(first.uid, ["gone"])
        raise CannotUndo("a mention refers to it")

    with pytest.raises(CannotUndo):
        dataset.undo("ana", after=refuse)
    assert [(change.uid, change.after) for change in seen] == [(first.uid, None)]
    assert dataset.entities[first.uid] == first
    assert dataset.keys("names").sizes() == {}
    assert dataset.undo("ana", after=seen.extend).name == "add Ana"


def test_undo_is_an_action_of_its_own(dataset: Dataset) -> None:
    added(dataset, "Ana")
    with pytest.raises(StoreError), dataset.transaction("more", by="ana"):
        dataset.undo("ana")


@pytest.mark.parametrize("seed", range(5))
def test_undoing_everything_gives_the_content_of_the_beginning(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_dataset(path) as dataset:
        history: list[Content] = [content(dataset)]
        for step in range(15):
            uids = list(history[-1])
            with dataset.transaction(f"step {step}", by="ana"):
                for _ in range(chance.randint(1, 3)):
                    now = dataset.entities.get(chance.choice(uids)) if uids and chance.random() < 0.7 else None
                    if now is None:
                        dataset.entities.add(entity(dataset, f"new {step}"))
                    elif chance.random() < 0.3:
                        dataset.entities.delete(now)
                    else:
                        dataset.entities.put(revise(now, preferred=f"{now.preferred}+"))
            history.append(content(dataset))
        for earlier in reversed(history[:-1]):
            dataset.undo("ana")
            assert content(dataset) == earlier
        for later in history[1:]:
            dataset.redo("ana")
            assert content(dataset) == later
        assert dataset.check() == []


class Curators(RuleBasedStateMachine):
    """Two curators with an open dataset each on one file, against a model that is a dict and two stacks each."""

    folder: Path
    name = "shared.curator"

    @initialize()
    def open(self) -> None:
        self.folder = Path(_Folder.make())
        self.open_by = {name: open_dataset(self.folder / self.name) for name in ("ana", "ben")}
        self.records: dict[str, str] = {}
        self.done: dict[str, list[dict[str, tuple[str | None, str | None]]]] = {"ana": [], "ben": []}
        self.undone: dict[str, list[dict[str, tuple[str | None, str | None]]]] = {"ana": [], "ben": []}

    def _did(self, by: str, step: dict[str, tuple[str | None, str | None]]) -> None:
        self._apply(step)
        self.done[by].append(step)
        self.undone[by].clear()

    def _apply(self, step: dict[str, tuple[str | None, str | None]]) -> None:
        for uid, (_, after) in step.items():
            if after is None:
                del self.records[uid]
            else:
                self.records[uid] = after

    @rule(by=st.sampled_from(["ana", "ben"]), name=st.text("xyz", min_size=1, max_size=3))
    def add(self, by: str, name: str) -> None:
        record = added(self.open_by[by], name, by)
        self._did(by, {record.uid: (None, name)})

    @precondition(lambda self: self.records)
    @rule(by=st.sampled_from(["ana", "ben"]), name=st.text("uvw", min_size=4, max_size=6), pick=st.randoms())
    def rename_some(self, by: str, name: str, pick: random.Random) -> None:
        dataset, step = self.open_by[by], dict[str, tuple[str | None, str | None]]()
        with dataset.transaction("rename some", by=by):
            for uid in pick.sample(sorted(self.records), min(2, len(self.records))):
                if self.records[uid] != name:
                    dataset.entities.put(revise(dataset.entities[uid], preferred=name))
                    step[uid] = (self.records[uid], name)
        if step:
            self._did(by, step)

    @precondition(lambda self: self.records)
    @rule(by=st.sampled_from(["ana", "ben"]), pick=st.randoms())
    def delete(self, by: str, pick: random.Random) -> None:
        uid = pick.choice(sorted(self.records))
        with self.open_by[by].transaction("delete", by=by):
            self.open_by[by].entities.delete(uid)
        self._did(by, {uid: (self.records[uid], None)})

    @rule(by=st.sampled_from(["ana", "ben"]))
    def undo(self, by: str) -> None:
        self._take_back(by, self.done[by], self.undone[by], self.open_by[by].undo)

    @rule(by=st.sampled_from(["ana", "ben"]))
    def redo(self, by: str) -> None:
        self._take_back(by, self.undone[by], self.done[by], self.open_by[by].redo)

    def _take_back(self, by: str, these: list[Any], others: list[Any], take_back: Any) -> None:
        if not these:
            with pytest.raises(NothingToUndo):
                take_back(by)
            return
        backwards = {uid: (after, before) for uid, (before, after) in these[-1].items()}
        if any(self.records.get(uid) != now for uid, (now, _) in backwards.items()):
            with pytest.raises(CannotUndo):
                take_back(by)
            return
        take_back(by)
        these.pop()
        self._apply(backwards)
        others.append(backwards)

    @rule(by=st.sampled_from(["ana", "ben"]))
    def reopen(self, by: str) -> None:
        self.open_by[by].close()
        self.open_by[by] = open_dataset(self.folder / self.name)

    @invariant()
    def both_see_what_the_model_says(self) -> None:
        for dataset in self.open_by.values():
            assert {each.uid: each.preferred for each in dataset.entities.all()} == self.records

    def teardown(self) -> None:
        if hasattr(self, "open_by"):
            assert self.open_by["ana"].check() == []
            for dataset in self.open_by.values():
                dataset.close()
        _Folder.clear()


class _Folder:
    """The folder of the example that is running."""

    made: list[Any] = []

    @classmethod
    def make(cls) -> str:
        import tempfile

        cls.made.append(tempfile.TemporaryDirectory())
        return str(cls.made[-1].name)

    @classmethod
    def clear(cls) -> None:
        while cls.made:
            cls.made.pop().cleanup()


class CuratorsAtOneDesk(Curators):
    """The same in JSON, which only one program has open: both curators use the same dataset."""

    name = "shared.json"

    @initialize()
    def open(self) -> None:
        self.folder = Path(_Folder.make())
        self.open_by = dict.fromkeys(("ana", "ben"), open_dataset(self.folder / self.name))
        self.records = {}
        self.done, self.undone = {"ana": [], "ben": []}, {"ana": [], "ben": []}

    @rule(by=st.sampled_from(["ana", "ben"]))
    def reopen(self, by: str) -> None:
        self.open_by[by].close()
        self.open_by = dict.fromkeys(("ana", "ben"), open_dataset(self.folder / self.name))


TestCurators = Curators.TestCase
TestCurators.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestCuratorsAtOneDesk = CuratorsAtOneDesk.TestCase
TestCuratorsAtOneDesk.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
