"""Which files stand behind the paths a curator names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from curator.importers.draft import ImportRefused

STDIN = Path("-")

Inode = tuple[int, int]


def find(paths: Sequence[str | os.PathLike[str]]) -> Iterator[Path | ImportRefused]:
    """What can be tried, in the order named; an `ImportRefused` in the place of what cannot, with the reason.

    A folder gives the regular files below it, sorted by name, subfolders in their place; hidden files and folders
    are passed over unless they were named themselves. Links are followed, each folder is entered once. `-` is
    standard input and comes as `STDIN`; a file of that name is `./-`. Nothing is opened or read here.
    """
    entered: set[Inode] = set()
    for path in paths:
        if os.fspath(path) == "-":
            yield STDIN
        else:
            yield from _below(_never_stdin(Path(path)), entered)


def _never_stdin(path: Path) -> Path:
    return Path.cwd() / path if path == STDIN else path


def _below(path: Path, entered: set[Inode]) -> Iterator[Path | ImportRefused]:
    try:
        about = path.stat()
    except (OSError, ValueError) as error:
        yield ImportRefused(path, reason(error))
        return
    if stat.S_ISREG(about.st_mode):
        yield path
    elif not stat.S_ISDIR(about.st_mode):
        yield ImportRefused(path, "is a device, pipe or socket, not a file")
    elif (about.st_dev, about.st_ino) not in entered:
        entered.add((about.st_dev, about.st_ino))
        yield from _inside(path, entered)


def _inside(folder: Path, entered: set[Inode]) -> Iterator[Path | ImportRefused]:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        yield ImportRefused(folder, reason(error))
        return
    if not names:
        yield ImportRefused(folder, "is an empty folder")
    for name in names:
        yield from _below(_never_stdin(folder / name), entered)


def reason(error: OSError | ValueError) -> str:
    """The trouble with a path in plain words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read: check its permissions"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return f"is no usable path: {error}"
