"""What an importer makes of one file: a draft of an article, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

import schema
from curator.importers.decoding import Decoded

VERSION = "1"
MOST_BYTES = 20_000_000
MOST_CHARACTERS = 1_000_000  # a long novel; the recognisers read some 100,000 a second

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Draft:
    """An article before it is stored.

    `text` is the text of record. `original` holds the file's bytes where the text alone would not give them back
    (web pages, other encodings than UTF-8, a byte order mark, substituted characters), else None. Every evidence
    span of `candidates` holds in `text`; the candidates of a field come best first.
    """

    text: str
    source: schema.SourceFile
    original: bytes | None
    candidates: tuple[schema.Candidate, ...]


@dataclass(frozen=True)
class Found:
    """What a reader makes of bytes: how they were decoded, the text of record, guesses at the card."""

    decoded: Decoded
    text: str
    candidates: tuple[schema.Candidate, ...]


class ImportRefused(Exception):
    """A file that gives no article: `path` and `reason` (with what to do), each one line and safe for a terminal."""

    def __init__(self, path: object, reason: str) -> None:
        self.path = shown(str(path))
        self.reason = shown(reason)
        super().__init__(path, reason)

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def refuse_endless(text: str, name: str) -> None:
    """ImportRefused when a text is longer than any article: what follows would take minutes and gigabytes."""
    if len(text) > MOST_CHARACTERS:
        raise ImportRefused(name, f"holds {len(text):,} characters, and an article at most {MOST_CHARACTERS:,}: "
                                  "save its parts as files of their own")


def shown(words: str) -> str:
    """`words` on one line, with U+FFFD for what could steer a terminal or not be stored (a file name may hold both)."""
    return _UNPRINTABLE.sub("\ufffd", words)
