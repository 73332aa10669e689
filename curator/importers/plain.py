"""Plain text: kept to the character, card guessed from what its lines say."""

from __future__ import annotations

from curator.importers.decoding import NotText, decode
from curator.importers.draft import Found, ImportRefused, refuse_endless
from curator.importers.metadata import candidates


def read(data: bytes, name: str) -> Found:
    """The text of `data` without a byte order mark and otherwise as it is; ImportRefused when it is none or blank."""
    try:
        decoded = decode(data)
    except NotText as error:
        raise ImportRefused(name, str(error)) from error
    refuse_endless(decoded.text, name)
    if not any(sign.isalnum() for sign in decoded.text):
        raise ImportRefused(name, "is blank: it holds no words")
    return Found(decoded, decoded.text, candidates(decoded.text, name))
