"""Whose turn it is to write: a queue on a side file, for SQLite's own lock lets a busy writer starve the others.

A dataset that only one program can have open is held on the same side file, which then says who has it.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import threading
from collections import deque
from pathlib import Path

from store.errors import Busy, Unwritable

PATIENCE = 30.0  # seconds


def take_turn(side_file: Path, dataset: str, patience: float = PATIENCE) -> int:
    """Wait for our turn among all threads and programs; returns the ticket for `end_turn`.

    Raises Busy when the turn has not come after `patience` seconds, Unwritable when the side file cannot be made.
    """
    ticket = _opened(side_file, dataset)
    try:
        is_our_turn = _locked_at_once(ticket) or _locked_in_time(ticket, patience)
    except OSError as trouble:
        os.close(ticket)
        raise _knows_no_locks(dataset, trouble) from trouble
    if is_our_turn:
        return ticket
    raise Busy(f"another program has been writing to {dataset} for {patience:.0f} seconds: try again when it is done")


def end_turn(ticket: int) -> None:
    """Let the next one write."""
    os.close(ticket)


def hold(side_file: Path, dataset: str) -> int:
    """Take the dataset for this program alone, without waiting; returns the ticket for `end_turn`.

    Raises Busy, which says who has it, and Unwritable when the side file cannot be made.
    """
    ticket = _opened(side_file, dataset)
    try:
        if not _locked_at_once(ticket):
            raise Busy(f"{dataset} is open in {_holder(ticket)}, and JSON takes one program at a time: close it there "
                       "first (several programs can open a .curator dataset)")
        os.ftruncate(ticket, 0)
        os.pwrite(ticket, f"{os.getpid()} {platform.node()}".encode(), 0)
    except Busy:
        os.close(ticket)
        raise
    except OSError as trouble:
        os.close(ticket)
        raise _knows_no_locks(dataset, trouble) from trouble
    return ticket


class ThreadTurns:
    """The same among the threads of this program: who asked first writes first."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_taken = False

    def take(self, patience: float) -> bool:
        """Wait for our turn, at most `patience` seconds; False when it has not come by then."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=patience):
            return True
        with self._guard:
            came_at_the_last_moment = mine not in self._waiting
            if not came_at_the_last_moment:
                self._waiting.remove(mine)
            return came_at_the_last_moment

    def end(self) -> None:
        """Let the next one write."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


def _opened(side_file: Path, dataset: str) -> int:
    try:
        return os.open(side_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as trouble:
        raise Unwritable(f"cannot write beside {dataset}: {trouble.strerror} ({side_file.name})") from trouble


def _knows_no_locks(dataset: str, trouble: OSError) -> Unwritable:
    return Unwritable(f"the file system of {dataset} knows no locks ({trouble.strerror}): move it to a local disk")


def _holder(ticket: int) -> str:
    """Who holds the dataset, in words; what the side file says is not trusted further than it looks right."""
    said = re.fullmatch(r"([0-9]{1,10}) ([\w.-]{0,64})", os.pread(ticket, 100, 0).decode("utf-8", "replace"))
    if said is None:
        return "another program"
    if said[2] == platform.node():
        return "this program already" if int(said[1]) == os.getpid() else f"another program (process {said[1]})"
    return f"another program (process {said[1]} on {said[2]})"


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
