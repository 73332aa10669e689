"""A copy is whole while others write, and nothing is ever written over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from schema import Label
from store import Busy, Damaged, NoDataset, Unwritable, open_dataset
from store.backup import back_up, restore

WRITER = """
import sys
from schema import Label
from store import open_dataset
with open_dataset(sys.argv[1]) as dataset:
    print("ready", flush=True)
    for number in range(100000):
        with dataset.transaction("label", by="bea"):
            for half in "ab":
                dataset.labels.add(Label(uid=dataset.new_uid(), created_at=dataset.now(), created_by="bea",
                                         name=f"{number}{half}"))
"""


def add(path: Path, name: str) -> None:
    with open_dataset(path) as dataset, dataset.transaction("label", by="ana"):
        dataset.labels.add(Label(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", name=name))


def names(path: Path) -> list[str]:
    with open_dataset(path, create=False) as dataset:
        assert dataset.check() == []
        return sorted(label.name for label in dataset.labels)


@pytest.fixture(params=["d.curator", "d.json"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    found = tmp_path / str(request.param)
    add(found, "one")
    return found


def test_a_copy_is_of_one_moment_while_another_program_writes(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        writer.stdout.readline()
        copies = [path.with_name(f"copy-{number}{path.suffix}") for number in range(3)]
        lengths = [back_up(path, copy) for copy in copies]
        writer.kill()
    assert lengths == [copy.stat().st_size for copy in copies]
    counts = [len(names(copy)) for copy in copies]
    assert counts == sorted(counts)
    assert all(count % 2 for count in counts)  # "one", and whole actions of two


def test_no_copy_takes_the_name_of_something_that_is_there(path: Path) -> None:
    other = path.with_name(f"other{path.suffix}")
    other.write_text("mine")
    with pytest.raises(Unwritable, match="is there already"):
        back_up(path, other)
    with pytest.raises(Unwritable, match="is there already"):
        restore(path, other, keep_old=False)
    assert other.read_text() == "mine"
    with pytest.raises(NoDataset, match="does not exist"):
        back_up(path, path.parent / "no" / "copy")


def test_a_restored_copy_takes_the_place_and_what_was_there_is_kept(path: Path) -> None:
    copy = path.with_name(f"copy{path.suffix}")
    back_up(path, copy)
    add(path, "two")
    kept = restore(copy, path, keep_old=True)
    assert kept is not None
    assert names(path) == ["one"]
    assert names(kept) == ["one", "two"]
    assert names(copy) == ["one"]


def test_a_lost_dataset_comes_back_from_its_copy(path: Path) -> None:
    copy = path.with_name(f"copy{path.suffix}")
    back_up(path, copy)
    path.unlink()
    assert restore(copy, path, keep_old=False) is None
    assert names(path) == ["one"]


def test_a_dataset_that_cannot_be_opened_is_set_aside_as_it_is(path: Path) -> None:
    copy = path.with_name(f"copy{path.suffix}")
    back_up(path, copy)
    path.write_bytes(path.read_bytes()[:1_000])
    torn = path.read_bytes()
    kept = restore(copy, path, keep_old=True)
    assert kept is not None
    assert kept.read_bytes() == torn
    assert names(path) == ["one"]


def test_a_damaged_copy_replaces_nothing(path: Path) -> None:
    copy = path.with_name(f"copy{path.suffix}")
    back_up(path, copy)
    os.truncate(copy, copy.stat().st_size // 2)
    with pytest.raises(Damaged):
        restore(copy, path, keep_old=True)
    assert names(path) == ["one"]
    assert not list(path.parent.glob(".*new*"))


def test_a_dataset_that_another_program_has_open_is_not_replaced(tmp_path: Path) -> None:
    path, copy = tmp_path / "d.curator", tmp_path / "copy.curator"
    add(path, "one")
    back_up(path, copy)
    with subprocess.Popen([sys.executable, "-c", WRITER.replace("range(100000)", "()") + "    input()\n", path],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(Busy, match="close it there first"):
            restore(copy, path, keep_old=True)
        other.kill()
    assert names(path) == ["one"]
