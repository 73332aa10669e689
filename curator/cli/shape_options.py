"""The options of the commands that shape a quote and say more of it."""

from __future__ import annotations

import argparse


def reshape(p: argparse.ArgumentParser) -> None:
    """Options of `curator reshape`."""
    p.add_argument("quote", help="id of a settled quote")
    p.add_argument("what", choices=("part", "start", "end", "split", "join", "within", "flags"),
                   help="part: add or drop; start, end: move the edge; flags: settle or open them again")
    p.add_argument("value", nargs="?", default="", help="part: START-END or an offset; start, end: char+, char-, "
                   "word+, word-, clause+, clause-; split: an offset; join, within: id of another quote")


def claim(p: argparse.ArgumentParser) -> None:
    """Options of `curator claim`."""
    p.add_argument("left", metavar="QUOTE", help="id of a quote")
    p.add_argument("right", metavar="QUOTE", help="id of another; said again, they are parted")


def figure(p: argparse.ArgumentParser) -> None:
    """Options of `curator figure`."""
    p.add_argument("article", help="id of the article")
    p.add_argument("range", metavar="START-END", help="the words that count, in code points, end excluded")
    p.add_argument("words", help="what they say, such as '> 60 people'")


def credit(p: argparse.ArgumentParser) -> None:
    """Options of `curator credit`."""
    p.add_argument("article", help="id of the article")
    p.add_argument("who", help="an entry's id, a name, or START-END of the credit line's words")
    p.add_argument("--as", dest="kind", default="organisation", help="what a new name is")
    p.add_argument("--scope", metavar="START-END", help="the part that came through them; without it, all of it")
