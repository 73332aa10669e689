"""Files that are no dataset, folders that cannot be written, disks that are full: one line each, nothing lost."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from nobody import as_nobody

import schema
from schema import Entity
from store import Closed, Damaged, Dataset, NewerDataset, NoDataset, NotYet, StoreError, Unwritable, open_dataset
from store.format import FORMAT
from store.sqlite import SqliteEngine


def entity(dataset: Dataset, name: str, note: str = "") -> Entity:
    return Entity(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", kind="person", preferred=name,
                  note=note)


def closed_dataset(path: Path) -> Path:
    with open_dataset(path) as dataset, dataset.transaction("add", by="ana"):
        for number in range(50):
            dataset.entities.add(entity(dataset, f"name {number}", "x" * 500))
    return path


def refusal(kind: type[StoreError], url: str | Path, *, create: bool = True) -> str:
    with pytest.raises(kind) as refused:
        open_dataset(url, create=create)
    message = str(refused.value)
    assert "\n" not in message
    return message


def test_a_dataset_is_found_again_with_its_id(path: Path) -> None:
    with open_dataset(path) as dataset:
        uid = dataset.uid
    with open_dataset(str(path), create=False) as dataset:
        assert dataset.uid == uid
        assert dataset.url == str(path)
    with open_dataset(path.with_stem("other")) as dataset:
        assert dataset.uid != uid


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    header = closed_dataset(tmp_path / "a.curator").read_bytes()[:100]
    assert header[68:72] == b"Cura"


def test_what_is_no_dataset_is_refused_and_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    files = {"words.txt": b"Dear editor, " * 50, "short": b"SQLite format 3\0", "empty": b"",
             "foreign.db": foreign.read_bytes()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        assert str(tmp_path / name) in refusal(NoDataset, tmp_path / name)
        assert (tmp_path / name).read_bytes() == content
    assert "folder" in refusal(NoDataset, tmp_path)
    os.mkfifo(tmp_path / "pipe")
    refusal(NoDataset, tmp_path / "pipe")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*files, "pipe"])


def test_a_missing_file_is_not_made_unless_asked(path: Path) -> None:
    assert "no such file" in refusal(NoDataset, path, create=False)
    assert "does not exist" in refusal(NoDataset, path.parent / "nowhere" / path.name)
    assert list(path.parent.iterdir()) == []


def test_a_file_that_was_cut_short_is_damaged(tmp_path: Path) -> None:
    path = closed_dataset(tmp_path / "a.curator")
    whole = path.read_bytes()
    for length in (len(whole) - 1, len(whole) // 2, 4096):
        path.write_bytes(whole[:length])
        assert str(path) in refusal(Damaged, path)


@pytest.mark.parametrize("seed", range(30))
def test_no_damaged_byte_is_read_as_sound(tmp_path: Path, seed: int) -> None:
    path = closed_dataset(tmp_path / "a.curator")
    with open_dataset(path) as dataset:
        written = dataset.entities.all()
    content = bytearray(path.read_bytes())
    at = random.Random(seed).randrange(100, len(content) - 8)
    content[at:at + 8] = bytes(byte ^ 0x15 for byte in content[at:at + 8])
    path.write_bytes(content)
    told = ""
    try:
        with open_dataset(path) as dataset:
            told = "; ".join(problem.what for problem in dataset.check())
            assert told or dataset.entities.all() == written
    except StoreError as trouble:
        told = str(trouble)
    assert "\n" not in told


def test_other_engines_are_named_with_the_release_that_brings_them(tmp_path: Path) -> None:
    message = refusal(NotYet, "postgresql://ana:secret@host/desk")
    assert "0.3" in message
    assert "secret" not in message
    assert "ftp" in refusal(StoreError, "ftp://host/desk")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    assert "/proc/a.curator" in refusal(Unwritable, "/proc/a.curator")
    assert "/proc/a.json" in refusal(Unwritable, "/proc/a.json")


@pytest.mark.parametrize("name", ["a.curator", "a.json"])
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o444, 0o555), (0o666, 0o555)])
def test_what_may_only_be_read_is_refused_in_one_line_and_kept(name: str, file_mode: int, folder_mode: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = closed_dataset(Path(folder) / name)
        content = path.read_bytes()
        path.chmod(file_mode)
        Path(folder).chmod(folder_mode)
        told = as_nobody(lambda: _write_to(path))
        Path(folder).chmod(0o755)
        assert path.read_bytes() == content
    assert told.startswith("Unwritable: ")
    assert str(path) in told
    assert "\n" not in told


def _write_to(path: Path) -> str:
    try:
        with open_dataset(path) as dataset, dataset.transaction("add", by="ana"):
            dataset.entities.add(entity(dataset, "new"))
    except StoreError as trouble:
        return f"{type(trouble).__name__}: {trouble}"
    return "written"


@pytest.mark.parametrize("sql", [
    f"UPDATE _dataset SET doc = json_set(doc, '$.schema_version', {schema.SCHEMA_VERSION + 1})",
    f"UPDATE _dataset SET doc = json_set(doc, '$.format', {FORMAT + 1})", "PRAGMA user_version=99"])
def test_a_newer_dataset_is_read_and_not_touched(tmp_path: Path, sql: str) -> None:
    path = closed_dataset(tmp_path / "a.curator")
    raw = sqlite3.connect(path)
    raw.execute(sql)
    raw.commit()
    raw.close()
    content = path.read_bytes()
    with open_dataset(path) as dataset:
        assert "newer" in dataset.read_only
        assert len(dataset.entities.all()) == 50
        with pytest.raises(NewerDataset, match="upgrade this one"), dataset.transaction("add", by="ana"):
            dataset.entities.add(entity(dataset, "new"))
    assert path.read_bytes() == content


def test_a_newer_dataset_in_json_is_read_and_not_touched(tmp_path: Path) -> None:
    path = closed_dataset(tmp_path / "a.json")
    path.write_bytes(path.read_bytes().replace(f'"version":{FORMAT}'.encode(), b'"version":99', 1))
    content = path.read_bytes()
    with open_dataset(path) as dataset:
        assert len(dataset.entities.all()) == 50
        with pytest.raises(NewerDataset), dataset.transaction("add", by="ana"):
            dataset.entities.add(entity(dataset, "new"))
    assert path.read_bytes() == content


def test_a_record_in_words_of_a_newer_curator_is_told_and_others_are_read(tmp_path: Path) -> None:
    path = closed_dataset(tmp_path / "a.curator")
    raw = sqlite3.connect(path)
    raw.execute("UPDATE _dataset SET doc = json_set(doc, '$.schema_version', 99)")
    raw.execute("UPDATE entities SET doc = json_set(doc, '$.schema_version', 99)")
    raw.execute("UPDATE entities SET doc = json_set(doc, '$.tomorrow', 1) WHERE doc_id = 7")
    raw.commit()
    raw.close()
    with open_dataset(path) as dataset:
        assert dataset.entities.page(limit=1)[0].preferred == "name 0"
        with pytest.raises(NewerDataset):
            dataset.entities.all()


def test_a_dataset_that_may_only_be_read_is_read(path: Path) -> None:
    closed_dataset(path)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / path.name
        copy.write_bytes(path.read_bytes())
        for file_mode, folder_mode in [(0o444, 0o755), (0o444, 0o555), (0o666, 0o555)]:
            copy.chmod(file_mode)
            folder.chmod(folder_mode)
            assert as_nobody(lambda: _read_from(copy)) == "50 True 0"
            folder.chmod(0o755)
        assert [each.name for each in folder.iterdir()] == [path.name]


def _read_from(path: Path) -> str:
    with open_dataset(path) as dataset:
        return f"{len(dataset.entities.all())} {'read-only' in dataset.read_only} {len(dataset.check())}"


def test_what_was_not_closed_well_and_may_only_be_read_is_not_shown_in_part(tmp_path: Path) -> None:
    path = tmp_path / "a.curator"
    with tempfile.TemporaryDirectory() as name, open_dataset(path) as dataset:
        with dataset.transaction("add", by="ana"):
            dataset.entities.add(entity(dataset, "only in the -wal"))
        for file in (path, path.with_name("a.curator-wal")):
            (Path(name) / file.name).write_bytes(file.read_bytes())
        Path(name).chmod(0o555)
        told = as_nobody(lambda: _read_from_or_told(Path(name) / path.name))
        Path(name).chmod(0o755)
    assert told == "1 True 0" or "a.curator-wal to where" in told


def _read_from_or_told(path: Path) -> str:
    try:
        return _read_from(path)
    except StoreError as trouble:
        return str(trouble)


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    with open_dataset(tmp_path / "a.curator") as dataset:
        engine: Any = dataset.db.engine
        assert isinstance(engine, SqliteEngine)
        connection = engine._connections.session.connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + 20}")
        acknowledged = 0

        def fill() -> None:
            nonlocal acknowledged
            while acknowledged < 1000:
                with dataset.transaction("add", by="ana"):
                    dataset.entities.add(entity(dataset, f"name {acknowledged}", "x" * 3000))
                acknowledged += 1

        with pytest.raises(Unwritable) as full:
            fill()
        assert "no room" in str(full.value)
        assert "\n" not in str(full.value)
        assert dataset.entities.count() == acknowledged > 0
        connection.execute("PRAGMA max_page_count=100000")
        with dataset.transaction("add", by="ana"):
            dataset.entities.add(entity(dataset, "room again"))
        assert dataset.check() == []


def test_a_full_disk_inside_an_inner_transaction_ends_the_whole_action(tmp_path: Path) -> None:
    with open_dataset(tmp_path / "a.curator") as dataset:
        engine: Any = dataset.db.engine
        connection = engine._connections.session.connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + 5}")

        def go_on_regardless() -> None:
            with dataset.transaction("outer", by="ana"):
                dataset.entities.add(entity(dataset, "first"))
                with pytest.raises(Unwritable), dataset.transaction("inner", by="ana"):
                    dataset.put_original(os.urandom(200_000))
                dataset.entities.add(entity(dataset, "second"))

        with pytest.raises(StoreError, match="nothing of this action was kept"):
            go_on_regardless()
        assert dataset.entities.all() == []
        connection.execute("PRAGMA max_page_count=100000")
        with dataset.transaction("again", by="ana"):
            dataset.entities.add(entity(dataset, "third"))
        assert [each.preferred for each in dataset.entities.all()] == ["third"]


def test_a_closed_dataset_says_so(path: Path) -> None:
    dataset = open_dataset(path)
    dataset.close()
    dataset.close()
    with pytest.raises(Closed):
        dataset.entities.all()
    with pytest.raises(Closed), dataset.transaction("add", by="ana"):
        dataset.entities.add(entity(dataset, "late"))


def test_opening_a_file_twice_in_one_program_keeps_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "a.curator"
    with open_dataset(path) as first:
        with open_dataset(path) as second, second.transaction("add", by="ben"):
            second.entities.add(entity(second, "Ben"))
        with first.transaction("add", by="ana"):
            first.entities.add(entity(first, "Ana"))
        assert [each.preferred for each in first.entities.all()] == ["Ben", "Ana"]
    with open_dataset(path) as dataset:
        assert dataset.check() == []


def test_what_was_left_of_a_dataset_that_was_being_made_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "a.curator.new").write_bytes(b"half a fi")
    with open_dataset(tmp_path / "a.curator") as dataset:
        assert dataset.check() == []
