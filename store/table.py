"""TinyDB's table over an engine. `Table.write` is the one place through which every document is written and logged.

Reading lets the engine narrow (store.narrowing) and the query decide; every read decodes afresh, so nothing that is
handed out shares structure with anything. TinyDB's query cache is not used: another program may have written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import ValidationError
from tinydb.queries import QueryLike
from tinydb.table import Document
from tinydb.table import Table as TinyTable

from store.documents import Doc, at_path, decode, encode
from store.engine import Engine, Layout
from store.errors import Unstorable
from store.narrowing import Condition, Path, equals, exactly, narrow

if TYPE_CHECKING:
    from store.storage import EngineStorage

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class Journal(Protocol):
    """Where a logged table's writes are recorded."""

    def require(self, table: str) -> None:
        """Raise NoTransaction unless this thread is in a transaction."""

    def record(self, table: str, uid: str, before: Doc | None, after: Doc | None, doc_id: int) -> None:
        """Log one change, within the transaction."""

    def last_rev(self, uid: str) -> int:
        """The highest `rev` that the record ever had, 0 for none."""


class Table(TinyTable):
    """A TinyDB table; with a journal, every write belongs to a transaction and is logged with before and after.

    A table whose layout has a model holds records: they are checked at the door, and `rev` is counted here.
    """

    def __init__(self, storage: EngineStorage, name: str, cache_size: int = 0, persist_empty: bool = False, *,
                 layout: Layout | None = None, journal: Journal | None = None) -> None:
        super().__init__(storage, name, cache_size)
        self._engine: Engine = storage.engine
        self.layout = layout or Layout()
        self._journal = journal
        self._linking = frozenset(path.partition(".")[0] for paths in self.layout.links.values() for path in paths)
        if persist_empty:
            with self._engine.transaction():
                self._engine.create_table(name, self.layout)

    def write(self, doc_id: int | None, before: Doc | None, after: Doc | None, *, checked: bool = False) -> Document:
        """Put `after` where `before` is: insert (no before), replace, or delete (no after). All writing ends here.

        `checked` says that a record has been through its model already. Returns the document as it now stands (for a
        delete, as it stood). Equal content is not written. The caller is in a transaction.
        """
        if before is not None and before == after:
            return Document(before, doc_id or 0)
        if after is not None and self.layout.model:
            after = self._as_next_rev(before, after, checked=checked)
        raw = None if after is None else encode(after, self.name)
        self.require_transaction()
        if raw is None:
            assert doc_id is not None
            self._engine.delete(self.name, doc_id)
        elif before is None:
            self._engine.create_table(self.name, self.layout)
            doc_id = self._engine.insert(self.name, doc_id, raw)
        else:
            assert doc_id is not None
            self._engine.replace(self.name, doc_id, raw)
        document = before if after is None else after
        assert document is not None
        if self._journal:
            self._journal.record(self.name, document["uid"], before, after, doc_id)
        if self.layout.links:
            self._relink(document["uid"], before, after)
        return Document(document, doc_id)

    def require_transaction(self) -> None:
        """Raise NoTransaction where the table is logged and this thread is in none."""
        if self._journal:
            self._journal.require(self.name)

    def _as_next_rev(self, before: Doc | None, after: Doc, *, checked: bool) -> Doc:
        if not checked:
            after = self._checked(before, after)
        had = before["rev"] if before is not None else self._journal.last_rev(after["uid"]) if self._journal else 0
        return after | {"rev": had + 1}

    def _checked(self, before: Doc | None, after: Doc) -> Doc:
        assert self.layout.model is not None
        try:
            record = self.layout.model.model_validate(after)
        except ValidationError as trouble:
            first = trouble.errors()[0]
            where = ".".join(map(str, first["loc"])) or "record"
            raise Unstorable(f"{self.name} {after.get('uid')} cannot be stored: {where}: {first['msg']}") from trouble
        if before is not None and before["uid"] != record.uid:
            raise Unstorable(f"{self.name} {before['uid']} cannot be stored: its uid is for good")
        return record.model_dump(mode="json")

    def _relink(self, owner: str, before: Doc | None, after: Doc | None) -> None:
        if before is not None and after is not None and all(before.get(f) == after.get(f) for f in self._linking):
            return
        keys = link_keys(self.layout, after)
        if keys != link_keys(self.layout, before):
            self._engine.replace_pairs(links_table(self.name), owner, keys)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.require_transaction()
        with self._engine.transaction():
            yield

    def insert(self, document: Mapping[str, Any]) -> int:
        """TinyDB's insert; ValueError when a given id is taken. Ids are never used twice."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """TinyDB's insert_multiple: all or none."""
        with self._writing():
            return [self._insert(document) for document in documents]

    def _insert(self, document: Mapping[str, Any]) -> int:
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        doc_id = document.doc_id if isinstance(document, Document) else None
        if doc_id is not None and self._engine.row(self.name, doc_id) is not None:
            raise ValueError(f"Document with ID {doc_id} already exists")
        return self.write(doc_id, None, dict(document)).doc_id

    def update(self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """TinyDB's update. The function is applied to all before anything is written; given ids, `cond` is ignored."""
        with self._writing():
            chosen = self._chosen(cond, doc_ids)
            after: dict[int, Doc] = {}
            for found in chosen:
                after[found.doc_id] = _changed(after.get(found.doc_id, found), fields)
            self._write_changed({found.doc_id: found for found in chosen}, after)
            return [found.doc_id for found in chosen]

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """TinyDB's update_multiple: each update sees what those before it made of the document."""
        steps = list(updates)
        with self._writing():
            touched: list[int] = []
            before = {found.doc_id: found for found in self.matching(None)}
            after = {doc_id: _copy(found) for doc_id, found in before.items()}
            for doc_id in after:
                for fields, cond in steps:
                    if cond(after[doc_id]):
                        touched.append(doc_id)
                        after[doc_id] = _changed(after[doc_id], fields)
            self._write_changed(before, after)
            return touched

    def _chosen(self, cond: QueryLike | None, doc_ids: Iterable[int] | None) -> list[Document]:
        if doc_ids is None:
            return list(self.matching(cond))
        return [found for doc_id in doc_ids if (found := self._by_id(doc_id)) is not None]

    def _write_changed(self, before: Mapping[int, Document], after: Mapping[int, Doc]) -> None:
        for doc_id, document in after.items():
            self.write(doc_id, dict(before[doc_id]), document)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """TinyDB's upsert, in one transaction."""
        with self._writing():
            return list(super().upsert(document, cond))

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """TinyDB's remove."""
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        with self._writing():
            chosen = self._chosen(cond, None if doc_ids is None else dict.fromkeys(doc_ids))
            for found in chosen:
                self.write(found.doc_id, dict(found), None)
            return [found.doc_id for found in chosen]

    def truncate(self) -> None:
        """Remove every document."""
        with self._writing():
            for found in list(self.matching(None)):
                self.write(found.doc_id, dict(found), None)

    def replace_all(self, documents: Mapping[int, Doc]) -> None:
        """Make the table hold exactly these documents, writing only what differs."""
        with self._writing():
            there = {found.doc_id: found for found in self.matching(None)}
            for doc_id in there.keys() - documents.keys():
                self.write(doc_id, dict(there[doc_id]), None)
            for doc_id, after in documents.items():
                self.write(doc_id, dict(there[doc_id]) if doc_id in there else None, after)

    def search(self, cond: QueryLike) -> list[Document]:
        """TinyDB's search."""
        return list(self.matching(cond))

    def get(self, cond: QueryLike | None = None, doc_id: int | None = None,  # type: ignore[override]
            doc_ids: Iterable[int] | None = None) -> Document | list[Document] | None:
        """TinyDB's get."""
        if doc_id is not None:
            return self._by_id(doc_id)
        if doc_ids is not None:
            return [found for each in sorted(set(doc_ids)) if (found := self._by_id(each)) is not None]
        if cond is not None:
            return next(self.matching(cond), None)
        raise RuntimeError("You have to pass either cond or doc_id or doc_ids")

    def count(self, cond: QueryLike) -> int:
        """TinyDB's count."""
        condition = exactly(cond)
        if condition is not None:
            return self._engine.size(self.name, condition)
        return sum(1 for _ in self.matching(cond))

    def matching(self, cond: QueryLike | None, *, order: Sequence[Path] = (), descending: bool = False,
                 beyond: int | None = None) -> Iterator[Document]:
        """The documents that the query accepts, one by one; ordered by the paths and then by id."""
        for found in self.narrowed(narrow(cond), order=order, descending=descending, beyond=beyond):
            if cond is None or cond(found):
                yield found

    def page(self, cond: QueryLike | None, *, order: Sequence[Path] = (), descending: bool = False, limit: int,
             offset: int = 0, beyond: int | None = None) -> Iterator[Document]:
        """A piece of what `matching` gives: cut by the engine where it can decide, and else counted off one by one."""
        condition = exactly(cond)
        if cond is None or condition is not None:
            return self.narrowed(condition, order=order, descending=descending, limit=limit, offset=offset,
                                 beyond=beyond)
        found = self.matching(cond, order=order, descending=descending, beyond=beyond)
        return islice(found, offset, offset + limit)

    def narrowed(self, condition: Condition | None, *, order: Sequence[Path] = (), descending: bool = False,
                 limit: int | None = None, offset: int = 0, beyond: int | None = None) -> Iterator[Document]:
        """The documents that an engine's condition lets through."""
        for doc_id, raw in self._engine.rows(self.name, condition, order=order, descending=descending, limit=limit,
                                             offset=offset, beyond=beyond):
            yield Document(decode(raw, self.name), doc_id)

    def with_uid(self, uid: str) -> Document | None:
        """The record of that uid."""
        return next(self.narrowed(equals("uid", uid)), None)

    def _by_id(self, doc_id: int) -> Document | None:
        raw = self._engine.row(self.name, doc_id)
        return None if raw is None else Document(decode(raw, self.name), doc_id)

    def __len__(self) -> int:
        return self._engine.size(self.name)

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self.matching(None)))

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {str(found.doc_id): dict(found) for found in self.matching(None)}

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._writing():
            documents: dict[int, Mapping[str, Any]] = {found.doc_id: dict(found) for found in self.matching(None)}
            updater(documents)
            self.replace_all({doc_id: dict(document) for doc_id, document in documents.items()})

    def _get_next_id(self) -> int:
        return self._engine.next_id(self.name)


def links_table(table: str) -> str:
    """The pair table that holds whom the records of a table refer to."""
    return f"links_{table}"


def link_keys(layout: Layout, document: Doc | None) -> set[str]:
    """`link/uid` for every record that this one refers to."""
    if document is None:
        return set()
    return {f"{link}/{uid}" for link, paths in layout.links.items() for path in paths
            for uid in at_path(document, path)}


def _changed(document: Mapping[str, Any], fields: Fields) -> Doc:
    after = _copy(document)
    if callable(fields):
        fields(after)
    else:
        after.update(fields)
    return after


def _copy(document: Mapping[str, Any]) -> Doc:
    """A plain dict that shares nothing with the document."""
    return {key: deepcopy(value) for key, value in document.items()}
