"""The registry: entities with their names, the index over those names, and the identities they form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tinydb import where

from curator.desk.desk import Desk, Refused, RegistryAt
from curator.desk.lately import changed_since
from curator.desk.name_index import drop_names, index_names
from curator.desk.name_index import fold as fold
from schema import Entity, EntityKind, Judgement, Name, revise

if TYPE_CHECKING:
    from curator.names import Identities

KIND_OF_LABEL: dict[str, EntityKind] = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "EVENT": "event"}
LABEL_OF_KIND: dict[str, str] = {"person": "PERSON", "organisation": "ORG", "place": "PLACE", "geopolitical": "PLACE",
                                 "event": "EVENT", "unnamed": "PERSON", "collective": "PERSON"}
VALUED = ("DATE", "NUMBER")  # labels of words that have a value, and no entry
ALIKE_KINDS: dict[str, tuple[EntityKind, ...]] = {
    "PERSON": ("person",), "ORG": ("organisation",), "PLACE": ("place", "geopolitical"), "EVENT": ("event",)}


@dataclass(frozen=True)
class Identity:
    """What the world calls one: entities joined by *same*. `uid` is the smallest of `members`."""

    uid: str
    preferred: str
    kind: EntityKind
    members: tuple[Entity, ...]

    @property
    def shown(self) -> Entity:
        """The member under whose name it is shown: the one last named preferred, else the oldest."""
        return _shown(self.members)

    @property
    def names(self) -> tuple[str, ...]:
        """All names of all members, the preferred one first, each once."""
        return tuple(dict.fromkeys((self.preferred, *(n for member in self.members for n in member.all_names))))


@dataclass(frozen=True)
class Registry:
    """All entities and the identities they form, as of one reading of the dataset."""

    entities: Mapping[str, Entity]
    partition: Identities
    live: tuple[Judgement, ...] = ()  # those on entities that nobody retracted, oldest first

    def identity(self, uid: str) -> Identity:
        """The identity an entity belongs to; KeyError when the registry has no such entity."""
        own = self.entities[uid]
        members = tuple(self.entities[m] for m in sorted({*self.partition.members(uid), uid}) if m in self.entities)
        return Identity(members[0].uid, _shown(members).preferred, own.kind if len(members) == 1 else members[0].kind,
                        members)

    def identities(self) -> list[Identity]:
        """Every identity once, by preferred name."""
        return list(self._identities)

    @cached_property
    def _identities(self) -> tuple[Identity, ...]:
        first = (uid for uid in self.entities if self.partition.of(uid) == uid or self.identity(uid).uid == uid)
        return tuple(sorted(map(self.identity, first), key=lambda i: (i.preferred.casefold(), i.uid)))

    @cached_property
    def spelled(self) -> Mapping[tuple[EntityKind, str], str]:
        """The entity (uid) that has a folded name, by kind and name; the oldest of several."""
        made: dict[tuple[EntityKind, str], str] = {}
        for uid in sorted(self.entities):
            for name in self.entities[uid].all_names:
                made.setdefault((self.entities[uid].kind, fold(name)), uid)
        return made

    def name(self, uid: str) -> str:
        """The name under which an entity is shown; its uid when the registry lost it."""
        return self.identity(uid).preferred if uid in self.entities else uid


def _shown(members: Sequence[Entity]) -> Entity:
    named = [m for m in members if m.preferred_at]
    return max(named, key=lambda m: (m.preferred_at or "", m.uid)) if named else members[0]


def registry(desk: Desk) -> Registry:
    """The whole registry as of the last action; inside an action, as it was before that.

    One reading serves all who ask until the log moves on, and then only what changed is read again."""
    known = desk.known
    if known and known.position == desk.dataset.position():
        return known.registry
    if desk.is_acting:
        return read_registry(desk)  # may hold what is not final yet: nobody else must see it
    with desk.dataset.snapshot():
        position = desk.dataset.position()
        made = _brought_up_to(desk, known, position) if known else read_registry(desk)
    desk.known = RegistryAt(position, made)
    return made


def read_registry(desk: Desk) -> Registry:
    """The whole registry as this thread sees it now, its own unfinished action included."""
    entities = {entity.uid: entity for entity in desk.dataset.entities.all()}
    return _registry(entities, (j for j in desk.dataset.judgements.all() if _is_live(j)))


def registry_around(desk: Desk, uids: Iterable[str]) -> Registry:
    """As much of the registry as says of some entries who is one with them: a look at a few of a million reads no
    more. It may be the whole one, where that was read as of the last action."""
    known = desk.known
    if known and not desk.is_acting and known.position == desk.dataset.position():
        return known.registry
    judgements = desk.dataset.judgements
    seen: set[str] = set()
    live: dict[str, Judgement] = {}
    waiting = set(uids)
    while waiting:
        seen |= waiting
        some = sorted(waiting)
        found = [j for end in ("left", "right") for j in judgements.search(where(end).one_of(some)) if _is_live(j)]
        live |= {j.uid: j for j in found}
        waiting = {uid for j in found if j.judgement == "same" for uid in (j.left, j.right)} - seen
    return _registry(desk.dataset.entities.get_many(seen), live.values())


def _registry(entities: Mapping[str, Entity], live: Iterable[Judgement]) -> Registry:
    from curator.names import identities

    ordered = tuple(sorted(live, key=lambda j: j.uid))
    return Registry(entities, identities(entities, ordered), ordered)


def _is_live(judgement: Judgement) -> bool:
    return judgement.about == "entity" and not judgement.retracted


def _brought_up_to(desk: Desk, known: RegistryAt, position: int) -> Registry:
    changes = changed_since(desk, known.position, position)
    if changes is None:
        return read_registry(desk)
    entities = {change.uid for change in changes if change.table == "entities"}
    judged = {change.uid for change in changes if change.table == "judgements"}
    if not entities and not judged:
        return known.registry
    old = known.registry
    now = {**{uid: e for uid, e in old.entities.items() if uid not in entities},
           **desk.dataset.entities.get_many(entities)}
    live = [j for j in old.live if j.uid not in judged]
    live += [j for j in desk.dataset.judgements.get_many(judged).values() if _is_live(j)]
    if not judged and now.keys() == old.entities.keys():
        return Registry(now, old.partition, old.live)
    return _registry(now, live)


def known_entity(desk: Desk, uid: str) -> Entity:
    """The entity of that uid; Refused when it is gone."""
    found = desk.dataset.entities.get(uid)
    if found is None:
        raise Refused(f"there is no entry {uid} in the registry any more: choose again")
    return found


def add_entity(desk: Desk, kind: EntityKind, name: str, *, names: Sequence[Name] = ()) -> Entity:
    """A new entry with its index rows; within the caller's action."""
    if not name.strip():
        raise Refused("an entry needs a name")
    entity = desk.dataset.entities.add(
        Entity(kind=kind, preferred=name, names=tuple(names), **desk.stamp()))
    index(desk, [entity])
    return entity


