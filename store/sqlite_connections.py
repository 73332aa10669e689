"""A connection to the dataset's file for each thread, and transactions on it.

Writers queue for their turn (store.turns), then BEGIN IMMEDIATE; inner transactions are savepoints. On a full disk
SQLite may have rolled back by itself: whoever rolls back asks first whether there is still something to roll back, and
nothing more is run in a transaction that was lost.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.errors import Closed, Damaged, StoreError, Unstorable
from store.sqlite_file import Mode, connect, in_plain_words, note_closed, note_open, require_still_there, side_file
from store.turns import end_turn, take_turn

_ROWS_AT_ONCE = 256


@dataclass
class Session:
    """One thread's connection, how deep in transactions it is, and the tables it made since the outermost began."""

    connection: sqlite3.Connection
    thread: threading.Thread
    depth: int = 0
    names_made: set[str] = field(default_factory=set)


class Connections:
    """All connections of one open dataset. `names` are the tables and indexes known to be there, committed."""

    def __init__(self, path: Path, mode: Mode = "write") -> None:
        self.path, self.mode = path, mode
        self.names: set[str] = set()
        self._local = threading.local()
        self._sessions: list[Session] = []
        self._lock = threading.Lock()
        self._closed = False
        self._file = note_open(path)
        self._frozen = path.stat().st_mtime_ns if mode == "immutable" else 0

    @property
    def session(self) -> Session:
        """This thread's."""
        session: Session | None = getattr(self._local, "session", None)
        if session is None or self._closed:
            session = self._local.session = self._new_session()
        return session

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See `store.engine.Engine.transaction`."""
        session = self.session
        if session.depth:
            with self._savepoint(session):
                yield
            return
        if session.connection.in_transaction:
            raise StoreError(f"{self.path}: nothing can be written while a snapshot is being read")
        ticket = take_turn(side_file(self.path), str(self.path))
        try:
            self.run("BEGIN IMMEDIATE")
            session.depth = 1
            try:
                yield
                require_still_there(self.path, self._file)
                self.run("COMMIT")
                self.names |= session.names_made
            finally:
                session.depth = 0
                session.names_made = set()
                if session.connection.in_transaction:
                    self.run("ROLLBACK")
        finally:
            end_turn(ticket)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `store.engine.Engine.snapshot`."""
        session = self.session
        if session.connection.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            if session.connection.in_transaction:
                self.run("COMMIT")

    def run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement on this thread's connection."""
        return self._told(lambda connection: connection.execute(sql, values))

    def run_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one writing statement for each of the rows."""
        self._told(lambda connection: connection.executemany(sql, rows))

    def _told(self, execute: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> sqlite3.Cursor:
        session = self.session
        if session.depth and not session.connection.in_transaction:
            raise StoreError(f"{self.path}: the transaction was lost before, nothing of this action was kept")
        if self._frozen and self.path.stat().st_mtime_ns != self._frozen:
            raise StoreError(f"{self.path} was changed since it was opened to be read: open it again")
        try:
            return execute(session.connection)
        except UnicodeEncodeError as trouble:
            raise Unstorable(f"{self.path}: half a character is neither stored nor looked for: {trouble}") from trouble
        except OverflowError as trouble:
            raise Unstorable(f"{self.path}: no number is that large: {trouble}") from trouble
        except UnicodeDecodeError as trouble:  # even SQLite's own message about it cannot be read
            raise Damaged(f"{self.path} is damaged: restore a copy") from trouble
        except sqlite3.Error as trouble:
            raise in_plain_words(trouble, self.path) from trouble

    def some(self, cursor: sqlite3.Cursor) -> list[Any]:
        """The next rows of a cursor, none at its end."""
        try:
            return cursor.fetchmany(_ROWS_AT_ONCE)
        except sqlite3.Error as trouble:
            raise in_plain_words(trouble, self.path) from trouble

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one statement."""
        cursor, found = self.run(sql, values), []
        while some := self.some(cursor):
            found += some
        return found

    def close(self) -> None:
        """Close every thread's connection; closing twice does no harm."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for session in self._sessions:
                session.connection.close()
            self._sessions.clear()
        note_closed(self._file)

    def _new_session(self) -> Session:
        with self._lock:
            if self._closed:
                raise Closed(f"{self.path} was closed")
            for idle in [known for known in self._sessions if not known.thread.is_alive()]:
                idle.connection.close()
                self._sessions.remove(idle)
            session = Session(connect(self.path, mode=self.mode), threading.current_thread())
            self._sessions.append(session)
            return session

    @contextmanager
    def _savepoint(self, session: Session) -> Iterator[None]:
        name = f"inner{session.depth}"
        self.run(f"SAVEPOINT {name}")
        session.depth += 1
        done = False
        try:
            yield
            done = True
        finally:
            session.depth -= 1
            if session.connection.in_transaction:
                if not done:
                    self.run(f"ROLLBACK TO {name}")
                    session.names_made = set()
                self.run(f"RELEASE {name}")
