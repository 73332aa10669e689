"""JSON Lines: everything, an article a line, with the identity of everybody in each row.

The first line is the header (format, offset unit, dataset, status). Then come the articles, each with its text, zones,
mentions, quotes and notes; then entities, judgements, labels, decisions and the other notes, a line each, told apart by
`kind`. Offsets are code points, end excluded. Rows hold the fields of `schema` plus what is resolved for the reader:
`status` (accepted or suggested), `as_written`, `identity` or `identities`, and `statement`, which quotes judged the
same share. `rev` and `created_at` are left out; keys are sorted; the order is the dataset's: two exports of one dataset
are the same bytes. The original bytes of web pages are not in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from curator.exporters.atomic import new_file
from curator.exporters.parties import words_of
from curator.exporters.records import ArticleRecords, Progress, Records, Summary
from curator.exporters.selection import Selection
from schema import SCHEMA_VERSION, Fact, Mention, Model, Party, Quote, Record, Suggestions

FORMAT = "curator-jsonl"
FORMAT_VERSION = 1
ROLES = ("speakers", "targets", "addressees", "via")

Row = dict[str, Any]

# JSON allows them as they are, but some readers break lines at the first kind and terminals obey the second.
_ESCAPED = re.compile("[\u2028\u2029\x7f-\x9f]")


def export_jsonl(
    records: Records, path: Path | None, *, force: bool = False, progress: Progress | None = None,
    stream: TextIO | None = None,
) -> Summary:
    """Write `records` to `path`, atomically, or to `stream` (standard output, say) when there is no path.

    ExportRefused when the file exists without `force`, on trouble with the disk, and when a span does not hold.
    """
    if path is None:
        if stream is None:
            raise TypeError("either a path or a stream")
        return _write(records, stream, "-", progress)
    with new_file(path, force=force) as file:
        return _write(records, file, str(path), progress)


def _write(records: Records, file: TextIO, name: str, progress: Progress | None) -> Summary:
    articles = mentions = quotes = suggested = 0
    selection = Selection(records)
    _put(file, {
        "kind": "header", "format": FORMAT, "version": FORMAT_VERSION, "schema_version": SCHEMA_VERSION,
        "offset_unit": "codepoint", "dataset": records.dataset_uid, "status": records.status,
    })
    for each in selection.articles():
        _put(file, _article(each, selection))
        articles, mentions, quotes = articles + 1, mentions + len(each.mentions), quotes + len(each.quotes)
        suggested += len(each.suggestions.quotes) + len(each.suggestions.mentions) if each.suggestions else 0
        if progress:
            progress(articles)
    entities = 0
    for row in _others(selection):
        _put(file, row)
        entities += row["kind"] == "entity"
    return Summary(name, articles, mentions, quotes, entities, suggested)


def _put(file: TextIO, row: Row) -> None:
    line = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    file.write(_ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")


def _article(each: ArticleRecords, selection: Selection) -> Row:
    article, records = each.article, selection.records
    mentions = {mention.uid: mention for mention in each.mentions}
    row = _record(article)
    if article.publisher:
        row["publisher"] |= _of_fact(article.publisher, records)
    row |= {
        "kind": "article",
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


def _others(selection: Selection) -> Iterator[Row]:
    records = selection.records
    for entity in records.entities():
        [identity] = _identities([entity.uid], records)
        yield _record(entity) | {"kind": "entity", "entity_kind": entity.kind, "identity": identity}
    for kind, others in (
        ("judgement", selection.judgements()), ("label", records.labels()), ("decision", selection.decisions()),
        ("note", selection.notes()),
    ):
        for record in others:
            yield _record(record) | {"kind": kind}


def _record(record: Record | Model) -> Row:
    return record.model_dump(mode="json", exclude={"rev", "created_at", "schema_version"})
