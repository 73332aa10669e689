"""Programs that work on a dataset beside this one: forked, as a new interpreter would take longer than its work."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import NoReturn

from bench.faults.workload import Done, Tell


@dataclass
class Program:
    """A forked program and what it has told so far."""

    pid: int
    pipe: int
    _read: bytes = b""
    said: list[str] = field(default_factory=list)

    def listen(self, seconds: float) -> bool:
        """Take in what it tells, for so long at most; False when it has ended."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.pipe], [], [], left)[0]:
                some = os.read(self.pipe, 65_536)
                if not some:
                    return False
                *lines, self._read = (self._read + some).split(b"\n")
                self.said += [line.decode() for line in lines]
        return True

    def kill(self) -> bool:
        """kill -9; True when it was running still."""
        os.kill(self.pid, signal.SIGKILL)
        while self.listen(60):
            pass
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]) == -signal.SIGKILL

    def finish(self) -> int:
        """Wait for its end; the exit code."""
        while self.listen(600):
            pass
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    @property
    def told(self) -> list[Done]:
        """What it acknowledged."""
        return [Done(one["seq"], [(t, u, c) for t, u, c in one["wrote"]])
                for one in map(json.loads, (line for line in self.said if line.startswith("{")))]

    @property
    def trouble(self) -> str:
        """The line with which it ended, if it met trouble."""
        return next((line[2:] for line in self.said if line.startswith("! ")), "")


def start(job: Callable[[Tell], None]) -> Program:
    """Fork a program that does a job and ends; what it raises is its last line."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        _do(job, writing)
    os.close(writing)
    return Program(pid, reading)


def _do(job: Callable[[Tell], None], pipe: int) -> NoReturn:
    code = 0
    try:
        job(lambda done: _write(pipe, json.dumps(asdict(done))))
    except BaseException as error:  # noqa: BLE001 - whatever it is, the other program has to hear of it
        from curator.desk.troubles import TROUBLES

        code = 1 if isinstance(error, TROUBLES) else 2
        _write(pipe, "! " + (str(error) if code == 1 else repr(traceback.format_exc())))
    os._exit(code)


def _write(pipe: int, line: str) -> None:
    words = line.encode() + b"\n"
    while words:
        words = words[os.write(pipe, words):]
