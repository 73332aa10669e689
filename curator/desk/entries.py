"""Entries by hand: a new one, its names and the preferred one, its kind, identifiers, roles, affiliation; delete it.

What belongs to an identity is written to the entity of its smallest uid, as a rename is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import get_args

from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.parties import entry
from curator.desk.references import referring
from curator.desk.registry import (
    Identity,
    add_entity,
    called,
    fold,
    forget,
    index,
    known_entity,
    name_preferred,
    registry,
    rename,
)
from schema import (
    NEVER_MATCHED,
    Entity,
    EntityKind,
    Identifier,
    Name,
    NameKind,
    Record,
    Role,
    Span,
    is_edtf,
    revise,
)
from store.layouts import REFERENCES

ONE_OF = {"mentions": "mention", "quotes": "statement", "articles": "article", "entities": "entry",
          "judgements": "judgement", "notes": "note"}
PLURAL = {"entry": "entries"}


def identity_of(desk: Desk, uid: str) -> Identity:
    """The identity an entry belongs to; Refused when it is gone."""
    known_entity(desk, uid)
    return registry(desk).identity(uid)


def new_entry(desk: Desk, kind: str, name: str, *, namesake: bool = False) -> Entity:
    """A new entry; Refused when one of that kind has this name already, unless it is to be a `namesake`."""
    name, chosen = _line(name, "a name"), _kind(kind)
    with desk.act("new entry", f"{name} ({chosen})"):
        if not namesake and is_called(desk, chosen, name):
            raise Refused(f"there is a {chosen} called {name} already: another one needs to be asked for as a namesake")
        return add_entity(desk, chosen, name)


def is_called(desk: Desk, kind: str, name: str) -> bool:
    """True when an entry of that very kind has this name, letter case aside."""
    owners = desk.dataset.entities.get_many(desk.dataset.keys("names").owners(fold(name)))
    return any(owner.kind == kind for owner in owners.values())


def add_name(desk: Desk, uid: str, name: str, kind: str = "name") -> Entity:
    """Another name of an identity; for a name it has, what kind of name that is."""
    name = _line(name, "a name")
    sort: NameKind | None = next((k for k in get_args(NameKind) if k == kind), None)
    if sort is None:
        raise Refused(f"{kind!r} is no kind of name: {', '.join(get_args(NameKind))}")
    with desk.act("add name", "") as action:
        identity = identity_of(desk, uid)
        action.what = f"{name} ({kind}) to {identity.preferred}"
        owner = next((m for m in identity.members if name in (n.text for n in m.names)), None)
        if owner is None and name in identity.names:
            raise Refused(f"{name} is the name of this entry already; a kind is for its other names")
        owner = owner or identity.members[0]
        kept = tuple(revise(n, kind=sort) if n.text == name else n for n in owner.names)
        added = () if any(n.text == name for n in owner.names) else (Name(text=name, kind=sort),)
        return _put(desk, revise(owner, names=kept + added))


def drop_name(desk: Desk, uid: str, name: str) -> Entity:
    """Take one of the other names away; the name under which an entry was first written or is shown stays."""
    name = " ".join(name.split())
    with desk.act("drop name", "") as action:
        identity = identity_of(desk, uid)
        action.what = f"{name} of {identity.preferred}"
        owner = next((m for m in identity.members if name in (n.text for n in m.names)), None)
        if owner is None:
            why = "is what it is called: name another one preferred first, or split it off" \
                if name in identity.names else "is none of its names"
            raise Refused(f"{name} {why}")
        return _put(desk, revise(owner, names=tuple(n for n in owner.names if n.text != name)))


def prefer(desk: Desk, uid: str, name: str) -> Entity:
    """Show an identity under one of its names from now on; any other name is given with `rename`."""
    name = _line(name, "a name")
    with desk.act("name preferred", "") as action:
        identity = identity_of(desk, uid)
        if name not in identity.names:
            raise Refused(f"{name} is none of its names: {', '.join(identity.names)}")
        bearer = next((m for m in identity.members if m.preferred == name), None)
        if bearer is None:
            changed = rename(desk, uid, name)
        else:
            name_preferred(desk, bearer.uid)
            changed = desk.dataset.entities[bearer.uid]
        action.what = f"{name}, before {identity.preferred}"
        return changed


def set_kind(desk: Desk, uid: str, kind: str) -> Entity:
    """Another kind for all entries of an identity. Its mentions keep their labels: these say how a text speaks."""
    chosen = _kind(kind)
    with desk.act("set kind", "") as action:
        identity = identity_of(desk, uid)
        action.what = f"{identity.preferred}: {chosen}"
        if chosen in NEVER_MATCHED and len(identity.members) > 1:
            raise Refused(f"{chosen} sources are never merged, and this entry is {len(identity.members)} in one: "
                          "split it first")
        changed = [_put(desk, revise(member, kind=chosen)) for member in identity.members]
        return changed[0]


def add_role(desk: Desk, uid: str, title: str, *, organisation: str = "", since: str = "", until: str = "",
             article: str = "", evidence: tuple[int, int] | None = None) -> Entity:
    """A role: title; where, as the name of an organisation or place (an entry is made if there is none); EDTF dates.
    `evidence` is the range of the article's text that states it."""
    title = _line(title, "a role")
    for date in filter(None, (since, until)):
        if not is_edtf(date):
            raise Refused(f"{date!r} is no EDTF date: write 2019, 2022-12-20, 2022-12~ (about)")
    if evidence and not article:
        raise Refused("the words that state a role need their article")

    def alter(entity: Entity) -> Entity:
        span: Span | None = None
        if evidence:
            text = text_of(desk, desk.dataset.articles[article].text_sha256)
            span = span_of(text, *trimmed(text, *evidence))
        place = called(desk, organisation, "PLACE") if organisation else None
        role = Role(title=title, organisation=place.uid if place else entry(desk, organisation, "ORG")
                    if organisation else None, since=since or None, until=until or None, article=article or None,
                    evidence=span)
        if role in entity.roles:
            raise Refused(f"that role is noted already: {title}")
        return revise(entity, roles=(*entity.roles, role))

    return _altered(desk, uid, "add role", title, alter)


