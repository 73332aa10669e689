"""The options of the commands that look for entries which may be one, and judge them."""

from __future__ import annotations

import argparse

ID = "id of a judgement, as `curator judgements` lists them"


def dedupe(p: argparse.ArgumentParser) -> None:
    """Options of `curator dedupe`."""
    p.add_argument("words", nargs="*", metavar="WORD", help="only pairs that answer to each: kind:person label:PERSON "
                   "article:storm score:0.8, or words of a name")
    p.add_argument("--names", metavar="FILE", help="one name a line instead of the dataset: prints JSON lines")
    p.add_argument("--thorough", action="store_true",
                   help="also those alike only by their letters, which takes several times as long")
    p.add_argument("--kind", choices=("person", "organisation", "place", "geopolitical", "event"))
    p.add_argument("--judged", action="store_true", help="also pairs that were judged")
    p.add_argument("--clusters", action="store_true", help="those whom several pairs join, a line a cluster")
    p.add_argument("--sure", action="store_true", help="only pairs whose names are the same and that nothing speaks "
                   "against")
    p.add_argument("--accept", action="store_true", help="with --sure: judge all of them the same, in one action")
    p.add_argument("--json", action="store_true", help="one JSON object a line")


def pair(p: argparse.ArgumentParser) -> None:
    """Options of `curator pair`."""
    p.add_argument("left", help="id of an entry")
    p.add_argument("right", help="id of the other entry")
    p.add_argument("--json", action="store_true", help="one JSON object")


def judge(p: argparse.ArgumentParser) -> None:
    """Options of `curator judge`."""
    p.add_argument("entries", nargs="+", metavar="ENTRY", help="ids of two entries; of more that are all the same")
    p.add_argument("verdict", choices=("same", "different", "unsure"))
    p.add_argument("--reason", default="", help="kept with the judgement")
    p.add_argument("--preferred", help="id of the entry whose name is shown after 'same'")
    p.add_argument("--retract", action="append", default=[], metavar="JUDGEMENT",
                   help="take this one back for it, in the same action; may be given again")
    p.add_argument("--unsure-of", action="append", default=[], metavar="JUDGEMENT",
                   help="be unsure of this one from now on, in the same action; may be given again")


def judgements(p: argparse.ArgumentParser) -> None:
    """Options of `curator judgements`."""
    p.add_argument("words", nargs="*", metavar="WORD", help="only those whose line holds each of these words")
    p.add_argument("--json", action="store_true", help="one JSON object a line")


def retract(p: argparse.ArgumentParser) -> None:
    """Options of `curator retract`."""
    p.add_argument("judgement", help=ID)
