"""A plain model of a dataset with history: what every record is, and what every action made of which.

It knows nothing of how the store does it. Records are dicts without `rev`; undo takes back fields that still are as the
action left them, or is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.desk.desk import Desk
from schema import TABLES

Record = Mapping[str, Any]
Change = tuple[Record | None, Record | None]  # before and after
State = dict[tuple[str, str], Record]  # table and uid -> record


class Refuses(Exception):
    """The model does not do that."""


@dataclass
class Done:
    """One action: its uid, who did it, and each record that it changed with before and after."""

    uid: str
    by: str
    changes: dict[tuple[str, str], Change]
    undoes: str | None = None
    redoes: str | None = None
    undone_by: str | None = None


@dataclass
class Model:
    """The records as they should be, and what was done, oldest first."""

    state: State
    done: dict[str, Done] = field(default_factory=dict)

    def did(self, uid: str, by: str, after: State) -> None:
        """Somebody did something, and this is what came of it."""
        self._add(Done(uid, by, _changes(self.state, after)), after)

    def undo(self, by: str, action: str | None) -> Done:
        """What undo would take back; Refuses."""
        if action is None:
            return self._newest(d for d in self._backwards(by) if d.undoes is None and d.undone_by is None)
        last = self._last_turn(action)
        if self.done[action].undoes is not None or last.undoes is not None:
            raise Refuses("is an undo, or undone already")
        return last

    def redo(self, by: str, action: str | None) -> Done:
        """What redo would take back; Refuses."""
        if action is not None:
            last = self._last_turn(action)
            if last.undoes is None:
                raise Refuses("is not undone")
            return last
        for each in self._backwards(by):
            if each.undoes is None and each.redoes is None:
                break
            if each.undoes is not None and each.undone_by is None:
                return each
        raise Refuses("nothing was undone")

    def without(self, target: Done) -> State:
        """The records as they would be after taking back an action; Refuses where somebody changed the same since."""
        state = dict(self.state)
        later = self._standing_since(target)
        for key, (before, after) in target.changes.items():
            for change in (each.changes[key] for each in later if key in each.changes):
                if overlap((before, after), change):
                    raise Refuses("somebody changed the same since")
            now = state.pop(key, None)
            if now is None or before is None or after is None:
                if now != after:
                    raise Refuses("is not what it left behind")
                restored = before
            else:
                fields = _fields((before, after))
                if any(now.get(name) != after.get(name) for name in fields):
                    raise Refuses("somebody changed the same since")
                restored = {**now, **{name: before[name] for name in fields if name in before}}
            if restored is not None:
                state[key] = restored
        return state

    def turned(self, uid: str, by: str, target: Done, *, is_undo: bool, after: State) -> None:
        """An action was undone or done again."""
        target.undone_by = uid
        turn = {"undoes" if is_undo else "redoes": target.uid}
        self._add(Done(uid, by, _changes(self.state, after), **turn), after)

    def standing(self) -> list[Done]:
        """What is done and not undone, by its first doing or the last doing again, latest first."""
        return [each for each in reversed(self.done.values()) if each.undoes is None and each.undone_by is None]

    def _add(self, done: Done, after: State) -> None:
        self.done[done.uid] = done
        self.state = after

    def _standing_since(self, target: Done) -> list[Done]:
        """What came after and was not taken back."""
        order = list(self.done)
        then = order.index(target.uid)
        left: dict[str, Done] = {}
        for each in list(self.done.values())[then + 1:]:  # a doing and its undo go together, so do an undo and its redo
            if left.pop(each.undoes or each.redoes or "", None) is None:
                left[each.uid] = each
        return list(left.values())

    def _last_turn(self, action: str) -> Done:
        found = self.done[action]
        while found.undone_by is not None:
            found = self.done[found.undone_by]
        return found

    def _backwards(self, by: str) -> Iterator[Done]:
        return (each for each in reversed(self.done.values()) if each.by == by)

    def _newest(self, found: Iterator[Done]) -> Done:
        try:
            return next(found)
        except StopIteration:
            raise Refuses("nothing is left") from None


def overlap(one: Change, other: Change) -> bool:
    """Whether two changes of one record touch the same field, or one of them makes or deletes it."""
    return not all((*one, *other)) or bool(_fields(one) & _fields(other))


def _fields(change: Change) -> set[str]:
    before, after = change[0] or {}, change[1] or {}
    return {name for name in {**before, **after} if before.get(name) != after.get(name)}


def state_of(desk: Desk) -> State:
    """Every record of a dataset."""
    return {(table, record.uid): record.model_dump(mode="json", exclude={"rev"})
            for table in TABLES for record in desk.dataset.collection(table).all()}


def _changes(before: State, after: State) -> dict[tuple[str, str], Change]:
    return {key: (before.get(key), after.get(key)) for key in before.keys() | after.keys()
            if before.get(key) != after.get(key)}
