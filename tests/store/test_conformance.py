"""One contract, three engines: SQLite, one JSON file, and TinyDB's own memory storage, which says what is right.

Where TinyDB's own behaviour loses something ours differs on purpose; those tests run on our engines only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.queries import QueryInstance
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from store import Unstorable
from store.engine import Engine, Layout
from store.json_engine import JsonEngine
from store.narrowing import exactly, narrow
from store.sqlite import SqliteEngine
from store.storage import Database

from odd import Chance, leaf, places_in

ENGINES: dict[str, Callable[..., Engine]] = {"sqlite": SqliteEngine, "json": JsonEngine}
COMPARED = 150  # of the random queries that each seed makes, at least: 1,500 in all


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    with Database(ENGINES[request.param](tmp_path / "any", create=True)) as opened:
        yield opened


@pytest.fixture(params=[*ENGINES, "memory"])
def any_table(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """A table of each engine, TinyDB's own among them."""
    if request.param == "memory":
        yield TinyDB(storage=MemoryStorage).table("t")
        return
    with Database(ENGINES[request.param](tmp_path / "any", create=True)) as opened:
        yield opened.table("t")


def _both(ours: Any) -> tuple[Any, Any]:
    stock = TinyDB(storage=MemoryStorage).table("t")
    documents = [{"n": 1, "tag": "a"}, {"n": 2, "tag": "b"}, {"n": 3, "tag": "a"}]
    assert ours.insert_multiple(documents) == stock.insert_multiple(documents) == [1, 2, 3]
    return ours, stock


@pytest.mark.parametrize("step", [
    lambda t: t.insert({"n": 4}),
    lambda t: t.insert(Document({"n": 9}, doc_id=12)),
    lambda t: t.insert_multiple({"n": number} for number in range(3)),
    lambda t: t.all(),
    lambda t: t.search(where("tag") == "a"),
    lambda t: t.get(where("n") == 2),
    lambda t: t.get(doc_id=3),
    lambda t: t.get(doc_id=99),
    lambda t: t.get(doc_ids=[3, 1, 77]),
    lambda t: (t.contains(where("n") == 1), t.contains(doc_id=2), t.contains(doc_id=8), t.contains(where("n") == 8)),
    lambda t: t.update({"n": 7}),
    lambda t: t.update({"n": 7}, where("tag") == "a"),
    lambda t: t.update(increment("n"), doc_ids=[1, 3, 99]),
    lambda t: t.update(increment("n"), doc_ids=[1, 1]),
    lambda t: t.update(delete("tag"), where("n") == 2),
    lambda t: t.update_multiple([({"tag": "c"}, where("n") == 1), (increment("n"), where("tag") == "c")]),
    lambda t: t.upsert({"n": 2, "more": True}, where("n") == 2),
    lambda t: t.upsert({"n": 50}, where("n") == 50),
    lambda t: t.upsert(Document({"n": 60}, doc_id=60)),
    lambda t: t.remove(where("tag") == "a"),
    lambda t: t.remove(doc_ids=[2, 99]),
    lambda t: t.truncate(),
    lambda t: t.count(where("tag") == "a"),
    lambda t: (len(t), list(t)),
])
def test_each_method_does_what_tinydb_does(any_table: Any, step: Any) -> None:
    ours, stock = _both(any_table)
    assert step(ours) == step(stock)
    assert list(ours) == list(stock)
    assert [found.doc_id for found in ours] == [found.doc_id for found in stock]


@pytest.fixture(scope="module", params=ENGINES)
def odd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path: Path = tmp_path_factory.mktemp("odd") / "odd"
    with Database(ENGINES[request.param](path, create=True)) as opened:
        opened.table("odd", layout=Layout(indexes=("a", "b", "ключ")))
        yield opened


@pytest.mark.parametrize("seed", range(10))
def test_every_query_finds_what_tinydb_in_memory_finds(odd: Database, seed: int) -> None:
    chance = Chance(seed)
    documents = [chance.document() for _ in range(40)]
    places = [place for document in documents for place in places_in(document)]
    ours, stock = odd.table("odd"), TinyDB(storage=MemoryStorage)
    with odd.engine.transaction():
        ours.truncate()
        ours.insert_multiple(documents)
    stock.insert_multiple(documents)
    assert list(ours) == list(stock)
    compared = telling = decided = 0
    words = [leaf(chance, "==", path, value) for path, value in places if isinstance(value, str)]
    for query in [*words[:30], *(chance.query(places) for _ in range(220))]:
        wanted = [found for found in ours if accepts(query, found)]
        let_through = {found.doc_id for found in ours.narrowed(narrow(query))}
        assert {found.doc_id for found in wanted} <= let_through, query
        telling += bool(wanted) and len(let_through) < len(documents)
        decided += exactly(query) is not None
        try:
            expected = stock.search(query)
        except TypeError:
            continue  # a number against a word: stock raises, the engine may have narrowed it away
        compared += 1
        assert ours.search(query) == expected, query
        assert ours.count(query) == len(expected), query
        assert ours.contains(query) == bool(expected)
        assert ours.get(query) == (expected[0] if expected else None)
        assert list(ours.page(query, limit=3, offset=1)) == expected[1:4], query
        assert list(ours.page(query, descending=True, limit=2)) == expected[::-1][:2], query
    assert compared >= COMPARED
    assert telling > 15  # or this test would say little
    assert decided > 10


