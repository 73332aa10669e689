"""The three standard streams as a command needs them: all there, in UTF-8; and bounded reading of what is named."""

from __future__ import annotations

import os
import sys

from curator.cli.parser import WrongUsage
from curator.desk.refused import Refused

MOST_BYTES = 100_000_000


def ready() -> None:
    """Give UTF-8 to the streams that are there, and the null device to those that the caller closed.

    Files take the lowest free number: without this, one opened later would be written to by whoever prints."""
    opened = os.open(os.devnull, os.O_RDWR)
    while opened <= 2:
        opened = os.open(os.devnull, os.O_RDWR)
    os.close(opened)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the program
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def let_go() -> None:
    """Drop what a stream would not take (a full disk, a reader that has gone), or Python complains at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def read_text(path: str, otherwise: str) -> str:
    """The characters of a UTF-8 file, or of standard input for '-', line ends as they are.

    Refused for more than 100 MB and for other encodings, with `otherwise` as what to do; OSError."""
    if path == "-":
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        with open(_usable(path), "rb") as file:
            data = file.read(MOST_BYTES + 1)
    name = "standard input" if path == "-" else path
    if len(data) > MOST_BYTES:
        raise Refused(f"{name}: holds more than {MOST_BYTES // 1_000_000} MB: split it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        raise Refused(f"{name}: byte {trouble.start} is no UTF-8; {otherwise}") from None


def _usable(path: str) -> str:
    if not path:
        raise WrongUsage("the name of a file is empty")
    return path


def read_lines(path: str) -> list[str]:
    """The lines of a UTF-8 file, or of standard input for '-'; only LF ends a line."""
    text = read_text(path, "convert the file first")
    return text.removesuffix("\n").split("\n") if text else []
