"""One action of a curator: everything in it is written together, with one entry of history, or nothing is."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from store import clock
from store.documents import Doc
from store.engine import Engine
from store.errors import NoTransaction, StoreError
from store.log import Action, Change, Log


class Transaction:
    """An action under way. `what` and `where` may still be set until it ends."""

    def __init__(self, name: str, by: str, what: str, where: Sequence[str]) -> None:
        self.uid = clock.new_uid()
        self.name, self.by, self.what, self.where = name, by, what, tuple(where)
        self.undoes: str | None = None
        self.redoes: str | None = None
        self.seq: int | None = None
        self.seals: list[str] = []  # the checksums of its changes so far, in order

    @property
    def changes(self) -> int:
        """How many it made so far."""
        return len(self.seals)


class Transactions:
    """Begins and ends them, one at a time in each thread, and is the journal that logged tables write to."""

    def __init__(self, engine: Engine, log: Log) -> None:
        self._engine = engine
        self._log = log
        self._local = threading.local()

    @contextmanager
    def begin(self, name: str, *, by: str, what: str = "", where: Sequence[str] = ()) -> Iterator[Transaction]:
        """A transaction, or the one that is under way: then an error undoes only what was written inside."""
        under_way = self.current
        if under_way is not None:
            with self._joined(under_way):
                yield under_way
            return
        if not name or not by:
            raise StoreError("an action needs a name and a curator")
        with self._engine.transaction():
            transaction = self._local.current = Transaction(name, by, what, where)
            try:
                yield transaction
                if transaction.changes or transaction.undoes or transaction.redoes:
                    self._log.write_action(_entry(transaction, self.seq(transaction)), transaction.seals)
            finally:
                self._local.current = None

    @property
    def current(self) -> Transaction | None:
        """This thread's transaction."""
        transaction: Transaction | None = getattr(self._local, "current", None)
        return transaction

    def seq(self, transaction: Transaction) -> int:
        """The seq that the action gets; nobody else can take it, for nobody else is writing."""
        if transaction.seq is None:
            transaction.seq = self._log.next_seq()
        return transaction.seq

    def require(self, table: str) -> None:
        """Raise NoTransaction unless this thread is in a transaction."""
        if self.current is None:
            raise NoTransaction(f"a write to {table} outside of any action")

    def record(self, table: str, uid: str, before: Doc | None, after: Doc | None, doc_id: int = 0) -> None:
        """Log one change of this thread's transaction."""
        transaction = self.current
        if transaction is None:
            raise NoTransaction(f"a write to {table} outside of any action")
        change = Change(table, uid, before, after, doc_id)
        number = transaction.changes + 1
        transaction.seals.append(self._log.write_change(self.seq(transaction), number, change))

    def last_rev(self, uid: str) -> int:
        """The highest rev that the record ever had."""
        return self._log.last_rev(uid)

    @contextmanager
    def _joined(self, transaction: Transaction) -> Iterator[None]:
        changes, done = transaction.changes, False
        try:
            with self._engine.transaction():
                yield
                done = True
        finally:
            if not done:
                del transaction.seals[changes:]


def _entry(transaction: Transaction, seq: int) -> Action:
    return Action(uid=transaction.uid, seq=seq, name=transaction.name, what=transaction.what, where=transaction.where,
                  by=transaction.by, at=clock.now(), undoes=transaction.undoes, redoes=transaction.redoes)