@pytest.mark.parametrize("seed", range(3))
def test_random_writes_leave_what_tinydb_in_memory_is_left_with(odd: Database, seed: int) -> None:
    chance = Chance(100 + seed)
    ours, stock = odd.table("odd"), TinyDB(storage=MemoryStorage).table("odd")
    documents = [chance.document() for _ in range(20)]
    places = [place for document in documents for place in places_in(document)]
    with odd.engine.transaction():
        ours.truncate()
        ours.insert_multiple(documents)
    first = next(iter(ours)).doc_id
    for number, document in enumerate(documents):
        stock.insert(Document(document, doc_id=first + number))
    for _ in range(40):
        query, fields = chance.query(places), chance.document(1)
        if raises(query, stock):
            continue
        match chance.choice(["update", "upsert", "remove", "insert"]):
            case "update":
                assert ours.update(fields, query) == stock.update(fields, query)
            case "upsert" if stock.contains(query):
                assert ours.upsert(fields, query) == stock.upsert(fields, query)
            case "remove" if stock.count(query) < 3:
                assert ours.remove(query) == stock.remove(query)
            case _:
                stock.insert(Document(fields, doc_id=ours.insert(fields)))
        assert list(ours) == list(stock)
        assert [found.doc_id for found in ours] == [found.doc_id for found in stock]


def accepts(query: QueryInstance, document: dict[str, Any]) -> bool:
    try:
        return bool(query(document))
    except TypeError:
        return False


def raises(query: QueryInstance, table: Any) -> bool:
    """True where stock TinyDB raises: a number was compared with a word."""
    try:
        table.count(query)
    except TypeError:
        return True
    return False


@pytest.mark.parametrize(("step", "trouble"), [
    (lambda t: t.insert(Document({"n": 9}, doc_id=1)), ValueError),
    (lambda t: t.insert([1, 2]), ValueError),
    (lambda t: t.insert_multiple([{"n": 5}, "no mapping"]), ValueError),
    (lambda t: t.remove(), RuntimeError),
    (lambda t: t.get(), RuntimeError),
    (lambda t: t.update(increment("missing")), KeyError),
    (lambda t: t.upsert({"n": 1}), ValueError),
])
def test_a_refused_write_leaves_everything_as_it_was(database: Database, step: Any, trouble: type[Exception]) -> None:
    ours, _ = _both(database.table("t"))
    before = list(ours)
    with pytest.raises(trouble):
        step(ours)
    assert list(ours) == before


def test_nothing_that_is_read_shares_structure_with_anything(database: Database) -> None:
    table = database.table("t")
    table.insert({"names": ["a"]})
    table.search(where("names").exists())[0]["names"].append("b")
    table.all()[0]["names"].append("c")
    assert table.all() == [{"names": ["a"]}]
    given = {"names": ["x"]}
    table.insert(given)
    given["names"].append("y")
    assert table.all()[1] == {"names": ["x"]}


def test_ids_are_never_used_twice(database: Database) -> None:
    table = database.table("t")
    table.insert_multiple([{}, {}])
    table.remove(doc_ids=[2])
    assert table.insert({}) == 3


def test_tables_are_listed_and_dropped_and_names_keep_their_case(database: Database) -> None:
    for name in ("plain", "Plain", 'odd "name"', "имя", "sqlite_x", "pairs-x"):
        database.table(name).insert({"in": name})
    assert database.tables() == {"plain", "Plain", 'odd "name"', "имя", "sqlite_x", "pairs-x"}
    assert [database.table(name).all() for name in ("plain", "Plain")] == [[{"in": "plain"}], [{"in": "Plain"}]]
    database.drop_table("Plain")
    assert "Plain" not in database.tables()
    assert database.table("Plain").all() == []
    database.insert({"default": True})
    assert len(database) == 1
    database.drop_tables()
    assert database.tables() == set()


def test_stock_code_that_writes_the_whole_database_writes_only_differences(database: Database) -> None:
    table = database.table("t")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    whole = database.storage.read()
    assert whole == {"t": {"1": {"n": 1}, "2": {"n": 2}}}
    whole["t"]["2"]["n"] = 5
    database.storage.write(whole | {"new": {"1": {}}})
    assert table.all() == [{"n": 1}, {"n": 5}]
    assert database.table("new").all() == [{}]


@pytest.mark.parametrize("document", [{"n": float("nan")}, {"n": float("inf")}, {"w": "a\0b"}, {"w": "\ud800"},
                                      {"s": {1, 2}}, {"deep": [{"w": "\0"}]}])
def test_what_no_engine_keeps_faithfully_is_refused(database: Database, document: dict[str, Any]) -> None:
    with pytest.raises(Unstorable) as refused:
        database.table("t").insert(document)
    assert "\n" not in str(refused.value)
    assert database.table("t").all() == []


def test_words_that_only_look_like_an_escaped_nul_are_kept(database: Database) -> None:
    database.table("t").insert({"w": r"a\u0000b"})
    assert database.table("t").all() == [{"w": r"a\u0000b"}]
