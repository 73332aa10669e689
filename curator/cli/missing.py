"""`curator missing` and `curator complete`: what is left to do in articles."""

from __future__ import annotations

import argparse

from curator.cli.printing import show, show_json, show_rows
from curator.desk.desk import open_desk
from curator.desk.missing import complete, gaps, left_in, missing_line
from curator.desk.queries import library
from curator.desk.reading import open_article


def missing(options: argparse.Namespace) -> int:
    """`curator missing [ARTICLE]`: the gaps of one article, or what each unfinished one lacks."""
    with open_desk(options.dataset, create=False) as desk:
        if options.article:
            opened = open_article(desk, desk.find("articles", options.article).uid)
            found = gaps(opened)
            if options.json:
                for gap in found:
                    show_json({"uid": gap.uid, "start": gap.start, "words": gap.words, "lacks": gap.lacks})
                return 0
            show(missing_line(opened))
            show_rows(("id", "at", "missing", "words"),
                      [(gap.uid[-6:], gap.start, gap.said, gap.words) for gap in found], flexible=3)
            return 0
        rows = [(row, left_in(row.counts)) for row in library(desk) if row.needs_me]
    if options.json:
        for row, _ in rows:
            counted = row.counts
            show_json({"uid": row.uid, "open_quotes": counted.open_quotes, "open_mentions": counted.open_mentions,
                       "without_speaker": counted.gaps, "without_target": counted.untargeted,
                       "unlinked": counted.unlinked, "flags": counted.flags})
    else:
        show_rows(("id", "title", "missing"), [(row.uid[-6:], row.title, left or "nothing") for row, left in rows],
                  flexible=1)
    return 0


def complete_(options: argparse.Namespace) -> int:
    """`curator complete ID`."""
    with open_desk(options.dataset, create=False) as desk:
        note = complete(desk, options.record)
        show(f"{note.on} is complete: nothing is missing in it")
    return 0
