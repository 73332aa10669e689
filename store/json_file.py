"""A dataset as one JSON file that stock TinyDB opens: reading it, refusing what is none, writing it whole.

The first table, `_curator`, has one document that says what the file is and, of each other table, what its documents
are, the highest id ever given, and a checksum, so that `check` finds what was changed behind the program's back. Texts
are documents with `sha256` and `text`, original bytes with `sha256` and `base64`, pairs with `owner` and `keys`. Caches
are there too: without them, opening would mean reading every article again.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from store.documents import encode
from store.errors import Damaged, NoDataset, StoreError, Unwritable
from store.permission import flush
from store.rows import Rows
from store.versions import Kind, TableName, Version

FORMAT = "curator-dataset"
EXPORT_FORMAT = "curator-tinydb"  # what curator/exporters/tinydb_json.py writes
VERSION = 2  # grows with store.format.FORMAT, so that older programs refuse the file
HEADER = "_curator"
MOST_BYTES = 2**30  # a larger one belongs into SQLite: each write rewrites all of it

_HEAD_LENGTH = 4_096
_Identity = tuple[int, int, int, int]


class JsonFile:
    """The file at a path. `read` and `write` note how it looks, so a foreign hand in between is noticed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.layout = VERSION  # what the file said when it was last read
        self._as_left: _Identity | None = None

    def read(self) -> Version:
        """What is in it, nothing when it is not there. Raises NoDataset, NewerDataset, Damaged."""
        try:
            self._as_left = self._identity()
            if self._as_left is None:
                return {}
            self._refuse_what_is_no_file()
            content = self.path.read_bytes()
        except OSError as trouble:
            raise NoDataset(f"cannot open {self.path}: {trouble.strerror}") from trouble
        return self._version(self._parsed(content))

    @property
    def is_as_left(self) -> bool:
        """True while the file looks as it did when it was last read or written here."""
        return self._identity() == self._as_left

    def write(self, version: Version) -> None:
        """Put all of it on the disk, then in the place of what is there.

        Unwritable, and NoDataset when the file has gone, leave what is there.
        """
        if self._as_left is not None and self._identity() is None:
            raise NoDataset(f"{self.path} was moved or deleted while it was open: nothing of this action was kept; put "
                            "it back and open it again")
        if not self.is_as_left:
            raise Unwritable(f"another program has changed {self.path} since it was opened: nothing of this action was "
                             "kept; close it here and open it again")
        partial = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}.new")
        try:
            try:
                self._fill(partial, version)
                partial.replace(self.path)
            finally:
                partial.unlink(missing_ok=True)
            self._as_left = self._identity()
            flush(self.path.parent)
        except OSError as trouble:
            raise self._unwritable(trouble) from trouble

    def sweep(self) -> None:
        """Remove what a program that was killed left of its writing; only while the dataset is held."""
        leftover = re.compile(rf"\.{re.escape(self.path.name)}\.[0-9a-f]{{8}}\.new")
        try:
            for other in self.path.parent.iterdir():
                if leftover.fullmatch(other.name):
                    other.unlink(missing_ok=True)
        except OSError as trouble:
            raise self._unwritable(trouble) from trouble

    def damages(self) -> list[str]:
        """What the file as it is now says that it is not: lines for `check`."""
        try:
            is_as_left, content = self.is_as_left, self.path.read_bytes()
        except OSError as trouble:
            raise Damaged(f"cannot read {self.path}: {trouble.strerror}") from trouble
        database = self._parsed(content)
        found = self._version(database)
        said = database[HEADER]["1"]["tables"]
        wrong = [] if is_as_left else ["another program has changed it since it was opened"]
        for name in sorted(said.keys() | {table.name for table in found}):
            rows = next((rows for table, rows in found.items() if table.name == name), None)
            if rows is None or name not in said:
                wrong.append(f"the table {name!r} was {'removed' if rows is None else 'added'} by another program")
            elif rows.checksum != said[name].get("crc32"):
                wrong.append(f"the table {name!r} was changed by another program")
        return wrong

    def _fill(self, partial: Path, version: Version) -> None:
        with partial.open("xb") as file:
            if self._as_left is not None:
                partial.chmod(stat.S_IMODE(self.path.stat().st_mode))
            file.writelines(_rendered(version))
            file.flush()
            os.fsync(file.fileno())

    def _refuse_what_is_no_file(self) -> None:
        status = self.path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise NoDataset(f"{self.path} is a folder, not a dataset")
        if not stat.S_ISREG(status.st_mode):
            raise NoDataset(f"{self.path} is no ordinary file")
        if not status.st_size:
            raise NoDataset(f"{self.path} is empty: no dataset; delete it or choose another name")
        if status.st_size > MOST_BYTES:
            raise NoDataset(f"{self.path} is too large for a dataset in JSON ({status.st_size:,} bytes)")

    def _parsed(self, content: bytes) -> dict[str, Any]:
        """The database in the file, its header checked."""
        try:
            parsed = json.loads(content)
            about = parsed[HEADER]["1"]
            form, version = about["format"], about["version"]
        except (ValueError, KeyError, TypeError, RecursionError) as trouble:
            if f'"{FORMAT}"'.encode() in content[:_HEAD_LENGTH]:
                raise Damaged(f"{self.path} is damaged or cut short ({trouble}): restore a copy") from trouble
            raise NoDataset(f"{self.path} is no Curator dataset: choose another name") from trouble
        if form == EXPORT_FORMAT:
            raise NoDataset(f"{self.path} is an export, made to be read with TinyDB: open the dataset that it was made "
                            "from")
        if form != FORMAT:
            raise NoDataset(f"{self.path} is no Curator dataset: choose another name")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise Damaged(f"{self.path} is damaged (no version): restore a copy")
        self.layout = version
        database: dict[str, Any] = parsed
        return database

    def _version(self, database: dict[str, Any]) -> Version:
        found: dict[TableName, Rows] = {}
        name = HEADER
        try:
            said = database[HEADER]["1"]["tables"]
            for name, documents in database.items():
                if name != HEADER:
                    about = said.get(name, {"kind": Kind.DOCUMENTS, "last_id": 0})
                    raw = {_id(key): encode(dict(document), name) for key, document in documents.items()}
                    found[TableName(Kind(about["kind"]), name)] = Rows(name, raw, int(about["last_id"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, StoreError) as trouble:
            raise Damaged(f"{self.path} is damaged (the table {name!r} cannot be read): restore a copy") from trouble
        return found

    def _identity(self) -> _Identity | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns

    def _unwritable(self, trouble: OSError) -> Unwritable:
        if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
            return Unwritable(f"no room left on the disk for {self.path}: nothing of this action was kept, make room "
                              "first")
        return Unwritable(f"cannot write to {self.path} ({trouble.strerror}): nothing of this action was kept")


def _id(key: str) -> int:
    doc_id = int(key)
    if doc_id < 0 or str(doc_id) != key:
        raise ValueError(f"{key} is no id")
    return doc_id


def _rendered(version: Version) -> Iterable[bytes]:
    tables = sorted(version.items(), key=lambda each: each[0].name)
    about = {"format": FORMAT, "version": VERSION, "tables": {
        name: {"kind": kind, "last_id": rows.last_id, "crc32": rows.checksum} for (kind, name), rows in tables}}
    yield f'{{\n"{HEADER}":{{\n"1":{json.dumps(about, separators=(",", ":"))}\n}}'.encode()
    for (_, name), rows in tables:
        yield f",\n{json.dumps(name)}:".encode()
        yield rows.rendered
    yield b"\n}\n"
