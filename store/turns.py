"""Whose turn it is to write: a queue on a side file, for SQLite's own lock lets a busy writer starve the others."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from store.errors import Busy, Unwritable

PATIENCE = 30.0  # seconds


def take_turn(side_file: Path, dataset: str, patience: float = PATIENCE) -> int:
    """Wait for our turn among all threads and programs; returns the ticket for `end_turn`.

    Raises Busy when the turn has not come after `patience` seconds, Unwritable when the side file cannot be made.
    """
    try:
        ticket = os.open(side_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as trouble:
        raise Unwritable(f"cannot write beside {dataset}: {trouble.strerror} ({side_file.name})") from trouble
    try:
        is_our_turn = _locked_at_once(ticket) or _locked_in_time(ticket, patience)
    except OSError as trouble:
        os.close(ticket)
        raise Unwritable(f"the file system of {dataset} knows no locks ({trouble.strerror}): move it to a local disk"
                         ) from trouble
    if is_our_turn:
        return ticket
    raise Busy(f"another program has been writing to {dataset} for {patience:.0f} seconds: try again when it is done")


def end_turn(ticket: int) -> None:
    """Let the next one write."""
    os.close(ticket)


if sys.platform == "win32":

    def _locked_at_once(ticket: int) -> bool:
        return True  # no flock: SQLite's own lock guards, without the fairness

    def _locked_in_time(ticket: int, patience: float) -> bool:
        return True

else:
    import fcntl

    def _locked_at_once(ticket: int) -> bool:
        try:
            fcntl.flock(ticket, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _locked_in_time(ticket: int, patience: float) -> bool:
        """Queue for the lock in a thread of its own, since flock knows no timeout and polling would not queue."""
        guard = threading.Lock()
        state = "waiting"

        def queue() -> None:
            nonlocal state
            fcntl.flock(ticket, fcntl.LOCK_EX)
            with guard:
                if state == "given up":
                    os.close(ticket)
                else:
                    state = "locked"

        waiter = threading.Thread(target=queue, daemon=True)
        waiter.start()
        waiter.join(patience)
        with guard:
            if state == "waiting":
                state = "given up"
            return state == "locked"
