"""`curator export`."""

from __future__ import annotations

import argparse

from curator.cli.parser import WrongUsage
from curator.cli.printing import Progress, say
from curator.desk.desk import open_desk
from curator.desk.exporting import export_csv, export_jsonl, export_tinydb


def export(options: argparse.Namespace) -> int:
    """Write the dataset as JSON Lines, as a folder of CSV tables or as one file for TinyDB."""
    progress = Progress("wrote article")
    if options.excel and options.format != "csv":
        raise WrongUsage("--excel goes with csv: JSON needs no guard")
    if options.output == "-" and options.format == "csv":
        raise WrongUsage("CSV is a folder of tables: give -o a folder's path")
    if options.output == "-" and options.format == "tinydb":
        raise WrongUsage("TinyDB opens a file: give -o a file's path")
    with open_desk(options.dataset, create=False) as desk:
        whole = desk.dataset.articles.count()
        if options.format == "jsonl":
            made = export_jsonl(desk, options.output, status=options.status, force=options.force,
                                progress=lambda done: progress(done, whole))
        elif options.format == "tinydb":
            made = export_tinydb(desk, options.output, status=options.status, force=options.force,
                                 progress=lambda done: progress(done, whole))
        else:
            made = export_csv(desk, options.output, status=options.status, excel=options.excel, force=options.force,
                              progress=lambda done: progress(done, whole))
    progress.close()
    say(str(made))
    return 0
