"""What can be made again from the records: kept beside them, outside history and rev."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from tinydb.table import Document

from store.documents import as_written, decode, decode_all
from store.engine import Engine
from store.errors import StoreError
from store.layouts import CACHE
from store.narrowing import MOST_VALUES, equals, one_of
from store.problems import each_row
from store.seals import seal
from store.storage import Database

PREFIX = "_cache_"  # of the table's name
_AT_ONCE = 500


class Cache:
    """A dict kept in the dataset. A write joins the transaction of its thread or is one of its own."""

    def __init__(self, database: Database, name: str) -> None:
        self._table = database.table(PREFIX + name, layout=CACHE)
        self._engine: Engine = database.engine

    def get(self, key: str) -> dict[str, Any] | None:
        """The value, made afresh, or None."""
        found = self._row(key)
        if found is None:
            return None
        with as_written(self._table.name):
            return dict(found["value"])

    def get_many(self, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """key -> value for those that are there."""
        wanted = sorted(set(keys))
        with as_written(self._table.name):
            return {found["key"]: found["value"] for first in range(0, len(wanted), MOST_VALUES)
                    for found in self._table.narrowed(one_of("key", wanted[first:first + MOST_VALUES]))}

    def items(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every key with its value, in the order in which the keys came."""
        rows = self._engine.rows(self._table.name)
        while some := [raw for _, raw in islice(rows, _AT_ONCE)]:
            with as_written(self._table.name):
                found = [(row["key"], row["value"]) for row in decode_all(some, self._table.name)]
            yield from found

    def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep a value under a key, in the place of an older one."""
        with self._engine.transaction():
            found = self._row(key)
            before = None if found is None else dict(found)
            self._table.write(found.doc_id if found else None, before, sealed_row(key, value))

    def put_many(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep several, all or none."""
        with self._engine.transaction():
            for key, value in values.items():
                self.put(key, value)

    def drop(self, key: str) -> None:
        """Forget a key; nothing happens when it is not there."""
        with self._engine.transaction():
            found = self._row(key)
            if found is not None:
                self._table.write(found.doc_id, dict(found), None)

    def clear(self) -> None:
        """Forget everything."""
        self._table.truncate()

    def keys(self) -> list[str]:
        """All keys, in order."""
        return [str(key) for key in self._engine.tally(self._table.name, ("key",))]

    def drop_damaged(self) -> int:
        """Forget the rows that are not as they were written; how many there were."""
        with self._engine.transaction():
            damaged = []
            for doc_id, raw in each_row(self._engine, self._table.name):
                try:
                    is_sound = is_whole(decode(raw, self._table.name))
                except StoreError:
                    is_sound = False
                if not is_sound:
                    damaged.append(doc_id)
            for doc_id in damaged:
                self._engine.delete(self._table.name, doc_id)
            return len(damaged)

    def _row(self, key: str) -> Document | None:
        return next(self._table.narrowed(equals("key", key)), None)


def is_whole(row: Mapping[str, Any]) -> bool:
    """True for a row that is as it was written."""
    return row.keys() == {"key", "value", "sum"} and row["sum"] == seal([row["key"], row["value"]])


def sealed_row(key: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its checksum."""
    return {"key": key, "value": dict(value), "sum": seal([key, value])}
