"""The log: what every action changed, written by the application in the action's own transaction.

`_actions` has one document an action, whose id is its `seq`: writers take turns, so `seq` is the order of commits.
`_changes` has one document a change, with the record before and after. Each carries its checksum (store.seals).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from tinydb import where
from tinydb.table import Document

from store.documents import Doc, as_written
from store.errors import Damaged, Missing
from store.layouts import ACTIONS, CHANGES
from store.narrowing import equals
from store.seals import SEAL, seal_of_action, seal_of_change
from store.storage import Database


@dataclass(frozen=True)
class Action:
    """One entry of history. An undo carries the name of what it undid, a redo that of what it did again."""

    uid: str
    seq: int
    name: str
    what: str
    where: tuple[str, ...]
    by: str
    at: str
    undoes: str | None = None
    redoes: str | None = None
    undone_by: str | None = None
    hash: str = ""  # over the action before, this entry and its changes; empty before format 2

    @property
    def title(self) -> str:
        """The name, with undo or redo before it."""
        return f"undo {self.name}" if self.undoes else f"redo {self.name}" if self.redoes else self.name


@dataclass(frozen=True)
class Change:
    """What one action did to one record: before is None for an addition, after for a deletion.

    `doc_id` is the record's place among its table's; a record that comes back takes its old one.
    """

    table: str
    uid: str
    before: Doc | None
    after: Doc | None
    doc_id: int = 0


class Log:
    """Reading and writing the two tables. Its own writes are not logged."""

    def __init__(self, database: Database) -> None:
        self._actions = database.table("_actions", layout=ACTIONS)
        self._changes = database.table("_changes", layout=CHANGES)
        self._engine = database.engine
        self._latest = -1, ""  # seq and checksum of the last action that this program wrote

    def next_seq(self) -> int:
        """The seq of the action that this transaction will write."""
        return self._engine.next_id("_actions")

    def write_change(self, seq: int, number: int, change: Change) -> str:
        """Log one change of the action `seq`; returns its checksum."""
        entry = {"action": seq, "number": number, "table": change.table, "uid": change.uid,
                 "before": change.before, "after": change.after, "doc_id": change.doc_id}
        entry[SEAL] = checksum = seal_of_change(entry)
        self._changes.write(None, None, entry)
        return checksum

    def write_action(self, action: Action, changes: Iterable[str]) -> str:
        """Log the action, at the end of its transaction; `changes` are the checksums of its changes, in order. Returns
        its own, to be remembered once the transaction is through."""
        entry = {
            "uid": action.uid, "seq": action.seq, "name": action.name, "what": action.what, "where": list(action.where),
            "by": action.by, "at": action.at, "undoes": action.undoes, "redoes": action.redoes,
            "undone_by": action.undone_by}
        checksum = seal_of_action(entry, self._seal_at(action.seq - 1), changes)
        self._actions.write(None, None, entry | {SEAL: checksum})
        return checksum

    def remember(self, seq: int, checksum: str) -> None:
        """The checksum of an action that was committed: entries never change theirs, so it need not be read again."""
        self._latest = seq, checksum

    def seal_all(self) -> None:
        """Give every entry of a log that was written without checksums its own, within the caller's transaction."""
        before = ""
        for seq in range(1, self.position() + 1):
            seals = []
            for change in list(self._changes.narrowed(equals("action", seq))):
                seals.append(seal_of_change(change))
                self._changes.write(change.doc_id, dict(change), dict(change) | {SEAL: seals[-1]})
            action = self._actions.get(doc_id=seq)
            if isinstance(action, Document):
                before = seal_of_action(action, before, seals)
                self._actions.write(seq, dict(action), dict(action) | {SEAL: before})

    def mark_undone(self, action: Action, by_action: str) -> None:
        """Note that an action was undone by another."""
        self._actions.update({"undone_by": by_action}, doc_ids=[action.seq])

    def position(self) -> int:
        """The seq of the latest action, 0 for none."""
        return self._engine.last_id("_actions")

    def newest_first(self, *, before: int | None = None, by: str | None = None) -> Iterator[Action]:
        """Actions from the latest on, older than seq `before`, of one curator."""
        query = where("by") == by if by is not None else None
        return map(_action, self._actions.matching(query, descending=True, beyond=before))

    def about(self, uid: str, *, before: int | None = None) -> Iterator[Action]:
        """Actions that changed the record, from the latest on."""
        seqs = {change["action"] for change in self._changes.narrowed(equals("uid", uid))}
        ended = self.position() + 1
        for seq in sorted(seqs, reverse=True):
            if seq < min(ended, before or ended):
                yield self.at(seq)

    def action(self, uid: str) -> Action:
        """The action of that uid; Missing."""
        found = self._actions.with_uid(uid)
        if found is None:
            raise Missing(f"there is no action {uid} in the history")
        return _action(found)

    def at(self, seq: int) -> Action:
        """The action of that seq; Missing."""
        found = self._actions.get(doc_id=seq)
        if not isinstance(found, Document):
            raise Missing(f"there is no action {seq} in the history")
        return _action(found)

    def last_turn(self, action: Action) -> Action:
        """The end of the chain of undoing and doing again that begins at an action: an undo when it stands undone."""
        while action.undone_by is not None:
            action = self.action(action.undone_by)
        return action

    def standing_since(self, uid: str, seq: int, fields: Set[str] | None = None) -> Action | None:
        """The latest action after `seq` that changed the record, or one of these fields of it, and still stands: what
        was undone since, and the undo of it, leave no trace. None when there is none."""
        later = takewhile(lambda action: action.seq > seq, self.about(uid))
        return next((action for action in later if self._stands_since(action, seq)
                     and (fields is None or self._changed(action.seq, uid, fields))), None)

    def _stands_since(self, action: Action, seq: int) -> bool:
        """Whether an action is the last of its chain of undo and redo, and what the chain did after `seq` left a trace:
        a doing and its undo cancel each other, and so do an undo and its redo."""
        if action.undone_by is not None:
            return False
        turns, earlier = 1, action.undoes or action.redoes
        while earlier is not None and (action := self.action(earlier)).seq > seq:
            turns, earlier = turns + 1, action.undoes or action.redoes
        return turns % 2 == 1

    def _changed(self, seq: int, uid: str, fields: Set[str]) -> bool:
        return any(change.before is None or change.after is None
                   or any(change.before.get(field) != change.after.get(field) for field in fields)
                   for change in self.changes(seq) if change.uid == uid)

    def changes(self, seq: int) -> list[Change]:
        """What the action changed, in the order in which it did."""
        return [_change(found) for found in self._changes.narrowed(equals("action", seq))]

    def changes_after(self, seq: int) -> Iterator[Change]:
        """The changes of every action after `seq`, oldest first."""
        return map(_change, self._changes.matching(where("action") > seq))

    def changes_since(self, uid: str, seq: int) -> Iterator[tuple[int, Change]]:
        """The changes of a record after the action `seq`, the latest first, each with the seq of its action."""
        found = self._changes.narrowed(equals("uid", uid), descending=True)
        return takewhile(lambda pair: pair[0] > seq, ((each["action"], _change(each)) for each in found))

    def last_change(self, uid: str) -> tuple[int, Change] | None:
        """The latest change of a record and the seq of its action."""
        found = next(self._changes.narrowed(equals("uid", uid), descending=True, limit=1), None)
        return None if found is None else (found["action"], _change(found))

    def last_rev(self, uid: str) -> int:
        """The highest rev that the record ever had: rev only grows, so the last image has it."""
        last = self.last_change(uid)
        image = None if last is None else last[1].after or last[1].before
        return 0 if image is None else int(image.get("rev", 0))

    def _seal_at(self, seq: int) -> str:
        """The checksum of an action; empty where there is none to read, which `check` then names."""
        known, checksum = self._latest
        if known == seq:
            return checksum
        try:
            found = self._actions.get(doc_id=seq)
        except Damaged:
            return ""
        return str(found.get(SEAL, "")) if isinstance(found, Document) else ""

    def all_changes(self) -> Iterator[Change]:
        """Every change, oldest first."""
        return map(_change, self._changes.narrowed(None))


def _action(found: dict[str, Any]) -> Action:
    with as_written("_actions"):
        return Action(**found | {"where": tuple(found["where"])})


def _change(found: dict[str, Any]) -> Change:
    with as_written("_changes"):
        return Change(found["table"], found["uid"], found["before"], found["after"], found["doc_id"])
