"""Records to rows that hold every field, with what is resolved for the reader: who is who, what was written.

Rows hold the fields of `schema` plus `status` (accepted or suggested), `as_written`, `identity` or `identities`, and
`statement`, which quotes judged the same share. `rev` and `created_at` are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from curator.exporters.parties import words_of
from curator.exporters.records import ArticleRecords, Records
from curator.exporters.selection import Selection
from schema import Fact, Mention, Model, Party, Quote, Record, Suggestions

ROLES = ("speakers", "targets", "addressees", "via")

Row = dict[str, Any]

# JSON allows them as they are, but some readers break lines at the first kind and terminals obey the second.
_ESCAPED = re.compile("[\u2028\u2029\x7f-\x9f]")


def line(row: Row) -> str:
    """The row as one line of JSON, keys sorted, without its end."""
    words = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def article_row(each: ArticleRecords, selection: Selection) -> Row:
    """An article with its text and everything on it: zones, mentions, quotes, notes, open suggestions."""
    article, records = each.article, selection.records
    mentions = {mention.uid: mention for mention in each.mentions}
    row = _record(article)
    if article.publisher:
        row["publisher"] |= _of_fact(article.publisher, records)
    row |= {
        "text": each.text,
        "offset_unit": "codepoint",
        "zones": [_record(zone) for zone in each.zones],
        "mentions": [_mention(mention, records) for mention in each.mentions],
        "quotes": [
            _quote(quote, mentions, records) | {"statement": selection.claim(quote.uid)} for quote in each.quotes
        ],
        "notes": [_record(note) for note in each.notes],
    }
    if each.suggestions is not None:
        row["suggestions"] = _suggestions(each.suggestions, records)
    return row


def rows_of_the_rest(selection: Selection) -> Iterator[tuple[str, Row]]:
    """What is on no article, each row with its table: entities, judgements, labels, decisions, the other notes."""
    records = selection.records
    for entity in records.entities():
        [identity] = _identities([entity.uid], records)
        yield "entities", _record(entity) | {"identity": identity}
    for table, others in (
        ("judgements", selection.judgements()), ("labels", records.labels()), ("decisions", selection.decisions()),
        ("notes", selection.notes()),
    ):
        for record in others:
            yield table, _record(record)


def _mention(mention: Mention, records: Records) -> Row:
    identities = _identities(mention.entities, records)
    return _record(mention) | {
        "status": "accepted", "as_written": words_of(mention.spans), "identities": identities,
    }


def _quote(quote: Quote, mentions: dict[str, Mention], records: Records) -> Row:
    row = _record(quote) | {"status": "accepted"}
    for role in ROLES:
        members: tuple[Party, ...] = getattr(quote, role)
        row[role] = [
            party.model_dump(mode="json") | _of_party(party, mentions, records) for party in members
        ]
    return row


def _of_party(party: Party, mentions: dict[str, Mention], records: Records) -> Row:
    mention = mentions[party.mention] if party.mention else None
    entities = mention.entities if mention else (party.entity,)
    return {
        "as_written": words_of(mention.spans) if mention else "",
        "identities": _identities((entity for entity in entities if entity), records),
    }


def _of_fact(fact: Fact, records: Records) -> Row:
    return {"identities": _identities((fact.entity,) if fact.entity else (), records)}


def _identities(entities: Iterable[str], records: Records) -> list[Row]:
    """Who they are, each identity once though several of its entities are named."""
    found = {identity.uid: identity for identity in map(records.identity, entities)}
    return [{"uid": identity.uid, "name": identity.preferred} for identity in found.values()]


def _suggestions(suggestions: Suggestions, records: Records) -> Row:
    """Open suggestions, each marked as one; who is in the registry comes with the identity."""
    row = suggestions.model_dump(mode="json")
    for one in (*row["quotes"], *row["mentions"], *row["zones"]):
        one["status"] = "suggested"
    named = [party for quote in row["quotes"] for role in ROLES for party in quote[role]]
    for one in (*row["mentions"], *named):
        one["identities"] = _identities([one["entity"]] if one["entity"] else [], records)
    return row


def _record(record: Record | Model) -> Row:
    return record.model_dump(mode="json", exclude={"rev", "created_at", "schema_version"})
