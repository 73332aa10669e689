"""`curator list`, `occurrences` and `zone`: many words of an article in one action."""

from __future__ import annotations

import argparse

from curator.cli.printing import say, show
from curator.cli.ranges import parse_range
from curator.desk.desk import open_desk
from curator.desk.listing import make_list, read_list
from curator.desk.occurrences import mark_occurrences, occurrences
from curator.desk.zoning import drop_zone, mark_zone
from curator.text.counted import counted


def list_(options: argparse.Namespace) -> int:
    """`curator list ARTICLE START-END`."""
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article).uid
        found = read_list(desk, article, *parse_range(options.range), options.label)
        on_it = [row for row in found.rows if not row.aside]
        for row in found.rows:
            whom = f"= {row.shown}" if row.entity else f"new, like {row.twin}" if row.twin else "new"
            show(f"{row.place} {row.label} {row.name} ({f'set aside: {row.aside}' if row.aside else whom})")
        say(found.said(len(on_it)))
        if options.mark:
            make_list(desk, article, on_it)
            say(f"marked {counted(len(on_it), 'name')}")
    return 0


def occurrences_(options: argparse.Namespace) -> int:
    """`curator occurrences MENTION`."""
    with open_desk(options.dataset, create=False) as desk:
        mention = desk.find("mentions", options.mention).uid
        found = occurrences(desk, mention, everywhere=options.everywhere)
        for one in found:
            note = "marked" if one.is_done else one.says or "to mark"
            context = " ".join(f"{one.before}[{one.words}]{one.behind}".split())
            show(f"{one.article[-6:]} {one.start}-{one.end} {note}: {context}")
        wanted = [one for one in found if not one.is_done and not one.says]
        if options.mark and wanted:
            mark_occurrences(desk, mention, wanted)
        say(f"{counted(len(found), 'place')}, {len(wanted)} {'marked now' if options.mark else 'to mark (--mark)'}")
    return 0


def zone(options: argparse.Namespace) -> int:
    """`curator zone ARTICLE START-END KIND`."""
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article).uid
        start, end = parse_range(options.range)
        made = drop_zone(desk, article, start) if options.drop else mark_zone(desk, article, start, end, options.kind)
        say(f"{'dropped' if options.drop else 'marked'} {made.kind}: “{made.span.exact}”")
    return 0
