"""The `conftest.py` that TinyDB's own tests get: every database that they make is one of ours.

Where a test asks for a storage of its own (a middleware, a half-written class), TinyDB keeps it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tinydb import JSONStorage, TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import MemoryStorage

from store.engine import Engine
from store.json_engine import JsonEngine
from store.sqlite import SqliteEngine
from store.storage import Database

ENGINES: dict[str, Callable[..., Engine]] = {"sqlite": SqliteEngine, "json": JsonEngine}
OURS = ENGINES[os.environ["CURATOR_ENGINE"]]


@pytest.fixture(autouse=True)
def made(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Database]]:
    """What `TinyDB(...)` made in a test that is about databases; those about storages are TinyDB's own affair."""
    opened: list[Database] = []
    numbers = count()

    def make(*arguments: Any, storage: Any = JSONStorage, **keywords: Any) -> TinyDB:
        if storage not in (JSONStorage, MemoryStorage):
            return TinyDB(*arguments, storage=storage, **keywords)
        path = Path(arguments[0]) if arguments else tmp_path / f"memory-{next(numbers)}"
        opened.append(Database(OURS(path, create=True)))
        return opened[-1]

    if request.module.__name__.rpartition(".")[2] in ("test_tinydb", "test_tables", "test_operations"):
        monkeypatch.setattr(request.module, "TinyDB", make, raising=False)
    yield opened
    for database in opened:
        database.close()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """As TinyDB's own fixture makes it: three documents in the default table."""
    with Database(OURS(tmp_path / "db", create=True)) as opened:
        opened.insert_multiple({"int": 1, "char": letter} for letter in "abc")
        yield opened


@pytest.fixture
def storage() -> Any:
    """TinyDB's own, for the tests of its middleware."""
    return CachingMiddleware(MemoryStorage)()  # type: ignore[no-untyped-call]


@pytest.fixture(autouse=True)
def uses_a_database(request: pytest.FixtureRequest, made: list[Database], record_property: Callable[..., None],
                    ) -> Iterator[None]:
    """Notes in the report which tests went through one of our engines."""
    yield
    if made or "db" in request.fixturenames:
        record_property("engine", "ours")
