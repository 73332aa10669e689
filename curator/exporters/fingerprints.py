"""What an export held, in a few characters a record: enough to say later which fields of which records have changed.

A fingerprint is four characters (24 bits of BLAKE2b, base64) for each field of its table, in the order of `FIELDS`. Two
exports differ in a field without its four characters showing it once in 16 million. A field whose name ends in
`SHOWN` is what is resolved for the reader: the identities and their names. It changes when entries are merged, parted
or renamed, though nobody touched the record.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from curator.exporters.claims import claims
from curator.exporters.records import ArticleRecords, Identity, Records, Status
from schema import Article, Decision, Entity, Fact, Judgement, Label, Mention, Note, Party, Quote, Span

SHOWN = " as shown"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "articles": ("title", "publisher", "publisher" + SHOWN, "author", "published", "address", "language",
                 "translation", "credits", "status", "near-copies", "text", "zones"),
    "quotes": ("words", "own words", "kind", "cue", "speaker", "speaker" + SHOWN, "about", "about" + SHOWN, "stance",
               "addressee", "addressee" + SHOWN, "via", "via" + SHOWN, "within", "act", "said", "tags", "flags",
               "same claim"),
    "mentions": ("words", "label", "reference", "reading", "stands for", "stands for" + SHOWN, "affiliation", "value"),
    "entities": ("kind", "name", "names", "identifiers", "roles", "affiliation", "note", "identity"),
}
WIDTH = 4  # characters a field

Prints = dict[str, str]  # uid -> fingerprint


class Watched:
    """Records on their way into an export (`exporters.Records`), each fingerprinted as it passes."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._claims = claims(records.judgements())
        self.prints: dict[str, Prints] = {table: {} for table in FIELDS}
        self.identities: dict[str, str] = {}  # entity -> identity, where they differ

    @property
    def dataset_uid(self) -> str:
        return self._records.dataset_uid

    @property
    def status(self) -> Status:
        return self._records.status

    def articles(self) -> Iterator[ArticleRecords]:
        for each in self._records.articles():
            if self.status == "all" or each.article.status != "excluded":
                self._watch(each)
            yield each

    def entities(self) -> Iterable[Entity]:
        for entity in self._records.entities():
            identity = self.identity(entity.uid)
            if identity.uid != entity.uid:
                self.identities[entity.uid] = identity.uid
            self.prints["entities"][entity.uid] = _print(_entity(entity, identity))
            yield entity

    def judgements(self) -> Iterable[Judgement]:
        return self._records.judgements()

    def labels(self) -> Iterable[Label]:
        return self._records.labels()

    def decisions(self) -> Iterable[Decision]:
        return self._records.decisions()

    def notes(self) -> Iterable[Note]:
        return self._records.notes()

    def identity(self, entity: str) -> Identity:
        return self._records.identity(entity)

    def walk(self) -> None:
        """Fingerprint everything, without an export."""
        for _ in self.articles():
            pass
        for _ in self.entities():
            pass

    def _watch(self, each: ArticleRecords) -> None:
        mentions = {mention.uid: mention for mention in each.mentions}
        self.prints["articles"][each.article.uid] = _print(_article(each, self._shown))
        for mention in each.mentions:
            self.prints["mentions"][mention.uid] = _print(_mention(mention, self._shown))
        for quote in each.quotes:
            claim = self._claims.get(quote.uid, quote.uid)
            self.prints["quotes"][quote.uid] = _print(_quote(quote, mentions, claim, self._shown))

    def _shown(self, entities: Iterable[str]) -> list[tuple[str, str]]:
        return [(identity.uid, identity.preferred) for identity in map(self.identity, entities)]


def differing(table: str, old: str, new: str, fields: Iterable[str] = ()) -> list[str]:
    """The fields in which two fingerprints of one record differ. `fields` are those that the old one was made of,
    where an older version of the program made it: only those that both know are compared."""
    before = {field: old[n * WIDTH:(n + 1) * WIDTH] for n, field in enumerate(tuple(fields) or FIELDS[table])}
    now = {field: new[n * WIDTH:(n + 1) * WIDTH] for n, field in enumerate(FIELDS[table])}
    return [field for field in FIELDS[table] if field in before and before[field] != now[field]]


def _print(values: tuple[object, ...]) -> str:
    return "".join(base64.urlsafe_b64encode(hashlib.blake2b(repr(value).encode(), digest_size=3).digest()).decode()
                   for value in values)


def _article(each: ArticleRecords, shown: Any) -> tuple[object, ...]:
    article: Article = each.article
    publisher = article.publisher
    return (
        _fact(article.title), _fact(publisher), shown([publisher.entity] if publisher and publisher.entity else []),
        [_fact(author) for author in article.authors], _fact(article.published), _fact(article.url),
        _fact(article.language), (_fact(article.original_language), _fact(article.translator)),
        [(c.role, _spans([c.words] if c.words else []), c.entity, _spans(c.scope)) for c in article.credits],
        article.status, article.group, article.text_sha256, [(zone.kind, _spans([zone.span])) for zone in each.zones])


def _quote(quote: Quote, mentions: Mapping[str, Mention], claim: str, shown: Any) -> tuple[object, ...]:
    def who(parties: Iterable[Party]) -> tuple[object, object]:
        linked = [_linked(party, mentions) for party in parties]
        return linked, shown([entity for link in linked for entity in link[-1]])

    stances = [target.stance for target in quote.targets]
    return (
        _spans(quote.content), _spans(quote.verbatim), quote.kind, _spans(quote.cue), *who(quote.speakers),
        *who(quote.targets), stances, *who(quote.addressees), *who(quote.via), quote.within, quote.act,
        _fact(quote.said), quote.tags, quote.flags, claim)


def _linked(party: Party, mentions: Mapping[str, Mention]) -> tuple[object, object, tuple[str, ...]]:
    mention = mentions.get(party.mention or "")
    entities = mention.entities if mention else (party.entity,) if party.entity else ()
    return party.mention, party.basis, tuple(entities)


def _mention(mention: Mention, shown: Any) -> tuple[object, ...]:
    value = mention.value.model_dump() if mention.value else None
    return (_spans(mention.spans), mention.label, mention.reference, mention.reading, mention.entities,
            shown(mention.entities), mention.affiliation, value)


def _entity(entity: Entity, identity: Identity) -> tuple[object, ...]:
    return (entity.kind, entity.preferred, [(n.text, n.kind, n.script) for n in entity.names],
            [(i.scheme, i.value) for i in entity.identifiers], [role.model_dump() for role in entity.roles],
            entity.affiliation, entity.note, identity.uid)


def _fact(fact: Fact | None) -> object:
    return (fact.value, fact.basis, _spans(fact.evidence), fact.entity) if fact else None


def _spans(spans: Iterable[Span]) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.exact) for span in spans]
