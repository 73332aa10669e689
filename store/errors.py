"""What can go wrong with a dataset: a class for each kind of trouble, each with one line for a curator."""

from __future__ import annotations


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


class Unstorable(StoreError):
    """What no engine keeps faithfully (NUL, half a character, NaN, infinity), or what is no valid record."""


class Missing(StoreError, KeyError):
    """No record, text, file or action of that id."""


class DuplicateUid(StoreError):
    """A record of that uid is there already."""


class LostRace(StoreError):
    """Somebody changed the record since it was read; `by`, `action` and `at` say who, doing what, when."""

    def __init__(self, message: str, *, by: str = "", action: str = "", at: str = "") -> None:
        super().__init__(message)
        self.by, self.action, self.at = by, action, at


class CannotUndo(StoreError):
    """A later change stands in the way; `by`, `action` and `at` say who, doing what, when."""

    def __init__(self, message: str, *, by: str = "", action: str = "", at: str = "") -> None:
        super().__init__(message)
        self.by, self.action, self.at = by, action, at


class NothingToUndo(StoreError):
    """This curator has done nothing that is left to undo, or undone nothing that can be redone."""
