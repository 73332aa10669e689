"""Whether the log is whole: each change and action as it was sealed, none missing, each beginning where one ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.documents import Doc, decode
from store.engine import Engine
from store.errors import StoreError
from store.problems import Problem, each_row
from store.seals import SEAL, seal, seal_of_action, seal_of_change

BLOBS = ("texts", "originals")


@dataclass(frozen=True)
class Image:
    """A record as it was last logged: the seal of its content, None when it was deleted, and its place in its table."""

    table: str
    seal: str | None
    doc_id: int
    is_sound: bool  # the entry of the log is as it was written: the record can be restored from it


def problems_of_history(engine: Engine, images: dict[str, Image], *, is_sealed: bool) -> Iterator[Problem]:
    """What is wrong with the log; fills `images`: uid -> the record as last logged. One of format 1 is not sealed."""
    changes, before, seen = _Changes(engine, images, is_sealed), "", 0
    undone: dict[str, str] = {}  # action -> who says it undid that
    marked: dict[str, str | None] = {}
    for seq, raw in each_row(engine, "_actions"):
        action = _read(raw, "_actions")
        seals = changes.of(seq)
        yield from changes.told()
        if seq != seen + 1:
            yield Problem("_actions", "", f"its history has a gap: the actions {seen + 1} to {seq - 1} are lost")
        seen = seq
        if action is None:
            yield Problem("_actions", f"action {seq}", "cannot be read")
            before = ""
            continue
        uid = str(action.get("uid"))
        if is_sealed and (action.get("seq") != seq or action.get(SEAL) != seal_of_action(action, before, seals)):
            yield Problem("_actions", uid, f"the entry “{action.get('name')}” of {action.get('at')}, its changes or "
                                           "the entry before are not as they were written")
        before = str(action.get(SEAL))
        marked[uid] = action.get("undone_by")
        for field in ("undoes", "redoes"):
            if action.get(field):
                undone[str(action[field])] = uid
    changes.of(None)
    yield from changes.told()
    for table, last in (("_actions", seen), ("_changes", changes.last)):
        written = engine.next_id(table) - 1
        if written != last:
            yield Problem(table, "", f"its history has a gap: it ends at {last}, though {written} were written")
    for uid, by in marked.items():
        if by != undone.get(uid):
            yield Problem("_actions", uid, "whether it was undone is not as the other entries say", "derived")


class _Changes:
    """The changes of the log, action by action."""

    def __init__(self, engine: Engine, images: dict[str, Image], is_sealed: bool) -> None:
        self._rows = each_row(engine, "_changes")
        self._images, self._is_sealed = images, is_sealed
        self._next = next(self._rows, None)
        self._problems: list[Problem] = []
        self.last = 0

    def of(self, seq: int | None) -> list[str]:
        """The seals that the changes of this action carry; those up to it that belong to none are told. All that are
        left for None."""
        seals: list[str] = []
        while self._next is not None:
            doc_id, raw = self._next
            change = _read(raw, "_changes")
            action = change.get("action") if change else None
            if seq is not None and isinstance(action, int) and action > seq:
                break
            self._next = next(self._rows, None)
            if doc_id != self.last + 1:
                self._tell("", f"its history has a gap: the changes {self.last + 1} to {doc_id - 1} are lost")
            self.last = doc_id
            if change is None:
                self._tell(f"change {doc_id}", "cannot be read")
                continue
            self._take(change)
            if action == seq:
                seals.append(str(change.get(SEAL)))
            else:
                self._tell(str(change.get("uid")), f"the change {doc_id} belongs to no action")
        return seals

    def told(self) -> list[Problem]:
        """What was found wrong since it was asked last."""
        found, self._problems = self._problems, []
        return found

    def _take(self, change: Doc) -> None:
        uid, table = str(change.get("uid")), str(change.get("table"))
        is_sound = not self._is_sealed or change.get(SEAL) == seal_of_change(change)
        if not is_sound:
            self._tell(uid, "a change of it is not as it was written into the history")
        known = self._images.get(uid)
        images = change.get("before"), change.get("after")
        if (known.seal if known else None) != _seal(images[0]):
            self._tell(uid, "its history has a gap: a change starts from what was not there")
        place = change.get("doc_id")
        self._images[uid] = Image(table, _seal(images[1]), place if isinstance(place, int) else 0, is_sound)

    def _tell(self, uid: str, what: str) -> None:
        self._problems.append(Problem("_changes", uid, what))


def _seal(document: Doc | None) -> str | None:
    return None if document is None else seal(document)


def _read(raw: str, table: str) -> Doc | None:
    try:
        return decode(raw, table)
    except StoreError:
        return None
