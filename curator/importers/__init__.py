"""Importers: bytes in, an article's text and what can be guessed of its card out. One module a format."""

from typing import TYPE_CHECKING

from curator.importers.draft import VERSION, Draft, ImportRefused
from curator.late import late

if TYPE_CHECKING:
    from curator.importers.finding import STDIN, find
    from curator.importers.reading import read_bytes, read_file

__getattr__ = late(__name__, {"STDIN": "finding", "find": "finding", "read_bytes": "reading", "read_file": "reading"})

__all__ = ["STDIN", "VERSION", "Draft", "ImportRefused", "find", "read_bytes", "read_file"]
