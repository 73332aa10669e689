"""The options of the commands about notes and flags, labels, and what is new."""

from __future__ import annotations

import argparse


def new(p: argparse.ArgumentParser) -> None:
    """Options of `curator new`."""
    p.add_argument("--since", metavar="NAME", default="LAST", help="the export to compare with (default: LAST)")
    p.add_argument("--list", action="store_true", help="list the exports that are remembered")
    p.add_argument("--json", action="store_true", help="one JSON object a line")


def notes(p: argparse.ArgumentParser) -> None:
    """Options of `curator notes`."""
    p.add_argument("--open", action="store_true", help="only those that nobody settled")
    p.add_argument("--json", action="store_true", help="one JSON object a line")


def note(p: argparse.ArgumentParser) -> None:
    """Options of `curator note`."""
    p.add_argument("record", metavar="ID", help="id of an article, quote, mention or entry")
    p.add_argument("text", nargs="?", default="", help="the remark; with --flag, why to look at it again")
    p.add_argument("--flag", action="store_true", help="a flag: look at this again")


def settle(p: argparse.ArgumentParser) -> None:
    """Options of `curator settle`."""
    p.add_argument("note", metavar="ID", help="id of a note or flag, or of a record: settles the open flags on it")
    p.add_argument("--reopen", action="store_true", help="open a settled one again")


def label(p: argparse.ArgumentParser) -> None:
    """Options of `curator label`."""
    p.add_argument("what", choices=("add", "rename", "retire", "restore", "set"),
                   help="mentions follow a renamed label; a retired one is not offered any more")
    p.add_argument("name", help="name of the label")
    p.add_argument("new", nargs="?", default="", help="for rename: the new name")
    p.add_argument("--definition", help="what it means")
    p.add_argument("--example", action="append", default=[], help="an example; may be given several times")
    p.add_argument("--colour", help="red, yellow, green, cyan, blue or magenta; '' for none")
    p.add_argument("--key", help="the letter that chooses it under L; '' for none")
