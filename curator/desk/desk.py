"""A desk: one dataset and the curator who works on it."""

from __future__ import annotations

import getpass
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.desk import indexing, name_index
from curator.desk.counts import tally
from curator.desk.refused import Refused as Refused
from curator.text.edges import stripped
from curator.text.inert import typed
from schema import Label, Span
from store import Dataset, Missing, Transaction, open_dataset

if TYPE_CHECKING:
    from curator.desk.learning import Taught
    from curator.desk.likenesses import Kept
    from curator.desk.queries import EntryRow, Listed
    from curator.desk.registry import Registry
    from curator.suggest import KnownName

PROGRAM = "program"  # who did what no curator asked for: nobody's last action, so that undo does not come to it
CODEBOOK = (("PERSON", "p", "A named human being."), ("ORG", "o", "A named organisation, outlet or agency."),
            ("PLACE", "g", "A named country, city or region; its reading says whether the government is meant."),
            ("EVENT", "", "A named event."), ("DATE", "", "Words that say when."),
            ("NUMBER", "%", "A figure with what it counts."))


LONGEST_NAME = 100  # characters of a curator's name
SHORTEST_ID = 4  # characters of the end of a uid that may stand for it


@dataclass(frozen=True)
class RegistryView:
    """What the recogniser may know of one reading of the registry."""

    of: Registry
    mark: str
    names: tuple[KnownName, ...]


@dataclass(frozen=True)
class RegistryAt:
    """The registry as it was at a position of the log."""

    position: int
    registry: Registry


@dataclass(frozen=True)
class NamedAt:
    """Who was named in which article at a position of the log: article -> entry -> offset of its first mention."""

    position: int
    entries: Mapping[str, Mapping[str, int]]


@dataclass
class Desk:
    """One dataset and the curator who works on it; shared by the threads of one program."""

    dataset: Dataset
    by: str
    known: RegistryAt | None = field(default=None, repr=False, compare=False)  # replaced whole: no lock is needed
    view: RegistryView | None = field(default=None, repr=False, compare=False)
    alike: Mapping[str, Kept] = field(default_factory=dict, repr=False, compare=False)  # replaced whole, too
    taught: Taught | None = field(default=None, repr=False, compare=False)
    named: NamedAt | None = field(default=None, repr=False, compare=False)
    listed: Listed | None = field(default=None, repr=False, compare=False)
    entered: tuple[int, tuple[EntryRow, ...]] | None = field(default=None, repr=False, compare=False)
    _local: threading.local = field(default_factory=threading.local, repr=False, compare=False)

    @contextmanager
    def act(self, name: str, what: str, *articles: str) -> Iterator[Transaction]:
        """One action on some articles: atomic, one entry of history, their counts brought up to date with it.

        What it depends on is read inside, where nobody else writes. Its name and `what` may be set until it ends."""
        with self.dataset.transaction(name, by=self.by, what=what, where=articles,
                                      seen=getattr(self._local, "seen", None)) as action:
            outermost, self._local.acting = not self.is_acting, True
            try:
                yield action
                for article in articles:
                    tally(self.dataset, article)
            finally:
                self._local.acting = not outermost

    @contextmanager
    def seen(self, position: int | None) -> Iterator[None]:
        """What this thread does inside is done by one who saw the dataset as of a position of the history: LostRace
        where another program changed the same since."""
        before, self._local.seen = getattr(self._local, "seen", None), position
        try:
            yield
        finally:
            self._local.seen = before

    @property
    def is_acting(self) -> bool:
        """True while this thread is inside an action."""
        return bool(getattr(self._local, "acting", False))

    def stamp(self) -> dict[str, Any]:
        """The fields that every new record carries."""
        return {"uid": self.dataset.new_uid(), "created_at": self.dataset.now(), "created_by": self.by}

    def find(self, table: str, words: str) -> Any:
        """The record of `table` that a uid, or the end of one, names; Refused when none or several do."""
        collection = self.dataset.collection(table)
        found = collection.get(words)
        if found is not None:
            return found
        near = self.ending(table, words)
        if len(near) == 1:
            return collection[near[0]]
        if near:
            raise Refused(f"{len(near)} {table} end in {words!r}: give more of the id")
        raise Refused(f"no {ONE.get(table, table)} {words!r}: `curator {LISTED.get(table, table)}` lists them with ids")


    def ending(self, table: str, words: str) -> list[str]:
        """The uids in `table` that end in these words, letter case aside; none for fewer than four characters."""
        if len(words) < SHORTEST_ID:
            return []
        return [uid for uid in map(str, self.dataset.collection(table).tally("uid")) if uid.endswith(words.upper())]


ONE = {"articles": "article", "quotes": "quote", "mentions": "mention", "entities": "entry", "judgements": "judgement"}
LISTED = {"mentions": "export jsonl -o -", "judgements": "judgements"}


def curator_name() -> str:
    """Who is at the keyboard: $CURATOR_NAME, else the name of the account."""
    name = typed(os.environ.get("CURATOR_NAME", "").encode("utf-8", "replace").decode()).strip()
    if name:
        return name[:LONGEST_NAME]
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "curator"


@contextmanager
def open_desk(path: str | Path, *, by: str | None = None, create: bool = True) -> Iterator[Desk]:
    """The desk on a dataset file, made with its codebook if there is none; StoreError when it cannot be opened."""
    with open_dataset(path, create=create) as dataset:
        desk = Desk(dataset, by or curator_name())
        if not dataset.labels.count() and not dataset.read_only:
            _set_up_codebook(Desk(dataset, PROGRAM))
        yield desk


def _set_up_codebook(desk: Desk) -> None:
    with desk.act("set up codebook", f"{len(CODEBOOK)} labels"):
        if not desk.dataset.labels.count():
            for name, key, definition in CODEBOOK:
                desk.dataset.labels.add(Label(name=name, key=key, definition=definition, **desk.stamp()))
        if not len(desk.dataset.articles):
            indexing.is_fresh(desk.dataset)
        if not len(desk.dataset.entities):
            name_index.is_fresh(desk.dataset)


def text_of(desk: Desk, sha256: str) -> str:
    """The text of that hash; Refused when the dataset has lost it."""
    try:
        return desk.dataset.text(sha256)
    except Missing:
        raise Refused(f"the text {sha256[:12]} is not in the dataset: `curator check` says more") from None


def span_of(text: str, start: int, end: int) -> Span:
    """The span of `text` between two offsets; Refused when it is empty or outside."""
    if not 0 <= start < end <= len(text):
        raise Refused(f"{start}-{end} is no range of this text, which has {len(text)} characters")
    return Span.of(text, start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range of whole characters (no accent or emoji cut in two) without the white space at its edges; Refused when
    nothing is left of it or it is outside the text."""
    span_of(text, start, end)
    start, end = stripped(text, start, end)
    if start == end:
        raise Refused("nothing is selected but white space")
    return start, end


def short(words: str, length: int = 40) -> str:
    """One line of at most `length` characters for a message."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[:length - 1].rstrip() + "…"


def listing(words: Sequence[str], most: int = 3) -> str:
    """A few of `words`, and how many more."""
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"
