"""The codebook on the command line."""

from __future__ import annotations

import argparse
from typing import Any

from curator.cli.parser import WrongUsage
from curator.cli.printing import show, show_json, show_rows
from curator.desk import codebook
from curator.desk.desk import Desk, open_desk
from schema import Label


def labels(options: argparse.Namespace) -> int:
    """`curator labels`: the codebook."""
    with open_desk(options.dataset, create=False) as desk:
        rows = codebook.labels(desk)
    if options.json:
        for row in rows:
            show_json(row.label.model_dump(mode="json") | {"mentions": row.mentions})
    else:
        show_rows(("name", "mentions", "key", "colour", "", "definition"),
                  [(row.label.name, row.mentions, row.label.key or "-", row.label.colour or "-",
                    "retired" if row.label.retired else "", row.label.definition) for row in rows], flexible=5)
    return 0


def label(options: argparse.Namespace) -> int:
    """`curator label add|rename|retire|restore|set NAME [NEW] ...`."""
    if (options.what == "rename") != bool(options.new):
        raise WrongUsage("label rename takes the old and the new name; the others take one name")
    changes: dict[str, Any] = {field: value for field in ("definition", "colour", "key")
                               if (value := getattr(options, field)) is not None}
    changes |= {"examples": options.example} if options.example else {}
    if changes and options.what not in ("add", "set"):
        raise WrongUsage(f"label {options.what} takes no --{next(iter(changes))}: use label set")
    if options.what == "set" and not changes:
        raise WrongUsage("say what to set: --definition, --example, --colour, --key")
    with open_desk(options.dataset, create=False) as desk:
        made = _done(desk, options, changes)
    meaning = f": {made.definition}" if made.definition else ""
    show(f"{made.uid} {made.name}{' (retired)' if made.retired else ''}{meaning}")
    return 0


def _done(desk: Desk, options: argparse.Namespace, changes: dict[str, Any]) -> Label:
    if options.what == "add":
        return codebook.add_label(desk, options.name, **changes)
    uid = codebook.label_named(desk, options.name).uid
    if options.what == "rename":
        return codebook.rename_label(desk, uid, options.new)
    if options.what == "set":
        return codebook.set_label(desk, uid, **changes)
    return codebook.retire_label(desk, uid, retired=options.what == "retire")
