"""Whether a dataset is whole: every record as it was last written, every text as it was named, every span in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from schema import Span
from store.collection import Collection
from store.documents import Doc, at_path, decode, encode
from store.engine import Engine, Progress
from store.errors import StoreError
from store.layouts import REFERENCES
from store.log import Log
from store.narrowing import equals
from store.table import link_keys, links_table
from store.upgrades import upgraded

_KEPT_IN_MIND = 64  # texts, which come article by article


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `table` and `uid` are empty when it is the file as a whole."""

    table: str
    uid: str
    what: str


def problems(collections: Mapping[str, Collection[Any]], log: Log, engine: Engine, progress: Progress | None,
             ) -> Iterator[Problem]:
    """Everything that is wrong. `progress` is called with the number of records seen and of all."""
    yield from _of_file(engine)
    yield from _of_blobs(engine)
    look = _Look(collections, engine)
    images: dict[str, tuple[str, bytes | None]] = {}
    yield from _of_history(log, images)
    total = sum(len(collection) for collection in collections.values())
    seen = 0
    for name, collection in collections.items():
        for doc_id, raw in engine.rows(name):
            yield from _of_row(collection, doc_id, raw, images, look)
            seen += 1
            if progress is not None and (seen % 100 == 0 or seen == total):
                progress(seen, total)
    for uid, (table, image) in images.items():
        if image is not None and table in collections:
            yield Problem(table, uid, "is lost: the history has it, the table does not")


def _of_file(engine: Engine) -> Iterator[Problem]:
    try:
        for line in engine.verify():
            yield Problem("", "", f"the file is damaged: {line}")
    except StoreError as trouble:
        yield Problem("", "", str(trouble))


def _of_blobs(engine: Engine) -> Iterator[Problem]:
    for table in ("texts", "originals"):
        for key in engine.blob_keys(table):
            content = engine.blob(table, key)
            if content is None or hashlib.sha256(content).hexdigest() != key:
                yield Problem(table, key, "is not what its sha256 says")


def _of_history(log: Log, images: dict[str, tuple[str, bytes | None]]) -> Iterator[Problem]:
    """What is wrong with the log; fills `images`: uid -> table and fingerprint as last logged, None when deleted."""
    try:
        for change in log.all_changes():
            _, known = images.get(change.uid, ("", None))
            if known != _fingerprint(change.before):
                yield Problem("_changes", change.uid, "its history has a gap: a change starts from what was not there")
            images[change.uid] = (change.table, _fingerprint(change.after))
        for _ in log.newest_first():
            pass
    except (StoreError, KeyError, TypeError) as trouble:
        yield Problem("_changes", "", f"the history cannot be read: {trouble}")


def _fingerprint(document: Mapping[str, Any] | None) -> bytes | None:
    if document is None:
        return None
    words = encode(dict(sorted(document.items())), "the log")
    return hashlib.blake2b(words.encode("utf-8"), digest_size=16).digest()


class _Look:
    """Texts and records that others refer to, each looked up once or so."""

    def __init__(self, collections: Mapping[str, Collection[Any]], engine: Engine) -> None:
        self._collections = collections
        self._engine = engine
        self.text = lru_cache(_KEPT_IN_MIND)(self._text)
        self.exists = lru_cache(100_000)(self._exists)

    def _text(self, sha256: str) -> str | None:
        content = self._engine.blob("texts", sha256)
        return None if content is None else content.decode("utf-8", "replace")

    def _exists(self, uid: str, tables: tuple[str, ...]) -> bool:
        return any(self._engine.size(table, equals("uid", uid)) for table in tables)

    def text_of_article(self, uid: str) -> str | None:
        found = self._collections["articles"].table.with_uid(uid)
        return None if found is None else self.text(found["text_sha256"])

    def links_of(self, table: str, uid: str) -> set[str]:
        return set(self._engine.keys_of(links_table(table), uid))


def _of_row(collection: Collection[Any], doc_id: int, raw: str, images: dict[str, tuple[str, bytes | None]],
            look: _Look) -> Iterator[Problem]:
    table = collection.name
    try:
        document = decode(raw, table)
        uid = str(document["uid"])
        current = upgraded(table, document)
        collection.model.model_validate(current)
    except (StoreError, KeyError, ValidationError) as trouble:
        yield Problem(table, f"row {doc_id}", f"cannot be read: {' '.join(str(trouble).split())}")
        return
    _, image = images.pop(uid, ("", None))
    if image != _fingerprint(document):
        yield Problem(table, uid, "is not what the history says was last written")
    if link_keys(collection.table.layout, document) != look.links_of(table, uid):
        yield Problem(table, uid, "is not found by what it refers to: the index of links differs")
    for field, tables in REFERENCES.get(table, {}).items():
        for other in sorted(at_path(current, field)):
            if not look.exists(other, tables):
                yield Problem(table, uid, f"refers to {other} ({field}), which is not there")
    yield from _of_spans(table, uid, current, look)


def _of_spans(table: str, uid: str, document: Doc, look: _Look) -> Iterator[Problem]:
    if "text_sha256" in document:
        yield from _misplaced(table, uid, document, look.text(document["text_sha256"]))
    for role in document.get("roles", []):
        if role["article"] and role["evidence"]:
            yield from _misplaced(table, uid, role, look.text_of_article(role["article"]))


def _misplaced(table: str, uid: str, value: Doc, text: str | None) -> Iterator[Problem]:
    if text is None:
        yield Problem(table, uid, "belongs to a text that is not there")
        return
    for span in _spans(value):
        if not span.holds_in(text):
            yield Problem(table, uid, f"its span {span.start}-{span.end} does not hold “{span.exact[:60]}”")


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "exact"}:
            yield Span.model_validate(value)
        else:
            for each in value.values():
                yield from _spans(each)
    elif isinstance(value, list):
        for each in value:
            yield from _spans(each)
