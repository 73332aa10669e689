"""Typed records: rev counts writes, a lost race is told, everything is one transaction or nothing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from schema import Article, Entity, Mention, Party, Quote, SourceFile, Span, revise
from store import (
    Dataset,
    DuplicateUid,
    LostRace,
    Missing,
    NoTransaction,
    StoreError,
    Unstorable,
    open_dataset,
)

TEXT = "“I saw it”, said Ana Horvat."


def entity(dataset: Dataset, name: str, **fields: Any) -> Entity:
    return Entity(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", kind="person", preferred=name,
                  **fields)


def article(dataset: Dataset, text: str) -> Article:
    sha256 = dataset.put_text(text)
    source = SourceFile(name="a.txt", media_type="text/plain", sha256=sha256, importer="plain", importer_version="1")
    return Article(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", text_sha256=sha256, source=source)


def mention(dataset: Dataset, of: Article, *entities: Entity) -> Mention:
    return Mention(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", article=of.uid,
                   text_sha256=of.text_sha256, spans=(Span.of(TEXT, 17, 27),), label="PERSON",
                   entities=tuple(each.uid for each in entities))


def test_a_record_comes_back_as_it_was_with_its_rev(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        added = dataset.entities.add(entity(dataset, "Ана Хорват"))
    assert added.rev == 1
    assert dataset.entities[added.uid] == dataset.entities.get(added.uid) == added
    with dataset.transaction("rename", by="ana"):
        renamed = dataset.entities.put(revise(added, preferred="Ana Horvat"))
    assert renamed.rev == 2
    assert dataset.entities.all() == [renamed]
    assert dataset.entities.count() == len(dataset.entities) == 1


def test_putting_what_is_there_already_writes_nothing(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        added = dataset.entities.add(entity(dataset, "Ana"))
    with dataset.transaction("rename", by="ana"):
        assert dataset.entities.put(added) is added
    assert [action.name for action in dataset.history()] == ["add"]


def test_a_write_outside_of_a_transaction_is_refused(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        added = dataset.entities.add(entity(dataset, "Ana"))
    for write in (lambda: dataset.entities.add(entity(dataset, "Ben")), lambda: dataset.entities.put(added),
                  lambda: dataset.entities.delete(added), lambda: dataset.put_text("words"),
                  lambda: dataset.keys("names").replace(added.uid, ["a"]),
                  lambda: dataset.entities.table.truncate(),
                  lambda: dataset.entities.table.insert({"uid": "x"}),
                  lambda: dataset.entities.table.update({"note": "x"})):
        with pytest.raises(NoTransaction):
            write()
    assert dataset.entities.all() == [added]


def test_a_lost_race_says_who_changed_the_record(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        added = dataset.entities.add(entity(dataset, "Ana"))
    with dataset.transaction("rename", by="ben"):
        dataset.entities.put(revise(added, preferred="Anna"))
    with pytest.raises(LostRace) as lost, dataset.transaction("note", by="ana"):
        dataset.entities.put(revise(added, note="seen"))
    assert (lost.value.by, lost.value.action) == ("ben", "rename")
    assert "ben" in str(lost.value)
    assert "\n" not in str(lost.value)
    with pytest.raises(LostRace), dataset.transaction("delete", by="ana"):
        dataset.entities.delete(added)
    with dataset.transaction("delete", by="ben"):
        dataset.entities.delete(added.uid)
    with pytest.raises(LostRace, match="deleted by ben"), dataset.transaction("note", by="ana"):
        dataset.entities.put(revise(added, note="seen"))


def test_what_is_not_there_is_missing_and_what_is_there_is_not_added_again(dataset: Dataset) -> None:
    stranger = entity(dataset, "Nobody")
    with dataset.transaction("try", by="ana"):
        for attempt in (lambda: dataset.entities[stranger.uid], lambda: dataset.entities.put(stranger),
                        lambda: dataset.entities.delete(stranger.uid), lambda: dataset.text("0" * 64),
                        lambda: dataset.original("0" * 64), lambda: dataset.collection("nonsense"),
                        lambda: dataset.action("nonsense")):
            with pytest.raises(Missing) as missing:
                attempt()
            assert "\n" not in str(missing.value)
            assert not str(missing.value).startswith("'")
        added = dataset.entities.add(stranger)
        with pytest.raises(DuplicateUid):
            dataset.entities.add(added)
    assert dataset.entities.get(dataset.new_uid()) is None


def test_a_failed_transaction_leaves_nothing_behind(dataset: Dataset) -> None:
    dataset.cache("seen").put("before", {})

    def fail() -> None:
        with dataset.transaction("add", by="ana"):
            added = dataset.entities.add(entity(dataset, "Ana"))
            dataset.put_text("words")
            dataset.cache("seen").put("inside", {})
            dataset.cache("made inside").put("inside", {})
            dataset.keys("names").replace(added.uid, ["ana"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert dataset.entities.all() == []
    assert dataset.history() == []
    assert dataset.cache("seen").keys() == ["before"]
    assert dataset.cache("made inside").keys() == []
    assert dataset.keys("names").owners("ana") == []
    with dataset.transaction("again", by="ana"):
        dataset.cache("made inside").put("k", {"v": 1})
    assert dataset.cache("made inside").get("k") == {"v": 1}


def test_an_inner_transaction_joins_the_outer_and_can_fail_alone(dataset: Dataset) -> None:
    def fail() -> None:
        with dataset.transaction("inner", by="ana"):
            dataset.entities.add(entity(dataset, "dropped"))
            raise ZeroDivisionError

    with dataset.transaction("outer", by="ana"):
        kept = dataset.entities.add(entity(dataset, "kept"))
        with pytest.raises(ZeroDivisionError):
            fail()
        with dataset.transaction("inner", by="ana"):
            also = dataset.entities.add(entity(dataset, "also"))
    assert dataset.entities.all() == [kept, also]
    assert [action.name for action in dataset.history()] == ["outer"]
    assert [change.uid for change in dataset.changes(dataset.history()[0].uid)] == [kept.uid, also.uid]
    assert dataset.check() == []


def test_an_action_without_changes_is_no_history(dataset: Dataset) -> None:
    with dataset.transaction("look", by="ana"):
        pass
    assert dataset.history() == []
    assert dataset.position() == 0


def test_what_an_action_was_about_can_be_said_at_its_end(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana") as action:
        added = dataset.entities.add(entity(dataset, "Ana"))
        action.what, action.where = "Ana", (added.uid,)
    (seen,) = dataset.history()
    assert (seen.what, seen.where, seen.by, seen.seq) == ("Ana", (added.uid,), "ana", dataset.position())
    (change,) = dataset.changes(seen.uid)
    assert (change.table, change.uid, change.before) == ("entities", added.uid, None)
    assert change.after is not None
    assert change.after["preferred"] == "Ana"


def test_history_is_asked_by_curator_by_record_and_page_by_page(dataset: Dataset) -> None:
    with dataset.transaction("one", by="ana"):
        first = dataset.entities.add(entity(dataset, "1"))
    with dataset.transaction("two", by="ben"):
        dataset.entities.add(entity(dataset, "2"))
    with dataset.transaction("three", by="ana"):
        dataset.entities.put(revise(first, note="n"))
    assert [a.name for a in dataset.history()] == ["three", "two", "one"]
    assert [a.name for a in dataset.history(by="ana")] == ["three", "one"]
    assert [a.name for a in dataset.history(uid=first.uid)] == ["three", "one"]
    assert [a.name for a in dataset.history(uid=first.uid, by="ben")] == []
    assert [a.name for a in dataset.history(limit=1, before=dataset.position())] == ["two"]


def test_lists_come_in_pages_and_in_order(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        for name in ("c", "a", "b", "a"):
            dataset.entities.add(entity(dataset, name, note="x" if name == "a" else ""))
    page = dataset.entities.page
    assert [e.preferred for e in page(order=["preferred"], limit=3)] == ["a", "a", "b"]
    assert [e.preferred for e in page(order=["preferred"], limit=9, offset=2)] == ["b", "c"]
    assert [e.preferred for e in page(order=["preferred"], descending=True, limit=2)] == ["c", "b"]
    assert [e.preferred for e in page(limit=2)] == ["c", "a"]
    assert [e.preferred for e in page(where("note") == "x", order=["preferred"], limit=5, offset=1)] == ["a"]
    assert page(where("note") == "x", order=["preferred"], limit=0) == []
    assert dataset.entities.tally("preferred") == {"a": 2, "b": 1, "c": 1}
    assert dataset.entities.count(where("note") == "x") == 2
    assert dataset.entities.contains(where("preferred") == "b")
    assert not dataset.entities.contains(where("preferred") == "z")


def test_what_is_being_gone_through_can_be_changed_meanwhile(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        for number in range(700):
            dataset.entities.add(entity(dataset, str(number)))
    seen = 0
    for each in dataset.entities:
        seen += 1
        if each.preferred in ("0", "499", "500", "699"):
            with dataset.transaction("rename", by="ana"):
                dataset.entities.put(revise(each, note="seen"))
    assert seen == 700
    assert dataset.entities.count(where("note") == "seen") == 4


def test_many_are_fetched_in_the_order_asked_for(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        every = [dataset.entities.add(entity(dataset, str(number))) for number in range(600)]
    wanted = [each.uid for each in reversed(every)]
    assert list(dataset.entities.get_many([*wanted, dataset.new_uid()])) == wanted


def test_records_are_found_by_those_they_refer_to(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        ana, ben = (dataset.entities.add(entity(dataset, name)) for name in ("Ana", "Ben"))
        of = dataset.articles.add(article(dataset, TEXT))
        both = dataset.mentions.add(mention(dataset, of, ana, ben))
        quote = dataset.quotes.add(Quote(
            uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana", article=of.uid,
            text_sha256=of.text_sha256, content=(Span.of(TEXT, 1, 9),), kind="direct",
            speakers=(Party(mention=both.uid), Party(entity=ben.uid, basis="inferred"))))
    assert dataset.mentions.referring("entities", ana.uid) == [both]
    assert dataset.quotes.referring("speakers", ben.uid) == dataset.quotes.referring("entities", ben.uid) == [quote]
    assert dataset.quotes.referring("mentions", both.uid) == [quote]
    with dataset.transaction("unlink", by="ana"):
        dataset.mentions.put(revise(both, entities=(ben.uid,)))
    assert dataset.mentions.referring("entities", ana.uid) == []
    dataset.undo("ana")
    assert [each.uid for each in dataset.mentions.referring("entities", ana.uid)] == [both.uid]
    with dataset.transaction("delete", by="ana"):
        dataset.mentions.delete(both.uid)
    assert dataset.mentions.referring("entities", ben.uid) == []
    assert dataset.check() == [p for p in dataset.check() if p.uid == quote.uid]  # its speaker is gone, nothing else


def test_the_raw_table_counts_revs_checks_and_logs_too(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        added = dataset.entities.add(entity(dataset, "Ana"))
    with dataset.transaction("raw", by="ana"):
        dataset.entities.table.update({"note": "by hand", "rev": 0}, where("uid") == added.uid)
    assert dataset.entities[added.uid] == revise(added, note="by hand", rev=2)
    with pytest.raises(StoreError), dataset.transaction("raw", by="ana"):
        dataset.entities.table.update({"kind": "martian"}, where("uid") == added.uid)
    with pytest.raises(StoreError), dataset.transaction("raw", by="ana"):
        dataset.entities.table.update({"uid": dataset.new_uid()}, where("uid") == added.uid)
    assert [action.name for action in dataset.history()] == ["raw", "add"]
    assert dataset.check() == []


def test_texts_and_originals_are_kept_once_under_their_hash(dataset: Dataset, tmp_path: Path) -> None:
    text = "A BOM \ufeff, CRLF\r\n, ZWJ 👩\u200d🚀 and ü"
    with dataset.transaction("import", by="ana"):
        name = dataset.put_text(text)
        original = dataset.put_original(b"\x00\xff raw")
        assert dataset.put_text(text) == name
        for wrong in ("a\0b", "half \ud83d"):
            with pytest.raises(Unstorable):
                dataset.put_text(wrong)
    assert dataset.text(name) == text
    assert dataset.original(original) == b"\x00\xff raw"
    assert [(c.table, c.uid) for c in dataset.changes(dataset.history()[0].uid)] == [
        ("texts", name), ("originals", original)]
    assert text not in str(dataset.changes(dataset.history()[0].uid))
    dataset.undo("ana")
    assert dataset.text(name) == text
    assert dataset.check() == []


def test_a_cache_is_outside_of_history(dataset: Dataset) -> None:
    cache = dataset.cache("suggestions")
    cache.put("a", {"quotes": [1]})
    cache.put("a", {"quotes": [1, 2]})
    cache.put_many({"b": {}, "c": {"n": None}})
    value = cache.get("a")
    assert value == {"quotes": [1, 2]}
    value["quotes"].append(3)
    assert dataset.cache("suggestions").get_many(["a", "c", "zz"]) == {"a": {"quotes": [1, 2]}, "c": {"n": None}}
    cache.drop("b")
    cache.drop("never there")
    assert cache.keys() == ["a", "c"]
    cache.clear()
    assert cache.keys() == []
    assert cache.get("a") is None
    assert dataset.history() == []


def test_a_key_index_is_found_from_both_sides(dataset: Dataset) -> None:
    index = dataset.keys("names")
    with dataset.transaction("derive", by="ana"):
        index.replace("E1", ["horvat", "ana"])
        index.replace("E2", ["horvat"])
        index.replace("E1", ["horvat", "anna"])
    assert index.owners("horvat") == ["E1", "E2"]
    assert index.owners_of_any(["anna", "ana", "horvat"]) == {"anna": ["E1"], "horvat": ["E1", "E2"]}
    assert index.keys_of("E1") == ["anna", "horvat"]
    assert index.sizes() == {"anna": 1, "horvat": 2}
    assert index.sizes(["horvat", "x"]) == {"horvat": 2}
    assert index.sizes(["horvat", "x", "anna"], most=1) == {"anna": 1, "horvat": 1}
    with dataset.transaction("derive", by="ana"):
        index.forget("E1")
    assert index.sizes() == {"horvat": 1}
    with dataset.transaction("derive", by="ana"):
        index.clear()
    assert index.sizes() == {}


def test_ids_grow(dataset: Dataset) -> None:
    ids = [dataset.new_uid() for _ in range(2000)]
    assert ids == sorted(set(ids))
    assert all(len(uid) == 26 for uid in ids)


def test_a_transaction_of_one_thread_is_not_that_of_another(dataset: Dataset) -> None:
    seen: list[str] = []
    inside, looked = threading.Event(), threading.Event()

    def other() -> None:
        inside.wait(10)
        seen.extend(each.preferred for each in dataset.entities.all())
        try:
            dataset.entities.add(entity(dataset, "intruder"))
        except NoTransaction:
            seen.append("refused")
        looked.set()

    thread = threading.Thread(target=other)
    thread.start()
    with dataset.transaction("add", by="ana"):
        dataset.entities.add(entity(dataset, "Ana"))
        inside.set()
        assert looked.wait(10)
    thread.join(10)
    assert seen == ["refused"]
    assert [each.preferred for each in dataset.entities.all()] == ["Ana"]


def test_many_threads_write_at_once(dataset: Dataset) -> None:
    with dataset.transaction("add", by="ana"):
        shared = dataset.entities.add(entity(dataset, "0"))

    def count() -> None:
        for _ in range(10):
            with dataset.transaction("count", by="ana"):
                now = dataset.entities[shared.uid]
                dataset.entities.put(revise(now, preferred=str(int(now.preferred) + 1)))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert dataset.entities[shared.uid].preferred == "40"
    assert dataset.entities[shared.uid].rev == 41


def test_a_snapshot_sees_one_moment(dataset: Dataset) -> None:
    def add() -> None:
        with dataset.transaction("add", by="ben"):
            dataset.entities.add(entity(dataset, "Ben"))

    with dataset.snapshot():
        assert dataset.entities.all() == []
        thread = threading.Thread(target=add)
        thread.start()
        thread.join(30)
        assert dataset.entities.all() == []
        with pytest.raises(StoreError, match="snapshot"):
            add()
    assert [each.preferred for each in dataset.entities.all()] == ["Ben"]


def test_a_snapshot_does_not_see_what_another_program_writes(tmp_path: Path) -> None:
    path = tmp_path / "desk.curator"
    with open_dataset(path) as dataset, open_dataset(path) as other, dataset.snapshot():
        assert dataset.entities.all() == []
        with other.transaction("add", by="ben"):
            other.entities.add(entity(other, "Ben"))
        assert dataset.entities.all() == []
