"""Completing a path as a shell does: as far as all that begins so agree, and what there is to choose from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

MOST = 5_000  # entries of a folder that are looked at


@dataclass(frozen=True)
class Completion:
    """What the typed path becomes, and the names that begin so; folders end with a slash."""

    value: str
    names: tuple[str, ...]


def complete_path(typed: str) -> Completion:
    """The completion of a path; it stays as it is where nothing begins so or a folder cannot be read. Hidden files are
    offered after a dot only; names that hold controls, which nobody can type, never."""
    folder, _, begun = typed.rpartition("/")
    where = Path(f"{folder}/" if "/" in typed else ".").expanduser()
    if typed in ("~", ".."):
        return Completion(f"{typed}/", ())
    try:
        with os.scandir(where) as entries:
            found = sorted(_named(entry) for entry in islice(entries, MOST) if entry.name.startswith(begun)
                           and entry.name.isprintable() and (begun or not entry.name.startswith(".")))
    except OSError:
        return Completion(typed, ())
    if not found:
        return Completion(typed, ())
    head = f"{folder}/" if "/" in typed else ""
    return Completion(head + _agreed(found[0], found[-1]), tuple(found))


def _agreed(first: str, last: str) -> str:
    """How far the first and the last of some sorted names, and so all of them, begin alike."""
    end = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:end]


def _named(entry: os.DirEntry[str]) -> str:
    """The name of an entry; whether a link leads to a folder is asked of the system, which may not know."""
    try:
        return f"{entry.name}/" if entry.is_dir() else entry.name
    except OSError:
        return entry.name
