"""A process that may not write everywhere, where the tests run as root."""

from __future__ import annotations

import os
from collections.abc import Callable


def as_nobody(act: Callable[[], str]) -> str:
    """What `act` returns in a process without root's right to write everywhere."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65_534)
            os.write(writing, act().encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as answer:
        return answer.read().decode()
