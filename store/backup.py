"""Copies of a dataset: consistent while others write, looked through before they get their name; and back again.

The dataset is not opened as such: a copy is made before an upgrade, and of what cannot be opened any more.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from store.errors import Busy, Damaged, Missing, NoDataset, Unwritable
from store.json_file import JsonFile
from store.permission import flush, refused
from store.sqlite_file import connect, in_plain_words, refuse_what_is_no_dataset, resolved, side_file
from store.turns import end_turn, take_turn

_TAILS = ("-wal", "-shm")


def free_name(path: Path, word: str) -> Path:
    """A name beside the dataset that is free: desk.WORD.curator, desk.WORD-2.curator and so on."""
    for number in range(1, 10_000):
        found = path.with_name(f"{path.stem}.{word}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not found.exists():
            return found
    raise Unwritable(f"there are too many copies beside {path}: move some away")


def dated_name(path: Path) -> Path:
    """A free name beside the dataset that says when the copy was made."""
    return free_name(path, f"backup-{datetime.now(UTC):%Y%m%d-%H%M%S}")


def back_up(source: Path, target: Path, *, damaged: bool = False) -> int:
    """Copy the dataset at `source` as it is at one moment to `target`, whole or not at all; how many bytes it has.

    Others may write meanwhile. The copy is read through before it gets its name. Raises NoDataset, Unwritable (also
    when `target` is there), and Damaged when the copy is not sound, as its original then is not, unless `damaged` asks
    for a copy of just that."""
    source = _there(source)
    _refuse_taken(target)
    with _partial(target) as partial:
        if source.suffix == ".json":
            _copy_json(source, partial)
        else:
            _copy_sqlite(source, partial, damaged=damaged)
        flush(partial)
        length = partial.stat().st_size
        _name(partial, target)
    flush(target.parent)
    return length


def _name(partial: Path, target: Path) -> None:
    """Give what is whole its name, never that of something that is there."""
    try:
        os.link(partial, target)
    except FileExistsError:
        _refuse_taken(target)
    except OSError:  # a file system without second names
        _refuse_taken(target)
        partial.replace(target)


def restore(backup: Path, target: Path, *, keep_old: bool) -> Path | None:
    """Put a copy of `backup` in the place of `target`. What was there is kept beside it, under the name returned.

    Raises Unwritable where something is there and `keep_old` is not given, Busy while another program has it open."""
    backup = _there(backup)
    if target.exists() and target.samefile(backup):
        raise Unwritable(f"{backup} is the dataset itself: nothing to restore")
    if target.exists() and not keep_old:
        raise Unwritable(f"{target} is there already: name another file, or keep it beside with --keep-old")
    ticket = take_turn(side_file(target), str(target))
    try:
        with _partial(target) as partial:
            if backup.suffix == ".json":
                _copy_json(backup, partial)
            else:
                _copy_sqlite(backup, partial)
            flush(partial)
            kept = _set_aside(target) if target.exists() else None
            partial.replace(target)
        flush(target.parent)
    except OSError as trouble:
        raise refused(target, trouble) from trouble
    finally:
        end_turn(ticket)
    return kept


def _set_aside(target: Path) -> Path:
    """Give what is there a second name, complete in one file where it can be read; then its side files go."""
    kept = free_name(target, f"replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    tails = [target.with_name(target.name + tail) for tail in _TAILS]
    if target.suffix != ".json" and not _is_closed(target):
        for tail in tails:  # it cannot be read, or it could have been closed: all that is there goes beside
            if tail.exists():
                shutil.copy2(tail, kept.with_name(kept.name + tail.name[len(target.name):]))
    try:
        os.link(target, kept)
    except OSError:  # a file system without second names
        shutil.copy2(target, kept)
        flush(kept)
    for tail in tails:  # or they would be taken for those of what comes in its place
        tail.unlink(missing_ok=True)
    flush(kept.parent)
    return kept


def _is_closed(target: Path) -> bool:
    """Write what lies in the -wal into the file itself; False when that cannot be read. Busy."""
    try:
        with closing(connect(target, busy_ms=1_000)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()  # only who is alone may do this
            connection.execute("PRAGMA journal_mode=WAL").fetchone()
    except sqlite3.Error as trouble:
        plain = in_plain_words(trouble, target)
        if isinstance(plain, Busy):
            raise Busy(f"{target} is open in another program: close it there first") from trouble
        return False
    except Damaged:
        return False
    return True


def _copy_sqlite(source: Path, partial: Path, *, damaged: bool = False) -> None:
    refuse_what_is_no_dataset(source)
    with closing(connect(source)) as original, closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        try:
            original.backup(copy)
            if damaged:
                return
            wrong = [line for (line,) in copy.execute("PRAGMA integrity_check(3)") if line != "ok"]
        except sqlite3.Error as trouble:
            raise in_plain_words(trouble, source) from trouble
    if wrong:
        raise Damaged(f"{source} is damaged, no copy was made: {wrong[0]}")


def _copy_json(source: Path, partial: Path) -> None:
    shutil.copyfile(source, partial)  # a whole file at any moment: it is only ever replaced
    JsonFile(partial).read()


def _there(source: Path) -> Path:
    found = resolved(source)
    if not found.exists():
        raise Missing(f"{source}: there is no such file")
    if not found.is_file():
        raise NoDataset(f"{source} is no file")
    return found


def _refuse_taken(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise Unwritable(f"{target} is there already: name another file")
    if not target.parent.is_dir():
        raise NoDataset(f"{target}: the folder {target.parent} does not exist")


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """A name beside the target for what is not whole yet; what is left of it is removed."""
    partial = target.with_name(f".{target.stem}.{secrets.token_hex(4)}.new{target.suffix}")
    try:
        yield partial
    except OSError as trouble:
        raise refused(target, trouble) from trouble
    finally:
        for left in (partial, *(partial.with_name(partial.name + tail) for tail in (*_TAILS, "-journal"))):
            left.unlink(missing_ok=True)
