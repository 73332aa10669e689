"""What is read off a TinyDB query for the engine, what is left to the query, and that declared indexes are used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, where
from tinydb.queries import QueryInstance

from schema import Entity
from store import Dataset, Word, open_dataset
from store.engine import Holder, Layout
from store.json_engine import JsonEngine
from store.layouts import ACTIONS, CHANGES, LAYOUTS
from store.narrowing import AllOf, AnyOf, Compare, exactly, narrow
from store.sqlite import SqliteEngine
from store.sqlite_words import order_by
from store.sqlite_words import where as sql_where
from store.storage import Database


@pytest.fixture(scope="module", params=[SqliteEngine, JsonEngine])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("narrowing") / "odd"
    with Database(request.param(path, create=True)) as opened:
        opened.table("odd", layout=Layout(indexes=("a", "b", "ключ")))
        yield opened


def test_the_shape_of_tinydbs_hashes_is_the_one_that_narrowing_reads() -> None:
    article, label = where("article") == "X", where("label") == "PERSON"
    assert narrow(article) == Compare(("article",), "==", "X")
    assert narrow(article & label) == AllOf((Compare(("article",), "==", "X"), Compare(("label",), "==", "PERSON")))
    assert narrow(article | label) == AnyOf((Compare(("article",), "==", "X"), Compare(("label",), "==", "PERSON")))
    assert narrow(where("n") < "b") == Compare(("n",), "<=", "b")
    assert narrow(where("n").one_of(["a", "b"])) == AnyOf((Compare(("n",), "==", "a"), Compare(("n",), "==", "b")))
    assert narrow(where("source").name == "a.txt") == Compare(("source", "name"), "==", "a.txt")


@pytest.mark.parametrize("query", [
    ~(where("a") == 1), where("a") != 1, where("a").exists(), where("a").matches("x"), where("a").any([1]),
    where("a").all([1]), where("a") == None, where("a") == [1], where("a") == 2**60, where('a"b') == 1,  # noqa: E711
    (where("a") == 1) | (where("b") != 1), where("a").one_of([None]), where("a") == "x\0", Query().noop(),
    Query().fragment({"a": 1}), where("a").map(str) == "1", where("a") == float("inf"),
])
def test_what_cannot_be_told_from_the_hash_is_left_to_the_query(query: QueryInstance) -> None:
    assert narrow(query) is None


def test_an_and_keeps_the_part_that_can_be_narrowed() -> None:
    assert narrow((where("a") == "x") & ~(where("b") == 1)) == AllOf((Compare(("a",), "==", "x"),))


def test_only_equalities_of_words_are_left_to_the_engine_alone() -> None:
    status, label = where("status") == "done", where("label").one_of(["PERSON", "ORG"])
    for query in (status, label, status & label, status | label, where("source").name == "a.txt"):
        assert exactly(query) == narrow(query) is not None
    for query in (where("n") == 1, where("n") >= "a", where("n") == "[1]", where("n") == '{"a":1}', ~status,
                  status & (where("n") == 1), status | ~label, where("a").one_of([]), where("a").one_of(["a", 1])):
        assert exactly(query) is None, query
    assert exactly(None) is None


@pytest.mark.parametrize(("condition", "descending", "index"), [
    (where("a") == "x", False, "odd by a"),
    (where("a") == 3, True, "odd by a"),
    ((where("ключ") == "x") & where("b").exists(), True, "odd by ключ"),
    (where("a").one_of(["x", "y"]), False, "odd by a"),
])
def test_an_equality_on_a_declared_field_uses_its_index(database: Database, condition: QueryInstance, descending: bool,
                                                        index: str) -> None:
    engine = database.engine
    if not isinstance(engine, SqliteEngine):
        pytest.skip("indexes in memory are made when they are asked for")
    database.table("odd").insert({"a": "x"})
    sql, values = sql_where(narrow(condition))
    order = order_by((), descending=descending)
    plan = engine._all(f'EXPLAIN QUERY PLAN SELECT doc_id, doc FROM "odd" WHERE {sql} {order} LIMIT 1', values)
    assert index in str(plan)


DECLARED = [(table, field) for table, layout in {**LAYOUTS, "_actions": ACTIONS, "_changes": CHANGES}.items()
            for field in (*filter(None, [layout.unique]), *layout.indexes)]


@pytest.mark.parametrize(("table", "field"), DECLARED)
def test_every_declared_index_narrows_and_orders_without_sorting(tmp_path: Path, table: str, field: str) -> None:
    with open_dataset(tmp_path / "d.curator") as dataset:
        engine = dataset.db.engine
        assert isinstance(engine, SqliteEngine)
        path = tuple(field.split("."))
        narrowed = plan(engine, lambda: engine.rows(table, Compare(path, "==", "x"), limit=50))
        ordered = plan(engine, lambda: engine.rows(table, order=(path,), limit=50, offset=10))
        counted = plan(engine, lambda: iter([engine.size(table, Compare(path, "==", "x"))]))
        for steps in (narrowed, ordered, counted):
            assert f"{table} by {field}" in steps
            assert "TEMP B-TREE" not in steps
        in_order = plan(engine, lambda: engine.rows(table, limit=50, beyond=7))
        assert "INTEGER PRIMARY KEY" in in_order
        assert "TEMP B-TREE" not in in_order


@pytest.mark.parametrize("ask", [
    lambda d: d.words("w", "articles").holding([Word("a"), Word("b", True)], [Word("c")]),
    lambda d: d.mentions.referring("entities", "x"),
    lambda d: d.keys("names").owners("x"),
    lambda d: d.cache("counts").get("x"),
    lambda d: d.history(uid="x"),
    lambda d: d.articles.get_many(["x", "y"]),
])
def test_no_question_of_the_desk_looks_through_a_table(tmp_path: Path, ask: Callable[[Dataset], object]) -> None:
    with open_dataset(tmp_path / "d.curator") as dataset:
        _fill(dataset)
        engine = dataset.db.engine
        assert isinstance(engine, SqliteEngine)
        steps = plan(engine, lambda: iter([ask(dataset)]))
        assert "SEARCH" in steps
        assert "SCAN" not in steps.replace("SCAN every", "").replace("SCAN CONSTANT ROW", "")


def _fill(dataset: Dataset) -> None:
    stamp: dict[str, Any] = {"created_at": dataset.now(), "created_by": "ana"}
    with dataset.transaction("fill", by="ana"):
        entity = dataset.entities.add(Entity(kind="person", preferred="A", uid=dataset.new_uid(), **stamp))
        dataset.keys("names").replace(entity.uid, ["a"])
        dataset.cache("counts").put("x", {})
        dataset.db.engine.replace_pairs("links_mentions", entity.uid, ["entities/x"])
        dataset.db.engine.replace_words("words_w", Holder(1, entity.uid, "g", "m"), {"a"}, is_new=True)


def plan(engine: SqliteEngine, ask: Callable[[], Iterator[object]]) -> str:
    """How SQLite goes about what is asked of it."""
    asked: list[str] = []
    connection = engine._connections.session.connection
    connection.set_trace_callback(asked.append)
    list(ask())
    connection.set_trace_callback(None)
    return "\n".join(str(step) for sql in asked if "sqlite_master" not in sql and sql.startswith(("SELECT", "WITH"))
                     for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
