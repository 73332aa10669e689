"""The engine for a dataset in one file: SQLite in WAL mode."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path as FilePath
from typing import Any

from store import sqlite_index as word_index
from store import sqlite_words as words
from store.engine import Holder, Layout
from store.errors import NoTransaction, StoreError, newer
from store.narrowing import MOST_VALUES, Condition, Path
from store.permission import only_read
from store.sqlite_connections import Connections
from store.sqlite_file import FILE_LAYOUT, prepare, reading_mode, resolved


class SqliteEngine:
    """See `store.engine.Engine` for what each method promises."""

    def __init__(self, path: FilePath, *, create: bool) -> None:
        self.url = str(path)
        path = resolved(path)
        prepare(path, create=create)
        self.read_only: StoreError | None = only_read(path)
        self._connections = Connections(path, reading_mode(path) if self.read_only else "write")
        try:
            self._connections.names = self._names_there()
            if self.layout > FILE_LAYOUT:
                self.read_only = newer(self.url)
        except StoreError:
            self.close()
            raise

    @property
    def layout(self) -> int:
        return int(self._all("PRAGMA user_version")[0][0])

    def raise_layout(self) -> None:
        self._write(f"PRAGMA user_version={FILE_LAYOUT}")

    def transaction(self) -> AbstractContextManager[None]:
        if self.read_only:
            raise type(self.read_only)(*self.read_only.args)
        return self._connections.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        return self._connections.snapshot()

    @property
    def is_writing(self) -> bool:
        return self._connections.session.depth > 0

    def tables(self) -> set[str]:
        found = (words.table_of(name[1:-1]) for name in self._names_there("table"))
        return {table for table in found if table is not None}

    def create_table(self, table: str, layout: Layout) -> None:
        self._create(words.document_table(table, layout.unique, layout.indexes))

    def drop_table(self, table: str) -> None:
        name = words.table_name(table)
        with self.transaction():
            self._write(f"DROP TABLE IF EXISTS {name}")
            self._connections.names = set()  # the names of its indexes went with it

    def rows(self, table: str, condition: Condition | None = None, *, order: Sequence[Path] = (),
             descending: bool = False, limit: int | None = None, offset: int = 0, beyond: int | None = None,
             ) -> Iterator[tuple[int, str]]:
        name = words.table_name(table)
        if not self._has(name):
            return
        sql, values = words.where(condition)
        if beyond is not None:
            sql, values = f"{sql} AND doc_id {'<' if descending else '>'} ?", [*values, beyond]
        sql = f"SELECT doc_id, doc FROM {name} WHERE {sql} {words.order_by(order, descending=descending)}"
        if limit is not None or offset:
            sql += f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"
        cursor = self._connections.run(sql, values)
        while some := self._connections.some(cursor):
            yield from some

    def row(self, table: str, doc_id: int) -> str | None:
        name = words.table_name(table)
        if not self._has(name):
            return None
        found = self._all(f"SELECT doc FROM {name} WHERE doc_id = ?", [doc_id])
        return str(found[0][0]) if found else None

    def size(self, table: str, condition: Condition | None = None) -> int:
        name = words.table_name(table)
        if not self._has(name):
            return 0
        sql, values = words.where(condition)
        return int(self._all(f"SELECT count(*) FROM {name} WHERE {sql}", values)[0][0])

    def tally(self, table: str, path: Path) -> dict[str | int | float | None, int]:
        name, column = words.table_name(table), words.column(path)
        if not self._has(name):
            return {}
        return dict(self._all(f"SELECT {column}, count(*) FROM {name} GROUP BY 1 ORDER BY 1"))

    def last_id(self, table: str) -> int:
        name = words.table_name(table)
        return int(self._all(f"SELECT coalesce(max(doc_id), 0) FROM {name}")[0][0]) if self._has(name) else 0

    def next_id(self, table: str) -> int:
        name = words.table_name(table)
        if not self._has(name):
            return 1
        used = self._all("SELECT seq FROM sqlite_sequence WHERE name = ?", [name[1:-1]])
        return int(used[0][0]) + 1 if used else 1

    def insert(self, table: str, doc_id: int | None, document: str) -> int:
        name = words.table_name(table)
        added = self._write(f"INSERT INTO {name} (doc_id, doc) VALUES (?, ?)", [doc_id, document]).lastrowid
        return int(added or 0)

    def replace(self, table: str, doc_id: int, document: str) -> None:
        self._write(f"UPDATE {words.table_name(table)} SET doc = ? WHERE doc_id = ?", [document, doc_id])

    def delete(self, table: str, doc_id: int) -> None:
        self._write(f"DELETE FROM {words.table_name(table)} WHERE doc_id = ?", [doc_id])

    def put_blob(self, table: str, key: str, content: bytes) -> bool:
        self._create(words.blobs_table(table))
        name = words.blobs_name(table)
        sql = f"INSERT INTO {name} (key, content) VALUES (?, ?) ON CONFLICT DO NOTHING"
        return self._write(sql, [key, content]).rowcount == 1

    def blob(self, table: str, key: str) -> bytes | None:
        name = words.blobs_name(table)
        found = self._all(f"SELECT content FROM {name} WHERE key = ?", [key]) if self._has(name) else []
        content = found[0][0] if found else None
        return content.encode("utf-8") if isinstance(content, str) else content  # words: a bit of its type turned

    def blob_keys(self, table: str) -> list[str]:
        name = words.blobs_name(table)
        return [key for (key,) in self._all(f"SELECT key FROM {name} ORDER BY key")] if self._has(name) else []

    def replace_pairs(self, table: str, owner: str, keys: Iterable[str]) -> None:
        name = words.pairs_name(table)
        self._create(words.pairs_table(table))
        had, wanted = set(self.keys_of(table, owner)), set(keys)
        with self.transaction():
            for key in sorted(had - wanted):
                self._write(f"DELETE FROM {name} WHERE key = ? AND owner = ?", [key, owner])
            for key in sorted(wanted - had):
                self._write(f"INSERT INTO {name} (key, owner) VALUES (?, ?)", [key, owner])

    def pairs(self, table: str, keys: Collection[str]) -> list[tuple[str, str]]:
        name = words.pairs_name(table)
        if not self._has(name):
            return []
        return [(key, owner) for some in _portions(keys) for key, owner in self._all(
            f"SELECT key, owner FROM {name} WHERE key IN ({_marks(some)}) ORDER BY key, owner", some)]

    def pair_sizes(self, table: str, keys: Collection[str] | None = None, most: int | None = None) -> dict[str, int]:
        name = words.pairs_name(table)
        if not self._has(name):
            return {}
        if keys is None:
            return dict(self._all(f"SELECT key, count(*) FROM {name} GROUP BY key ORDER BY key"))
        limit = -1 if most is None else most
        counted = f"(SELECT count(*) FROM (SELECT 1 FROM {name} WHERE key = column1 LIMIT {limit}))"
        return {key: size for some in _portions(sorted(set(keys))) for key, size in self._all(
            f"SELECT column1, {counted} FROM (VALUES {', '.join('(?)' for _ in some)})", some) if size}

    def keys_of(self, table: str, owner: str) -> list[str]:
        name = words.pairs_name(table)
        sql = f"SELECT key FROM {name} WHERE owner = ? ORDER BY key"
        return [key for (key,) in self._all(sql, [owner])] if self._has(name) else []

    def clear_pairs(self, table: str) -> None:
        name = words.pairs_name(table)
        if self._has(name):
            self._write(f"DELETE FROM {name}")

    def replace_words(self, table: str, holder: Holder, wanted: Collection[str], *, is_new: bool) -> None:
        self._require_transaction()
        self._create(words.word_tables(table))
        word_index.put(self._connections, table, holder, wanted, is_new=is_new)

    def forget_words(self, table: str, number: int) -> None:
        self._require_transaction()
        if self._has(words.index_name(table)):
            word_index.remove(self._connections, table, number)

    def holders(self, table: str, group: str) -> list[Holder]:
        there = self._has(words.index_name(table))
        return word_index.holders(self._connections, table, group) if there else []

    def bits(self, table: str, word: str, *, is_prefix: bool = False, blocks: Collection[int] | None = None,
             ) -> dict[int, int]:
        if not self._has(words.index_name(table)):
            return {}
        return word_index.bits(self._connections, table, word, is_prefix=is_prefix, blocks=blocks)

    def uids_of(self, table: str, numbers: Sequence[int]) -> list[str]:
        there = self._has(words.index_name(table))
        return word_index.uids_of(self._connections, table, numbers) if there else []

    def every_holder(self, table: str) -> Iterator[Holder]:
        return word_index.every_holder(self._connections, table) if self._has(words.index_name(table)) else iter(())

    def words_of_block(self, table: str, block: int) -> dict[str, int]:
        there = self._has(words.index_name(table))
        return word_index.words_of_block(self._connections, table, block) if there else {}

    def drop_words(self, table: str) -> None:
        with self.transaction():
            for name in (words.index_name(table), words.holders_name(table)):
                self._write(f"DROP TABLE IF EXISTS {name}")
            self._connections.names = set()

    def verify(self) -> list[str]:
        wrong = [line for (line,) in self._all("PRAGMA integrity_check") if line != "ok"]
        for kind, name, of, sql in self._all("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql NOTNULL "
                                             "AND name <> 'sqlite_sequence'"):
            table = name if kind == "table" else str(name).rpartition(" by ")[0]
            if sql not in words.spelt(str(name)) or of != table or f" {kind.upper()} " not in sql:
                wrong.append(f"the {kind} {name!r} is not as Curator makes it")
        return wrong

    def rebuild_indexes(self) -> None:
        tables = [name for name in self._names_there("table") if not name.startswith(words.NO_DOCUMENTS)]
        broken = [name for name in tables if self._all(f"SELECT 1 FROM {name} WHERE NOT json_valid(doc) LIMIT 1")]
        for name in broken:  # no index can be made, nor a row be changed, while it holds what is no JSON
            self._wrap_broken(name)
        self._write("REINDEX")

    def _wrap_broken(self, name: str) -> None:
        """Make rows that are no JSON into JSON that holds their bytes: to be replaced, and never to pass for whole."""
        indexes = self._all("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOTNULL AND tbl_name = ?",
                            [name[1:-1].replace('""', '"')])
        for index, _ in indexes:
            self._write(f"DROP INDEX {words.quoted(index)}")
        self._write(f"UPDATE {name} SET doc = json_object('damaged', hex(doc)) WHERE NOT json_valid(doc)")
        for _, sql in indexes:
            self._write(sql)

    def close(self) -> None:
        self._connections.close()

    def _require_transaction(self) -> None:
        if not self.is_writing:
            raise NoTransaction(f"a write to {self.url} outside of any transaction")

    def _write(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        self._require_transaction()
        return self._connections.run(sql, values)

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        return self._connections.all(sql, values)

    def _names_there(self, kind: str | None = None) -> set[str]:
        rows = self._all("SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")
        return {words.quoted(name) for name, its_kind in rows if kind in (None, its_kind)}

    def _has(self, name: str) -> bool:
        known, session = self._connections.names, self._connections.session
        if name in known or name in session.names_made:
            return True
        there = self._names_there()
        if not session.depth:
            self._connections.names = there
        return name in there

    def _create(self, statements: words.Statements) -> None:
        if all(self._has(name) for name in statements):
            return
        with self.transaction():
            for statement in statements.values():
                self._write(statement)
            self._connections.session.names_made |= set(statements)


def _portions(keys: Collection[str]) -> Iterator[list[str]]:
    every = sorted(set(keys))
    for first in range(0, len(every), MOST_VALUES):
        yield every[first:first + MOST_VALUES]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
