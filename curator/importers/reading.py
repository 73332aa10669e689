"""A file or some bytes to a draft: what it is decides which reader takes it."""

from __future__ import annotations

import os
import stat
import sys
from hashlib import sha256
from pathlib import Path

import schema
from curator.importers import plain, webpage
from curator.importers.draft import MOST_BYTES, VERSION, Draft, ImportRefused, shown
from curator.importers.finding import STDIN, reason
from curator.importers.kinds import kind_of


def read_file(path: Path) -> Draft:
    """The draft of the file at `path`; `STDIN` reads standard input to its end.

    ImportRefused for what is no article (see `kinds`), is empty, holds more than 20 MB or cannot be read.
    """
    if path == STDIN:
        return read_bytes(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input")
    try:
        data = _bytes_of(path)
    except (OSError, ValueError) as error:
        raise ImportRefused(path, reason(error)) from error
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str) -> Draft:
    """The draft of a file's bytes; `name` tells the suffix and stands in messages and in the record."""
    if len(data) > MOST_BYTES:
        raise ImportRefused(name, f"holds more than {MOST_BYTES // 1_000_000} MB: no article is that long")
    kind = kind_of(data, name)
    reader = webpage.read if kind == "webpage" else plain.read
    found = reader(data, name)
    decoded = found.decoded
    keeps = kind == "webpage" or decoded.encoding != "utf-8" or decoded.bom or decoded.substituted > 0
    source = schema.SourceFile(
        name=shown(Path(name).name or name),
        media_type="text/html" if kind == "webpage" else "text/plain",
        sha256=sha256(data).hexdigest(),
        importer=kind,
        importer_version=VERSION,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        bom=decoded.bom,
        substituted=decoded.substituted,
        keeps_bytes=keeps,
    )
    return Draft(text=found.text, source=source, original=data if keeps else None, candidates=found.candidates)


def _bytes_of(path: Path) -> bytes:
    """The bytes of a regular file, at most one more than allowed; never blocks on a pipe that took its place."""
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(mode):
            raise ImportRefused(path, "is a folder")
        if not stat.S_ISREG(mode):
            raise ImportRefused(path, "is a device, pipe or socket, not a file")
        return file.read(MOST_BYTES + 1)
