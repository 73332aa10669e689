"""From the words of a command line to the function that does it, and from its troubles to an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from curator.cli.parser import COMMANDS, WrongUsage, parser
from curator.cli.printing import complain
from curator.cli.streams import let_go, ready

WRONG_USAGE = 2
FILES = frozenset({"backup", "dataset", "file", "folder", "output", "pairs", "paths"})  # options that name files


def run(arguments: Sequence[str]) -> int:
    """Parse, do, and say in one line what went wrong; a closed pipe is silent."""
    words = list(arguments)
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        words.insert(0, "open")
    ready()
    try:
        return _do(words)
    except BrokenPipeError:
        return 0
    finally:
        let_go()


def _do(words: Sequence[str]) -> int:
    try:
        code = _command(words)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except WrongUsage as trouble:
        complain(str(trouble))
        return WRONG_USAGE
    except MemoryError:
        complain("there is not memory enough for that; what was done before is kept")
        return 1
    except _troubles() as trouble:
        complain(_said(trouble))
        return 1
    return code


def _said(trouble: Exception) -> str:
    """A trouble in one line; the system's own names no file when it was one of the standard streams."""
    if not isinstance(trouble, OSError) or not trouble.strerror:
        return str(trouble)
    name = trouble.filename if trouble.filename is not None else "standard input or output"
    return f"{os.fsdecode(name) if isinstance(name, bytes) else name}: {trouble.strerror.lower()}"


def _command(words: Sequence[str]) -> int:
    try:
        options = parser(words[0] if words[0] in COMMANDS else None).parse_args(words)
    except SystemExit as stop:  # argparse has said what it had to say
        return int(stop.code or 0)
    _refuse_half_characters(options)
    module, name = str(options.run).split(":")
    command = getattr(import_module(f"curator.cli.{module}"), name)
    return told(command, options)


def told(command: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """The command's exit code; where it lost a race against another program, both versions are shown."""
    try:
        return int(command(options))
    except BrokenPipeError:
        raise
    except _troubles() as trouble:
        from curator.desk.racing import LostRace

        if not isinstance(trouble, LostRace):
            raise
        from curator.cli.racing import tell_both

        complain(str(trouble))
        tell_both(options.dataset, trouble)
        return 1


def _refuse_half_characters(options: argparse.Namespace) -> None:
    """WrongUsage for bytes that are no UTF-8 anywhere but in the names of files: no record could keep or hold them."""
    for name, value in vars(options).items():
        if name in FILES or (name == "names" and isinstance(value, str)):
            continue
        for words in value if isinstance(value, list) else [value]:
            if isinstance(words, str) and not words.isascii() and any("\ud800" <= sign <= "\udfff" for sign in words):
                raise WrongUsage(f"{words!r} is no UTF-8: type it again in this terminal's encoding, UTF-8")


def _troubles() -> tuple[type[Exception], ...]:
    """Everything that is said in one line instead of a traceback: refusals, and what the system refuses us."""
    from curator.desk.troubles import TROUBLES

    return TROUBLES