def drop_role(desk: Desk, uid: str, role: Role) -> Entity:
    """Take a role away from whichever entry of the identity has it."""
    return _dropped(desk, uid, "drop role", role.title, lambda entity: revise(
        entity, roles=tuple(r for r in entity.roles if r != role)))


def add_identifier(desk: Desk, uid: str, scheme: str, value: str) -> Entity:
    """An id of the entry elsewhere, such as wikidata Q42; the scheme in lower case."""
    made = Identifier(scheme=_line(scheme, "the scheme of an identifier").lower(), value=_line(value, "an identifier"))

    def alter(entity: Entity) -> Entity:
        if any(made in member.identifiers for member in identity_of(desk, uid).members):
            raise Refused(f"{made.scheme} {made.value} is noted already")
        return revise(entity, identifiers=(*entity.identifiers, made))

    return _altered(desk, uid, "add identifier", f"{made.scheme} {made.value}", alter)


def drop_identifier(desk: Desk, uid: str, identifier: Identifier) -> Entity:
    """Take an identifier away from whichever entry of the identity has it."""
    return _dropped(desk, uid, "drop identifier", f"{identifier.scheme} {identifier.value}", lambda entity: revise(
        entity, identifiers=tuple(i for i in entity.identifiers if i != identifier)))


def affiliate(desk: Desk, uid: str, organisation: str) -> Entity:
    """To which organisation or place it belongs, by name (made if there is none); empty: to none."""
    name = " ".join(organisation.split())

    def alter(entity: Entity) -> Entity:
        place = called(desk, name, "PLACE") if name else None
        chosen = place.uid if place else entry(desk, name, "ORG") if name else None
        if chosen and chosen in {member.uid for member in identity_of(desk, uid).members}:
            raise Refused("nothing is affiliated with itself")
        return revise(entity, affiliation=chosen)

    return _altered(desk, uid, "set affiliation", name or "none", alter)


def set_remark(desk: Desk, uid: str, words: str) -> Entity:
    """The note of the entry itself, such as what tells it from a namesake; empty takes it away."""
    return _altered(desk, uid, "set note", short(words) or "none", lambda entity: revise(entity, note=words.strip()))


def delete_entry(desk: Desk, uid: str) -> Entity:
    """Delete an entry; Refused while anything refers to it: mentions, statements, articles, other entries, judgements
    (retracted ones too, as they stay on record), notes. Undo brings it back."""
    with desk.act("delete entry", "") as action:
        entity = known_entity(desk, uid)
        action.what = entity.preferred
        users = _users(desk, uid)
        if users:
            counts = Counter(users.values())
            said = ", ".join(f"{n} {word if n == 1 else PLURAL.get(word, word + 's')}" for word, n in counts.items())
            raise Refused(f"{entity.preferred} is in use by {said}: only what nothing refers to can be deleted")
        desk.dataset.entities.delete(entity)
        forget(desk, [uid])
        return entity


def _users(desk: Desk, uid: str) -> dict[str, str]:
    """The uids of the records that refer to an entry, each with the word for its kind."""
    users: dict[str, str] = {}
    for table, fields in REFERENCES.items():
        for field, tables in fields.items():
            if "entities" in tables:
                found: list[Record] = list(referring(desk, table, field, uid))
                users |= {record.uid: ONE_OF.get(table, table) for record in found}
    return users


def _altered(desk: Desk, uid: str, name: str, what: str, alter: Callable[[Entity], Entity]) -> Entity:
    with desk.act(name, "") as action:
        identity = identity_of(desk, uid)
        action.what = f"{identity.preferred}: {what}"
        return desk.dataset.entities.put(alter(identity.members[0]))


def _dropped(desk: Desk, uid: str, name: str, what: str, alter: Callable[[Entity], Entity]) -> Entity:
    with desk.act(name, "") as action:
        identity = identity_of(desk, uid)
        action.what = f"{identity.preferred}: {what}"
        changed = [desk.dataset.entities.put(alter(m)) for m in identity.members if alter(m) != m]
        if not changed:
            raise Refused(f"{what} is not noted on {identity.preferred} any more")
        return changed[0]


def _put(desk: Desk, entity: Entity) -> Entity:
    changed = desk.dataset.entities.put(entity)
    index(desk, [changed])
    return changed


def _kind(kind: str) -> EntityKind:
    for known in get_args(EntityKind):
        if kind == known:
            return known  # type: ignore[no-any-return]
    raise Refused(f"{kind!r} is no kind of entry: {', '.join(get_args(EntityKind))}")


def _line(words: str, what: str) -> str:
    line = " ".join(words.split())
    if not line:
        raise Refused(f"{what} cannot be empty")
    return line
