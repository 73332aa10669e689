"""The engine narrows, the TinyDB query decides: whatever the query and the documents, the answer is TinyDB's own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import Query, TinyDB, where
from tinydb.queries import QueryInstance
from tinydb.storages import MemoryStorage

from store.engine import Layout
from store.narrowing import AllOf, AnyOf, Compare, narrow
from store.sqlite import SqliteEngine
from store.sqlite_words import order_by
from store.sqlite_words import where as sql_where
from store.storage import Database

KEYS = ["a", "b", "a.b", 'quo"te', "back\\slash", "it's", "ключ", "$", "with space", "tab\t", "é", "A"]
EDGES = [0, 1, -1, 2, 5, 2**40, 2**53 - 1, 2**53, 2**53 + 1, 2**63, -(2**63) - 1, 10**20 + 1, 10**30]
FRACTIONS = [0.0, -0.0, 0.1, 0.3, 0.1 + 0.2, 1.0, 5.000000000000001, 1e22, 1e-310, 1.7976931348623157e308, 5e-324]

words = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=4) | st.sampled_from(
    ["", "a", "B", "[1]", '{"a":1}', "true", "1", "null", "ü", "\U0001f600", "'; DROP TABLE x; --", "%"])
scalars = (st.none() | st.booleans() | st.sampled_from(EDGES) | st.integers(-3, 3) | st.sampled_from(FRACTIONS)
           | st.floats(allow_nan=False, allow_infinity=False) | words)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3)
                      | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3), max_leaves=4)
documents = st.lists(st.dictionaries(st.sampled_from(KEYS), values, max_size=4), max_size=8)
paths = st.lists(st.sampled_from(KEYS), min_size=1, max_size=2)


@st.composite
def queries(draw: st.DrawFn, depth: int = 2) -> QueryInstance:
    shape = draw(st.sampled_from(["and", "or", "not"])) if depth and draw(st.booleans()) else "leaf"
    if shape == "not":
        return ~draw(queries(depth - 1))
    if shape in ("and", "or"):
        left, right = draw(queries(depth - 1)), draw(queries(depth - 1))
        return left & right if shape == "and" else left | right
    test: QueryInstance = draw(_tests())
    return test


@st.composite
def _tests(draw: st.DrawFn) -> Any:
    field = reduce(lambda query, key: query[key], draw(paths), Query())
    value = draw(scalars)
    match draw(st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "one_of", "exists", "any", "all", "test", "fragment",
                                "matches", "map"])):
        case "==":
            return field == draw(values)
        case "!=":
            return field != value
        case "<":
            return field < value
        case "<=":
            return field <= value
        case ">":
            return field > value
        case ">=":
            return field >= value
        case "one_of":
            return field.one_of(draw(st.lists(scalars, max_size=3)))
        case "exists":
            return field.exists()
        case "any":
            return field.any([value])
        case "all":
            return field.all([value])
        case "test":
            return field.test(lambda found: bool(found))
        case "fragment":
            return field.fragment({draw(st.sampled_from(KEYS)): value})
        case "matches":
            return field.matches("[a-z]*")
        case _:
            return field.map(str) == value


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("narrowing") / "odd.curator"
    with Database(SqliteEngine(path, create=True)) as opened:
        opened.table("odd", layout=Layout(indexes=("a", "b", "ключ")))
        yield opened


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents=documents, asked=st.lists(queries(), min_size=1, max_size=6))
def test_every_query_finds_what_tinydb_in_memory_finds(database: Database, documents: list[dict[str, Any]],
                                                       asked: list[QueryInstance]) -> None:
    ours, stock = database.table("odd"), TinyDB(storage=MemoryStorage)
    with database.engine.transaction():
        ours.truncate()
        ours.insert_multiple(documents)
    stock.insert_multiple(documents)
    assert list(ours) == list(stock)
    for query in asked:
        try:
            expected = stock.search(query)
        except TypeError:
            continue  # a number against a word: stock raises, the engine may have narrowed it away
        assert ours.search(query) == expected
        assert ours.count(query) == len(expected)
        assert ours.get(query) == (expected[0] if expected else None)


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


@pytest.mark.parametrize(("condition", "descending", "index"), [
    (where("a") == "x", False, "odd by a"),
    (where("a") == 3, True, "odd by a"),
    ((where("ключ") == "x") & where("b").exists(), True, "odd by ключ"),
    (where("a").one_of(["x", "y"]), False, "odd by a"),
])
def test_an_equality_on_a_declared_field_uses_its_index(database: Database, condition: QueryInstance, descending: bool,
                                                        index: str) -> None:
    engine = database.engine
    assert isinstance(engine, SqliteEngine)
    database.table("odd").insert({"a": "x"})
    sql, values = sql_where(narrow(condition))
    order = order_by((), descending=descending)
    plan = engine._all(f'EXPLAIN QUERY PLAN SELECT doc_id, doc FROM "odd" WHERE {sql} {order} LIMIT 1', values)
    assert index in str(plan)
