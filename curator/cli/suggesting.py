"""`curator suggest`: what the recognisers propose for files, or for articles of the dataset."""

from __future__ import annotations

import argparse

from curator.cli.printing import complain, show_json
from curator.cli.streams import read_text
from curator.desk.refused import Refused
from curator.suggest import Context, suggest
from curator.suggest.contract import as_json


def suggest_(options: argparse.Namespace) -> int:
    """`curator suggest --jsonl PATH...`; for what else it does, see the module for articles."""
    if options.jsonl and not (options.reader or options.explain):
        if not options.paths:
            raise Refused("name articles, or files with --jsonl: `curator articles` lists the articles")
        return _files(options.paths, options.second or "")
    from curator.cli.suggesting_articles import of_articles  # here: files need nothing of a dataset

    return of_articles(options)


def _files(paths: list[str], pipeline: str) -> int:
    if pipeline:
        from curator.desk.suggesting import asked
    code = 0
    for path in paths:
        try:
            text = read_text(path, "`curator import` reads other encodings")
        except OSError as trouble:
            complain(f"{path}: {(trouble.strerror or str(trouble)).lower()}")
            code = 1
            continue
        except Refused as trouble:
            complain(str(trouble))
            code = 1
            continue
        show_json(as_json(path, suggest(text, Context(opinion=asked(text, pipeline)) if pipeline else Context())))
    return code
