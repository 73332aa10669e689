"""The engine narrows, the TinyDB query decides: whatever the query and the documents, the answer is TinyDB's own."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.queries import QueryInstance
from tinydb.storages import MemoryStorage

from store.engine import Layout
from store.json_engine import JsonEngine
from store.narrowing import AllOf, AnyOf, Compare, narrow
from store.sqlite import SqliteEngine
from store.sqlite_words import order_by
from store.sqlite_words import where as sql_where
from store.storage import Database

KEYS = ["a", "b", "a.b", 'quo"te', "back\\slash", "it's", "ключ", "$", "with space", "tab\t", "é", "A"]
NUMBERS = [0, 1, -1, 2, 5, 2**40, 2**53 - 1, 2**53, 2**53 + 1, 2**63, -(2**63) - 1, 10**20 + 1, 10**30, 0.0, -0.0, 0.1,
           0.3, 0.1 + 0.2, 1.0, 2.0, 5.000000000000001, 4.999999999999999, 1e22, 1e-310, 1.7976931348623157e308, 5e-324,
           123456789.123456789, float(2**40), 2**40 + 1]
WORDS = ["", "a", "B", "b", "[1]", '{"a":1}', "true", "1", "null", "ü", "u\u0308", "\U0001f600", "\uffff", "%",
         "'; DROP TABLE x; --", "line\nbreak", "\x1b[2J", 'say "no"', "C:\\new"]
SCALARS = [None, True, False, *NUMBERS, *WORDS]
NARROWED = ["==", "==", "==", "<", "<=", ">", ">=", "one_of"]
NOT_NARROWED = ["!=", "exists", "any", "all", "test", "fragment", "matches", "map"]


class Chance(random.Random):
    """Odd documents and queries about them. Hypothesis was tried: its queries hardly ever met its documents."""

    def value(self, depth: int = 2) -> Any:
        kind = self.random()
        if depth and kind < 0.1:
            return [self.value(depth - 1) for _ in range(self.randrange(3))]
        if depth and kind < 0.3:
            return self.document(depth - 1)
        if kind < 0.9:
            return self.choice(SCALARS)
        return self.choice([self.random(), self.gauss(0, 1e6), self.getrandbits(70)])

    def document(self, depth: int = 2) -> dict[str, Any]:
        return {key: self.value(depth) for key in self.sample(KEYS, self.randrange(1, 6))}

    def query(self, places: list[tuple[tuple[str, ...], Any]], depth: int = 2) -> QueryInstance:
        shape = self.choice(["and", "or", "or", "not", "leaf", "leaf", "leaf"]) if depth else "leaf"
        if shape == "not":
            return ~self.query(places, depth - 1)
        if shape in ("and", "or"):
            left, right = self.query(places, depth - 1), self.query(places, depth - 1)
            return left & right if shape == "and" else left | right
        path, value = self.choice(places)
        while isinstance(value, list | dict | None) and self.random() < 0.8:
            path, value = self.choice(places)
        if isinstance(value, int | float) and self.random() < 0.3:
            value = self.choice([value + 1, bool(value), -value, float(value) if abs(value) < 1e300 else 1.0])
        elif self.random() < 0.1:
            value = self.choice(SCALARS)
        test: QueryInstance = leaf(self, self.choice(NARROWED * 2 + NOT_NARROWED), path, value)
        return test


def leaf(chance: Chance, test: str, path: tuple[str, ...], value: Any) -> Any:
    field = reduce(lambda query, key: query[key], path, Query())
    match test:
        case "==":
            return field == value
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
            return field.one_of([value, *chance.sample(SCALARS, 2)])
        case "exists":
            return field.exists()
        case "any":
            return field.any([value])
        case "all":
            return field.all([value])
        case "test":
            return field.test(bool)
        case "fragment":
            return field.fragment({chance.choice(KEYS): value})
        case "matches":
            return field.matches("[a-z]*")
        case _:
            return field.map(str) == str(value)


def places_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every path in a document with what is there."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places_in(each, (*path, key))


@pytest.fixture(scope="module", params=[SqliteEngine, JsonEngine])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("narrowing") / "odd"
    with Database(request.param(path, create=True)) as opened:
        opened.table("odd", layout=Layout(indexes=("a", "b", "ключ")))
        yield opened


@pytest.mark.parametrize("seed", range(8))
def test_every_query_finds_what_tinydb_in_memory_finds(database: Database, seed: int) -> None:
    chance = Chance(seed)
    documents = [chance.document() for _ in range(40)]
    places = [place for document in documents for place in places_in(document)]
    ours, stock = database.table("odd"), TinyDB(storage=MemoryStorage)
    with database.engine.transaction():
        ours.truncate()
        ours.insert_multiple(documents)
    stock.insert_multiple(documents)
    assert list(ours) == list(stock)
    telling = 0
    for _ in range(200):
        query = chance.query(places)
        wanted = {found.doc_id for found in ours if accepts(query, found)}
        let_through = {found.doc_id for found in ours.narrowed(narrow(query))}
        assert wanted <= let_through, query
        telling += bool(wanted) and len(let_through) < len(documents)
        try:
            expected = stock.search(query)
        except TypeError:
            continue  # a number against a word: stock raises, the engine may have narrowed it away
        assert ours.search(query) == expected, query
        assert ours.count(query) == len(expected)
        assert ours.get(query) == (expected[0] if expected else None)
    assert telling > 15  # or this test would say little


def accepts(query: QueryInstance, document: dict[str, Any]) -> bool:
    try:
        return bool(query(document))
    except TypeError:
        return False


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
    if not isinstance(engine, SqliteEngine):
        pytest.skip("indexes in memory are made when they are asked for")
    database.table("odd").insert({"a": "x"})
    sql, values = sql_where(narrow(condition))
    order = order_by((), descending=descending)
    plan = engine._all(f'EXPLAIN QUERY PLAN SELECT doc_id, doc FROM "odd" WHERE {sql} {order} LIMIT 1', values)
    assert index in str(plan)
