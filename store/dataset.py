"""A dataset: typed collections over one TinyDB database, with transactions, history, undo, texts and caches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from schema import SCHEMA_VERSION, TABLES, Article, Decision, Entity, Judgement, Label, Mention, Note, Quote, Zone
from store import clock
from store.cache import Cache
from store.check import problems
from store.collection import Collection
from store.documents import as_written
from store.engine import Engine, Progress
from store.errors import Damaged, Missing, NoDataset, NotYet, StoreError, Unstorable, newer
from store.format import ABOUT, FORMAT, about_of, bring_up
from store.json_engine import JsonEngine
from store.keys import KeyIndex
from store.layouts import ACTIONS, CHANGES, LAYOUTS
from store.log import Action, Change, Log
from store.past import past_engine
from store.problems import Problem
from store.repair import Mended, mend
from store.sqlite import SqliteEngine
from store.storage import Database
from store.table import Table
from store.transaction import Transaction, Transactions
from store.undo import redo, undo
from store.words import WordIndex


def open_dataset(url: str | Path, *, create: bool = True) -> Dataset:
    """Open the dataset at a path, or make it there: in JSON where the path ends so, in SQLite otherwise.

    One of a newer release, or that may only be read, is opened so (see `Dataset.read_only`). Raises NoDataset for what
    is none (or is missing, without `create`), Damaged, Unwritable, Busy.
    """
    return Dataset(_engine(url, create=create))


class Dataset:
    """One open dataset. Any thread may use it; a transaction belongs to the thread that began it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.url = engine.url
        self.db = Database(engine)
        self._log = Log(self.db)
        self._transactions = Transactions(engine, self._log)
        self._collections: dict[str, Collection[Any]] = {}
        for name, layout in LAYOUTS.items():
            table = self.db.table(name, layout=layout, journal=self._transactions)
            self._collections[name] = Collection(TABLES[name], table, engine, self._log)
        try:
            with as_written(ABOUT):
                self.uid = self._identified()
        except StoreError:
            self.close()
            raise
        self.articles: Collection[Article] = self._collections["articles"]
        self.zones: Collection[Zone] = self._collections["zones"]
        self.mentions: Collection[Mention] = self._collections["mentions"]
        self.quotes: Collection[Quote] = self._collections["quotes"]
        self.entities: Collection[Entity] = self._collections["entities"]
        self.judgements: Collection[Judgement] = self._collections["judgements"]
        self.decisions: Collection[Decision] = self._collections["decisions"]
        self.labels: Collection[Label] = self._collections["labels"]
        self.notes: Collection[Note] = self._collections["notes"]

    def collection(self, name: str) -> Collection[Any]:
        """The collection of a table of `schema.TABLES`; Missing."""
        if name not in self._collections:
            raise Missing(f"there is no table {name}: the tables are {', '.join(self._collections)}")
        return self._collections[name]

    def transaction(self, name: str, *, by: str, what: str = "", where: Sequence[str] = (), seen: int | None = None,
                    ) -> AbstractContextManager[Transaction]:
        """One action of the curator `by`: all of it is written with one entry of history, or nothing.

        `what` is for people, `where` the uids to go to; both can be set on the transaction until it ends. Inside
        another transaction it joins that one: an error then takes back only what was written inside.

        `seen` is the position of the history up to which the curator has seen the records: LostRace where another
        program changed a field since that this action would write over.
        """
        return self._transactions.begin(name, by=by, what=what, where=where, seen=seen)

    @property
    def read_only(self) -> str:
        """Why nothing can be written, in a line; empty when it can. A transaction then raises just that."""
        return str(self._engine.read_only or "")

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads inside see the same moment, whatever others write: for exports and checks."""
        return self._engine.snapshot()

    @contextmanager
    def as_of(self, seq: int) -> Iterator[Dataset]:
        """The records and texts as they stood after the action `seq`, as a dataset of its own that is gone afterwards.

        It has no history, no caches and no keys, and what is written to it goes with it."""
        with past_engine(self._engine, self._log, seq) as engine, Dataset(engine) as past:
            past.url, past.uid = self.url, self.uid
            yield past

    def new_uid(self) -> str:
        """A new ULID, greater than those made before."""
        return clock.new_uid()

    def now(self) -> str:
        """The present as a `schema.Instant`."""
        return clock.now()

    def put_text(self, text: str) -> str:
        """Keep an article's characters; returns the sha256 of their UTF-8 form. Unstorable for NUL and surrogates."""
        if "\0" in text:
            raise Unstorable("a text with a NUL character cannot be stored")
        try:
            return self._put_blob("texts", text.encode("utf-8"))
        except UnicodeEncodeError as trouble:
            raise Unstorable(f"a text cannot be stored: half a character at {trouble.start}") from trouble

    def text(self, sha256: str) -> str:
        """The text of that name; Missing, or Damaged when it is no text any more."""
        try:
            return self._blob("texts", sha256).decode("utf-8")
        except UnicodeDecodeError as trouble:
            raise Damaged(f"{self.url}: the text {sha256[:12]} is damaged; `curator check` says more") from trouble

    def put_original(self, content: bytes) -> str:
        """Keep the bytes of a file; returns their sha256."""
        return self._put_blob("originals", content)

    def original(self, sha256: str) -> bytes:
        """The bytes of that name; Missing."""
        return self._blob("originals", sha256)

    def cache(self, name: str) -> Cache:
        """What can be made again from the records, kept outside history."""
        return Cache(self.db, name)

    def keys(self, name: str) -> KeyIndex:
        """An index of derived keys, such as blocking keys or search tokens."""
        return KeyIndex(self._engine, name)

    def words(self, name: str, table: str) -> WordIndex:
        """An index of the folded words of the records of a table."""
        return WordIndex(self._engine, name, self.collection(table).table)

    def drop_words(self, name: str) -> None:
        """Remove a word index that nobody asks any more."""
        self._engine.drop_words(f"words_{name}")

    def history(self, limit: int = 50, before: int | None = None, uid: str | None = None, by: str | None = None,
                ) -> list[Action]:
        """Actions, newest first: those older than seq `before`, that changed the record `uid`, of the curator `by`."""
        found: Iterator[Action]
        if uid is None:
            found = self._log.newest_first(before=before, by=by)
        else:
            found = (action for action in self._log.about(uid, before=before) if by in (None, action.by))
        return list(islice(found, limit))

    def action(self, uid: str) -> Action:
        """One entry of history; Missing."""
        return self._log.action(uid)

    def changes(self, action_uid: str) -> list[Change]:
        """What an action changed, in the order in which it did."""
        return self._log.changes(self._log.action(action_uid).seq)

    def position(self) -> int:
        """The seq of the latest action: other programs look at it to see whether something happened."""
        return self._log.position()

    def is_own(self, since: int) -> bool:
        """True when nobody but this open dataset wrote anything after the position `since`."""
        return self._transactions.are_own(since, self._log.position())

    def undo(self, by: str, *, action: str | None = None, after: Callable[[list[Change]], None] | None = None,
             ) -> Action:
        """Undo this curator's last action that is not undone, or the one named, and return the new entry of history.
        Of an action that was undone and done again, the last doing is undone.

        Its name, what and where are those of the action undone. Raises NothingToUndo, and CannotUndo when somebody
        changed the same since. `after` is called with the changes inside the transaction; what it raises rolls back.
        """
        return undo(self._log, self._transactions, self._undoable_table, by=by, action=action, after=after)

    def redo(self, by: str, *, action: str | None = None, after: Callable[[list[Change]], None] | None = None,
             ) -> Action:
        """Undo this curator's last undo, unless they have done something else since, or do the action named again,
        whoever undid it and whatever came since; otherwise like `undo`."""
        return redo(self._log, self._transactions, self._undoable_table, by=by, action=action, after=after)

    def last_turn(self, action: Action) -> Action:
        """How an action stands: itself, or the last in the chain of undo and redo of it."""
        return self._log.last_turn(action)

    def standing_since(self, uid: str, seq: int) -> Action | None:
        """The latest action after `seq` that changed the record and was not undone; None when there is none."""
        return self._log.standing_since(uid, seq)

    def check(self, progress: Progress | None = None) -> list[Problem]:
        """What is wrong with the dataset: damaged or lost records, texts, spans and references; empty when sound."""
        with self.snapshot():
            return list(problems(self._collections, self._engine, progress))

    def mend(self) -> list[Mended]:
        """Within a transaction, put right what the history knows better than the tables, and the indexes of links."""
        self._transactions.require("all tables")
        return list(mend(self._collections, self._log, self._transactions, self._engine))

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def _undoable_table(self, name: str) -> Table | None:
        return None if name in ("texts", "originals") else self.collection(name).table

    def _put_blob(self, table: str, content: bytes) -> str:
        self._transactions.require(table)
        sha256 = hashlib.sha256(content).hexdigest()
        if self._engine.put_blob(table, sha256, content):
            self._transactions.record(table, sha256, None, {"sha256": sha256, "bytes": len(content)})
        return sha256

    def _blob(self, table: str, sha256: str) -> bytes:
        content = self._engine.blob(table, sha256)
        if content is None:
            raise Missing(f"{self.url} has no {table.removesuffix('s')} {sha256}")
        return content

    def _identified(self) -> str:
        """The dataset's id, after making what the schema declares and is not there yet, where it can be written."""
        about = self.db.table(ABOUT)
        known = next(about.matching(None), None)
        if known is not None and (known["schema_version"] > SCHEMA_VERSION or known.get("format", 1) > FORMAT):
            self._engine.read_only = newer(self.url)
        if self._engine.read_only:
            if known is None:
                raise NoDataset(f"{self.url} holds nothing yet, and can only be read")
            return str(known["uid"])
        if known is not None and known.get("format", 1) < FORMAT:
            bring_up(self._engine, self.db, self._log, self._make_tables)
        if known is not None and known["schema_version"] == SCHEMA_VERSION:
            self._make_tables()
            return str(known["uid"])
        with self._engine.transaction():
            self._make_tables()
            known = next(about.matching(None), None)
            uid = str(known["uid"]) if known else clock.new_uid()
            about.write(known.doc_id if known else None, dict(known) if known else None, about_of(uid, SCHEMA_VERSION))
            return uid

    def _make_tables(self) -> None:
        for name, layout in {**LAYOUTS, "_actions": ACTIONS, "_changes": CHANGES}.items():
            self._engine.create_table(name, layout)


def _engine(url: str | Path, *, create: bool) -> Engine:
    words = str(url)
    scheme = words.partition("://")[0] if "://" in words else ""
    if scheme in ("postgresql", "postgres"):
        raise NotYet(f"{words.partition('@')[2] or words}: datasets on PostgreSQL come with Curator 0.3; give a file")
    if scheme:
        raise StoreError(f"{scheme}:// is nothing that Curator opens: give the path of a file")
    if words.endswith(".json"):
        return JsonEngine(Path(words), create=create)
    return SqliteEngine(Path(words), create=create)
