"""The command line: thin, over the functions of desk."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0 done, 1 failed or refused, 2 wrong usage, 3 items left to review,
    130 interrupted)."""
    if argv is None:  # the program itself, not a test that calls it
        sys.excepthook = _crashed
    try:
        from curator.cli.running import run

        return run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:  # here: loading the program takes a moment, too
        print("curator: interrupted; everything up to here is kept", file=sys.stderr)
        return INTERRUPTED


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody foresaw: a report file, and one line that names it."""
    from curator.cli.printing import complain
    from curator.desk.crash import crashed

    complain(crashed(error.with_traceback(trace)))
