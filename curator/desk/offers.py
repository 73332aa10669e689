"""Whom a curator may mean: those used last, those of the article, then anybody in the registry, then a new name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from curator.desk.finding import find
from curator.desk.parties import Who
from curator.desk.reading import OpenArticle
from curator.desk.registry import ALIKE_KINDS, KIND_OF_LABEL, Identity, Registry
from schema import EntityKind, Reading, SuggestedMention

MOST = 9  # as many as there are digits
NEW_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")


@dataclass(frozen=True)
class Offer:
    """Somebody to choose, with the words that tell who it is."""

    who: Who
    name: str
    detail: str
    reading: Reading | None = None  # how a place is meant


def offers(opened: OpenArticle, recent: Sequence[str] = (), first: Offer | None = None, *,
           speaking: bool = True) -> list[Offer]:
    """Those chosen last (entity uids, newest first), then the entries this article mentions, most often first, then
    names that are only suggested in it; each once. Of those who may be `speaking`, people and organisations come before
    places. With `first`, that one leads, and who is the same as it is left out."""
    known = opened.registry
    mentioned: Counter[str] = Counter(known.identity(uid).uid for m in opened.mentions.values()
                                      for uid in m.entities if uid in known.entities)
    last = dict.fromkeys(known.identity(uid).uid for uid in recent if uid in known.entities)
    uids = last | dict.fromkeys(uid for uid, _ in mentioned.most_common())
    made = [offer_of(known.identity(uid), "used last" if uid in last else "in this article") for uid in uids]
    made = _without(opened, made, first)
    taken = {offer.name for offer in made} | ({first.who.name or first.name} if first else set())
    for item in opened.items:
        value = item.value
        if isinstance(value, SuggestedMention) and value.reference == "name" and value.name not in taken:
            taken.add(value.name)
            kind = KIND_OF_LABEL.get(value.label)
            if kind:
                made.append(Offer(Who(name=value.name, kind=kind), value.name, f"{kind}, suggested here"))
    return [*([first] if first else []), *sorted(made, key=lambda offer: speaking and _is_place(known, offer))]


def _without(opened: OpenArticle, made: list[Offer], first: Offer | None) -> list[Offer]:
    """The offers without the one that a mention, offered first, stands for already."""
    mention = opened.mentions.get(first.who.mention or "") if first else None
    stands_for = {opened.registry.identity(uid).uid for uid in mention.entities} if mention else set[str]()
    same = {first.who.name, first.name} if first and not mention else set[str]()
    return [offer for offer in made if offer.who.entity not in stands_for and offer.name not in same]


def _is_place(known: Registry, offer: Offer) -> bool:
    return (known.identity(offer.who.entity).kind if offer.who.entity else offer.who.kind) in ("place", "geopolitical")


def search(opened: OpenArticle, words: str, *, label: str = "", most: int = 50) -> list[Offer]:
    """Entries any of whose names has the words typed, those of this article and of the kind that goes with `label`
    first; then new ones, of that kind first."""
    if not words.split():
        return []
    known, name, kinds = opened.registry, " ".join(words.split()), ALIKE_KINDS.get(label, ())
    near = {known.partition.of(uid) for m in opened.mentions.values() for uid in m.entities if uid in known.entities}
    hits = find(known, words, near=near, kinds=kinds, most=most)
    offered = [offer_of(i, "in this article" if known.partition.of(i.uid) in near else "registry", hit.name)
               for hit in hits for i in [hit.identity]]
    fresh = sorted(NEW_KINDS, key=lambda kind: kind not in kinds)
    return offered + [Offer(Who(name=name, kind=kind), name, f"new {kind}") for kind in fresh]


def matching(known: Registry, words: str, *, most: int = 50) -> list[Identity]:
    """Identities any of whose names has all the words, by how well they fit; all by name for no words."""
    return [hit.identity for hit in find(known, words, most=most)] if words.split() else known.identities()[:most]


def offer_of(identity: Identity, detail: str, typed: str = "") -> Offer:
    """An entry to choose; the name that was meant comes first among its other names."""
    names = dict.fromkeys(([typed] if typed else []) + list(identity.names))
    others = [name for name in names if name != identity.preferred][:2]
    roles = [role.title for member in identity.members for role in member.roles][:1]
    told = ", ".join([identity.kind, *roles, detail])
    return Offer(Who(entity=identity.uid), identity.preferred, told + (f" = {', '.join(others)}" if others else ""))
