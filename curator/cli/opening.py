"""`curator [FILE]`: the screen."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.printing import complain
from curator.desk.configuration import read_configuration
from curator.desk.crash import crashed
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.undoing import history

if TYPE_CHECKING:
    from curator.tui.app import CuratorApp

ESCAPE_DELAY = "50"  # milliseconds after Esc in which Textual takes a key for a part of it; 100 eats keys
LAST_ACTIONS = 20  # named in the report of a failure


def open_file(options: argparse.Namespace) -> int:
    """Open a dataset on the screen; without a terminal, say what to use instead."""
    return open_screen(Path(options.file))


def open_screen(path: Path) -> int:
    """Run the Textual app on a dataset."""
    if not has_screen():
        why = " that can move its cursor, which TERM=dumb says it cannot" if _is_dumb() else ""
        raise Refused(f"the screen needs a terminal{why}; without one use the commands: `curator --help` lists them")
    configuration = read_configuration()
    os.environ.setdefault("ESCDELAY", ESCAPE_DELAY)  # before Textual is imported
    with open_desk(path) as desk:
        from curator.tui.app import CuratorApp

        app = CuratorApp(desk, configuration)
        app.run()
        return exit_code(app, desk)


def exit_code(app: CuratorApp, desk: Desk) -> int:
    """0 when the curator left; 1, with a line that names the report, when the program failed."""
    if app.crash is None:
        return 0
    complain(crashed(app.crash, [(action.at, action.title) for action in history(desk, limit=LAST_ACTIONS)]))
    return 1


def has_screen() -> bool:
    """True when the three standard streams are a terminal (Textual draws on standard error) that can be drawn on."""
    return not _is_dumb() and all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"
