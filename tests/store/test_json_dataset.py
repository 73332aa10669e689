"""A dataset in one JSON file: stock TinyDB opens it, one program writes it, no moment leaves half of it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from schema import Article, Entity, Mention, SourceFile, Span, revise
from store import Busy, Damaged, Dataset, NoDataset, StoreError, Unwritable, open_dataset

TEXT = "“I saw it”, said Ana Horvat. \u2028 Ана \U0001f600\r\n"
HOLDER = """
import sys
from store import open_dataset

with open_dataset(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def entity(dataset: Dataset, name: str) -> Entity:
    return Entity(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", kind="person", preferred=name)


def added(dataset: Dataset, name: str) -> Entity:
    with dataset.transaction(f"add {name}", by="ana"):
        return dataset.entities.add(entity(dataset, name))


def filled(path: Path) -> Path:
    """A dataset with a text, an original, an article, a mention of an entity, a key index and a cache."""
    with open_dataset(path) as dataset, dataset.transaction("import", by="ana"):
        made: dict[str, Any] = {"created_at": dataset.now(), "created_by": "ana"}
        sha256 = dataset.put_text(TEXT)
        dataset.put_original(b"\x00\xff raw")
        source = SourceFile(name="a.txt", media_type="text/plain", sha256=sha256, importer="plain",
                            importer_version="1")
        article = dataset.articles.add(Article(uid=dataset.new_uid(), text_sha256=sha256, source=source, **made))
        ana = dataset.entities.add(entity(dataset, "Ana Horvat"))
        dataset.mentions.add(Mention(uid=dataset.new_uid(), article=article.uid, text_sha256=sha256, label="PERSON",
                                     spans=(Span.of(TEXT, 17, 27),), entities=(ana.uid,), **made))
        dataset.keys("names").replace(ana.uid, ["horvat", "ana"])
        dataset.cache("suggestions").put(article.uid, {"quotes": []})
    return path


def refusal(kind: type[StoreError], path: Path) -> str:
    with pytest.raises(kind) as refused:
        open_dataset(path)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    return str(refused.value)


def test_stock_tinydb_opens_it_and_sees_plain_documents(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    with TinyDB(path, encoding="utf-8") as stock:
        assert {"articles", "texts", "originals", "entities", "mentions", "_actions", "_changes"} <= stock.tables()
        (article,) = stock.table("articles").all()
        (text,) = stock.table("texts").search(where("sha256") == article["text_sha256"])
        (mention,) = stock.table("mentions").search(where("article") == article["uid"])
        span = mention["spans"][0]
        assert text["text"] == TEXT
        assert text["text"][span["start"]:span["end"]] == span["exact"] == "Ana Horvat"
        assert stock.table("keys_names").all() == [{"owner": mention["entities"][0], "keys": ["ana", "horvat"]}]


def test_everything_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with open_dataset(filled(tmp_path / "x.json")) as dataset:
        (article,) = dataset.articles.all()
        (ana,) = dataset.entities.all()
        assert dataset.text(article.text_sha256) == TEXT
        (original,) = dataset.db.engine.blob_keys("originals")
        assert dataset.original(original) == b"\x00\xff raw"
        assert dataset.check() == []
        assert [mention.entities for mention in dataset.mentions.referring("entities", ana.uid)] == [(ana.uid,)]
        assert dataset.keys("names").owners("horvat") == [ana.uid]
        assert dataset.cache("suggestions").get(article.uid) == {"quotes": []}
        assert dataset.undo("ana").name == "import"
        assert dataset.entities.all() == []
    with open_dataset(tmp_path / "x.json") as dataset:
        assert added(dataset, "Ben").rev == 1
        assert next(iter(dataset.entities.table)).doc_id == 2  # an id is used once, also after a restart
        assert dataset.check() == []


def test_what_stock_tinydb_writes_is_read_and_told_by_check(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    with TinyDB(path, encoding="utf-8") as stock:
        stock.table("entities").update({"preferred": "Anna"})
        stock.table("mine").insert({"n": 1})
    with open_dataset(path) as dataset:
        assert [each.preferred for each in dataset.entities.all()] == ["Anna"]
        assert dataset.db.table("mine").all() == [{"n": 1}]
        told = [problem.what for problem in dataset.check()]
        assert any("'entities' was changed" in what for what in told), told
        assert any("'mine' was added" in what for what in told), told
        assert any("not what the history says" in what for what in told), told


def test_a_file_that_was_only_written_anew_by_another_program_is_sound(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=4), encoding="utf-8")
    with open_dataset(path) as dataset:
        assert dataset.check() == []


def test_a_second_program_is_told_who_has_it_and_what_to_do(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == b"open\n"
    told = refusal(Busy, path)
    assert f"process {holder.pid}" in told
    assert "close it there" in told
    holder.kill()
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()
    with open_dataset(path) as dataset:
        assert "this program already" in refusal(Busy, path)
        assert dataset.check() == []
    open_dataset(path).close()


def test_words_in_the_side_file_are_not_repeated(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    with open_dataset(path):
        (tmp_path / "x.json-lock").write_bytes(b"1 \x1b[2Jevil\xff" * 50)
        assert "in another program, and" in refusal(Busy, path)


@pytest.mark.parametrize("content", [
    b"", b"{}", b"[]", b"null", b'{"articles": {"1": {}}}', b"Dear editor, " * 50, b'{"_curator": 1}',
    b'{"_curator": {"1": {"format": "other", "version": 1}}}', b"[" * 100_000, b"\xff\xfe\x00",
])
def test_what_is_no_dataset_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.json"
    path.write_bytes(content)
    refusal(NoDataset, path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_folders_pipes_and_exports_are_no_datasets(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    assert "folder" in refusal(NoDataset, tmp_path / "folder.json")
    os.mkfifo(tmp_path / "pipe.json")
    refusal(NoDataset, tmp_path / "pipe.json")
    (tmp_path / "export.json").write_text('{"_curator": {"1": {"format": "curator-tinydb", "version": 1}}}')
    assert "is an export" in refusal(NoDataset, tmp_path / "export.json")


def test_a_file_that_was_cut_short_is_damaged(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    whole = path.read_bytes()
    for length in (len(whole) - 2, len(whole) // 2, 200):
        path.write_bytes(whole[:length])
        assert "cut short" in refusal(Damaged, path)


@pytest.mark.parametrize(("old", "new"), [
    ('"1":{"uid"', '"one":{"uid"'), ('"1":{"uid"', '"01":{"uid"'), ('"rev":1', '"rev":NaN'),
    ('"rev":1', '"rev":"\\ud800"'), ('"entities":{\n"1":', '"entities":{\n"1":7,"2":'),
    ('"kind":"documents"', '"kind":"martian"'), ('"last_id":1', '"last_id":{}'), ('"tables":', '"tabels":'),
])
def test_a_file_whose_tables_are_none_is_damaged(tmp_path: Path, old: str, new: str) -> None:
    path = filled(tmp_path / "x.json")
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    refusal(Damaged, path)


def test_one_changed_byte_in_a_record_is_found(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    content = path.read_bytes()
    for words, instead in ((b"a.txt", b"b.txt"), (b"horvat", b"horvaf"), (b'"name":"import"', b'"name":"report"')):
        path.write_bytes(content.replace(words, instead, 1))
        with open_dataset(path) as dataset:
            assert any("changed by another program" in problem.what for problem in dataset.check()), words


def test_a_change_by_another_program_is_never_overwritten(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    with open_dataset(path) as dataset:
        with TinyDB(path, encoding="utf-8") as stock:
            stock.table("mine").insert({"n": 1})
        content = path.read_bytes()
        with pytest.raises(Unwritable, match="another program has changed"):
            added(dataset, "Ben")
        assert [each.preferred for each in dataset.entities.all()] == ["Ana Horvat"]
        assert path.read_bytes() == content
        assert "another program has changed it" in str(dataset.check())
    with open_dataset(path) as dataset:
        added(dataset, "Ben")
        assert dataset.db.table("mine").all() == [{"n": 1}]


def test_a_file_that_has_gone_is_not_made_anew(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    with open_dataset(path) as dataset:
        path.rename(tmp_path / "y.json")
        with pytest.raises(NoDataset, match="moved or deleted"):
            added(dataset, "Ben")
        assert not path.exists()
        (tmp_path / "y.json").rename(path)
        added(dataset, "Ben")
        assert dataset.check() == []


@pytest.mark.parametrize(("step", "number", "said"), [
    ("fsync", errno.ENOSPC, "no room left"), ("fsync", errno.EIO, "cannot write"), ("replace", errno.EACCES, "cannot"),
])
def test_a_full_disk_keeps_the_old_file_and_the_dataset_goes_on(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, said: str) -> None:
    path = filled(tmp_path / "x.json")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with open_dataset(path) as dataset:
        content = path.read_bytes()
        with monkeypatch.context() as broken:
            broken.setattr(*((os, "fsync", fail) if step == "fsync" else (Path, "replace", fail)))
            with pytest.raises(Unwritable, match=said) as full:
                added(dataset, "Ben")
        assert str(path) in str(full.value)
        assert path.read_bytes() == content
        assert [each.preferred for each in dataset.entities.all()] == ["Ana Horvat"]
        assert sorted(each.name for each in tmp_path.iterdir()) == ["x.json", "x.json-lock"]
        added(dataset, "room again")
        assert dataset.check() == []
        assert [action.name for action in dataset.history()] == ["add room again", "import"]


def test_a_disk_that_is_really_full_keeps_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk; the write itself fails, halfway."""
    path = filled(tmp_path / "x.json")
    content = path.read_bytes()
    program = ("import resource, signal, sys\nfrom store import Unwritable, open_dataset\n"
               "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
               "with open_dataset(sys.argv[1]) as dataset:\n"
               "    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
               "    try:\n"
               "        with dataset.transaction('add', by='ana'):\n"
               "            dataset.put_text('x' * 9000)\n"
               "    except Unwritable as trouble:\n"
               "        print(trouble)\n")
    told = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert "nothing of this action was kept" in told.stdout
    assert path.read_bytes() == content
    assert sorted(each.name for each in tmp_path.iterdir()) == ["x.json", "x.json-lock"]


def test_what_a_killed_program_left_is_swept_and_what_it_did_not_is_kept(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    ours, others = tmp_path / ".x.json.0123abcd.new", [tmp_path / ".y.json.0123abcd.new", tmp_path / ".x.json.new"]
    for each in (ours, *others):
        each.write_text("half a fi")
    open_dataset(path).close()
    assert not ours.exists()
    assert all(each.exists() for each in others)


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    path.chmod(0o640)
    (tmp_path / "link.json").symlink_to(path)
    with open_dataset(tmp_path / "link.json") as dataset:
        added(dataset, "Ben")
    assert path.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.json").is_symlink()
    with open_dataset(path) as dataset:
        assert dataset.entities.count() == 2


def test_reading_and_actions_without_changes_write_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    before = path.stat()
    with open_dataset(path) as dataset:
        with dataset.transaction("look", by="ana"):
            (ana,) = dataset.entities.all()
            dataset.entities.put(ana)
        with pytest.raises(StoreError), dataset.transaction("fail", by="ana"):
            dataset.entities.put(revise(dataset.entities.put(revise(ana, note="x")), rev=9))
        dataset.check()
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_names_of_tables_that_the_file_needs_are_taken(tmp_path: Path) -> None:
    with open_dataset(filled(tmp_path / "x.json")) as dataset:
        for name in ("_curator", "texts", "links_mentions"):
            with pytest.raises(StoreError, match="taken"):
                dataset.db.table(name).insert({"n": 1})
        dataset.db.table("half \ud83d").insert({"n": 1})
    with open_dataset(tmp_path / "x.json") as dataset:
        assert dataset.db.table("half \ud83d").all() == [{"n": 1}]


def test_the_file_is_laid_out_a_document_a_line(tmp_path: Path) -> None:
    path = filled(tmp_path / "x.json")
    before = path.read_text(encoding="utf-8").split("\n")
    with open_dataset(path) as dataset:
        added(dataset, "Ben")
    after = path.read_text(encoding="utf-8").split("\n")
    assert len(after) == len(before) + 3  # the entity, its change, its action
    assert before[0] == after[0] == "{"


def test_an_inner_transaction_that_drops_a_table_can_fail_alone(tmp_path: Path) -> None:
    with open_dataset(tmp_path / "x.json") as dataset:
        table, engine = dataset.db.table("mine"), dataset.db.engine

        def drop_and_fail() -> None:
            with engine.transaction():
                engine.drop_table("mine")
                raise ZeroDivisionError

        with engine.transaction():
            table.insert({"n": 1})
            with pytest.raises(ZeroDivisionError):
                drop_and_fail()
            table.insert({"n": 2})
            with engine.transaction():
                engine.drop_table("mine")
            table.insert({"n": 3})
        assert table.all() == [{"n": 3}]
