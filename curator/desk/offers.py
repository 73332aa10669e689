"""Whom a curator may mean: those used last, those of the article, then anybody in the registry, then a new name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator.desk.finding import find
from curator.desk.parties import Who
from curator.desk.quoting import PartyField
from curator.desk.reading import Item, OpenArticle
from curator.desk.registry import ALIKE_KINDS, KIND_OF_LABEL, Identity, Registry
from schema import EntityKind, Mention, Quote, Reading, Span, SuggestedMention, SuggestedParty, SuggestedQuote

DROPS = "set already: this drops it"
UNDER_CARET = "under the caret"
NEARBY = "words nearby"
WITHIN = "in these words"
LATELY = 5  # those that have been chosen before, and are offered first
OFTEN = {"speakers": "speaks here", "targets": "spoken about here", "addressees": "addressed here", "via": "via here"}
MOST = 9  # as many as there are digits
NEW_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")
PLACES: tuple[EntityKind, ...] = ("place", "geopolitical")


@dataclass(frozen=True)
class Offer:
    """Somebody to choose, with the words that tell who it is."""

    who: Who
    name: str
    detail: str
    reading: Reading | None = None  # how a place is meant


def offers(opened: OpenArticle, recent: Sequence[str] = (), first: Offer | None = None, near: Sequence[Offer] = (), *,
           within: Sequence[Offer] = (), field: PartyField | None = None) -> list[Offer]:
    """Those named `within` the statement, then the two who stand oftenest in this `field` of the article's quotes and
    those chosen last (entity uids, newest first), then the words `near`
    the statement, then the entries this article mentions, most often first, then names that are only suggested in it;
    each once. For a speaker or addressee,
    people and organisations come before places; for a via, organisations before people before places. With `first`,
    that one leads, and who is the same as it is left out."""
    known = opened.registry
    mentioned: Counter[str] = Counter(known.identity(uid).uid for m in opened.mentions.values()
                                      for uid in m.entities if uid in known.entities)
    often = dict.fromkeys(_oftenest(opened, field), OFTEN.get(field or "", ""))
    last = dict(list({**often, **{known.identity(uid).uid: often.get(known.identity(uid).uid, "used last")
                                  for uid in recent if uid in known.entities}}.items())[:LATELY])
    used = _without(opened, [offer_of(known.identity(uid), detail) for uid, detail in last.items()], first)
    here = _without(opened, [offer_of(known.identity(uid), "in this article") for uid, _ in mentioned.most_common()
                             if uid not in last], first)
    named = [offer for offer in within if first is None or offer.name != first.name.strip("“”")]
    inside = {offer.name for offer in named}
    used, here = ([offer for offer in made if offer.name not in inside] for made in (used, here))
    taken = {offer.name for offer in (*used, *here)} | inside | ({first.who.name or first.name} if first else set())
    here += _suggested(opened, taken)
    beside = [offer for offer in near if offer.name.strip("“”") not in inside
              and (first is None or offer.name.strip("“”") != first.name.strip("“”"))]

    def by_kind(made: list[Offer]) -> list[Offer]:
        return sorted(made, key=lambda offer: _rank(known, offer, field))

    return [*([first] if first else []), *named, *by_kind(used), *beside, *by_kind(here)]


def _oftenest(opened: OpenArticle, field: PartyField | None) -> list[str]:
    """The two entries that stand oftenest in this field of the article's settled quotes: their digits hardly change."""
    known = opened.registry
    there: Counter[str] = Counter()
    for item in opened.items:
        if field and isinstance(item.value, Quote):
            for party in getattr(item.value, field):
                mention = opened.mentions.get(party.mention or "")
                uids = (party.entity,) if party.entity else mention.entities if mention else ()
                there.update(known.identity(uid).uid for uid in uids if uid in known.entities)
    return [uid for uid, _ in there.most_common(2)]


def named_within(opened: OpenArticle, spans: Sequence[Span]) -> list[Offer]:
    """Those whom names in these parts of the text stand for, settled or suggested, in text order, each once."""
    found: dict[str, Offer] = {}
    for item in opened.items:
        value = item.value
        if isinstance(value, (Quote, SuggestedQuote)) or value.reference not in ("name", "metonym"):
            continue
        kind = KIND_OF_LABEL.get(value.label)
        if kind is None or not any(span.start <= item.start and item.end <= span.end for span in spans):
            continue
        if isinstance(value, Mention):
            known = [opened.registry.name(uid) for uid in value.entities]
            name, who = known[0] if len(known) == 1 else " ".join(_words(item)), Who(mention=item.id)
        else:
            name = opened.entry_called(value.name, value.label) or value.name
            who = Who(span=(item.start, item.end), name=value.name, kind=kind, reference=value.reference)
        found.setdefault(name, Offer(who, name, f"{kind}, {WITHIN}"))
    return list(found.values())


def _suggested(opened: OpenArticle, taken: set[str]) -> list[Offer]:
    """Names that are only suggested in the article, but for those `taken`; each once."""
    found: dict[str, EntityKind] = {}
    for item in opened.items:
        value = item.value
        if isinstance(value, SuggestedMention) and value.reference == "name" and value.name not in taken:
            kind = KIND_OF_LABEL.get(value.label)
            if kind:
                found.setdefault(value.name, kind)
    return [Offer(Who(name=name, kind=kind), name, f"{kind}, suggested here") for name, kind in found.items()]


