"""`curator [FILE]`: the screen."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from curator.desk.configuration import read_configuration
from curator.desk.desk import Refused, open_desk


def open_file(options: argparse.Namespace) -> int:
    """Open a dataset on the screen; without a terminal, say what to use instead."""
    return open_screen(Path(options.file))


def open_screen(path: Path) -> int:
    """Run the Textual app on a dataset."""
    if not has_screen():
        why = " that can move its cursor, which TERM=dumb says it cannot" if _is_dumb() else ""
        raise Refused(f"the screen needs a terminal{why}; without one use the commands: `curator --help` lists them")
    configuration = read_configuration()
    with open_desk(path) as desk:
        from curator.tui.app import CuratorApp

        CuratorApp(desk, configuration).run()
    return 0


def has_screen() -> bool:
    """True when the three standard streams are a terminal (Textual draws on standard error) that can be drawn on."""
    return not _is_dumb() and all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"
