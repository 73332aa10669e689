"""Notes and flags on the command line."""

from __future__ import annotations

import argparse

from curator.cli.parser import WrongUsage
from curator.cli.printing import show, show_json, show_rows
from curator.desk import notes as noting
from curator.desk.desk import Refused, open_desk


def notes(options: argparse.Namespace) -> int:
    """`curator notes`: open ones first."""
    with open_desk(options.dataset, create=False) as desk:
        rows = noting.notes(desk, open_only=options.open)
    if options.json:
        for row in rows:
            show_json(row)
    else:
        show_rows(("id", "", "on", "who", "what", "words"),
                  [(row.uid[-6:], f"{'flag' if row.flag else 'note'}{', settled' if row.settled else ''}",
                    f"{noting.ONE[row.on.table]} {row.on.uid[-6:]}", row.by, row.on.words, row.text)
                   for row in rows], flexible=5)
    return 0


def note(options: argparse.Namespace) -> int:
    """`curator note ID TEXT [--flag]`."""
    if not options.text and not options.flag:
        raise WrongUsage("a note needs words; with --flag it can do without")
    with open_desk(options.dataset, create=False) as desk:
        on = noting.thing(desk, options.record)
        made = noting.add_note(desk, on, options.text, flag=options.flag)
        show(f"{made.uid} {'flag' if made.flag else 'note'} on {noting.ONE[on.table]} {on.words}: {made.text}")
    return 0


def settle(options: argparse.Namespace) -> int:
    """`curator settle ID [--reopen]`: a note or flag, or the open flags on a record."""
    with open_desk(options.dataset, create=False) as desk:
        if desk.dataset.notes.get(options.note) or desk.ending("notes", options.note):
            made = [noting.settle(desk, desk.find("notes", options.note).uid, settled=not options.reopen)]
        elif options.reopen:
            raise Refused(f"no note {options.note!r}: `curator notes` lists them with ids")
        else:
            made = noting.settle_flags(desk, noting.thing(desk, options.note))
            if not made:
                raise Refused("no open flag is on that")
    for one in made:
        show(f"{'opened again' if options.reopen else 'settled'} {one.uid[-6:]} {one.text}".rstrip())
    return 0
