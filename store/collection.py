"""The records of one table as schema models: read afresh, written with a check that nobody was faster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from pydantic import ValidationError
from tinydb.queries import QueryLike
from tinydb.table import Document

from schema import SCHEMA_VERSION, Record
from store.documents import Doc, without_rev
from store.engine import Engine
from store.errors import Damaged, DuplicateUid, LostRace, Missing, NewerDataset, Race
from store.log import Log
from store.narrowing import MOST_VALUES, one_of
from store.table import Table, links_table
from store.upgrades import upgraded

T = TypeVar("T", bound=Record)
_AT_ONCE = 500


class Collection(Generic[T]):
    """All records of one kind. Writing needs a transaction of the dataset; `table` is the TinyDB table itself."""

    def __init__(self, model: type[T], table: Table, engine: Engine, log: Log) -> None:
        self.model = model
        self.table = table
        self.name = table.name
        self._engine = engine
        self._log = log

    def get(self, uid: str) -> T | None:
        """The record, or None."""
        found = self.table.with_uid(uid)
        return None if found is None else self._record(found)

    def __getitem__(self, uid: str) -> T:
        """The record; Missing."""
        record = self.get(uid)
        if record is None:
            raise Missing(f"there is no {self._kind} {uid}")
        return record

    def get_many(self, uids: Iterable[str]) -> dict[str, T]:
        """uid -> record, in the order asked for, without those that are not there."""
        wanted = list(dict.fromkeys(uids))
        found: dict[str, T] = {}
        for first in range(0, len(wanted), MOST_VALUES):
            for document in self.table.narrowed(one_of("uid", wanted[first:first + MOST_VALUES])):
                found[document["uid"]] = self._record(document)
        return {uid: found[uid] for uid in wanted if uid in found}

    def add(self, record: T) -> T:
        """Store a new record; returns it with its rev. Raises DuplicateUid."""
        self.table.require_transaction()
        if self.table.with_uid(record.uid) is not None:
            raise DuplicateUid(f"{self._kind} {record.uid} is there already")
        return self._written(None, None, record)

    def put(self, record: T) -> T:
        """Store a changed record; returns it with its new rev, or as it is when nothing changed.

        Raises LostRace when the stored one is not the one that `record` was made from, Missing when there was none.
        """
        self.table.require_transaction()
        found = self._same_rev(record)
        before = upgraded(self.name, dict(found))
        if without_rev(before) == without_rev(record.model_dump(mode="json")):
            return record
        return self._written(found.doc_id, dict(found), record)

    def delete(self, record: T | str) -> None:
        """Remove a record; given the record and not its uid, LostRace when somebody changed it. Raises Missing."""
        self.table.require_transaction()
        found = self.table.with_uid(record) if isinstance(record, str) else self._same_rev(record)
        if found is None:
            raise Missing(f"there is no {self._kind} {record}")
        self.table.write(found.doc_id, dict(found), None)

    def search(self, query: QueryLike) -> list[T]:
        """The records that the TinyDB query accepts, in the order in which they were added."""
        return [self._record(found) for found in self.table.matching(query)]

    def all(self) -> list[T]:
        """Every record, in the order in which they were added."""
        return list(self)

    def __iter__(self) -> Iterator[T]:
        """One by one, some at a time in memory; what is written meanwhile may or may not be seen."""
        last = None
        while some := list(self.table.narrowed(None, limit=_AT_ONCE, beyond=last)):
            last = some[-1].doc_id
            yield from map(self._record, some)

    def after(self, doc_id: int, *, at_once: int = _AT_ONCE) -> Iterator[tuple[int, T]]:
        """Records with their place in the order of adding, beyond a place: for long work that goes on where it was."""
        while some := list(self.table.narrowed(None, limit=at_once, beyond=doc_id)):
            doc_id = some[-1].doc_id
            yield from ((found.doc_id, self._record(found)) for found in some)

    def __len__(self) -> int:
        return len(self.table)

    def about(self) -> int:
        """How many records there are at most: those since deleted count. Told at once in a table of any size."""
        return self._engine.last_id(self.table.name)

    def count(self, query: QueryLike | None = None) -> int:
        """How many records the query accepts; all for None."""
        return len(self.table) if query is None else self.table.count(query)

    def contains(self, query: QueryLike) -> bool:
        """True when the query accepts a record."""
        return next(self.table.matching(query), None) is not None

    def tally(self, field: str) -> dict[str | int | float | None, int]:
        """How many records have each value of a field (dotted for fields within): quotes by article, for a list."""
        return self._engine.tally(self.name, tuple(field.split(".")))

    def page(self, query: QueryLike | None = None, *, order: Sequence[str] = (), descending: bool = False,
             limit: int, offset: int = 0, after: str | None = None) -> list[T]:
        """A piece of a list, ordered by fields (dotted for fields within) and then by when they were added.

        What has no value comes first, then numbers, then words by code point. With no query, or equalities of words,
        and an order declared as an index (store.layouts), no more is read than the piece itself. `after` is the uid of
        the last record of the piece before, in the order of adding: then nothing is counted off, however far it is.
        """
        paths = [tuple(field.split(".")) for field in order]
        beyond = None
        if after is not None:
            if order:
                raise ValueError("a piece after a record is one of the order of adding: give an offset")
            last = self.table.with_uid(after)
            if last is None:
                raise Missing(f"there is no {self._kind} {after}")
            beyond = last.doc_id
        found = self.table.page(query, order=paths, descending=descending, limit=limit, offset=offset, beyond=beyond)
        return [self._record(each) for each in found]

    def referring(self, link: str, uid: str) -> list[T]:
        """The records that refer to `uid` by a link declared in store.layouts, such as the mentions of an entity."""
        if link not in self.table.layout.links:
            raise KeyError(f"{self.name} declares no link {link}: see store/layouts.py")
        owners = [owner for _, owner in self._engine.pairs(links_table(self.name), [f"{link}/{uid}"])]
        return list(self.get_many(owners).values())

    def referred(self, link: str) -> dict[str, int]:
        """uid -> how many records refer to it by a declared link, where any do: the mentions of every entity."""
        if link not in self.table.layout.links:
            raise KeyError(f"{self.name} declares no link {link}: see store/layouts.py")
        sizes = self._engine.pair_sizes(links_table(self.name))
        return {key.removeprefix(f"{link}/"): size for key, size in sizes.items() if key.startswith(f"{link}/")}

    @property
    def _kind(self) -> str:
        return self.model.__name__.lower()

    def _written(self, doc_id: int | None, before: Doc | None, record: T) -> T:
        after = record.model_dump(mode="json") | {"schema_version": SCHEMA_VERSION}
        stored = self.table.write(doc_id, before, after, checked=True)
        return record.model_copy(update={"rev": stored["rev"], "schema_version": SCHEMA_VERSION})

    def _same_rev(self, record: T) -> Document:
        found = self.table.with_uid(record.uid)
        if found is not None and found["rev"] == record.rev:
            return found
        last = self._log.last_change(record.uid)
        if last is None:
            raise Missing(f"there is no {self._kind} {record.uid}")
        seq, change = last
        transaction_under_way = seq > self._log.position()
        if transaction_under_way:
            raise LostRace(f"{self._kind} {record.uid} was changed in this very action since it was read")
        action = self._log.at(seq)
        did = "deleted" if change.after is None else "changed"
        raise LostRace(f"{self._kind} {record.uid} was {did} by {action.by} ({action.title}, {action.at}) since you "
                       "read it: look at it again", by=action.by, action=action.title, at=action.at,
                       race=Race(self.name, record.uid, self._log.position(), None, change.after,
                                 record.model_dump(mode="json")))

    def _record(self, found: Document) -> T:
        try:
            return self.model.model_validate(upgraded(self.name, dict(found)))
        except NewerDataset:
            with suppress(ValidationError):
                return self.model.model_validate(dict(found))  # a newer word may be in other tables only
            raise
        except ValidationError as trouble:
            first = trouble.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise Damaged(f"{self._kind} {found.get('uid')} cannot be read ({where}: {first['msg']}): "
                          "run `curator check`") from trouble
