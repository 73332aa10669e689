"""New ids and the present moment."""

from __future__ import annotations

from datetime import UTC, datetime
from os import urandom
from threading import Lock
from time import time_ns

_lock = Lock()
_last = 0


def new_uid() -> str:
    """A ULID greater than any this program made before, even within a millisecond or when the clock steps back."""
    from ulid import ULID  # it looks up its own version in all that is installed: 20 ms of a start

    global _last
    with _lock:
        _last = max((time_ns() // 1_000_000) << 80 | int.from_bytes(urandom(10)), _last + 1)
        return str(ULID.from_int(_last))


def now() -> str:
    """The present as a `schema.Instant`: UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
