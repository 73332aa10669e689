"""What can go wrong with a dataset: a class for each kind of trouble, each with one line for a curator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class StoreError(Exception):
    """Anything that keeps the store from doing what it was asked; one line that names the file or record."""

    def __str__(self) -> str:
        return " ".join(" ".join(map(str, self.args)).split())


class NoDataset(StoreError):
    """The path leads to nothing, to a folder, or to a file that is no dataset."""


class NewerDataset(StoreError):
    """The dataset, or one record in it, was written by a newer Curator than this one."""


def newer(url: str) -> NewerDataset:
    """What is said of a dataset of a later release: it is read as far as this one understands it, never written to."""
    return NewerDataset(f"{url} was written by a newer Curator: it can be read here, upgrade this one to change it")


class NotYet(StoreError):
    """An engine that a later release brings."""


class Unwritable(StoreError):
    """The file or its folder cannot be written, or the disk is full."""


class Busy(StoreError):
    """Another program has been writing for too long."""


class Damaged(StoreError):
    """The file, or one record in it, cannot be read as what it should be."""


class Closed(StoreError):
    """The dataset was closed before."""


class NoTransaction(StoreError):
    """A write outside of `dataset.transaction(...)`: it would be no action that anybody can undo."""


class Unstorable(StoreError, TypeError):
    """What no engine keeps faithfully (NUL, half a character, NaN, infinity), or what is no valid record.

    A TypeError, as TinyDB's own storages raise for what JSON does not know.
    """


class Missing(StoreError, KeyError):
    """No record, text, file or action of that id."""


class DuplicateUid(StoreError):
    """A record of that uid is there already."""


@dataclass(frozen=True)
class Race:
    """The versions of a record that was written from two sides: as it was seen, as it is, as it would have become (None
    for deleted). `position` is that of the history at which `theirs` was read."""

    table: str
    uid: str
    position: int
    seen: Mapping[str, Any] | None
    theirs: Mapping[str, Any] | None
    mine: Mapping[str, Any] | None


class LostRace(StoreError):
    """Somebody changed the record since it was read; `by`, `action` and `at` say who, doing what, when, `race` both
    versions."""

    def __init__(self, message: str, *, by: str = "", action: str = "", at: str = "", race: Race | None = None) -> None:
        super().__init__(message)
        self.by, self.action, self.at, self.race = by, action, at, race


class CannotUndo(StoreError):
    """A later change stands in the way; `by`, `action` and `at` say who, doing what, when; `uid` is that action's."""

    def __init__(self, message: str, *, by: str = "", action: str = "", at: str = "", uid: str = "") -> None:
        super().__init__(message)
        self.by, self.action, self.at, self.uid = by, action, at, uid


class NothingToUndo(StoreError):
    """This curator has done nothing that is left to undo, or undone nothing that can be redone."""
