"""`curator import`."""

from __future__ import annotations

import argparse
from collections import Counter

from curator.cli.printing import Progress, complain, say, show
from curator.desk.desk import open_desk
from curator.desk.importing import import_paths


def import_(options: argparse.Namespace) -> int:
    """Read files into the dataset; 1 when one of them was refused."""
    progress, states = Progress("read"), Counter[str]()
    with open_desk(options.dataset) as desk:
        for outcome in import_paths(desk, options.paths, progress=lambda number: progress(number, number)):
            states[outcome.state] += 1
            if outcome.state == "refused":
                complain(f"{outcome.path}: {outcome.said}")
            elif not options.quiet:
                show(f"{outcome.path}: {'added as ' + str(outcome.article)[-6:] if not outcome.said else outcome.said}")
        progress.close()
    say(f"{states['added']} added, {states['known']} there already, {states['refused']} refused; "
        f"the dataset is {options.dataset}")
    return 1 if states["refused"] else 0
