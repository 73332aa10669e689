"""`curator export` and `curator new`."""

from __future__ import annotations

import argparse

from curator.cli.parser import WrongUsage
from curator.cli.printing import Progress, say, show, show_json, show_rows
from curator.desk.desk import open_desk
from curator.desk.exporting import export_csv, export_jsonl, export_tinydb
from curator.desk.past import action_at
from curator.desk.since import LAST, mark_of, marks, new_since
from curator.desk.undoing import titled
from curator.exporters.changes import WORDS, summed_up


def export(options: argparse.Namespace) -> int:
    """Write the dataset as JSON Lines, as a folder of CSV tables or as one file for TinyDB."""
    progress = Progress("wrote article")
    if options.excel and options.format != "csv":
        raise WrongUsage("--excel goes with csv: JSON needs no guard")
    if options.output == "-" and options.format == "csv":
        raise WrongUsage("CSV is a folder of tables: give -o a folder's path")
    if options.output == "-" and options.format == "tinydb":
        raise WrongUsage("TinyDB opens a file: give -o a file's path")
    if options.since is not None and options.format == "tinydb":
        raise WrongUsage("--since goes with jsonl and csv: they tell what is new beside the full data")
    if options.as_of is not None and (options.since is not None or options.name is not None):
        raise WrongUsage("--as-of goes without --since and --name: what was then is neither compared nor remembered")
    if options.as_of is not None and options.status == "all":
        raise WrongUsage("--as-of goes with --status accepted: history keeps what curators did, not what was suggested")
    name = None if options.as_of is not None else options.name or LAST
    with open_desk(options.dataset, create=False) as desk:
        as_of = None if options.as_of is None else action_at(desk, options.as_of)
        whole = desk.dataset.articles.count()
        if options.format == "jsonl":
            made = export_jsonl(desk, options.output, status=options.status, force=options.force,
                                name=name, since=options.since, as_of=as_of,
                                progress=lambda done: progress(done, whole))
        elif options.format == "tinydb":
            made = export_tinydb(desk, options.output, status=options.status, force=options.force,
                                 name=name, as_of=as_of, progress=lambda done: progress(done, whole))
        else:
            made = export_csv(desk, options.output, status=options.status, excel=options.excel, force=options.force,
                              name=name, since=options.since, as_of=as_of,
                              progress=lambda done: progress(done, whole))
    progress.close()
    say(str(made) if as_of is None else f"{made}, as of {as_of.at[:19].replace('T', ' ')} UTC: {titled(as_of)}")
    return 0


def new(options: argparse.Namespace) -> int:
    """`curator new --since NAME`: what the next export would tell; with --list, the exports that are remembered."""
    with open_desk(options.dataset, create=False) as desk:
        if options.list:
            show_rows(("name", "when (UTC)", "who", "format", "records"), [
                (mark.name, mark.at[:19].replace("T", " "), mark.by, mark.format, mark.status)
                for mark in marks(desk)], flexible=0)
            return 0
        mark, found = mark_of(desk, options.since), new_since(desk, options.since)
    if options.json:
        for one in found:
            show_json(one)
        return 0
    rows = [(one.kind, WORDS[one.table], one.uid[-6:], ", ".join(one.fields) or "-", one.words) for one in found]
    show_rows(("", "", "id", "what", "words"), rows, flexible=4)
    show(f"since {mark.name} ({mark.at[:16].replace('T', ' ')} UTC): {summed_up(found)}")
    return 0
