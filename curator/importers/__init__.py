"""Importers: bytes in, an article's text and what can be guessed of its card out. One module a format."""

from curator.importers.draft import VERSION, Draft, ImportRefused
from curator.importers.finding import STDIN, find
from curator.importers.reading import read_bytes, read_file

__all__ = ["STDIN", "VERSION", "Draft", "ImportRefused", "find", "read_bytes", "read_file"]
