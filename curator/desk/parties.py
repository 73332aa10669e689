"""Who takes part in a statement: from words in the text or a choice in the registry to mentions and entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinydb import where

from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.registry import KIND_OF_LABEL, LABEL_OF_KIND, add_entity, called, fold, known_entity, registry
from schema import (
    NEVER_MATCHED,
    Article,
    DateValue,
    EntityKind,
    Figure,
    Mention,
    Origin,
    Party,
    PartyBasis,
    Reading,
    Reference,
    Span,
    SuggestedParty,
    Target,
    revise,
)

ANONYMOUS: tuple[Reference, ...] = ("unnamed", "collective")
NAMED: tuple[Reference, ...] = ("name",)
NEVER_LINKED: tuple[Reference, ...] = (*ANONYMOUS, "metonym")  # but by a curator, one by one
RESOLVED: tuple[Reference, ...] = ("pronoun", "role")  # stand for a named one who was introduced elsewhere


@dataclass(frozen=True)
class Who:
    """Somebody a curator points at: an entry, a mention, words of the text, or a new name of some kind."""

    entity: str | None = None
    mention: str | None = None
    span: tuple[int, int] | None = None
    name: str | None = None
    kind: EntityKind = "person"
    reference: Reference | None = None  # how the words refer, where that is known and is not told by the kind


def party(desk: Desk, article: Article, who: Who, basis: PartyBasis = "stated") -> Party:
    """The party a curator means; makes the mention or entry that is missing, within the caller's action."""
    if who.mention:
        mention = desk.dataset.mentions.get(who.mention)
        if mention is None or mention.article != article.uid:
            raise Refused("those words are no mention of this article any more: choose again")
        return Party(mention=mention.uid, basis=basis)
    if who.entity:
        known_entity(desk, who.entity)
    if who.span:
        text = text_of(desk, article.text_sha256)
        span = span_of(text, *trimmed(text, *who.span))
        by_kind: Reference = next((r for r in ANONYMOUS if r == who.kind), "name")
        reference = who.reference or by_kind
        entities = (who.entity,) if who.entity else ()
        if who.entity and reference == "name" and not _is_named(desk, span.exact, who.entity):
            reference = "role"
        if not entities and reference == "name" and who.name:
            entities = (_of_kind(desk, who.name, who.kind),)
        mention = place(desk, article, (span,), LABEL_OF_KIND[who.kind], reference=reference, entities=entities,
                        reading="government" if reference == "metonym" and who.kind == "place" else None)
        return Party(mention=mention.uid, basis=basis)
    if who.entity:
        return Party(entity=who.entity, basis="inferred" if basis == "stated" else basis)
    if who.name:
        return Party(entity=_of_kind(desk, who.name, who.kind), basis="inferred")
    raise Refused("nobody was chosen")


def _is_named(desk: Desk, words: str, uid: str) -> bool:
    known = registry(desk).identity(uid).names
    return fold(words) in {fold(name) for name in known} or any(words in name.split() for name in known)


def _of_kind(desk: Desk, name: str, kind: EntityKind) -> str:
    """The entry of that name and kind, made if there is none; unnamed and collective sources are never matched."""
    found = None if kind in NEVER_MATCHED else called(desk, name, LABEL_OF_KIND[kind])
    return found.uid if found else add_entity(desk, kind, name).uid


def entities_of(desk: Desk, one: Party) -> tuple[str, ...]:
    """The entities a party stands for, by itself or by the words of the text."""
    if one.entity:
        return (one.entity,)
    mention = desk.dataset.mentions.get(one.mention or "")
    return mention.entities if mention else ()


def in_words(desk: Desk, article: Article, who: Who, start: int, end: int) -> Who:
    """An entry as the mention that stands for it alone in the paragraphs between two offsets, if one does; the nearest
    before `end` if several do. So a statement points at the words that prove it."""
    if not who.entity or who.span:
        return who
    text = text_of(desk, article.text_sha256)
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    members = set(registry(desk).partition.members(who.entity))
    near = [m for m in desk.dataset.mentions.search(where("article") == article.uid)
            if m.entities and members.issuperset(m.entities)
            and first <= m.spans[0].start and (last < 0 or m.spans[-1].end <= last)]
    near.sort(key=lambda m: (m.spans[0].start >= end, abs(m.spans[0].start - start)))
    return Who(mention=near[0].uid) if near else who


