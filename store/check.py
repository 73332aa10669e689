"""Whether a dataset is whole: every record as it was last written, every text as it was named, every span in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from schema import Span
from store.cache import PREFIX, is_whole
from store.check_history import BLOBS, Image, problems_of_history
from store.collection import Collection
from store.documents import Doc, at_path, decode
from store.engine import Engine, Progress
from store.errors import NewerDataset, StoreError
from store.layouts import REFERENCES
from store.narrowing import equals
from store.problems import Problem, each_row
from store.seals import seal
from store.table import link_keys, links_table
from store.upgrades import upgraded

_KEPT_IN_MIND = 64  # texts, which come article by article
_ABOUT = "_dataset"


def problems(collections: Mapping[str, Collection[Any]], engine: Engine, progress: Progress | None = None,
             ) -> Iterator[Problem]:
    """Everything that is wrong, that of the file first. `progress` is called with the number of records seen and of
    all. Give it a snapshot."""
    yield from _of_file(engine)
    images: dict[str, Image] = {}
    is_sealed = _format(engine) > 1
    yield from problems_of_history(engine, images, is_sealed=is_sealed)
    yield from _of_blobs(engine, images)
    if is_sealed:
        yield from _of_caches(engine)
    look = _Look(collections, engine)
    total = sum(engine.size(name) for name in collections)
    seen = 0
    for name, collection in collections.items():
        links = 0
        for doc_id, raw in each_row(engine, name):
            row = _Row(collection, doc_id)
            yield from row.problems(raw, images, look)
            links += row.links
            seen += 1
            if progress is not None and (seen % 100 == 0 or seen == total):
                progress(seen, total)
        if links != sum(engine.pair_sizes(links_table(name)).values()):
            yield Problem(name, "", "the index of links holds more or less than the records do", "derived")
    for uid, image in images.items():
        if image.seal is not None and image.table in collections:
            yield Problem(image.table, uid, "is lost: the history has it, the table does not",
                          "history" if image.is_sound else "")


def _of_file(engine: Engine) -> Iterator[Problem]:
    try:
        for line in engine.verify():
            yield Problem("", "", f"the file is damaged: {line}")
        for _, raw in each_row(engine, _ABOUT):
            about = decode(raw, _ABOUT)
            if about.get("format", 1) > 1 and about.pop("sum", "") != seal(about):
                yield Problem(_ABOUT, "", "what the dataset says of itself is not as it was written")
            if about.get("format", 1) != engine.layout:
                yield Problem("", "", "the file is damaged: its header does not say which format it has")
    except (StoreError, TypeError) as trouble:
        yield Problem("", "", str(trouble))


def _format(engine: Engine) -> int:
    """Which format the dataset has: what it says of itself, or else the header of the file; either may be damaged."""
    for _, raw in each_row(engine, _ABOUT):
        with suppress(StoreError, TypeError, ValueError):
            return max(int(decode(raw, _ABOUT).get("format", 1)), engine.layout)
    return engine.layout


def _of_blobs(engine: Engine, images: dict[str, Image]) -> Iterator[Problem]:
    lost = {(image.table, uid) for uid, image in images.items() if image.table in BLOBS and image.seal is not None}
    for table in BLOBS:
        for key in engine.blob_keys(table):
            try:
                content = engine.blob(table, key)
            except StoreError as trouble:
                yield Problem(table, key, f"cannot be read: {trouble}")
                content = None
            if content is not None and hashlib.sha256(content).hexdigest() != key:
                yield Problem(table, key, "is not what its sha256 says")
            lost.discard((table, key))
    for table, key in sorted(lost):
        yield Problem(table, key, "is lost: the history has it, the dataset does not")


def _of_caches(engine: Engine) -> Iterator[Problem]:
    for table in sorted(name for name in engine.tables() if name.startswith(PREFIX)):
        for doc_id, raw in each_row(engine, table):
            try:
                row: Doc = decode(raw, table)
            except StoreError:
                row = {}
            if not is_whole(row):
                yield Problem(table, str(row.get("key", f"row {doc_id}")), "is not as it was written", "derived")


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


@dataclass
class _Row:
    """One row of a table of records."""

    collection: Collection[Any]
    doc_id: int
    links: int = 0  # how many pairs the index of links holds for it

    def problems(self, raw: str, images: dict[str, Image], look: _Look) -> Iterator[Problem]:
        table = self.collection.name
        try:
            document = decode(raw, table)
            uid = str(document["uid"])
            current = upgraded(table, document)
            self.collection.model.model_validate(current)
        except NewerDataset as trouble:
            images.pop(uid, None)
            yield Problem(table, uid, str(trouble))
            return
        except (StoreError, KeyError, ValidationError) as trouble:
            yield Problem(table, f"row {self.doc_id}", f"cannot be read: {' '.join(str(trouble).split())}", "history")
            return
        try:
            yield from self._against(images.pop(uid, None), uid, document)
            links = look.links_of(table, uid)
            self.links = len(links)
            if link_keys(self.collection.table.layout, document) != links:
                yield Problem(table, uid, "is not found by what it refers to: the index of links differs", "derived")
            for field, tables in REFERENCES.get(table, {}).items():
                for other in sorted(at_path(current, field)):
                    if not look.exists(other, tables):
                        yield Problem(table, uid, f"refers to {other} ({field}), which is not there")
            yield from _of_spans(table, uid, current, look)
        except StoreError as trouble:
            yield Problem(table, uid, f"cannot be looked through: {trouble}")

    def _against(self, image: Image | None, uid: str, document: Doc) -> Iterator[Problem]:
        """The row as it stands, beside what was last logged of it."""
        table = self.collection.name
        if image is None or image.seal is None or image.table != table:
            yield Problem(table, uid, "is not what the history says was last written: it has no such record")
        elif image.seal != seal(document):
            yield Problem(table, uid, "is not what the history says was last written",
                          "history" if image.is_sound else "")
        elif image.doc_id != self.doc_id:
            yield Problem(table, uid, "does not stand where it was put", "history")


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
