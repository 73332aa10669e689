"""`curator accept` and `curator reject`."""

from __future__ import annotations

import argparse
from itertools import chain

from curator.cli.parser import WrongUsage
from curator.cli.printing import show
from curator.desk.deciding import accept, accept_all, reject
from curator.desk.desk import open_desk
from schema import Mention, Quote


def accept_(options: argparse.Namespace) -> int:
    """`curator accept ARTICLE KEY...` or `--grade`."""
    if bool(options.keys) == bool(options.grade):
        raise WrongUsage("say which: the keys of suggestions, or --grade sure for all of that grade")
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article).uid
        made = accept_all(desk, article, grade=options.grade) if options.grade else []
        for record in chain(made, (accept(desk, article, key) for key in options.keys)):  # said as soon as it is kept
            show(f"accepted {record.uid[-6:]} {_words(record)}")
    if options.grade and not made:
        show(f"nothing open is graded {options.grade} or better")
    return 0


def reject_(options: argparse.Namespace) -> int:
    """`curator reject ARTICLE KEY...`."""
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article).uid
        for key in options.keys:
            show(f"rejected {reject(desk, article, key).exact}")
    return 0


def _words(record: Quote | Mention) -> str:
    spans = record.content if isinstance(record, Quote) else record.spans
    return " … ".join(span.exact for span in spans)
