"""`curator completion SHELL`: what makes a shell complete commands, options, choices and files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from curator.cli.parser import parser

FILES = ("FILE", "PATH", "ARTICLE|PATH")  # what the help calls an option that names files
FOLDER = "folder"


def completion(options: argparse.Namespace) -> int:
    """Print the script for a shell."""
    import shtab

    made = parser()
    for action in _actions(made):
        if not action.choices and (action.metavar in FILES or action.dest == FOLDER):
            action.complete = shtab.DIRECTORY if action.dest == FOLDER else shtab.FILE  # type: ignore[attr-defined]
    sys.stdout.write(_with_datasets(shtab.complete(made, shell=options.shell), options.shell) + "\n")
    return 0


def _with_datasets(script: str, shell: str) -> str:
    """The script, with files among what the first word may be: `curator FILE` opens a dataset."""
    if shell == "bash":
        return f"{script}\ncomplete -o bashdefault -o default -F _shtab_curator curator"
    if shell == "fish":
        return f"{script}\ncomplete -c curator -n _shtab_curator_using -F"
    commands = "_describe 'curator commands' _commands"
    return script.replace(commands, f"{commands}\n  _files", 1)


def _actions(made: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every option and argument of a parser and of those below it."""
    for action in made._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)
