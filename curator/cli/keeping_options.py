"""The options of the commands that keep a dataset whole: check, backup, restore, trash."""

from __future__ import annotations

import argparse


def check(p: argparse.ArgumentParser) -> None:
    """Options of `curator check`."""
    p.add_argument("--repair", action="store_true", help="after a copy beside the dataset, restore what the history "
                                                         "knows and make again what follows from the records")
    p.add_argument("--json", action="store_true", help="one JSON object a line")


def backup(p: argparse.ArgumentParser) -> None:
    """Options of `curator backup`."""
    p.add_argument("file", nargs="?", metavar="FILE", help="where to put it, a file or a folder (default: beside the "
                                                           "dataset, named after the time); nothing is written over")


def restore(p: argparse.ArgumentParser) -> None:
    """Options of `curator restore`."""
    p.add_argument("backup", metavar="BACKUP", help="a copy that `curator backup` made; it stays as it is")
    p.add_argument("--keep-old", action="store_true", help="give the dataset that is there another name beside it "
                                                           "(without this, nothing is done where one is)")


def trash(p: argparse.ArgumentParser) -> None:
    """Options of `curator trash`."""
    p.add_argument("what", nargs="?", choices=("restore",), help="bring back; without it, list what was deleted")
    p.add_argument("item", nargs="?", metavar="ID", help="id in the list, or of what was deleted")
    p.add_argument("--json", action="store_true", help="one JSON object a line")
