"""`curator stats`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from curator.cli.printing import show, show_json
from curator.desk.desk import open_desk
from curator.desk.statistics import sections, statistics


def stats(options: argparse.Namespace) -> int:
    """The figures of the dataset, in sections or as one JSON object."""
    with open_desk(options.dataset, create=False) as desk:
        made = statistics(desk, top=options.top)
    if options.json:
        show_json(made)
        return 0
    for number, (title, rows) in enumerate(sections(made).items()):
        if number:
            show()
        show(title)
        _table(rows)
    return 0


def _table(rows: Mapping[str, str]) -> None:
    width = max((len(value) for value in rows.values()), default=0)
    for name, value in rows.items():
        show(f"  {value:>{width}}  {name}")
    if not rows:
        show("  none yet")