def party_of(desk: Desk, article: Article, proposed: SuggestedParty, names: frozenset[str]) -> Party | None:
    """The party a suggestion proposes. `names` are those that the article itself spells out as names."""
    entity = entity_of(desk, proposed.name, proposed.label, proposed.reference, proposed.entity, names)
    if proposed.span is None:
        return Party(entity=entity, basis=proposed.basis) if entity else None
    governs = proposed.reference == "metonym" and KIND_OF_LABEL.get(proposed.label) == "place"
    mention = place(desk, article, (proposed.span,), proposed.label, reference=proposed.reference,
                    reading="government" if governs else None, entities=(entity,) if entity else ())
    return Party(mention=mention.uid, basis=proposed.basis)


def target_of(party: Party, stance: str | None) -> Target:
    """A party as one about whom something is said."""
    return Target.model_validate({**party.model_dump(), "stance": stance})


def entity_of(desk: Desk, name: str, label: str, reference: Reference, known: str | None,
              names: frozenset[str]) -> str | None:
    """The entry words stand for: one of that name, or a new one where the article gives a real name; else None.

    A metonym, an unnamed or a collective source has none until a curator chooses one, a date or number never has."""
    if reference in NEVER_LINKED or label not in KIND_OF_LABEL:
        return None
    if known and desk.dataset.entities.get(known):
        return known
    if reference in NAMED or (reference in RESOLVED and name in names):
        return entry(desk, name, label)
    return None


def entry(desk: Desk, name: str, label: str) -> str:
    """The uid of the entry called `name`, made if there is none."""
    found = called(desk, name, label)
    if found:
        return found.uid
    kind = KIND_OF_LABEL.get(label)
    if kind is None:
        raise Refused(f"{label} mentions have no entry in the registry")
    return add_entity(desk, kind, name).uid


def place(desk: Desk, article: Article, spans: Sequence[Span], label: str, *, reference: Reference = "name",
          reading: Reading | None = None, entities: tuple[str, ...] = (), value: DateValue | Figure | None = None,
          origin: Origin | None = None) -> Mention:
    """The mention on exactly these words, linked if it was not (and is no metonym and the like); made if there is none.
    Within the caller's action."""
    mention = mention_on(desk, article, spans)
    if mention is None:
        return desk.dataset.mentions.add(Mention(
            article=article.uid, text_sha256=article.text_sha256, spans=tuple(spans), label=label, reference=reference,
            reading=reading, entities=entities, value=value, origin=origin, **desk.stamp()))
    if entities and not mention.entities and mention.reference not in NEVER_LINKED:
        return desk.dataset.mentions.put(revise(mention, entities=entities))
    return mention


def mention_on(desk: Desk, article: Article, spans: Sequence[Span]) -> Mention | None:
    """The mention on exactly these words, if there is one."""
    first = spans[0].start  # looked at before a record is made of the row: articles have hundreds of mentions
    here = (where("article") == article.uid) & where("spans").test(lambda found: found[0]["start"] == first)
    places = [(s.start, s.end) for s in spans]
    return next((m for m in desk.dataset.mentions.search(here) if [(s.start, s.end) for s in m.spans] == places), None)


def same_party(desk: Desk, one: Party, other: Party) -> bool:
    """True where two parties stand for the same identities, or are the same words."""
    identities = registry(desk).partition
    mine, theirs = ({identities.of(uid) for uid in entities_of(desk, p)} for p in (one, other))
    return bool(mine and mine == theirs) or (one.mention is not None and one.mention == other.mention)


def is_publisher(desk: Desk, article: Article, entity: str) -> bool:
    """True where an entry is the outlet that printed the article: what was told to it is first-hand."""
    if article.publisher is None or article.publisher.entity is None:
        return False
    same = registry(desk).partition
    return same.of(article.publisher.entity) == same.of(entity)


def shown(desk: Desk, one: Party) -> str:
    """A party in one line: whom it names, or its words in the text."""
    if one.entity:
        entity = desk.dataset.entities.get(one.entity)
        return entity.preferred if entity else one.entity
    mention = desk.dataset.mentions.get(one.mention or "")
    if mention is None:
        return one.mention or ""
    linked = desk.dataset.entities.get_many(mention.entities)
    if linked:
        return ", ".join(e.preferred for e in linked.values())
    return short(" … ".join(span.exact for span in mention.spans))
