"""Finding entries by what is typed: a type-ahead over all names of the registry, kept in step with it.

One is kept, for the registry that was asked last: another one is made from it by the entries that changed since.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.desk.registry import Identity, Registry
from schema import Entity, EntityKind

if TYPE_CHECKING:
    from curator.names import TypeAhead

MANY = 5_000  # changed entries from which on all names are read anew


@dataclass(frozen=True)
class _Kept:
    """A type-ahead and the entries it was made of."""

    entities: Mapping[str, Entity]
    names: TypeAhead


@dataclass(frozen=True)
class Hit:
    """An identity and that of its names which fits what was typed."""

    identity: Identity
    name: str


_latest: _Kept | None = None  # replaced whole: no lock is needed


def names_of(known: Registry) -> TypeAhead:
    """The type-ahead over all names of a registry; the first one takes seconds at 50,000 entries, so ask early."""
    global _latest
    from curator.names import typeahead

    kept, now = _latest, known.entities
    if kept and kept.entities is now:
        return kept.names
    if kept is None:
        made = typeahead({uid: entity.all_names for uid, entity in now.items()})
    else:
        old = kept.entities
        changed = {uid: now[uid].all_names for uid in now if old.get(uid) is not now[uid]}
        changed = {uid: names for uid, names in changed.items() if uid not in old or old[uid].all_names != names}
        changed |= dict.fromkeys(old.keys() - now.keys(), ())
        few = len(changed) <= MANY and len(changed) < len(now)
        made = kept.names.with_names(changed) if few else typeahead({uid: e.all_names for uid, e in now.items()})
    _latest = _Kept(now, made)
    return made


def find(known: Registry, words: str, *, near: Collection[str] = (), kinds: Collection[EntityKind] = (),
         most: int = 50) -> list[Hit]:
    """Identities any of whose names has a word for each one typed, in any order, whatever the script: those of that
    very name first, then those in `near` (uids of identities), then those of some kinds. [] for no words."""
    from curator.names.typeahead import EXACT, FOLDED, INSIDE, LITERAL

    tiers = {EXACT: 0, FOLDED: 2, INSIDE: 3}
    members = [member for uid in near for member in known.partition.members(uid) or (uid,)]
    best: dict[str, tuple[tuple[object, ...], str, str]] = {}
    for found in names_of(known).find(words, first=members):
        uid, kind = known.partition.of(found.owner), known.entities[found.owner].kind
        order = (tiers.get(found.fit, 1), uid not in near, bool(kinds) and kind not in kinds, min(found.fit, LITERAL),
                 found.name.casefold())
        if uid not in best or order < best[uid][0]:
            best[uid] = order, found.owner, found.name
    return [Hit(known.identity(owner), name) for _, owner, name in sorted(best.values())[:most]]
