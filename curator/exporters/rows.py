"""Records to rows of the tables in tables.toml; a row names every column of its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from curator.exporters.parties import Resolved, parties, suggested_parties, words_of
from curator.exporters.records import ArticleRecords, Records
from curator.exporters.selection import Selection
from curator.exporters.statements import Cells, quote_cells, statements
from schema import (
    DateValue,
    Entity,
    Figure,
    Mention,
    Name,
    Note,
    Quote,
    Span,
    SuggestedMention,
    SuggestedQuote,
)

Rows = Iterator[tuple[str, Cells]]  # the table's name and the cells by column


def rows_of_article(each: ArticleRecords, selection: Selection) -> Rows:
    """The rows of one article in all tables, suggestions after what was accepted."""
    records = selection.records
    publisher = _publisher(each, records)
    yield "articles", _article(each, publisher)
    for zone in each.zones:
        yield "zones", {
            "zone": zone.uid, "article": each.article.uid, "kind": zone.kind, **_span(zone.span), "reason": zone.reason,
            "coder": zone.created_by,
        }
    suggestions = each.suggestions
    for mention in each.mentions:
        yield from _mention(each, mention, records)
    for proposed in suggestions.mentions if suggestions else ():
        yield from _mention(each, proposed, records)
    mentions = {mention.uid: mention for mention in each.mentions}
    for quote in each.quotes:
        outer = {"publisher": publisher["publisher"], "statement": selection.claim(quote.uid)}
        yield from _quote(each, quote, parties(quote, mentions, records), outer)
    for suggested in suggestions.quotes if suggestions else ():
        outer = {"publisher": publisher["publisher"], "statement": suggested.key}
        yield from _quote(each, suggested, suggested_parties(suggested, records), outer)
    for note in each.notes:
        yield "notes", _note(note, each.article.uid)


def rows_of_the_rest(selection: Selection) -> Rows:
    """The rows that belong to no article; `selection` must have been walked through."""
    records = selection.records
    for entity in records.entities():
        yield from _entity(entity, records)
    for judgement in selection.judgements():
        yield "judgements", {
            "judgement": judgement.uid, "about": judgement.about, "left": judgement.left, "right": judgement.right,
            "verdict": judgement.judgement, "left_shown": judgement.left_shown, "right_shown": judgement.right_shown,
            "score": judgement.score, "scorer": judgement.scorer, "reason": judgement.reason,
            "retracted": judgement.retracted, "coder": judgement.created_by,
        }
    for label in records.labels():
        yield "labels", {
            "label": label.uid, "name": label.name, "definition": label.definition,
            "examples": "\n".join(label.examples),
            "colour": label.colour, "key": label.key, "applies_to": label.applies_to, "parent": label.parent,
            "retired": label.retired, "coder": label.created_by,
        }
    for note in selection.notes():
        yield "notes", _note(note, None)


def _article(each: ArticleRecords, publisher: Cells) -> Cells:
    article, source = each.article, each.article.source
    facts: dict[str, Any] = {}
    for name in ("title", "published"):
        fact = getattr(article, name)
        facts |= {name: fact.value if fact else "", f"{name}_basis": fact.basis if fact else ""}
    for name in ("url", "language", "original_language", "translator"):
        fact = getattr(article, name)
        facts[name] = fact.value if fact else ""
    return facts | publisher | {
        "article": article.uid, "status": article.status,
        "authors": "; ".join(author.value for author in article.authors),
        "credits": "; ".join(f"{credit.role}: {credit.words.exact}" for credit in article.credits if credit.words),
        "group": article.group, "characters": len(each.text), "text_sha256": article.text_sha256,
        "source_name": source.name, "source_media_type": source.media_type, "source_sha256": source.sha256,
        "source_encoding": source.encoding, "coder": article.created_by, "text": each.text,
    }


def _publisher(each: ArticleRecords, records: Records) -> Cells:
    fact = each.article.publisher
    identity = records.identity(fact.entity) if fact and fact.entity else None
    return {
        "publisher": identity.preferred if identity else fact.value if fact else "",
        "publisher_identity": identity.uid if identity else "",
        "publisher_basis": fact.basis if fact else "",
    }


def _mention(each: ArticleRecords, mention: Mention | SuggestedMention, records: Records) -> Rows:
    if isinstance(mention, Mention):
        uid, entities = mention.uid, mention.entities
        own = {"status": "accepted", "affiliation": mention.affiliation, "coder": mention.created_by}
    else:
        uid, entities = mention.key, (mention.entity,) if mention.entity else ()
        own = {"status": "suggested", "affiliation": "", "coder": ""}
    identities = {identity.uid: identity.preferred for identity in map(records.identity, entities)}
    value = mention.value
    figure = value if isinstance(value, Figure) else None
    yield "mentions", own | {
        "mention": uid, "article": each.article.uid, "label": mention.label,
        "reference": mention.reference, "reading": mention.reading, "as_written": words_of(mention.spans),
        "start": mention.spans[0].start, "end": mention.spans[0].end, "parts": len(mention.spans),
        "entities": " ".join(entities), "identity": " ".join(identities),
        "identity_name": "; ".join(identities.values()),
        "date": value.edtf if isinstance(value, DateValue) else "",
        "low": figure.low if figure else "", "high": figure.high if figure else "",
        "qualifier": figure.qualifier if figure else "", "unit": figure.unit if figure else "",
        "counted": figure.counted if figure else "",
    }
    for part, span in enumerate(mention.spans):
        yield "mention_spans", {"mention": uid, "part": part, "article": each.article.uid, **_span(span)}


def _quote(each: ArticleRecords, quote: Quote | SuggestedQuote, members: Sequence[Resolved], outer: Cells) -> Rows:
    cells = quote_cells(each, quote) | outer
    speakers = {one.identity.uid: one.name for one in members if one.role == "speaker" and one.identity}
    if isinstance(quote, Quote):
        own = {
            "within": quote.within, "recogniser": quote.origin.recogniser if quote.origin else "",
            "corrected": quote.origin.changed if quote.origin else "",
        }
    else:
        own = {"within": "", "recogniser": quote.recogniser, "corrected": ""}
    yield "quotes", cells | own | {
        "cue": words_of(quote.cue), "speakers": "; ".join(speakers.values()), "speaker_identities": " ".join(speakers),
    }
    of_quote = {"quote": cells["quote"], "article": each.article.uid}
    for role, spans in (("content", quote.content), ("verbatim", quote.verbatim), ("cue", quote.cue)):
        for part, span in enumerate(spans):
            yield "quote_spans", {**of_quote, "role": role, "part": part, **_span(span)}
    numbers: dict[tuple[str, int], int] = {}
    for one in members:
        number = numbers[one.role, one.position] = numbers.get((one.role, one.position), -1) + 1
        yield "quote_parties", {
            **of_quote, "role": one.role, "position": one.position, "number": number, "as_written": one.as_written,
            "mention": one.mention, "entity": one.entity, "identity": one.identity.uid if one.identity else "",
            "identity_name": one.identity.preferred if one.identity else "", "stance": one.stance, "basis": one.basis,
        }
    for row in statements(each, quote, members):
        yield "statements", row | outer


def _entity(entity: Entity, records: Records) -> Rows:
    identity = records.identity(entity.uid)
    yield "entities", {
        "entity": entity.uid, "kind": entity.kind, "preferred": entity.preferred, "identity": identity.uid,
        "identity_name": identity.preferred,
        "identifiers": " ".join(f"{one.scheme}:{one.value}" for one in entity.identifiers),
        "affiliation": entity.affiliation, "note": entity.note, "coder": entity.created_by,
    }
    others = [name for name in entity.names if name.text != entity.preferred]
    listed = next((name for name in entity.names if name.text == entity.preferred), Name(text=entity.preferred))
    for number, name in enumerate([listed, *others]):
        yield "entity_names", {
            "entity": entity.uid, "number": number, "identity": identity.uid, "name": name.text, "kind": name.kind,
            "script": name.script,
        }
    for number, role in enumerate(entity.roles):
        evidence = _span(role.evidence) if role.evidence else {"start": "", "end": "", "exact": ""}
        yield "entity_roles", {
            "entity": entity.uid, "number": number, "title": role.title, "organisation": role.organisation,
            "since": role.since, "until": role.until, "article": role.article, **evidence,
        }


def _note(note: Note, article: str | None) -> Cells:
    return {
        "note": note.uid, "on": note.on, "on_table": note.on_table, "article": article, "text": note.text,
        "flag": note.flag, "settled": note.settled, "coder": note.created_by,
    }


def _span(span: Span) -> Cells:
    return {"start": span.start, "end": span.end, "exact": span.exact}
