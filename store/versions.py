"""A dataset in memory, version by version: readers keep the one they began with, one writer at a time makes the next.

A version is never changed. A writer copies each table before it first writes to it, and again inside an inner
transaction, so going back is taking up the older version.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from store.errors import Busy, Closed, NoTransaction, StoreError
from store.rows import Rows
from store.turns import PATIENCE, ThreadTurns


class Kind(StrEnum):
    """What the documents of a table are."""

    DOCUMENTS = "documents"
    BLOBS = "blobs"
    PAIRS = "pairs"


class TableName(NamedTuple):
    """A table's kind and name."""

    kind: Kind
    name: str


Version = Mapping[TableName, Rows]


@dataclass
class _Session:
    """What one thread reads and writes: the version that its snapshot froze, the one that its transaction makes."""

    frozen: Version | None = None
    making: dict[TableName, Rows] | None = None
    own: set[TableName] = field(default_factory=set)  # tables that this transaction copied and may write to


class Versions:
    """All versions of one open dataset. `keep` puts one on the disk; only then others see it."""

    def __init__(self, url: str, first: Version, keep: Callable[[Version], None]) -> None:
        self._url, self._latest, self._keep = url, first, keep
        self._local = threading.local()
        self._turns = ThreadTurns()
        self._keeping = threading.Lock()
        self._closed = False

    @property
    def is_writing(self) -> bool:
        """True while this thread is inside `transaction()`."""
        return self._session.making is not None

    @property
    def current(self) -> Version:
        """What this thread sees now. Closed."""
        self._refuse_closed()
        session = self._session
        if session.making is not None:
            return session.making
        return self._latest if session.frozen is None else session.frozen

    def writable(self, name: TableName, new: Rows | None = None) -> Rows:
        """The table, to be changed by this thread's transaction; `new` is put there when there is none."""
        making = self._making
        if name not in self._session.own:
            there = making.get(name, new)
            if there is None:
                raise StoreError(f"{self._url} has no table {name.name}")
            making[name] = there.copy()
            self._session.own.add(name)
        return making[name]

    def drop(self, name: TableName) -> None:
        """Remove a table."""
        self._making.pop(name, None)
        self._session.own.discard(name)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """See `store.engine.Engine.transaction`."""
        self._refuse_closed()
        session = self._session
        if session.making is not None:
            with self._inner(session):
                yield
            return
        if session.frozen is not None:
            raise StoreError(f"{self._url}: nothing can be written while a snapshot is being read")
        if not self._turns.take(PATIENCE):
            raise Busy(f"{self._url} has been written to for {PATIENCE:.0f} seconds: try again when that is done")
        try:
            session.making, session.own = dict(self._latest), set()
            yield
            self._end(session.making)
        finally:
            session.making, session.own = None, set()
            self._turns.end()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See `store.engine.Engine.snapshot`."""
        session = self._session
        if session.making is not None or session.frozen is not None:
            yield
            return
        session.frozen = self.current
        try:
            yield
        finally:
            session.frozen = None

    def close(self) -> bool:
        """End it, after what is being kept; False when it was closed before."""
        with self._keeping:
            was_open, self._closed = not self._closed, True
        return was_open

    @property
    def _session(self) -> _Session:
        session: _Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = _Session()
        return session

    @property
    def _making(self) -> dict[TableName, Rows]:
        self._refuse_closed()
        making = self._session.making
        if making is None:
            raise NoTransaction(f"a write to {self._url} outside of any transaction")
        return making

    def _end(self, made: dict[TableName, Rows]) -> None:
        before = self._latest
        if made.keys() == before.keys() and all(rows is before[name] for name, rows in made.items()):
            return
        with self._keeping:
            self._refuse_closed()
            self._keep(made)
            self._latest = made

    @contextmanager
    def _inner(self, session: _Session) -> Iterator[None]:
        before, own, done = dict(self._making), session.own, False
        session.own = set()
        try:
            yield
            done = True
        finally:
            if done:
                session.own |= own & self._making.keys()
            else:
                session.making, session.own = before, own

    def _refuse_closed(self) -> None:
        if self._closed:
            raise Closed(f"{self._url} was closed")
