"""One table in memory: JSON texts by id, and an index for each field that was ever asked for.

An index is made when a condition or an order first names its field, and kept up from then on. A value is looked at as
SQLite's json_extract gives it, so that both engines narrow and order alike: true and false are 1 and 0, a list or
object is its JSON text, and what is missing is null.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from store.documents import decode
from store.errors import DuplicateUid
from store.narrowing import AllOf, AnyOf, Compare, Condition, Path

Key = str | int | float | None


class Rows:
    """The documents of one table, in the order of their ids. `copy` one that others read before changing it."""

    def __init__(self, name: str, documents: dict[int, str], last_id: int = 0, unique: str | None = None) -> None:
        self.name = name
        self.documents = dict(sorted(documents.items()))
        self.last_id = max(last_id, *self.documents, 0)  # the highest id ever given: none is used twice
        self.unique = unique
        self._indexes: dict[tuple[Path, bool], _Index] = {}

    def copy(self) -> Rows:
        """One that can be changed without a change to this one."""
        other = Rows.__new__(Rows)
        other.name, other.last_id, other.unique = self.name, self.last_id, self.unique
        other.documents = dict(self.documents)
        other._indexes = {field: index.copy() for field, index in list(self._indexes.items())}
        return other

    def ids(self, condition: Condition | None = None) -> list[int]:
        """The ids of the documents that meet the condition, in order."""
        return list(self.documents) if condition is None else sorted(self._meeting(condition))

    def in_order(self, ids: Iterable[int], order: Sequence[Path], *, descending: bool) -> list[int]:
        """The ids ordered by the values at the paths, then by id; null first, then numbers, then words."""
        keys = [self._index(path).keys for path in order]
        return sorted(ids, key=lambda each: (*(_rank(key[each][0]) for key in keys), each), reverse=descending)

    def tally(self, path: Path) -> dict[Key, int]:
        """How many documents have each value at the path, in order of the values."""
        ids = self._index(path).ids
        return {key: len(ids[key]) for key in sorted(ids, key=_rank)}

    def having(self, path: Path, member: str, *, is_prefix: bool = False) -> Collection[int]:
        """The ids of the documents whose list at the path holds the member, or one that begins so."""
        ids = self._index(path, members=True).ids
        if not is_prefix:
            return ids.get(member, ())
        return {doc_id for key, some in ids.items() if str(key).startswith(member) for doc_id in some}

    def members(self, path: Path) -> dict[str, int]:
        """How many documents hold each member of the lists at the path, in order of the members."""
        ids = self._index(path, members=True).ids
        return {str(key): len(ids[key]) for key in sorted(ids, key=_rank)}

    def insert(self, doc_id: int | None, document: str) -> int:
        """Add a document, under the next id when none is given. DuplicateUid for a unique value that is there."""
        doc_id = self.last_id + 1 if doc_id is None else doc_id
        if doc_id in self.documents:
            raise DuplicateUid(f"{self.name} has a document of the id {doc_id} already")
        self._put(doc_id, document)
        if doc_id < self.last_id:
            self.documents = dict(sorted(self.documents.items()))
        self.last_id = max(self.last_id, doc_id)
        return doc_id

    def replace(self, doc_id: int, document: str) -> None:
        """Put a document in the place of another."""
        if doc_id in self.documents:
            self._put(doc_id, document)

    def delete(self, doc_id: int) -> None:
        """Remove a document."""
        if self.documents.pop(doc_id, None) is not None:
            for index in self._indexes.values():
                index.remove(doc_id)

    @cached_property
    def rendered(self) -> bytes:
        """The table as a JSON object in UTF-8, a document a line; asked for only when nothing changes any more."""
        lines = ",\n".join(f'"{doc_id}":{document}' for doc_id, document in self.documents.items())
        return b"{\n" + lines.encode("utf-8") + b"\n}" if lines else b"{}"

    @cached_property
    def checksum(self) -> str:
        """The CRC-32 of what is rendered, in hexadecimal."""
        return f"{zlib.crc32(self.rendered):08x}"

    def _put(self, doc_id: int, document: str) -> None:
        if self.unique is not None or self._indexes:
            decoded = decode(document, self.name)
            self._refuse_twins(doc_id, decoded)
            for index in self._indexes.values():
                index.put(doc_id, decoded)
        self.documents[doc_id] = document

    def _refuse_twins(self, doc_id: int, decoded: dict[str, Any]) -> None:
        if self.unique is None:
            return
        value = _value_at(decoded, (self.unique,))
        if value is not None and any(other != doc_id for other in self._index((self.unique,)).ids.get(value, ())):
            raise DuplicateUid(f"{self.name} has a record with the {self.unique} {value} already")

    def _meeting(self, condition: Condition) -> set[int]:
        match condition:
            case Compare(path, "==", value):
                return set(self._index(path).ids.get(value, ()))
            case Compare(path, comparison, value):
                wanted = _rank(value)
                return {doc_id for key, ids in self._index(path).ids.items() for doc_id in ids
                        if key is not None and (_rank(key) <= wanted if comparison == "<=" else _rank(key) >= wanted)}
            case AllOf(parts):
                return set.intersection(*map(self._meeting, parts))
            case AnyOf(parts):
                return set().union(*map(self._meeting, parts))

    def _index(self, path: Path, *, members: bool = False) -> _Index:
        index = self._indexes.get((path, members))
        if index is None:
            index = _Index(path, members=members)
            index.put_all({doc_id: decode(document, self.name) for doc_id, document in self.documents.items()})
            self._indexes[path, members] = index
        return index


class _Index:
    """Which documents have a value, and which values a document has. With `members`, those of a list at the path."""

    def __init__(self, path: Path, *, members: bool) -> None:
        self.path, self._members = path, members
        self.ids: dict[Key, tuple[int, ...]] = {}
        self.keys: dict[int, tuple[Key, ...]] = {}

    def copy(self) -> _Index:
        other = _Index(self.path, members=self._members)
        other.ids, other.keys = dict(self.ids), dict(self.keys)
        return other

    def put(self, doc_id: int, document: dict[str, Any]) -> None:
        keys = self._keys_of(document)
        if keys != self.keys.get(doc_id):
            self.remove(doc_id)
            self.keys[doc_id] = keys
            for key in keys:
                self.ids[key] = (*self.ids.get(key, ()), doc_id)

    def put_all(self, documents: dict[int, dict[str, Any]]) -> None:
        collected: dict[Key, list[int]] = {}
        for doc_id, document in documents.items():
            self.keys[doc_id] = self._keys_of(document)
            for key in self.keys[doc_id]:
                collected.setdefault(key, []).append(doc_id)
        self.ids = {key: tuple(ids) for key, ids in collected.items()}

    def remove(self, doc_id: int) -> None:
        for key in self.keys.pop(doc_id, ()):
            left = tuple(each for each in self.ids[key] if each != doc_id)
            if left:
                self.ids[key] = left
            else:
                del self.ids[key]

    def _keys_of(self, document: dict[str, Any]) -> tuple[Key, ...]:
        if not self._members:
            return (_value_at(document, self.path),)
        value: Any = document.get(self.path[0])
        return tuple(dict.fromkeys(map(str, value))) if isinstance(value, list) else ()


def _value_at(document: dict[str, Any], path: Path) -> Key:
    value: Any = document
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value


def _rank(key: Key) -> tuple[int, int | float, str]:
    """Sorts null before numbers before words; words by code point."""
    if key is None:
        return (0, 0, "")
    return (2, 0, key) if isinstance(key, str) else (1, key, "")
