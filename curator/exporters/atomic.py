"""Files that appear whole or not at all: written beside their place, made safe on disk, then renamed."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from curator.exporters.records import ExportRefused

_STREAMS = frozenset({Path("/dev/stdout"), Path("/dev/stderr")})
_OPEN_FILES = Path("/dev/fd")
_DATABASE = b"SQLite format 3\0"
_BESIDE_A_DATABASE = ("-wal", "-shm", "-lock", "-journal")
_THERE = "is there already: name another place, or give --force to replace it"


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[TextIO]:
    """A text file (UTF-8, line ends as written) that takes the place of `path` when the block ends well.

    ExportRefused when something is there and `force` is not given, and for any trouble with the disk; what was there
    is then as before. A device or pipe is written to straight away. A link is followed.
    """
    target = Path(os.path.realpath(path))
    with _in_one_line(path):
        if _is_stream(path):
            with path.open("a", encoding="utf-8", newline="") as straight:  # "w" would empty a file that >> adds to
                yield straight
            return
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise ExportRefused(path, "is a folder: name a file in it")
        if mode is not None and not force:
            raise ExportRefused(path, _THERE)
        _refuse_datasets(path, target)
        partial = _beside(target)
        try:
            with partial.open("x", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                partial.chmod(stat.S_IMODE(mode))
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        _sync_folder(target.parent)


@contextmanager
def new_folder(path: Path, *, force: bool, members: Collection[str]) -> Iterator[Path]:
    """A folder to fill, which takes the place of `path` when the block ends well.

    `members` are the names of files that an export may hold: a folder with anything else in it is never replaced,
    so no work of the user's is lost. An empty folder is taken without `force`. Between taking the old folder away
    and putting the new one there lies a moment; should the machine stop in it, the next export brings the old one back.
    """
    target = Path(os.path.realpath(path))
    if not target.name:
        raise ExportRefused(path, "is the root of the file system: name a folder in it")
    previous = target.with_name(f".{target.name}.previous")
    with _in_one_line(path):
        if previous.is_dir() and not target.exists():
            previous.rename(target)
        mode = _mode(target)
        if mode is not None and not (stat.S_ISDIR(mode) and not os.listdir(target)):
            _refuse_losing(path, target, mode, members)
            if not force:
                raise ExportRefused(path, _THERE)
        partial = _beside(target)
        partial.mkdir()
        try:
            yield partial
            for file in sorted(partial.iterdir()):
                _sync(file)
            _sync_folder(partial)
            _put(partial, target, previous)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        _sync_folder(target.parent)


def _put(partial: Path, target: Path, previous: Path) -> None:
    """Rename; a folder with something in it has to step aside for a moment."""
    if not target.exists() or not os.listdir(target):
        partial.rename(target)
        return
    shutil.rmtree(previous, ignore_errors=True)
    target.rename(previous)
    try:
        partial.rename(target)
    except OSError:
        previous.rename(target)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def _refuse_losing(path: Path, target: Path, mode: int, members: Collection[str]) -> None:
    if not stat.S_ISDIR(mode):
        raise ExportRefused(path, "is a file, and this export is a folder: name another place")
    foreign = sorted(set(os.listdir(target)) - set(members))
    if foreign:
        raise ExportRefused(path, f"holds {foreign[0]}, which is no part of an export: name another folder")


def _is_stream(path: Path) -> bool:
    """True for what has no whole to appear in: a device, a pipe, a socket, and standard output by its name."""
    mode = _mode(path)
    if mode is None:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or path.parent == _OPEN_FILES \
        or path in _STREAMS


def _refuse_datasets(path: Path, target: Path) -> None:
    """No export takes the place of a database, such as the very dataset it is made from, or of a file beside one."""
    for suffix in ("", *_BESIDE_A_DATABASE):
        whose = target.with_name(target.name.removesuffix(suffix)) if target.name != suffix else target
        if target.name.endswith(suffix) and whose.is_file() and _is_database(whose):
            raise ExportRefused(path, "belongs to a dataset, which no export replaces: name another place")


def _is_database(path: Path) -> bool:
    """True for a SQLite file. One that is in use is not opened: closing it again would drop SQLite's locks on it."""
    if any(path.with_name(path.name + suffix).exists() for suffix in _BESIDE_A_DATABASE):
        return True
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")


def _sync(path: Path) -> None:
    """To the disk, not only to its cache."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _sync_folder(folder: Path) -> None:
    """The names in a folder, to the disk. Some file systems cannot; the files themselves are safe then, too."""
    with suppress(OSError):
        _sync(folder)


@contextmanager
def _in_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of a pipe has gone: no failure of ours
    except OSError as error:
        raise ExportRefused(path, f"{_reason(error)}; what was there is as before") from error


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such folder to write into"
    if isinstance(error, PermissionError):
        return "may not be written: check the permissions of the folder"
    return (error.strerror or str(error)).lower()
