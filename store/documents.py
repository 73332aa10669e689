"""Documents as JSON text: what is stored is what is read back, on every engine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from store.errors import Damaged, StoreError, Unstorable

Doc = dict[str, Any]
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def encode(document: Mapping[str, Any], table: str) -> str:
    """Compact JSON. Raises Unstorable for NaN, infinity, NUL, half a surrogate pair, or what JSON does not know."""
    try:
        raw = _ENCODER.encode(document)
        raw.encode("utf-8")
    except (ValueError, TypeError, RecursionError) as trouble:
        raise Unstorable(f"a document for {table} cannot be stored: {trouble}") from trouble
    if "\\u0000" in raw and _holds_nul(document):
        raise Unstorable(f"a document for {table} cannot be stored: it holds a NUL character")
    return raw


def decode(raw: str, table: str) -> Doc:
    """A fresh document; Damaged when the text is no JSON object."""
    try:
        document = json.loads(raw)
    except (ValueError, TypeError, RecursionError) as trouble:
        raise Damaged(f"a record in {table} is damaged ({trouble}): `curator check` names it") from trouble
    if not isinstance(document, dict):
        raise Damaged(f"a record in {table} is damaged (no object): `curator check` names it")
    return document


@contextmanager
def as_written(table: str) -> Iterator[None]:
    """What is read inside was written by a program of ours: where it has another shape it is Damaged."""
    try:
        yield
    except StoreError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        why = type(trouble).__name__
        raise Damaged(f"a record in {table} is damaged ({why}): `curator check` names it") from trouble


def decode_all(raws: Sequence[str], table: str) -> list[Doc]:
    """Fresh documents, read in one go: half the time of one by one. Damaged as for `decode`."""
    try:
        documents = json.loads(f"[{','.join(raws)}]")
    except (ValueError, TypeError):
        documents = []
    if len(documents) != len(raws) or not all(isinstance(document, dict) for document in documents):
        return [decode(raw, table) for raw in raws]
    return list(documents)


def without_rev(document: Mapping[str, Any] | None) -> Doc | None:
    """The content that comparisons look at: all but `rev`, which only counts writes."""
    return None if document is None else {name: value for name, value in document.items() if name != "rev"}


def at_path(value: Any, path: str) -> set[str]:
    """All strings at a dotted path, through lists: `speakers.mention` gives the mentions of all speakers."""
    if isinstance(value, list):
        return set().union(*(at_path(each, path) for each in value))
    if not path:
        return {value} if isinstance(value, str) else set()
    field, _, rest = path.partition(".")
    return at_path(value[field], rest) if isinstance(value, dict) and field in value else set()


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, Mapping):
        return any(_holds_nul(key) or _holds_nul(each) for key, each in value.items())
    return isinstance(value, list | tuple) and any(map(_holds_nul, value))
