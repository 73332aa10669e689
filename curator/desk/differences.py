"""Two versions of a record, field by field, in words that a curator can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curator.desk.desk import Desk, short
from curator.desk.registry import registry
from store import Change

ONE = {"articles": "article", "zones": "zone", "mentions": "mention", "quotes": "quote", "entities": "entry",
       "judgements": "judgement", "decisions": "rejection", "labels": "label", "notes": "note"}
NONE = "-"
WIDEST = 70  # characters of one value
_COUNTED = frozenset({"rev", "schema_version"})  # what only counts writes and is no content

Doc = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One field with what it was and what it is."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordChange:
    """What an action did to one record: made it, deleted it, or changed these fields."""

    did: str
    what: str
    table: str
    uid: str
    fields: tuple[Difference, ...]


def changes_told(desk: Desk, changes: Sequence[Change]) -> list[RecordChange]:
    """The changes of one action in words; texts, which never change, are left out."""
    return [RecordChange("made" if change.before is None else "deleted" if change.after is None else "changed",
                         f"{ONE[change.table]} {subject(change.after or change.before or {})}".rstrip(), change.table,
                         change.uid, tuple(differences(desk, change.before, change.after)))
            for change in changes if change.table in ONE]


def differences(desk: Desk, before: Doc | None, after: Doc | None) -> Iterator[Difference]:
    """The fields that differ; of a record that is made or deleted, those that say anything."""
    was, now = before or {}, after or {}
    for field in dict.fromkeys((*was, *now)):
        if field in _COUNTED or was.get(field) == now.get(field):
            continue
        if (before is None or after is None) and (field in ("uid", "created_at", "created_by")
                                                  or not (was.get(field) or now.get(field))):
            continue
        yield Difference(field.replace("_", " "), said(desk, was.get(field)), said(desk, now.get(field)))


def differing(before: Doc, after: Doc) -> list[str]:
    """The names of the fields that differ."""
    return [field.replace("_", " ") for field in after
            if field not in _COUNTED and after[field] != before.get(field)]


def said(desk: Desk, value: Any) -> str:
    """A value in one line: spans by their words, records by what they are called."""
    words = _said(desk, value)
    return short(words, WIDEST) if words else NONE


def subject(image: Doc) -> str:
    """What a record is about, in a few words."""
    spans = image.get("content") or image.get("spans") or ([image["span"]] if image.get("span") else [])
    if spans:
        return f"“{short(' … '.join(span['exact'] for span in spans))}”"
    if image.get("left_shown"):
        return short(f"{image['left_shown']} / {image.get('right_shown')}")
    source = image.get("source") or {}
    return short(str(image.get("preferred") or image.get("name") or image.get("text") or image.get("exact")
                     or source.get("name") or ""))


def _said(desk: Desk, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _named(desk, value) if len(value) == 26 else value  # as a ULID
    if isinstance(value, list | tuple):
        return "; ".join(words for each in value if (words := _said(desk, each)))
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end", "exact"}:
            return f"“{value['exact']}” ({value['start']}-{value['end']})"
        return ", ".join(words if field in _LEADING else f"{field.replace('_', ' ')} {words}"
                         for field, each in value.items() if (words := _said(desk, each)))
    return str(value)


_LEADING = frozenset({"value", "text", "mention", "entity", "name"})  # fields that need no name before them


def _named(desk: Desk, words: str) -> str:
    """A record by its words where the string is the uid of one, else the string."""
    if not (words.isascii() and words.isalnum() and words.isupper()):
        return words
    known = registry(desk)
    if words in known.entities:
        return known.name(words)
    for table in ("mentions", "quotes", "articles"):
        found = desk.dataset.collection(table).get(words)
        if found is not None:
            return subject(found.model_dump(mode="json"))
    return words
