"""Checksums of what is kept: a change of the log, an entry of history chained to the one before, a row of a cache.

BLAKE2b with 128 bits over JSON with sorted keys, so that the order of fields does not count. It finds what a disk or a
careless hand altered; it is no signature, for who can write the file can compute it, too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

SEAL = "hash"  # the field of an entry of the log that holds its checksum
_LATER = frozenset({SEAL, "undone_by"})  # fields of an action that are written after it, or that hold the checksum
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(value: Any) -> str:
    """The checksum of any JSON value, in hexadecimal."""
    return hashlib.blake2b(_ENCODER.encode(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def seal_of_change(change: Mapping[str, Any]) -> str:
    """The checksum of a document of `_changes`, its own checksum aside."""
    return seal({name: value for name, value in change.items() if name != SEAL})


def seal_of_action(action: Mapping[str, Any], before: str, changes: Iterable[str]) -> str:
    """The checksum of a document of `_actions`: chained to that of the action before, over those of its changes.

    Who undid it is left out, being written later; `check` compares that with the entries that say what they undo."""
    return seal([before, {name: value for name, value in action.items() if name not in _LATER}, *changes])
