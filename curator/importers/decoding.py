"""Bytes to characters: which encoding, how it was told, and what could not be kept."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Basis = Literal["bom", "declared", "utf-8", "guessed"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EBCDIC = ["cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"]  # mainframes: a wrong guess, not an article
_LIKELY = ("cp1252", "cp1251", "cp1250", "koi8_r", "gb18030")  # among those that read the same characters
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_VALID_PER_DAMAGED = 20


class NotText(ValueError):
    """Bytes that are no text in any encoding we can tell; the message is the reason in plain words."""


@dataclass(frozen=True)
class Decoded:
    """The characters, without a byte order mark; `substituted` counts what became U+FFFD, one for one."""

    text: str
    encoding: str
    basis: Basis
    bom: bool = False
    substituted: int = 0


def decode(data: bytes, *, markup: bool = False) -> Decoded:
    """The text of `data`: by byte order mark, strict UTF-8, what `markup` declares, then a guess. NotText if none.

    UTF-8 goes before the declaration because saved pages are re-encoded and keep the old one, while bytes of
    another encoding hardly ever are valid UTF-8. Line ends and white space stay as they are.
    """
    told = _marked(data) or _utf8(data) or (_declared(data) if markup else None)
    decoded = told or _damaged_utf8(data, _damage_told) or _guess(data) or _damaged_utf8(data, _damage_borne)
    if decoded is None:
        raise NotText("is no text in an encoding that can be told: save it as UTF-8")
    if len(_CONTROL.findall(decoded.text)) > len(decoded.text) // 20:
        raise NotText("is no text: it holds binary data")
    text, unstorable = _UNSTORABLE.subn("\ufffd", decoded.text)
    return Decoded(text, decoded.encoding, decoded.basis, decoded.bom, decoded.substituted + unstorable)


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark):], encoding)
            return None if text is None else Decoded(text, encoding, "bom", bom=True)
    return None


def _utf8(data: bytes) -> Decoded | None:
    text = _strictly(data, "utf-8")
    return None if text is None else Decoded(text, "utf-8", "utf-8")


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, in which lone surrogates may stand (they are substituted later), or None."""
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
        text = data.decode(codec.name)
    except (LookupError, UnicodeError):
        return None
    return Decoded(text, codec.name, "declared")


def _damage_told(text: str, damaged: int) -> bool:
    """True when so many characters of several bytes are whole that it can only be UTF-8."""
    return sum(ord(sign) > 0x7F for sign in text) - damaged >= _VALID_PER_DAMAGED * damaged


def _damage_borne(text: str, damaged: int) -> bool:
    """True when a text that no encoding reads is nearly all readable."""
    return damaged <= len(text) // 50


def _damaged_utf8(data: bytes, bearable: Callable[[str, int], bool]) -> Decoded | None:
    """UTF-8 with a little damage, such as a character cut in two."""
    marked = data.startswith(codecs.BOM_UTF8)
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if not bearable(text, damaged):
        return None
    return Decoded(text, "utf-8", "bom" if marked else "guessed", bom=marked, substituted=damaged)


def _guess(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_exclusion=_EBCDIC).best()
    if best is None:
        return None
    codec = codecs.lookup(next((name for name in _LIKELY if name in best.could_be_from_charset), best.encoding))
    try:
        text = data.decode(codec.name)
    except UnicodeDecodeError:  # it reads samples of a long file only
        return None
    return Decoded(text.removeprefix("\ufeff"), codec.name, "guessed")
