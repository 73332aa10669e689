"""The engine for a dataset in one file: SQLite in WAL mode, a connection for each thread.

Writers queue for their turn (store.turns), then BEGIN IMMEDIATE; inner transactions are savepoints. On a full disk
SQLite may have rolled back by itself: whoever rolls back asks first whether there is still something to roll back.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from store import sqlite_words as words
from store.engine import Layout
from store.errors import Closed, NoTransaction, StoreError
from store.narrowing import MOST_VALUES, Condition, Path
from store.sqlite_file import connect, in_plain_words, note_open, prepare, side_file
from store.turns import end_turn, take_turn

_ROWS_AT_ONCE = 256


@dataclass
class _Session:
    """One thread's connection, how deep in transactions it is, and the tables it made since the outermost began."""

    connection: sqlite3.Connection
    thread: threading.Thread
    depth: int = 0
    names_made: set[str] = field(default_factory=set)


class SqliteEngine:
    """See `store.engine.Engine` for what each method promises."""

    def __init__(self, path: FilePath, *, create: bool) -> None:
        self._path = path.resolve()
        self.url = str(path)
        prepare(self._path, create=create)
        self._local = threading.local()
        self._sessions: list[_Session] = []
        self._lock = threading.Lock()
        self._closed = False
        self._names: set[str] = set()
        note_open(self._path, 1)
        try:
            self._names = self._names_there()
        except StoreError:
            self.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        session = self._session()
        if session.depth:
            with self._savepoint(session):
                yield
            return
        if session.connection.in_transaction:
            raise StoreError(f"{self.url}: nothing can be written while a snapshot is being read")
        ticket = take_turn(side_file(self._path), self.url)
        try:
            self._run("BEGIN IMMEDIATE")
            session.depth = 1
            try:
                yield
                self._run("COMMIT")
                self._names |= session.names_made
            finally:
                session.depth = 0
                session.names_made = set()
                if session.connection.in_transaction:
                    self._run("ROLLBACK")
        finally:
            end_turn(ticket)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        session = self._session()
        if session.connection.in_transaction:
            yield
            return
        self._run("BEGIN")
        try:
            yield
        finally:
            if session.connection.in_transaction:
                self._run("COMMIT")

    @property
    def is_writing(self) -> bool:
        return self._session().depth > 0

    def tables(self) -> set[str]:
        found = (words.table_of(name[1:-1]) for name in self._names_there("table"))
        return {table for table in found if table is not None}

    def create_table(self, table: str, layout: Layout) -> None:
        self._create(words.document_table(table, layout))

    def drop_table(self, table: str) -> None:
        name = words.table_name(table)
        with self.transaction():
            self._write(f"DROP TABLE IF EXISTS {name}")
            self._names = set()  # the names of its indexes went with it

    def rows(self, table: str, condition: Condition | None = None, *, order: Sequence[Path] = (),
             descending: bool = False, limit: int | None = None, offset: int = 0, below: int | None = None,
             ) -> Iterator[tuple[int, str]]:
        name = words.table_name(table)
        if not self._has(name):
            return
        sql, values = words.where(condition)
        if below is not None:
            sql, values = f"{sql} AND doc_id < ?", [*values, below]
        sql = f"SELECT doc_id, doc FROM {name} WHERE {sql} {words.order_by(order, descending=descending)}"
        if limit is not None or offset:
            sql += f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"
        cursor = self._run(sql, values)
        while some := self._fetched(cursor):
            yield from some

    def row(self, table: str, doc_id: int) -> str | None:
        name = words.table_name(table)
        if not self._has(name):
            return None
        found = self._all(f"SELECT doc FROM {name} WHERE doc_id = ?", [doc_id])
        return str(found[0][0]) if found else None

    def size(self, table: str, condition: Condition | None = None) -> int:
        name = words.table_name(table)
        if not self._has(name):
            return 0
        sql, values = words.where(condition)
        return int(self._all(f"SELECT count(*) FROM {name} WHERE {sql}", values)[0][0])

    def tally(self, table: str, path: Path) -> dict[str | int | float | None, int]:
        name, column = words.table_name(table), words.column(path)
        if not self._has(name):
            return {}
        return dict(self._all(f"SELECT {column}, count(*) FROM {name} GROUP BY 1 ORDER BY 1"))

    def last_id(self, table: str) -> int:
        name = words.table_name(table)
        return int(self._all(f"SELECT coalesce(max(doc_id), 0) FROM {name}")[0][0]) if self._has(name) else 0

    def next_id(self, table: str) -> int:
        name = words.table_name(table)
        if not self._has(name):
            return 1
        used = self._all("SELECT seq FROM sqlite_sequence WHERE name = ?", [name[1:-1]])
        return int(used[0][0]) + 1 if used else 1

    def insert(self, table: str, doc_id: int | None, document: str) -> int:
        name = words.table_name(table)
        added = self._write(f"INSERT INTO {name} (doc_id, doc) VALUES (?, ?)", [doc_id, document]).lastrowid
        return int(added or 0)

    def replace(self, table: str, doc_id: int, document: str) -> None:
        self._write(f"UPDATE {words.table_name(table)} SET doc = ? WHERE doc_id = ?", [document, doc_id])

    def delete(self, table: str, doc_id: int) -> None:
        self._write(f"DELETE FROM {words.table_name(table)} WHERE doc_id = ?", [doc_id])

    def put_blob(self, table: str, key: str, content: bytes) -> bool:
        self._create(words.blobs_table(table))
        name = words.blobs_name(table)
        sql = f"INSERT INTO {name} (key, content) VALUES (?, ?) ON CONFLICT DO NOTHING"
        return self._write(sql, [key, content]).rowcount == 1

    def blob(self, table: str, key: str) -> bytes | None:
        name = words.blobs_name(table)
        found = self._all(f"SELECT content FROM {name} WHERE key = ?", [key]) if self._has(name) else []
        return bytes(found[0][0]) if found else None

    def blob_keys(self, table: str) -> list[str]:
        name = words.blobs_name(table)
        return [key for (key,) in self._all(f"SELECT key FROM {name} ORDER BY key")] if self._has(name) else []

    def replace_pairs(self, table: str, owner: str, keys: Iterable[str]) -> None:
        name = words.pairs_name(table)
        self._create(words.pairs_table(table))
        had, wanted = set(self.keys_of(table, owner)), set(keys)
        with self.transaction():
            for key in sorted(had - wanted):
                self._write(f"DELETE FROM {name} WHERE key = ? AND owner = ?", [key, owner])
            for key in sorted(wanted - had):
                self._write(f"INSERT INTO {name} (key, owner) VALUES (?, ?)", [key, owner])

    def pairs(self, table: str, keys: Collection[str]) -> list[tuple[str, str]]:
        name = words.pairs_name(table)
        if not self._has(name):
            return []
        return [(key, owner) for some in _portions(keys) for key, owner in self._all(
            f"SELECT key, owner FROM {name} WHERE key IN ({_marks(some)}) ORDER BY key, owner", some)]

    def pair_sizes(self, table: str, keys: Collection[str] | None = None) -> dict[str, int]:
        name = words.pairs_name(table)
        if not self._has(name):
            return {}
        if keys is None:
            return dict(self._all(f"SELECT key, count(*) FROM {name} GROUP BY key ORDER BY key"))
        return {key: size for some in _portions(keys) for key, size in self._all(
            f"SELECT key, count(*) FROM {name} WHERE key IN ({_marks(some)}) GROUP BY key ORDER BY key", some)}

    def keys_of(self, table: str, owner: str) -> list[str]:
        name = words.pairs_name(table)
        sql = f"SELECT key FROM {name} WHERE owner = ? ORDER BY key"
        return [key for (key,) in self._all(sql, [owner])] if self._has(name) else []

    def clear_pairs(self, table: str) -> None:
        name = words.pairs_name(table)
        if self._has(name):
            self._write(f"DELETE FROM {name}")

    def verify(self) -> list[str]:
        return [line for (line,) in self._all("PRAGMA integrity_check") if line != "ok"]

    def close(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for session in self._sessions:
                session.connection.close()
            self._sessions.clear()
        if self._path.exists():
            note_open(self._path, -1)

    def _session(self) -> _Session:
        session: _Session | None = getattr(self._local, "session", None)
        if session is None or self._closed:
            session = self._local.session = self._new_session()
        return session

    def _new_session(self) -> _Session:
        with self._lock:
            if self._closed:
                raise Closed(f"{self.url} was closed")
            for idle in [known for known in self._sessions if not known.thread.is_alive()]:
                idle.connection.close()
                self._sessions.remove(idle)
            session = _Session(connect(self._path), threading.current_thread())
            self._sessions.append(session)
            return session

    @contextmanager
    def _savepoint(self, session: _Session) -> Iterator[None]:
        name = f"inner{session.depth}"
        self._run(f"SAVEPOINT {name}")
        session.depth += 1
        done = False
        try:
            yield
            done = True
        finally:
            session.depth -= 1
            if session.connection.in_transaction:
                if not done:
                    self._run(f"ROLLBACK TO {name}")
                    session.names_made = set()
                self._run(f"RELEASE {name}")

    def _write(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        if not self._session().depth:
            raise NoTransaction(f"a write to {self.url} outside of any transaction")
        return self._run(sql, values)

    def _run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        session = self._session()
        if session.depth and not session.connection.in_transaction:
            raise StoreError(f"{self.url}: the transaction was lost before, nothing of this action was kept")
        try:
            return session.connection.execute(sql, values)
        except sqlite3.Error as trouble:
            raise in_plain_words(trouble, self._path) from trouble

    def _fetched(self, cursor: sqlite3.Cursor) -> list[Any]:
        try:
            return cursor.fetchmany(_ROWS_AT_ONCE)
        except sqlite3.Error as trouble:
            raise in_plain_words(trouble, self._path) from trouble

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        cursor, found = self._run(sql, values), []
        while some := self._fetched(cursor):
            found += some
        return found

    def _names_there(self, kind: str | None = None) -> set[str]:
        rows = self._all("SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
        return {words.quoted(name) for name, its_kind in rows if kind in (None, its_kind)}

    def _has(self, name: str) -> bool:
        if name not in self._names and name not in self._session().names_made:
            there = self._names_there()
            if self._session().depth:
                return name in there
            self._names = there
        return name in self._names or name in self._session().names_made

    def _create(self, statements: dict[str, str]) -> None:
        if all(self._has(name) for name in statements):
            return
        with self.transaction():
            for statement in statements.values():
                self._write(statement)
        session = self._session()
        if session.depth:
            session.names_made |= set(statements)


def _portions(keys: Collection[str]) -> Iterator[list[str]]:
    every = sorted(set(keys))
    for first in range(0, len(every), MOST_VALUES):
        yield every[first:first + MOST_VALUES]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
