"""JSON Lines read back into the vocabulary."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from curator.exporters.changes import ChangeKind
from curator.exporters.jsonl import FORMAT, FORMAT_VERSION
from curator.exporters.records import ArticleRecords, ExportRefused
from curator.exporters.resolved_rows import ROLES, Row
from curator.exporters.selection import check
from schema import Article, Decision, Entity, Judgement, Label, Mention, Note, Quote, Record, Suggestions, Zone

R = TypeVar("R", bound=Record)

_RESOLVED = ("as_written", "identities", "identity", "statement")
_IN_ARTICLE = ("text", "offset_unit", "zones", "mentions", "quotes", "notes", "suggestions")


@dataclass
class Dataset:
    """What a file held. Records have `rev` 0 and the time given, because exports tell neither."""

    uid: str
    status: str
    articles: list[ArticleRecords] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_jsonl(path: Path, *, created_at: str) -> Dataset:
    """The dataset in a file that `export_jsonl` wrote; `created_at` (UTC) is given to all records.

    ExportRefused, naming the line, when the file is of another format or a record in it is not valid.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        number = 1
        try:
            dataset = _opened(path, json.loads(file.readline()))
            for number, line in enumerate(file, 2):  # noqa: B007 - told in the message below
                _take(dataset, json.loads(line), created_at)
        except (ValueError, ValidationError, KeyError, TypeError) as error:
            why = str(error).split("\n")[0]
            raise ExportRefused(path, f"line {number} is no record of {FORMAT} {FORMAT_VERSION} ({why})") from error
    return dataset


def _opened(path: Path, header: Row) -> Dataset:
    if header.get("format") != FORMAT or header.get("version") != FORMAT_VERSION:
        raise ExportRefused(path, f"is no {FORMAT} file of version {FORMAT_VERSION}")
    return Dataset(header["dataset"], header["status"])


def _take(dataset: Dataset, row: Row, created_at: str) -> None:
    kind = row.pop("kind")
    if kind == "article":
        dataset.articles.append(_article(row, created_at))
    elif kind == "entity":
        row["kind"] = row.pop("entity_kind")
        dataset.entities.append(_record(Entity, row, created_at))
    elif kind == "judgement":
        dataset.judgements.append(_record(Judgement, row, created_at))
    elif kind == "label":
        dataset.labels.append(_record(Label, row, created_at))
    elif kind == "decision":
        dataset.decisions.append(_record(Decision, row, created_at))
    elif kind == "note":
        dataset.notes.append(_record(Note, row, created_at))
    elif kind not in get_args(ChangeKind):  # those tell what is new, and hold no record
        raise ValueError(f"unknown kind {kind!r}")


def _article(row: Row, created_at: str) -> ArticleRecords:
    parts = {name: row.pop(name) for name in _IN_ARTICLE if name in row}
    if row["publisher"]:
        row["publisher"] = _plain(row["publisher"])
    for quote in parts["quotes"]:
        quote.pop("status")
        for role in ROLES:
            quote[role] = [_plain(party) for party in quote[role]]
    for mention in parts["mentions"]:
        mention.pop("status")
    suggestions = parts.get("suggestions")
    each = ArticleRecords(
        article=_record(Article, row, created_at),
        text=parts["text"],
        zones=tuple(_record(Zone, zone, created_at) for zone in parts["zones"]),
        mentions=tuple(_record(Mention, mention, created_at) for mention in parts["mentions"]),
        quotes=tuple(_record(Quote, quote, created_at) for quote in parts["quotes"]),
        suggestions=None if suggestions is None else _suggestions(suggestions),
        notes=tuple(_record(Note, note, created_at) for note in parts["notes"]),
    )
    check(each)
    return each


def _suggestions(row: Row) -> Suggestions:
    for one in (*row["quotes"], *row["mentions"], *row["zones"]):
        one.pop("status")
    for quote in row["quotes"]:
        for role in ROLES:
            quote[role] = [_plain(party) for party in quote[role]]
    row["mentions"] = [_plain(mention) for mention in row["mentions"]]
    return Suggestions.model_validate(row)


def _record(model: type[R], row: Row, created_at: str) -> R:
    return model.model_validate(_plain(row) | {"created_at": created_at})


def _plain(row: Row) -> dict[str, Any]:
    """Without what was resolved for the reader."""
    return {key: value for key, value in row.items() if key not in _RESOLVED}
