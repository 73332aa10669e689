"""Which entries have names alike: the slow part of looking for duplicates, kept in the dataset and brought up to date.

A judgement changes who is one with whom, never how alike two names are. So one pass over the whole registry serves from
then on: each entry is kept with a mark of its names, and what has other names now is looked for by its stored keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

from curator.desk.desk import PROGRAM, Desk
from curator.desk.name_index import StoredKeys, unindexed
from curator.desk.registry import Registry
from schema import NEVER_MATCHED, EntityKind
from store import StoreError
from store.documents import as_written

if TYPE_CHECKING:
    from curator.names import Kind

ALIKE = "alike_1"  # the cache; the number grows with what is kept
DRAWERS = 256  # rows of the cache that the entries of a group are spread over
FEW, SHARE = 200, 10  # entries that are looked for one by one, at most: so many, or one in so many
NEAREST = 25  # others that are kept of an entry, looked for by itself
HEAD = "head"

Marks = dict[str, str]  # entry (uid) -> a mark of all its names
Pairs = dict[str, dict[str, float]]  # the smaller uid -> the larger -> score of their likest names


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entries (uids, the smaller first) whose likest names are worth a look; score 0..1."""

    left: str
    right: str
    score: float


@dataclass(frozen=True)
class Kept:
    """The likenesses among entries as they were called then. `turn` counts how often they were stored."""

    marks: Marks
    pairs: Pairs
    turn: int = 0


def likenesses(desk: Desk, known: Registry, kinds: Sequence[EntityKind],
               progress: Callable[[int, int], None] | None = None, *, thorough: bool = False) -> Iterator[Likeness]:
    """The likenesses between entries of some kinds that may be one another. A `thorough` pass looks at all anew, also
    by the letters of their names; what it finds is kept like any."""
    group = "/".join(kinds)
    names = {uid: entity.all_names for uid, entity in known.entities.items()
             if entity.kind in kinds and entity.kind not in NEVER_MATCHED}
    marks = {uid: _mark(its) for uid, its in names.items()}
    kept = desk.alike.get(group) or _stored(desk, group)
    if kept.marks != marks or thorough:
        changed = {uid for uid, mark in marks.items() if kept.marks.get(uid) != mark}
        scorer = scorer_of(kinds[0])
        if thorough or len(changed) > max(FEW, len(marks) // SHARE) or unindexed(desk.dataset):
            found, changed = _all_pairs(names, scorer, progress, thorough), set(marks)
        else:
            found = _without(kept.pairs, changed | (kept.marks.keys() - marks.keys()))
            _look_for(desk, changed, names, scorer, found, progress)
        turn = _store(desk, group, kept, Kept(marks, found, kept.turn))
        kept = Kept(marks, found, turn)
    desk.alike = {**desk.alike, group: kept}
    return (Likeness(left, right, score) for left, its in kept.pairs.items() for right, score in its.items())


def scorer_of(kind: EntityKind) -> Kind:
    """Which comparison fits a kind of entry."""
    return "person" if kind == "person" else "organisation"


def _all_pairs(names: Mapping[str, tuple[str, ...]], scorer: Kind, progress: Callable[[int, int], None] | None,
               thorough: bool) -> Pairs:
    from curator.names import candidates, forget

    listed = [name for uid in sorted(names) for name in names[uid]]
    owners = [uid for uid in sorted(names) for _ in names[uid]]
    found: Pairs = {}
    for pair in candidates(listed, scorer, progress=progress, thorough=thorough):
        _note(found, owners[pair.left], owners[pair.right], pair.score)
    forget()  # how alike words were found takes 30 MB for 5,000 names, and is looked at seldom from now on
    return found


def _look_for(desk: Desk, changed: Iterable[str], names: Mapping[str, tuple[str, ...]], scorer: Kind, found: Pairs,
              progress: Callable[[int, int], None] | None) -> None:
    """Note in `found` who is like the entries that changed, by the stored keys."""
    from curator.names import alike

    def of_the_kind(uids: Iterable[str]) -> Mapping[str, Sequence[str]]:
        return {uid: names[uid] for uid in uids if uid in names}

    some = sorted(changed)
    for done, uid in enumerate(some, 1):
        for name in names[uid]:
            for other, compared in alike(name, scorer, StoredKeys(desk.dataset), of_the_kind, limit=NEAREST + 1):
                _note(found, uid, other, compared.score)
        if progress:
            progress(done, len(some))


def _note(found: Pairs, one: str, other: str, score: float) -> None:
    if one == other:
        return
    left, right = (one, other) if one < other else (other, one)
    its = found.setdefault(left, {})
    if its.get(right, -1.0) < score:
        its[right] = score


def _without(pairs: Pairs, gone: set[str]) -> Pairs:
    kept = {left: {right: score for right, score in its.items() if right not in gone}
            for left, its in pairs.items() if left not in gone}
    return {left: its for left, its in kept.items() if its}


def _stored(desk: Desk, group: str) -> Kept:
    """What the dataset holds; nothing where another scorer made it."""
    from curator.names import SCORER

    cache = desk.dataset.cache(ALIKE)
    with desk.dataset.snapshot():
        head = cache.get(f"{group} {HEAD}")
        rows = cache.get_many(_drawers(group)).values() if head and head.get("scorer") == SCORER else ()
    marks: Marks = {}
    pairs: Pairs = {}
    with as_written(ALIKE):
        for row in rows:
            for uid, (mark, its) in row["entries"].items():
                marks[uid] = mark
                if its:
                    pairs[uid] = its
        return Kept(marks, pairs, int(head["turn"]) if head else 0)


def _store(desk: Desk, group: str, before: Kept, now: Kept) -> int:
    """Write the drawers that are others now, unless another program wrote meanwhile; returns how often that was done.
    A dataset that takes nothing is looked through anew the next time."""
    from curator.names import SCORER

    old, new = _in_drawers(group, before), _in_drawers(group, now)
    cache = desk.dataset.cache(ALIKE)
    if desk.dataset.read_only:
        return before.turn
    with suppress(StoreError), desk.dataset.transaction("keep likenesses", by=PROGRAM):
        head = cache.get(f"{group} {HEAD}")
        if (int(head["turn"]) if head else 0) != before.turn:
            return before.turn
        cache.put_many({key: {"entries": its} for key, its in new.items() if old.get(key) != its})
        for key in old.keys() - new.keys():
            cache.drop(key)
        cache.put(f"{group} {HEAD}", {"scorer": SCORER, "turn": before.turn + 1})
        return before.turn + 1
    return before.turn


def _in_drawers(group: str, kept: Kept) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for uid in sorted(kept.marks):
        its = kept.pairs.get(uid, {})
        made.setdefault(f"{group} {crc32(uid.encode()) % DRAWERS}", {})[uid] = [kept.marks[uid], its]
    return made


def _drawers(group: str) -> list[str]:
    return [f"{group} {number}" for number in range(DRAWERS)]


def _mark(names: Sequence[str]) -> str:
    return hashlib.blake2b("\0".join(names).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
