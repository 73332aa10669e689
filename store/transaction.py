"""One action of a curator: everything in it is written together, with one entry of history, or nothing is.

Who says up to where of the history they have `seen` overwrites nothing that another program wrote after that: the same
field changed on both sides is a LostRace, whichever function writes. Different fields of one record go together.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from store import clock
from store.documents import Doc
from store.engine import Engine
from store.errors import LostRace, NoTransaction, Race, StoreError
from store.log import Action, Change, Log


class Transaction:
    """An action under way. `what` and `where` may still be set until it ends."""

    def __init__(self, name: str, by: str, what: str, where: Sequence[str], seen: int | None = None) -> None:
        self.uid = clock.new_uid()
        self.seen = seen
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
        self._own: set[int] = set()  # the seqs of the actions of this program

    @contextmanager
    def begin(self, name: str, *, by: str, what: str = "", where: Sequence[str] = (), seen: int | None = None,
              ) -> Iterator[Transaction]:
        """A transaction, or the one that is under way: then an error undoes only what was written inside."""
        under_way = self.current
        if under_way is not None:
            with self._joined(under_way):
                yield under_way
            return
        if not name or not by:
            raise StoreError("an action needs a name and a curator")
        transaction, checksum = Transaction(name, by, what, where, seen), ""
        with self._numbered(transaction), self._engine.transaction():
            self._local.current = transaction
            try:
                yield transaction
                if transaction.changes or transaction.undoes or transaction.redoes:
                    checksum = self._log.write_action(_entry(transaction, self.seq(transaction)), transaction.seals)
            finally:
                self._local.current = None
        if checksum:
            self._log.remember(self.seq(transaction), checksum)

    def are_own(self, since: int, until: int) -> bool:
        """True when every action after `since` up to `until` was one of this program."""
        return all(seq in self._own for seq in range(since + 1, until + 1))

    @contextmanager
    def _numbered(self, transaction: Transaction) -> Iterator[None]:
        """Know the action as one of this program, before anybody can see it, unless it comes to nothing."""
        try:
            yield
        except BaseException:
            if transaction.seq is not None:
                self._own.discard(transaction.seq)
            raise

    @property
    def current(self) -> Transaction | None:
        """This thread's transaction."""
        transaction: Transaction | None = getattr(self._local, "current", None)
        return transaction

    def seq(self, transaction: Transaction) -> int:
        """The seq that the action gets; nobody else can take it, for nobody else is writing."""
        if transaction.seq is None:
            transaction.seq = self._log.next_seq()
            self._own.add(transaction.seq)
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
        if transaction.seen is not None and before is not None:
            self._forbid_overwriting(transaction.seen, table, uid, before, after)
        change = Change(table, uid, before, after, doc_id)
        number = transaction.changes + 1
        transaction.seals.append(self._log.write_change(self.seq(transaction), number, change))

    def last_rev(self, uid: str) -> int:
        """The highest rev that the record ever had."""
        return self._log.last_rev(uid)

    def _forbid_overwriting(self, seen: int, table: str, uid: str, before: Doc, after: Doc | None) -> None:
        """LostRace where another program changed since what this change would write over."""
        theirs = [(seq, change) for seq, change in self._log.changes_since(uid, seen) if seq not in self._own]
        if not theirs or theirs[-1][1].before is None:
            return
        base = theirs[-1][1].before
        fields = {field for _, change in theirs for field in _differing(change.before, change.after)}
        if after is None or fields & _differing(before, after):
            action = self._log.at(theirs[0][0])
            raise LostRace(f"{action.by} changed the same while you looked at it ({action.title}, {action.at}): "
                           "nothing of yours was written", by=action.by, action=action.title, at=action.at,
                           race=Race(table, uid, self._log.position(), base, before, after))

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


def _differing(one: Doc | None, other: Doc | None) -> set[str]:
    one, other = one or {}, other or {}
    return {name for name in one.keys() | other.keys() if name != "rev" and one.get(name) != other.get(name)}


def _entry(transaction: Transaction, seq: int) -> Action:
    return Action(uid=transaction.uid, seq=seq, name=transaction.name, what=transaction.what, where=transaction.where,
                  by=transaction.by, at=clock.now(), undoes=transaction.undoes, redoes=transaction.redoes)
