"""The options of the commands about mentions, and about what is missing."""

from __future__ import annotations

import argparse


def mention(p: argparse.ArgumentParser) -> None:
    """Options of `curator mention`."""
    p.add_argument("article", help="id of the article")
    p.add_argument("range", metavar="START-END", help="where it stands, in code points, end excluded")
    p.add_argument("label", help="PERSON, ORG, PLACE, EVENT, DATE, NUMBER")
    p.add_argument("--entity", help="id of the entry it stands for; without it, by its words")


def list_(p: argparse.ArgumentParser) -> None:
    """Options of `curator list`."""
    p.add_argument("article", help="id of the article")
    p.add_argument("range", metavar="START-END", help="where the list stands, in code points, end excluded")
    p.add_argument("--label", default="PERSON", choices=("PERSON", "ORG", "PLACE"),
                   help="what the names are that nothing tells more of (default: PERSON)")
    p.add_argument("--mark", action="store_true", help="mark and link them all, in one action")


def occurrences(p: argparse.ArgumentParser) -> None:
    """Options of `curator occurrences`."""
    p.add_argument("mention", help="id of a mention")
    p.add_argument("--everywhere", action="store_true", help="in all articles, not only in its own")
    p.add_argument("--mark", action="store_true", help="mark alike those that nothing speaks against, in one action")


def zone(p: argparse.ArgumentParser) -> None:
    """Options of `curator zone`."""
    p.add_argument("article", help="id of the article")
    p.add_argument("range", metavar="START-END", help="where it stands, in code points, end excluded")
    p.add_argument("kind", nargs="?", default="promo", help="headline, lead, byline, dateline, caption, credit, promo, "
                                                            "teaser, navigation, ... (default: promo)")
    p.add_argument("--drop", action="store_true", help="the zone at START is running text")


def missing(p: argparse.ArgumentParser) -> None:
    """Options of `curator missing`."""
    p.add_argument("article", nargs="?", default="", help="id of an article: its gaps one by one; without it, what "
                                                          "each unfinished article lacks")
    p.add_argument("--json", action="store_true", help="one JSON object a line")


def complete(p: argparse.ArgumentParser) -> None:
    """Options of `curator complete`."""
    p.add_argument("record", metavar="ID", help="id of a quote or mention")


def link(p: argparse.ArgumentParser) -> None:
    """Options of `curator link`."""
    p.add_argument("mention", help="id of a mention")
    p.add_argument("who", nargs="*", metavar="WHO", help="whom it stands for: ids of entries, or names; several for "
                                                         "words such as 'both men'")
    p.add_argument("--as", dest="kind", default="person", help="what a new name is: person, organisation, place")
    p.add_argument("--new", action="store_true", help="make a new entry beside those whose names are like it")
    p.add_argument("--unnamed", action="store_true", help="a source that nobody names: keep it as it is worded")
    p.add_argument("--nobody", action="store_true", help="take its link away")


def reading(p: argparse.ArgumentParser) -> None:
    """Options of `curator reading`."""
    p.add_argument("mention", help="id of a mention of a place")
    p.add_argument("reading", choices=("place", "government"))


def part(p: argparse.ArgumentParser) -> None:
    """Options of `curator part`."""
    p.add_argument("mention", help="id of a mention")
    p.add_argument("range", metavar="START-END", help="words that belong to it too; again, they do not any more")
