"""What goes to the terminal: tables and JSON on stdout, messages and progress on stderr; text from outside is inert."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from shutil import get_terminal_size
from typing import Any

from curator.text.inert import inert_line

LONGEST = 1_000  # characters of a complaint
WIDEST = 60  # characters to which a column of a table is filled up
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")  # JSON lets these through unescaped


def complain(message: str) -> None:
    """One line on stderr, of a length that somebody reads: a message may quote what was given."""
    if len(message) > LONGEST:
        message = f"{message[:LONGEST // 2]} … {message[-LONGEST // 2:]}"
    print(f"curator: {inert_line(message)}", file=sys.stderr)


def say(message: str) -> None:
    """One line on stderr that is no complaint."""
    print(inert_line(message), file=sys.stderr)


def show(line: str = "") -> None:
    """One line on stdout."""
    print(inert_line(line))


def show_json(value: Any) -> None:
    """One JSON value on one line of stdout."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    words = json.dumps(plain, ensure_ascii=False)
    print(_UNSAFE_IN_JSON.sub(lambda sign: f"\\u{ord(sign.group()):04x}", words))


def show_rows(head: Sequence[str], rows: Iterable[Sequence[object]], flexible: int) -> None:
    """A table; column number `flexible` is cut so that a row fits the terminal, and nothing is cut in a pipe."""
    cells = [[inert_line(str(cell)) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(len(line[column]) for line in [list(head), *cells]) for column in range(len(head))]
    if sys.stdout.isatty():
        rest = get_terminal_size().columns - sum(widths) + widths[flexible] - 2 * (len(head) - 1)
        widths[flexible] = max(10, min(widths[flexible], rest))
    for line in [list(head), *cells]:
        cut = [cell if len(cell) <= width else cell[:width - 1] + "…" for cell, width in zip(line, widths, strict=True)]
        print("  ".join(cell.ljust(min(width, WIDEST)) for cell, width in zip(cut, widths, strict=True)).rstrip())


class Progress:
    """A counter on stderr, only on a terminal and not before half a second has passed."""

    def __init__(self, word: str) -> None:
        self.word, self.start, self.shown = word, time.monotonic(), 0.0

    def __call__(self, done: int, whole: int) -> None:
        """Show that `done` of `whole` are done, at most ten times a second."""
        now = time.monotonic()
        if sys.stderr.isatty() and now - self.start > 0.5 and now - self.shown > 0.1:
            self.shown = now
            print(f"\r{self.word} {done} of {whole}\x1b[K", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Wipe the counter."""
        if self.shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
