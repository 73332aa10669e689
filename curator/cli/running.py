"""From the words of a command line to the function that does it, and from its troubles to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from curator.cli.parser import COMMANDS, WrongUsage, parser
from curator.cli.printing import complain

WRONG_USAGE, INTERRUPTED = 2, 130


def run(arguments: Sequence[str]) -> int:
    """Parse, do, and say in one line what went wrong; a closed pipe is silent."""
    words = list(arguments)
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        words.insert(0, "open")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _do(words)
    except KeyboardInterrupt:
        complain("interrupted; everything up to here is kept")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _do(words: Sequence[str]) -> int:
    try:
        code = _command(words)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except WrongUsage as trouble:
        complain(str(trouble))
        return WRONG_USAGE
    except _troubles() as trouble:
        complain(str(trouble))
        return 1
    return code


def _command(words: Sequence[str]) -> int:
    try:
        options = parser().parse_args(words)
    except SystemExit as stop:  # argparse has said what it had to say
        return int(stop.code or 0)
    module, name = str(options.run).split(":")
    command = getattr(import_module(f"curator.cli.{module}"), name)
    return int(command(options))


def _troubles() -> tuple[type[Exception], ...]:
    """Everything that is said in one line instead of a traceback: refusals, and what the system refuses us."""
    from curator.desk.troubles import TROUBLES

    return TROUBLES
