"""Check, repair, backup, restore and the trash on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator.cli.parser import WrongUsage
from curator.cli.printing import Progress, complain, say, show, show_json, show_rows
from curator.desk import backups, checking, trash
from curator.desk.checking import Mended, Problem
from curator.desk.desk import open_desk
from curator.desk.undoing import described

REMEDY = {"": "", "history": " (the history has it: --repair)", "derived": " (can be made again: --repair)"}


def check(options: argparse.Namespace) -> int:
    """`curator check [--repair]`: 0 when all is well, or well again; 1 with a line for each problem that is left."""
    progress = Progress("checking")
    with open_desk(options.dataset, create=False) as desk:
        if options.repair:
            done = checking.repair(desk, progress)
            left = list(done.left)
        else:
            done, left = checking.Repair(None, (), ()), checking.check(desk, progress)
        whole = "nothing wrong: records, log, texts, spans and references agree"
        where_to = desk.dataset.url
    progress.close()
    if done.copy:
        say(f"the dataset as it was: {done.copy}")
    told: list[Mended | Problem] = [*done.mended, *left]
    for each in told:
        if options.json:
            show_json(each)
        else:
            show(_line(each))
    if not left and not options.json:
        show(f"repaired: {where_to} is whole again" if done.copy else whole)
    if left and options.repair:
        complain(f"{len(left)} things stay as they are: `curator restore` puts back a backup, `curator history` tells "
                 "more")
    return 1 if left else 0


def _line(each: Mended | Problem) -> str:
    about = f"{each.table} {each.uid}".strip() or "the dataset"
    return f"{about}: {each.what}{REMEDY[each.remedy] if isinstance(each, Problem) else ''}"


def backup(options: argparse.Namespace) -> int:
    """`curator backup [FILE]`: a copy of this moment, read through, beside the dataset unless a place is given."""
    source = Path(options.dataset)
    target = Path(options.file) if options.file else backups.dated_name(source)
    if target.is_dir():
        target = target / backups.dated_name(source).name
    if target.suffix != source.suffix:
        raise WrongUsage(f"a copy of {source.name} must end in {source.suffix or 'no suffix'}: the name tells "
                         "how it is kept")
    length = backups.back_up(source, target)
    show(f"{target}  {length:,} bytes, read through")
    return 0


def restore(options: argparse.Namespace) -> int:
    """`curator restore BACKUP`: in the place of the dataset, which is never written over."""
    source, target = Path(options.backup), Path(options.dataset)
    if target.suffix != source.suffix:
        raise WrongUsage(f"{source.name} cannot become {target.name}: the two must end alike")
    kept = backups.restore(source, target, keep_old=options.keep_old)
    show(f"{target} is {source} again{f'; what was there is {kept}' if kept else ''}")
    return 0


def trash_(options: argparse.Namespace) -> int:
    """`curator trash [restore ID]`."""
    if (options.what is None) != (options.item is None):
        raise WrongUsage("say which: curator trash restore ID")
    with open_desk(options.dataset, create=False) as desk:
        if options.item:
            show(f"back again: {described(trash.restore(desk, trash.find_deleted(desk, options.item).uid))}")
            return 0
        found = trash.trash(desk)
    if options.json:
        for each in found:
            show_json(each)
    else:
        show_rows(("id", "when (UTC)", "who", "kind", "what"),
                  [(e.uid[-6:], e.at[:19].replace("T", " "), e.by, e.kind, e.what) for e in found], flexible=4)
    return 0
