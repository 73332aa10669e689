"""The registry: entities with their names, the index over those names, and the identities they form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from curator.desk.desk import Desk, Refused
from curator.names import Identities, Kind, identities, keys
from schema import NEVER_MATCHED, Entity, EntityKind, Judgement, Name, revise

KIND_OF_LABEL: dict[str, EntityKind] = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "EVENT": "event"}
LABEL_OF_KIND: dict[str, str] = {"person": "PERSON", "organisation": "ORG", "place": "PLACE", "geopolitical": "PLACE",
                                 "event": "EVENT", "unnamed": "PERSON", "collective": "PERSON"}
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
    def names(self) -> tuple[str, ...]:
        """All names of all members, the preferred one first, each once."""
        return tuple(dict.fromkeys((self.preferred, *(n for member in self.members for n in member.all_names))))


@dataclass(frozen=True)
class Registry:
    """All entities and the identities they form, as of one reading of the dataset."""

    entities: Mapping[str, Entity]
    partition: Identities

    def identity(self, uid: str) -> Identity:
        """The identity an entity belongs to; KeyError when the registry has no such entity."""
        own = self.entities[uid]
        members = tuple(self.entities[m] for m in sorted({*self.partition.members(uid), uid}) if m in self.entities)
        named = [m for m in members if m.preferred_at]
        shown = max(named, key=lambda m: (m.preferred_at or "", m.uid)) if named else members[0]
        return Identity(members[0].uid, shown.preferred, own.kind if len(members) == 1 else members[0].kind, members)

    def identities(self) -> list[Identity]:
        """Every identity once, by preferred name."""
        seen: dict[str, Identity] = {}
        for uid in self.entities:
            identity = self.identity(uid)
            seen.setdefault(identity.uid, identity)
        return sorted(seen.values(), key=lambda i: (i.preferred.casefold(), i.uid))

    def name(self, uid: str) -> str:
        """The name under which an entity is shown; its uid when the registry lost it."""
        return self.identity(uid).preferred if uid in self.entities else uid


def registry(desk: Desk) -> Registry:
    """The whole registry as it is now."""
    entities = {entity.uid: entity for entity in desk.dataset.entities.all()}
    return Registry(entities, identities(entities, live_judgements(desk)))


def live_judgements(desk: Desk) -> list[Judgement]:
    """The judgements on entities that nobody retracted, oldest first."""
    found = [j for j in desk.dataset.judgements.all() if j.about == "entity" and not j.retracted]
    return sorted(found, key=lambda j: j.uid)


def add_entity(desk: Desk, kind: EntityKind, name: str, *, names: Sequence[Name] = ()) -> Entity:
    """A new entry with its index rows; within the caller's action."""
    if not name.strip():
        raise Refused("an entry needs a name")
    entity = desk.dataset.entities.add(
        Entity(kind=kind, preferred=name, names=tuple(names), **desk.stamp()))
    index(desk, [entity])
    return entity


def rename(desk: Desk, uid: str, preferred: str) -> Entity:
    """Another preferred name; the old one stays as a spelling. Holds for the whole identity from now on."""
    entity = desk.dataset.entities[uid]
    preferred = " ".join(preferred.split())
    if not preferred:
        raise Refused("a name cannot be empty")
    with desk.act("rename", f"{entity.preferred} to {preferred}"):
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
    blocking, folded = desk.dataset.keys("blocking"), desk.dataset.keys("names")
    for entity in entities:
        folded.replace(entity.uid, {fold(name) for name in entity.all_names})
        if entity.kind in NEVER_MATCHED:
            blocking.forget(entity.uid)
            continue
        scorer: Kind = "organisation" if entity.kind != "person" else "person"
        blocking.replace(entity.uid, {key for name in entity.all_names for key in keys(name, scorer)})


def forget(desk: Desk, uids: Iterable[str]) -> None:
    """Take entities that are gone out of the index."""
    for uid in uids:
        desk.dataset.keys("blocking").forget(uid)
        desk.dataset.keys("names").forget(uid)


def called(desk: Desk, name: str, label: str) -> Entity | None:
    """The oldest entity of a kind that goes with `label` and has exactly this name, letter case aside."""
    owners = sorted(desk.dataset.keys("names").owners(fold(name)))
    found = desk.dataset.entities.get_many(owners)
    return next((found[uid] for uid in owners if uid in found and found[uid].kind in ALIKE_KINDS.get(label, ())), None)


def fold(name: str) -> str:
    """A name for exact look-up: NFKC, case and runs of white space aside."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
