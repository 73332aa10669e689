"""What some bytes are, told by the bytes first and the suffix second."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from curator.importers.draft import ImportRefused

Kind = Literal["plain", "webpage"]

_SIGNATURES = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"),
    (b"II*\x00", "an image"), (b"MM\x00*", "an image"), (b"BM", "an image"), (b"RIFF", "a picture, sound or film"),
    (b"OggS", "a sound or film"), (b"ID3", "a sound"), (b"fLaC", "a sound"), (b"\x1aE\xdf\xa3", "a film"),
    (b"PK\x03\x04", "a zip archive or office document"), (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"), (b"BZh", "a compressed file"), (b"\xfd7zXZ\x00", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"), (b"Rar!", "a compressed file"), (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"\x7fELF", "a program"), (b"MZ\x90\x00", "a program"), (b"\xcf\xfa\xed\xfe", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_NOT_ARTICLES = frozenset({
    ".json", ".jsonl", ".csv", ".tsv", ".xml", ".rss", ".atom", ".svg", ".css", ".js", ".toml", ".yaml", ".yml", ".ini",
    ".py", ".log", ".sqlite", ".db", ".curator",
})
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_WEB_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->){0,20}<(?:!doctype\s+html|html|head|body)[\s>]",
    re.I | re.S,
)
_TAG = re.compile(rb"<(?:p|div|span|br|a|h[1-6]|article|body|html|table|title|meta|script)[\s/>]", re.I)
_MARKS_UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def kind_of(data: bytes, name: str) -> Kind:
    """The reader for these bytes; ImportRefused for empty ones and for what is plainly no article."""
    suffix = PurePath(name).suffix.lower()
    if not data.strip():
        raise ImportRefused(name, "is empty")
    for signature, what in _SIGNATURES:
        # two letters alone begin words too: a bitmap also has a binary header
        if data.startswith(signature) and (signature != b"BM" or b"\0" in data[:32]):
            raise ImportRefused(name, f"is {what}: save the article as text or as a web page")
    if data[4:8] == b"ftyp":
        raise ImportRefused(name, "is a film or picture: save the article as text or as a web page")
    if suffix in _NOT_ARTICLES:
        raise ImportRefused(name, f"is a {suffix} file, no article: rename it to .txt to import it as it is")
    if _WEB_BEGINNING.match(data[:10_000]) or (suffix in _WEB_SUFFIXES and _has_a_tag(data)):
        return "webpage"
    return "plain"


def _has_a_tag(data: bytes) -> bool:
    """True when there is any markup; a page saved as bare text under .html is read as text."""
    return _TAG.search(data) is not None or data.startswith(_MARKS_UTF16_OR_32)