def rename(desk: Desk, uid: str, preferred: str) -> Entity:
    """Another preferred name for an identity, given any of its members; written to that of the smallest uid, where the
    old name stays as a spelling. The whole identity is shown under it from now on."""
    preferred = " ".join(preferred.split())
    if not preferred:
        raise Refused("a name cannot be empty")
    with desk.act("rename", "") as action:
        known_entity(desk, uid)
        identity = registry(desk).identity(uid)
        entity = desk.dataset.entities[identity.uid]
        action.what = f"{identity.preferred} to {preferred}"
        spellings = tuple(n for n in entity.names if n.text != preferred)
        if entity.preferred != preferred:
            spellings += (Name(text=entity.preferred, kind="spelling"),)
        changed = desk.dataset.entities.put(
            revise(entity, preferred=preferred, names=spellings, preferred_at=desk.dataset.now()))
        index(desk, [changed])
        return changed


def name_preferred(desk: Desk, uid: str) -> None:
    """Within the caller's action: show the whole identity under this entity's name from now on."""
    entity = desk.dataset.entities[uid]
    desk.dataset.entities.put(revise(entity, preferred_at=desk.dataset.now()))


def index(desk: Desk, entities: Iterable[Entity]) -> None:
    """Write the blocking keys and folded names of some entities, within the caller's action."""
    index_names(desk.dataset, entities)


def forget(desk: Desk, uids: Iterable[str]) -> None:
    """Take entities that are gone out of the index."""
    drop_names(desk.dataset, uids)


def called(desk: Desk, name: str, label: str) -> Entity | None:
    """The oldest entity of a kind that goes with `label` and has exactly this name, letter case aside; for a country
    one that has another name of that country ("U.S.": United States), where none has this one."""
    return _called(desk, [name], label) or (_called(desk, of_country(name), label) if label == "PLACE" else None)


def _called(desk: Desk, names: Sequence[str], label: str) -> Entity | None:
    keys = desk.dataset.keys("names")
    owners = sorted({uid for name in names for uid in keys.owners(fold(name))})
    found = desk.dataset.entities.get_many(owners)
    return next((found[uid] for uid in owners if uid in found and found[uid].kind in ALIKE_KINDS.get(label, ())), None)


def of_country(name: str) -> tuple[str, ...]:
    """The other names of the country that `name` names, () for any other name."""
    from curator.names import country_names

    return country_names(name)
