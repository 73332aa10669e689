"""The engine for a small, portable dataset: one JSON file that stock TinyDB opens, and a copy of it in memory.

One program at a time has it open. Each transaction writes the whole file anew beside its place and renames it.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path as FilePath

from store.documents import decode, encode
from store.engine import BLOCK, Holder, Layout
from store.errors import Damaged, NoDataset, StoreError, newer
from store.json_file import HEADER, VERSION, JsonFile
from store.narrowing import Condition, Path, equals
from store.permission import only_read
from store.rows import Rows
from store.turns import end_turn, hold
from store.versions import Kind, TableName, Version, Versions

_TEXTS = "texts"  # blobs that are written as text and not as base64


class JsonEngine:
    """See `store.engine.Engine` for what each method promises."""

    def __init__(self, path: FilePath, *, create: bool) -> None:
        self.url = str(path)
        path = path.resolve()
        if not path.exists() and not create:
            raise NoDataset(f"{path}: there is no such file")
        if not path.parent.is_dir():
            raise NoDataset(f"{path}: the folder {path.parent} does not exist")
        self._file = JsonFile(path)
        first = self._file.read()  # refused before anything is put beside it
        self.read_only: StoreError | None = only_read(path) if path.exists() else None
        self._ticket: int | None = None
        if self._file.layout > VERSION:
            self.read_only = newer(self.url)
        if not self.read_only:
            first = self._held(path, first)
        self._versions = Versions(str(path), first, self._file.write)

    def _held(self, path: FilePath, first: Version) -> Version:
        """Take the file for this program alone; what is in it then."""
        self._ticket = hold(path.with_name(path.name + "-lock"), str(path))
        try:
            if not self._file.is_as_left:
                first = self._file.read()
            self._file.sweep()
        except StoreError:
            end_turn(self._ticket)
            raise
        return first

    @property
    def layout(self) -> int:
        return self._file.layout

    def raise_layout(self) -> None:
        self._file.layout = VERSION  # which each write says of itself

    def transaction(self) -> AbstractContextManager[None]:
        if self.read_only:
            raise type(self.read_only)(*self.read_only.args)
        return self._versions.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        return self._versions.snapshot()

    @property
    def is_writing(self) -> bool:
        return self._versions.is_writing

    def tables(self) -> set[str]:
        return {name for kind, name in self._versions.current if kind is Kind.DOCUMENTS}

    def create_table(self, table: str, layout: Layout) -> None:
        rows = self._create(TableName(Kind.DOCUMENTS, table))
        rows.unique = layout.unique  # declared by each program that opens the file, not stored in it

    def drop_table(self, table: str) -> None:
        with self.transaction():
            self._versions.drop(TableName(Kind.DOCUMENTS, table))

    def rows(self, table: str, condition: Condition | None = None, *, order: Sequence[Path] = (),
             descending: bool = False, limit: int | None = None, offset: int = 0, beyond: int | None = None,
             ) -> Iterator[tuple[int, str]]:
        rows = self._rows(table)
        ids = rows.ids(condition)
        if beyond is not None:
            ids = [doc_id for doc_id in ids if (doc_id < beyond if descending else doc_id > beyond)]
        if order:
            ids = rows.in_order(ids, order, descending=descending)
        elif descending:
            ids.reverse()
        ids = ids[offset:] if limit is None else ids[offset:offset + limit]
        return iter([(doc_id, rows.documents[doc_id]) for doc_id in ids])

    def row(self, table: str, doc_id: int) -> str | None:
        return self._rows(table).documents.get(doc_id)

    def size(self, table: str, condition: Condition | None = None) -> int:
        rows = self._rows(table)
        return len(rows.documents) if condition is None else len(rows.ids(condition))

    def tally(self, table: str, path: Path) -> dict[str | int | float | None, int]:
        return self._rows(table).tally(path)

    def last_id(self, table: str) -> int:
        return next(reversed(self._rows(table).documents), 0)

    def next_id(self, table: str) -> int:
        return self._rows(table).last_id + 1

    def insert(self, table: str, doc_id: int | None, document: str) -> int:
        return self._writable(table).insert(doc_id, document)

    def replace(self, table: str, doc_id: int, document: str) -> None:
        self._writable(table).replace(doc_id, document)

    def delete(self, table: str, doc_id: int) -> None:
        self._writable(table).delete(doc_id)

    def put_blob(self, table: str, key: str, content: bytes) -> bool:
        self._create(TableName(Kind.BLOBS, table))
        if self._rows(table, Kind.BLOBS).ids(equals("sha256", key)):
            return False
        self._writable(table, Kind.BLOBS).insert(None, encode({"sha256": key} | _words(table, content), table))
        return True

    def blob(self, table: str, key: str) -> bytes | None:
        rows = self._rows(table, Kind.BLOBS)
        for doc_id in rows.ids(equals("sha256", key)):
            kept = decode(rows.documents[doc_id], table)
            try:
                return kept["text"].encode() if "text" in kept else base64.b64decode(kept["base64"], validate=True)
            except (ValueError, KeyError, TypeError, AttributeError) as trouble:
                raise Damaged(f"{self.url}: {table} {key} cannot be read: restore a copy") from trouble
        return None

    def blob_keys(self, table: str) -> list[str]:
        return [str(key) for key in self._rows(table, Kind.BLOBS).tally(("sha256",))]

    def replace_pairs(self, table: str, owner: str, keys: Iterable[str]) -> None:
        wanted = sorted(set(keys))
        self._create(TableName(Kind.PAIRS, table))
        if wanted == self.keys_of(table, owner):
            return
        rows = self._writable(table, Kind.PAIRS)
        there = rows.ids(equals("owner", owner))
        document = encode({"owner": owner, "keys": wanted}, table)
        if not there:
            rows.insert(None, document)
        elif wanted:
            rows.replace(there[0], document)
        else:
            rows.delete(there[0])

    def pairs(self, table: str, keys: Collection[str]) -> list[tuple[str, str]]:
        rows = self._rows(table, Kind.PAIRS)
        return [(key, owner) for key in sorted(set(keys)) for owner in sorted(
            decode(rows.documents[doc_id], table)["owner"] for doc_id in rows.having(("keys",), key))]

    def pair_sizes(self, table: str, keys: Collection[str] | None = None, most: int | None = None) -> dict[str, int]:
        rows = self._rows(table, Kind.PAIRS)
        if keys is None:
            return rows.members(("keys",))
        sizes = ((key, len(rows.having(("keys",), key))) for key in sorted(set(keys)))
        return {key: size if most is None else min(size, most) for key, size in sizes if size}

    def keys_of(self, table: str, owner: str) -> list[str]:
        rows = self._rows(table, Kind.PAIRS)
        found: list[str] = []
        for doc_id in rows.ids(equals("owner", owner)):
            found += decode(rows.documents[doc_id], table)["keys"]
        return found

    def clear_pairs(self, table: str) -> None:
        name = TableName(Kind.PAIRS, table)
        if name in self._versions.current:
            rows = self._versions.writable(name)
            for doc_id in list(rows.documents):
                rows.delete(doc_id)

    def replace_words(self, table: str, holder: Holder, words: Collection[str], *, is_new: bool) -> None:
        self._create(TableName(Kind.PAIRS, table))
        rows = self._writable(table, Kind.PAIRS)
        document = encode({"owner": holder.uid, "group": holder.group, "mark": holder.mark, "keys": sorted(words)},
                          table)
        (rows.insert if is_new else rows.replace)(holder.number, document)

    def forget_words(self, table: str, number: int) -> None:
        if number in self._rows(table, Kind.PAIRS).documents:
            self._writable(table, Kind.PAIRS).delete(number)

    def holders(self, table: str, group: str) -> list[Holder]:
        rows = self._rows(table, Kind.PAIRS)
        found = [(doc_id, decode(rows.documents[doc_id], table)) for doc_id in rows.ids(equals("group", group))]
        return [Holder(doc_id, kept["owner"], kept["group"], kept["mark"]) for doc_id, kept in found]

    def bits(self, table: str, word: str, *, is_prefix: bool = False, blocks: Collection[int] | None = None,
             ) -> dict[int, int]:
        rows = self._rows(table, Kind.PAIRS)
        found: dict[int, int] = {}
        for number in rows.having(("keys",), word, is_prefix=is_prefix):
            block, bit = divmod(number, BLOCK)
            if blocks is None or block in blocks:
                found[block] = found.get(block, 0) | 1 << bit
        return found

    def uids_of(self, table: str, numbers: Sequence[int]) -> list[str]:
        documents = self._rows(table, Kind.PAIRS).documents
        return [decode(documents[number], table)["owner"] for number in numbers if number in documents]

    def every_holder(self, table: str) -> Iterator[Holder]:
        for number, raw in sorted(self._rows(table, Kind.PAIRS).documents.items()):
            kept = decode(raw, table)
            yield Holder(number, kept["owner"], kept["group"], kept["mark"])

    def words_of_block(self, table: str, block: int) -> dict[str, int]:
        documents, found = self._rows(table, Kind.PAIRS).documents, dict[str, int]()
        for number in range(block * BLOCK, (block + 1) * BLOCK):
            for word in decode(documents[number], table)["keys"] if number in documents else ():
                found[word] = found.get(word, 0) | 1 << number % BLOCK
        return found

    def drop_words(self, table: str) -> None:
        with self.transaction():
            self._versions.drop(TableName(Kind.PAIRS, table))

    def verify(self) -> list[str]:
        return self._file.damages()

    def rebuild_indexes(self) -> None:
        """They are made when the file is read."""

    def close(self) -> None:
        if self._versions.close() and self._ticket is not None:
            end_turn(self._ticket)

    def _rows(self, table: str, kind: Kind = Kind.DOCUMENTS) -> Rows:
        return self._versions.current.get(TableName(kind, table)) or Rows(table, {})

    def _writable(self, table: str, kind: Kind = Kind.DOCUMENTS) -> Rows:
        return self._versions.writable(TableName(kind, table))

    def _create(self, name: TableName) -> Rows:
        there = self._versions.current.get(name)
        if there is not None:
            return there
        if name.name == HEADER or any(name.name == other for _, other in self._versions.current):
            raise StoreError(f"{self.url}: the name {name.name} is taken, choose another for the table")
        with self.transaction():
            return self._versions.writable(name, Rows(name.name, {}))


def _words(table: str, content: bytes) -> dict[str, str]:
    if table == _TEXTS:
        return {"text": content.decode("utf-8")}
    return {"base64": base64.b64encode(content).decode("ascii")}
