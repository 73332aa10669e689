"""The command line: thin, over the functions of desk."""

from __future__ import annotations

import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0 done, 1 failed or refused, 2 wrong usage, 3 items left to review,
    130 interrupted)."""
    try:
        from curator.cli.running import run

        return run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:  # here: loading the program takes a moment, too
        print("curator: interrupted; everything up to here is kept", file=sys.stderr)
        return INTERRUPTED
