"""The lists: articles, statements, the registry."""

from __future__ import annotations

import argparse

from curator.cli.parser import WrongUsage
from curator.cli.printing import show_json, show_rows
from curator.desk.desk import open_desk
from curator.desk.filtering import FIELDS, filter_of, fold_statement
from curator.desk.ordering import ordered
from curator.desk.queries import entries, library, statements


def articles(options: argparse.Namespace) -> int:
    """`curator articles`: the Library."""
    with open_desk(options.dataset, create=False) as desk:
        rows = ordered(library(desk, status=options.status), options.order)
    if options.json:
        for row in rows:
            show_json(row)
    else:
        show_rows(("id", "status", "open", "quotes", "published", "title"),
                  [(r.uid[-6:], r.status, r.counts.open_quotes + r.counts.open_mentions, r.counts.quotes,
                    r.published or "-", r.title) for r in rows], flexible=5)
    return 0


def quotes(options: argparse.Namespace) -> int:
    """`curator quotes`: the settled statements."""
    fields = [(name, getattr(options, name)) for name in FIELDS if name != "article"]
    with open_desk(options.dataset, create=False) as desk:
        wanted = desk.find("articles", options.article).uid if desk.ending("articles", options.article) else ""
        asked = filter_of([*fields, ("article", "" if wanted else options.article)])
        if asked.trouble:
            raise WrongUsage(asked.trouble)
        rows = statements(desk, article=wanted)
    if asked:
        rows = [rows[n] for n in asked.among([fold_statement(row) for row in rows])]
    if options.json:
        for row in rows:
            show_json(row)
    else:
        show_rows(("id", "date", "outlet", "speaker", "about", "kind", "via", "words"),
                  [(r.uid[-6:], r.published or "-", r.outlet or "-", ", ".join(r.speakers) or "-",
                    ", ".join(r.about) or "-", r.kind, ", ".join(r.via) or "-", r.words) for r in rows], flexible=7)
    return 0


def entities(options: argparse.Namespace) -> int:
    """`curator entities`: the registry, an identity a row."""
    with open_desk(options.dataset, create=False) as desk:
        rows = entries(desk, words=options.words, kind=options.kind)
    if options.json:
        for row in rows:
            show_json(row)
    else:
        show_rows(("id", "kind", "mentions", "quotes", "name"),
                  [(r.uid[-6:], r.kind, r.mentions, r.quotes, " = ".join(r.names)) for r in rows], flexible=4)
    return 0
