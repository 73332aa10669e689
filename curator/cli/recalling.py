"""Undo and history on the command line."""

from __future__ import annotations

import argparse

from curator.cli.printing import show, show_json, show_rows
from curator.desk.desk import SHORTEST_ID, Desk, Refused, open_desk
from curator.desk.notes import thing
from curator.desk.recalling import history_about
from curator.desk.undoing import described, history, redo, undo

LATEST = 1000  # actions among which the end of an id is looked for


def undo_(options: argparse.Namespace) -> int:
    """`curator undo [ACTION] [--redo]`."""
    with open_desk(options.dataset, create=False) as desk:
        if options.redo:
            show(f"done again: {described(redo(desk))}")
        else:
            show(f"undone: {described(undo(desk, _action(desk, options.action) if options.action else None))}")
    return 0


def _action(desk: Desk, words: str) -> str:
    """The uid of the one action, of the latest, that a uid or the end of one names; Refused when several do."""
    ended = [a.uid for a in history(desk, limit=LATEST) if len(words) >= SHORTEST_ID and a.uid.endswith(words.upper())]
    if len(ended) > 1:
        raise Refused(f"{len(ended)} actions end in {words!r}: give more of the id")
    return ended[0] if ended else words


def _record(desk: Desk, words: str) -> str:
    """The uid of the record that is there, or else of one that is gone and must be given in full."""
    try:
        return thing(desk, words).uid
    except Refused:
        if history(desk, limit=1, uid=words):
            return words
        raise


def history_(options: argparse.Namespace) -> int:
    """`curator history [RECORD]`."""
    with open_desk(options.dataset, create=False) as desk:
        found = history_about(desk, _record(desk, options.record), limit=options.limit) if options.record else \
            history(desk, limit=options.limit)
    if options.json:
        for action in found:
            show_json({"uid": action.uid, "name": action.name, "what": action.what, "by": action.by, "at": action.at,
                       "where": list(action.where), "undoes": action.undoes, "undone_by": action.undone_by})
    else:
        show_rows(("id", "when (UTC)", "who", "", "what"),
                  [(a.uid[-6:], a.at[:19].replace("T", " "), a.by, "undone" if a.undone_by else "", described(a))
                   for a in found], flexible=4)
    return 0
