"""A dataset as a SQLite file: making one, refusing what is none, connections, and SQLite's errors in plain words."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections import Counter
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from store.errors import Busy, Closed, Damaged, DuplicateUid, NoDataset, StoreError, Unwritable
from store.permission import flush
from store.turns import end_turn, take_turn

APPLICATION_ID = 0x43757261  # "Cura", at offset 68 of the file; `file` and SQLite's own tools show it
FILE_LAYOUT = 2  # grows with store.format.FORMAT, so that older programs refuse the file
_MAGIC = b"SQLite format 3\0"
_HEADER_LENGTH = 100

_KNOWS_NO_LOCKS = (sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_UNLOCK, sqlite3.SQLITE_IOERR_RDLOCK,
                   sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK, sqlite3.SQLITE_IOERR_SHMLOCK, sqlite3.SQLITE_IOERR_SHMMAP,
                   sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_PROTOCOL)
_REFUSED_WRITES = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE,
                   sqlite3.SQLITE_IOERR_SHMSIZE)

Mode = Literal["write", "ro", "immutable"]
FileIdentity = tuple[int, int]  # device and inode
_open_files: Counter[FileIdentity] = Counter()
_open_files_lock = threading.Lock()


def prepare(path: Path, *, create: bool) -> None:
    """Make sure that `path` is a dataset that can be opened, making an empty one if it may and must.

    A new file appears under its name when it is whole: it is made under another name first, then renamed.
    """
    if not path.exists():
        if not create:
            raise NoDataset(f"{path}: there is no such file")
        if not path.parent.is_dir():
            raise NoDataset(f"{path}: the folder {path.parent} does not exist")
        ticket = take_turn(side_file(path), str(path))
        try:
            if not path.exists():
                _make(path)
        finally:
            end_turn(ticket)
    refuse_what_is_no_dataset(path)


def resolved(path: Path) -> Path:
    """The path with every link followed, so that two names of one file have one side file; NoDataset for links that
    lead in a circle or names that no file can have."""
    try:
        found = path.resolve()
        found.exists()
    except (RuntimeError, ValueError):
        raise NoDataset(f"{path} is a link that leads back to itself, or no name a file can have") from None
    except OSError as trouble:
        raise NoDataset(f"cannot open {path}: {trouble.strerror}") from trouble
    return found


def side_file(path: Path) -> Path:
    """The file whose lock orders the writers of the dataset."""
    return path.with_name(path.name + "-lock")


def connect(path: Path, busy_ms: int = 5_000, mode: Mode = "write") -> sqlite3.Connection:
    """A connection in autocommit mode: WAL, each commit on the disk before it returns.

    "ro" reads beside writers; "immutable" reads where not even a side file can be made, and sees neither writers nor
    what still lies in the -wal."""
    how = {"write": "mode=rw", "ro": "mode=ro", "immutable": "immutable=1"}[mode]
    address = f"file:{quote(os.fsencode(path))}?{how}"
    try:
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False,
                                     timeout=busy_ms / 1000, cached_statements=256)
        for pragma in ("synchronous=FULL", "fullfsync=1", "cache_size=-2048", "temp_store=MEMORY",
                       "journal_size_limit=67108864"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as trouble:
        raise in_plain_words(trouble, path) from trouble
    except UnicodeDecodeError as trouble:  # even SQLite's own message about it cannot be read
        raise Damaged(f"{path} is damaged: restore a copy") from trouble
    return connection


def reading_mode(path: Path) -> Mode:
    """How a file that can only be read is to be opened; Unwritable when a -wal would need to be written."""
    try:
        connect(path, mode="ro").close()
    except (Unwritable, Damaged):
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            raise Unwritable(f"{path} was not closed well and its folder is read-only: copy it and {wal.name} to where "
                             "you may write, and open the copy") from None
        return "immutable"
    return "ro"


def note_open(path: Path) -> FileIdentity:
    """Note that this program has the file open as a dataset, until `note_closed`.

    POSIX drops all of a program's locks on a file as soon as it closes any handle on it, SQLite's included: so a file
    that is open as a dataset must not be opened again to look at its header.
    """
    file = _identity(path)
    with _open_files_lock:
        _open_files[file] += 1
    return file


def note_closed(file: FileIdentity) -> None:
    """Note that one of this program's open datasets on the file was closed."""
    with _open_files_lock:
        _open_files[file] -= 1


