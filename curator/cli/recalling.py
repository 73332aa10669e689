"""Undo, history and check on the command line."""

from __future__ import annotations

import argparse

from curator.cli.printing import show, show_json, show_rows
from curator.desk.desk import open_desk
from curator.desk.undoing import described, history, redo, undo


def undo_(options: argparse.Namespace) -> int:
    """`curator undo [ACTION] [--redo]`."""
    with open_desk(options.dataset, create=False) as desk:
        if options.redo:
            show(f"done again: {described(redo(desk))}")
        else:
            action = next((a.uid for a in history(desk, limit=1000) if options.action and a.uid.endswith(
                options.action.upper())), options.action)
            show(f"undone: {described(undo(desk, action))}")
    return 0


def history_(options: argparse.Namespace) -> int:
    """`curator history [RECORD]`."""
    with open_desk(options.dataset, create=False) as desk:
        found = history(desk, limit=options.limit, uid=options.record)
    if options.json:
        for action in found:
            show_json({"uid": action.uid, "name": action.name, "what": action.what, "by": action.by, "at": action.at,
                       "where": list(action.where), "undoes": action.undoes, "undone_by": action.undone_by})
    else:
        show_rows(("id", "when (UTC)", "who", "", "what"),
                  [(a.uid[-6:], a.at[:19].replace("T", " "), a.by, "undone" if a.undone_by else "", described(a))
                   for a in found], flexible=4)
    return 0


def check(options: argparse.Namespace) -> int:
    """`curator check`: 0 when all is well, 1 with a line for each problem."""
    with open_desk(options.dataset, create=False) as desk:
        problems = desk.dataset.check()
    for problem in problems:
        if options.json:
            show_json({"table": problem.table, "uid": problem.uid, "what": problem.what})
        else:
            show(f"{problem.table} {problem.uid}: {problem.what}")
    if not problems and not options.json:
        show("nothing wrong: records, log, texts, spans and references agree")
    return 1 if problems else 0
