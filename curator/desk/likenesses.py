"""Which entries have names alike: the slow part of looking for duplicates, kept while no name changes.

A judgement changes who is one with whom, never how alike two names are; so after the first look, which takes seconds
with ten thousand names, the queue follows each verdict at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.desk.desk import Desk
from curator.desk.registry import Registry
from schema import NEVER_MATCHED, EntityKind

if TYPE_CHECKING:
    from curator.names import Kind

Names = tuple[tuple[str, tuple[str, ...]], ...]  # entries (uid) with all their names


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entries (uids, the smaller first) whose likest names are worth a look; score 0..1."""

    left: str
    right: str
    score: float


@dataclass(frozen=True)
class Kept:
    """The likenesses among some names."""

    names: Names
    found: tuple[Likeness, ...]


def likenesses(desk: Desk, known: Registry, kinds: Sequence[EntityKind],
               progress: Callable[[int, int], None] | None = None) -> tuple[Likeness, ...]:
    """The likenesses between entries of some kinds that may be one another; looked for anew when a name changed."""
    from curator.names import candidates, forget

    group = "/".join(kinds)
    its: Names = tuple((uid, entity.all_names) for uid, entity in sorted(known.entities.items())
                       if entity.kind in kinds and entity.kind not in NEVER_MATCHED)
    kept = desk.alike.get(group)
    if kept is not None and kept.names == its:
        return kept.found
    names = [name for _, all_names in its for name in all_names]
    owners = [uid for uid, all_names in its for _ in all_names]
    best: dict[tuple[str, str], float] = {}
    for pair in candidates(names, scorer_of(kinds[0]), progress=progress):
        one, other = owners[pair.left], owners[pair.right]
        key = (one, other) if one < other else (other, one)
        if one != other and best.get(key, -1.0) < pair.score:
            best[key] = pair.score
    forget()  # how alike words were found takes 30 MB for 5,000 names, and is looked at seldom from now on
    found = tuple(Likeness(left, right, score) for (left, right), score in best.items())
    desk.alike = {**desk.alike, group: Kept(its, found)}
    return found


def scorer_of(kind: EntityKind) -> Kind:
    """Which comparison fits a kind of entry."""
    return "person" if kind == "person" else "organisation"
