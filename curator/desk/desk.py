"""A desk: one dataset and the curator who works on it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.desk.counts import tally
from schema import Label
from store import Dataset, Missing, open_dataset

if TYPE_CHECKING:
    from curator.suggest import KnownName

DEFAULT_DATASET = "desk.curator"
PROGRAM = "program"  # who did what no curator asked for: nobody's last action, so that undo does not come to it
CODEBOOK = (("PERSON", "p", "A named human being."), ("ORG", "o", "A named organisation, outlet or agency."),
            ("PLACE", "g", "A named country, city or region; its reading says whether the government is meant."),
            ("EVENT", "", "A named event."), ("DATE", "", "Words that say when."),
            ("NUMBER", "%", "A figure with what it counts."))


class Refused(Exception):
    """An action that cannot be done; the message says why and what to do instead."""


@dataclass
class RegistryView:
    """What the recogniser may know of the registry at one position of the log."""

    position: int
    mark: str
    names: tuple[KnownName, ...]


@dataclass
class Desk:
    """One dataset and the curator who works on it; shared by the threads of one program."""

    dataset: Dataset
    by: str
    registry: RegistryView | None = field(default=None, repr=False)

    @contextmanager
    def act(self, name: str, what: str, *articles: str) -> Iterator[None]:
        """One action on some articles: atomic, one entry of history, their counts brought up to date with it."""
        with self.dataset.transaction(name, by=self.by, what=what, where=articles):
            yield
            for article in articles:
                tally(self.dataset, article)

    def stamp(self) -> dict[str, Any]:
        """The fields that every new record carries."""
        return {"uid": self.dataset.new_uid(), "created_at": self.dataset.now(), "created_by": self.by}

    def find(self, table: str, words: str) -> Any:
        """The record of `table` that a uid, or the end of one, names; Refused when none or several do."""
        collection = self.dataset.collection(table)
        found = collection.get(words)
        if found is not None:
            return found
        near = [r for r in collection.all() if r.uid.lower().endswith(words.lower())] if len(words) >= 4 else []
        if len(near) == 1:
            return near[0]
        if near:
            raise Refused(f"{len(near)} {table} end in {words!r}: give more of the id")
        raise Refused(f"no {ONE.get(table, table)} {words!r}: `curator {LISTED.get(table, table)}` lists them with ids")


ONE = {"articles": "article", "quotes": "quote", "mentions": "mention", "entities": "entry", "judgements": "judgement"}
LISTED = {"mentions": "export jsonl -o -", "judgements": "export jsonl -o -"}


def curator_name() -> str:
    """Who is at the keyboard: $CURATOR_NAME, else the name of the account."""
    name = os.environ.get("CURATOR_NAME", "").strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "curator"


@contextmanager
def open_desk(path: str | Path, *, by: str | None = None, create: bool = True) -> Iterator[Desk]:
    """The desk on a dataset file, made with its codebook if there is none; StoreError when it cannot be opened."""
    with open_dataset(path, create=create) as dataset:
        desk = Desk(dataset, by or curator_name())
        if not dataset.labels.count():
            _set_up_codebook(Desk(dataset, PROGRAM))
        yield desk


def _set_up_codebook(desk: Desk) -> None:
    with desk.act("set up codebook", f"{len(CODEBOOK)} labels"):
        if not desk.dataset.labels.count():
            for name, key, definition in CODEBOOK:
                desk.dataset.labels.add(Label(name=name, key=key, definition=definition, **desk.stamp()))


def text_of(desk: Desk, sha256: str) -> str:
    """The text of that hash; Refused when the dataset has lost it."""
    try:
        return desk.dataset.text(sha256)
    except Missing:
        raise Refused(f"the text {sha256[:12]} is not in the dataset: `curator check` says more") from None


def short(words: str, length: int = 40) -> str:
    """One line of at most `length` characters for a message."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[:length - 1].rstrip() + "…"


def listing(words: Sequence[str], most: int = 3) -> str:
    """A few of `words`, and how many more."""
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"