def require_still_there(path: Path, file: FileIdentity) -> None:
    """NoDataset when the path no longer leads to the file that was opened: what is written to it would be lost."""
    try:
        is_same = _identity(path) == file
    except FileNotFoundError:
        is_same = False
    except OSError as trouble:
        raise NoDataset(f"cannot find {path} any more: {trouble.strerror}") from trouble
    if not is_same:
        raise NoDataset(f"{path} was moved, deleted or replaced while it was open: nothing of this action was kept; "
                        "put it back and open it again")


def in_plain_words(trouble: sqlite3.Error, path: Path) -> StoreError:
    """SQLite's error as one of ours."""
    code = getattr(trouble, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_FULL:
            return Unwritable(f"no room left on the disk for {path}: nothing of this action was kept, make room first")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return Unwritable(f"cannot write to {path}: the file or its folder is read-only; copy it to where you may")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy(f"another program is writing to {path}: try again in a moment")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(f"{path} is damaged ({trouble}): restore a copy")
        case _ if getattr(trouble, "sqlite_errorcode", 0) in _KNOWS_NO_LOCKS:
            return Unwritable(f"the file system of {path} knows no locks ({trouble}): move it to a local disk")
        case sqlite3.SQLITE_IOERR if trouble.sqlite_errorcode in _REFUSED_WRITES:
            return Unwritable(f"the system refused to write to {path}: nothing of this action was kept; look for "
                              "a quota, a limit on the size of files or a failing disk")
        case sqlite3.SQLITE_IOERR:
            return Damaged(f"the disk failed while {path} was read or written ({trouble})")
        case sqlite3.SQLITE_CONSTRAINT:
            return DuplicateUid(f"{path}: a record of that id is there already ({trouble})")
    if "malformed JSON" in str(trouble):
        return Damaged(f"{path} holds a damaged record: `curator check` names it")
    if isinstance(trouble, sqlite3.ProgrammingError) and "closed" in str(trouble):
        return Closed(f"{path} was closed")
    return StoreError(f"{path}: {trouble}")


def _make(path: Path) -> None:
    fresh = path.with_name(path.name + ".new")
    try:
        for leftover in (fresh, *(fresh.with_name(fresh.name + tail) for tail in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
        connection = sqlite3.connect(fresh, isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={FILE_LAYOUT}")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("VACUUM")
        finally:
            connection.close()
        flush(fresh)
        fresh.replace(path)
        flush(path.parent)
    except sqlite3.Error as trouble:
        raise in_plain_words(trouble, path) from trouble
    except OSError as trouble:
        raise Unwritable(f"cannot make {path}: {trouble.strerror}") from trouble


def refuse_what_is_no_dataset(path: Path) -> None:
    """Raise NoDataset for what is none, Damaged for what is cut short; what is open here is not looked at again."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise NoDataset(f"{path} is a folder, not a dataset")
        if not stat.S_ISREG(status.st_mode):
            raise NoDataset(f"{path} is no ordinary file")
        with _open_files_lock:
            if _open_files[_identity(path)] > 0:
                return
            in_use = path.with_name(path.name + "-wal").exists()  # by another program, which may be copying pages now
            with path.open("rb") as file:
                header = file.read(_HEADER_LENGTH)
    except OSError as trouble:
        raise NoDataset(f"cannot open {path}: {trouble.strerror}") from trouble
    if not header:
        raise NoDataset(f"{path} is empty: no dataset; delete it or choose another name")
    is_ours = header.startswith(_MAGIC) and header[68:72] == APPLICATION_ID.to_bytes(4, "big")
    if len(header) < _HEADER_LENGTH or not is_ours:
        raise NoDataset(f"{path} is no Curator dataset: choose another name")
    page_size = int.from_bytes(header[16:18], "big")
    length = int.from_bytes(header[28:32], "big") * (65_536 if page_size == 1 else page_size)
    if status.st_size < length and not in_use:
        raise Damaged(f"{path} is cut short ({status.st_size:,} of {length:,} bytes): restore a copy")


def _identity(path: Path) -> FileIdentity:
    status = path.stat()
    return status.st_dev, status.st_ino
