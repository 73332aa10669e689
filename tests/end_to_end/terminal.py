"""The real program in a pseudo-terminal of 80 by 24: keys go in, the screen is read back with pyte.

Nothing here waits a fixed time: `wait_for` reads what the program writes until the screen shows what is wanted, and
fails with the screen when that takes too long.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import pyte

ENTER, ESCAPE, TAB = "\r", "\x1b", "\t"
COLUMNS, LINES = 80, 24
PATIENCE = 20.0  # seconds for one step; a step takes a tenth of a second on an idle machine
KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV")

Wanted = str | Callable[[str], bool]


class Terminal:
    """`python -m curator` with some arguments, in a folder, as one who sits at its terminal sees it; `under` another
    program that runs it, such as tmux, given by its path."""

    def __init__(self, *arguments: str, folder: Path, environment: Mapping[str, str] | None = None,
                 under: Sequence[str] = ()) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""  # everything the program wrote
        self._ended: int | None = None
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        whole = inherited | {"TERM": "xterm-256color", "HOME": str(folder), "CURATOR_NAME": "ana"} | dict(
            environment or {})
        self.process, self._screen_end = pty.fork()
        if self.process == 0:
            _become([*under, sys.executable, "-m", "curator", *arguments], folder, whole)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if self._ended is None:
            self.kill()
        os.close(self._screen_end)

    @property
    def text(self) -> str:
        """What stands on the screen, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def colours(self) -> set[str]:
        """The colours in which something stands on the screen, the terminal's own left out."""
        cells = [cell for row in self._screen.buffer.values() for cell in row.values()]
        return {colour for cell in cells for colour in (cell.fg, cell.bg)} - {"default"}

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the terminal's own cursor."""
        return self._screen.cursor.y, self._screen.cursor.x

    def row(self, words: str) -> str:
        """The first row of the screen that holds some words; empty when none does."""
        return next((row for row in self.text.split("\n") if words in row), "")

    def type(self, keys: str) -> None:
        """Keys as the terminal sends them."""
        os.write(self._screen_end, keys.encode())

    def press(self, keys: str, wanted: Wanted) -> str:
        """Type keys, wait until the screen shows what they bring, and return the screen."""
        self.type(keys)
        return self.wait_for(wanted, after=f"{keys!r}")

    def wait_for(self, wanted: Wanted, after: str = "") -> str:
        """The screen as soon as it holds some words (blanks and line breaks count as one), or a predicate is true."""
        holds = (lambda screen: wanted in " ".join(screen.split())) if isinstance(wanted, str) else wanted
        deadline = time.monotonic() + PATIENCE
        while not holds(self.text):
            if not self._read(deadline):
                self._fail(f"{wanted if isinstance(wanted, str) else 'what was wanted'!r} never came"
                           + (f" after {after}" if after else ""))
        return self.text

    def wait_for_written(self, wanted: re.Pattern[bytes]) -> bytes:
        """The first group of what is wanted, as soon as it is in what the program wrote: what no screen shows."""
        deadline = time.monotonic() + PATIENCE
        while not (found := wanted.search(self.raw)):
            if not self._read(deadline):
                self._fail(f"{wanted.pattern!r} was never written")
        return found[1]

    def quiet(self, rest: float = 0.05) -> float:
        """Read until nothing more comes for `rest` seconds; when the last of it came (of `time.perf_counter`)."""
        last = time.perf_counter()
        while self._read(time.monotonic() + rest):
            last = time.perf_counter()
        return last

    def exit_code(self) -> int:
        """Read to the end and return the exit code (negative: the signal that ended it)."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        if self._ended is None and time.monotonic() >= deadline:
            self._fail("the program did not end")
        return self._reap()

    def kill(self) -> None:
        """End it at once, as a power cut would: SIGKILL."""
        os.kill(self.process, signal.SIGKILL)
        self._reap()

    def _read(self, deadline: float) -> bool:
        """Take in what the program writes next; False when it has closed the terminal or the time is up."""
        readable, _, _ = select.select([self._screen_end], [], [], max(0.0, deadline - time.monotonic()))
        if not readable:
            return False
        try:
            written = os.read(self._screen_end, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.raw += written
        self._stream.feed(written)
        return bool(written)

    def _reap(self) -> int:
        if self._ended is None:
            _, status = os.waitpid(self.process, 0)
            self._ended = os.waitstatus_to_exitcode(status)
        return self._ended

    def _fail(self, words: str) -> NoReturn:
        frame = "\n".join(f"|{row:{COLUMNS}}|" for row in self.text.split("\n"))
        raise AssertionError(f"{words}; the screen:\n{frame}")


def _become(words: list[str], folder: Path, environment: Mapping[str, str]) -> NoReturn:
    """In the child: turn into the program, and never come back to the tests."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.chdir(folder)
        os.execve(words[0], words, environment)
    finally:
        os._exit(127)