def elsewhere(opened: OpenArticle, mention: Item) -> Offer | None:
    """Whom the same words, read the same way, stand for in another place of the article; the nearest place if in
    several."""
    reading, words = mention.value.reading if isinstance(mention.value, Mention) else None, _words(mention)
    same = [item for item in opened.items if isinstance(item.value, Mention) and item.id != mention.id
            and len(item.value.entities) == 1 and item.value.reading == reading and _words(item) == words]
    if not same:
        return None
    nearest = min(same, key=lambda item: abs(item.start - mention.start))
    uid = opened.mentions[nearest.id].entities[0]
    return Offer(Who(entity=uid), opened.registry.name(uid), "as the same words elsewhere in the article")


def with_those_set(opened: OpenArticle, made: Sequence[Offer], item: Item | None, field: PartyField, *,
                   typed: bool = False) -> list[Offer]:
    """The offers, with a word on those who are speaker, target or via of the quote already: to choose one drops it.
    Unless a name is `typed` they come first, behind the words under the caret; those whose words stand for nobody yet,
    by their words."""
    there, mentions, sets = set[str](), set[str](), set[frozenset[str]]()
    places: set[tuple[int, int]] = set()
    nameless: list[Offer] = []
    for party in getattr(item.value, field, ()) if item else ():
        mention = None if isinstance(party, SuggestedParty) else opened.mentions.get(party.mention or "")
        uids = mention.entities if mention else (party.entity,) if party.entity else ()
        there |= {opened.registry.name(uid) for uid in uids}
        there |= {party.name} if isinstance(party, SuggestedParty) and not uids else set()
        places |= {(s.start, s.end) for s in mention.spans} if mention else set()
        mentions |= {mention.uid} if mention else set()
        sets |= {frozenset(opened.registry.identity(uid).uid for uid in uids)} if uids else set()
        if mention and not uids and not any(offer.who.mention == mention.uid for offer in made):
            nameless.append(Offer(Who(mention=mention.uid), " … ".join(s.exact for s in mention.spans), DROPS))
    nameless = [offer for offer in nameless if not any(other.who.span in places for other in made if other.who.span)]
    first = [offer for offer in made if offer.detail == UNDER_CARET]
    rest = [*(offer for offer in made if offer not in first), *nameless]
    told = [replace(offer, detail=DROPS) if offer.name in there or offer.who.span in places
            or offer.who.mention in mentions or _stands_for(opened, offer) in sets else offer
            for offer in (*first, *rest)]
    return told if typed else [*told[:len(first)], *sorted(told[len(first):], key=lambda offer: offer.detail != DROPS)]


def _stands_for(opened: OpenArticle, offer: Offer) -> frozenset[str]:
    """The identities for whom the mention that is offered stands."""
    mention = opened.mentions.get(offer.who.mention or "")
    return frozenset(opened.registry.identity(uid).uid for uid in mention.entities) if mention else frozenset()


def _without(opened: OpenArticle, made: list[Offer], first: Offer | None) -> list[Offer]:
    """The offers without the one that a mention, offered first, stands for already."""
    mention = opened.mentions.get(first.who.mention or "") if first else None
    stands_for = {opened.registry.identity(uid).uid for uid in mention.entities} if mention else set[str]()
    same = {first.who.name, first.name} if first and not mention else set[str]()
    return [offer for offer in made if offer.who.entity not in stands_for and offer.name not in same]


def worded(opened: OpenArticle, made: Sequence[Offer], span: tuple[int, int]) -> list[Offer]:
    """The offers as those for whom some words of the text stand."""
    def kind(who: Who) -> EntityKind:
        return opened.registry.identity(who.entity).kind if who.entity else who.kind

    return [replace(offer, who=replace(offer.who, span=span, kind=kind(offer.who))) for offer in made
            if not offer.who.mention]


def _rank(known: Registry, offer: Offer, field: PartyField | None) -> int:
    kind = known.identity(offer.who.entity).kind if offer.who.entity else offer.who.kind
    if field in (None, "targets"):
        return 0
    return 2 if kind in PLACES else int(field == "via" and kind != "organisation")


def _words(mention: Item) -> tuple[str, ...]:
    return tuple(span.exact for span in mention.spans)


def search(opened: OpenArticle, words: str, *, label: str = "", most: int = 50) -> list[Offer]:
    """Entries any of whose names has the words typed, those of this article and of the kind that goes with `label`
    first; then names that hold the words and are only suggested in the article; then new ones, of that kind first."""
    if not words.split():
        return []
    known, name, kinds = opened.registry, " ".join(words.split()), ALIKE_KINDS.get(label, ())
    near = {known.partition.of(uid) for m in opened.mentions.values() for uid in m.entities if uid in known.entities}
    hits = find(known, words, near=near, kinds=kinds, most=most)
    offered = [offer_of(i, "in this article" if known.partition.of(i.uid) in near else "registry", hit.name)
               for hit in hits for i in [hit.identity]]
    held = words.casefold().split()
    offered += [offer for offer in _suggested(opened, {offer.name for offer in offered})
                if all(word in offer.name.casefold() for word in held)]
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
