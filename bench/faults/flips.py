"""Turned bits, torn sectors, cut ends at random places: what `check` misses though a curator would read it."""

from __future__ import annotations

import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.faults.workload import everything, work
from curator.desk.checking import check
from curator.desk.desk import open_desk
from curator.desk.troubles import TROUBLES

SECTOR = 512
KINDS = ("bit", "bit", "byte", "sector", "cut")


@dataclass
class Found:
    """What became of damages."""

    name: str
    runs: int = 0
    harmless: int = 0  # all is read as before
    told: int = 0  # refused at the door, or named by `check`
    missed: int = 0
    crashed: int = 0  # something else than one line was said
    which: list[str] = field(default_factory=list)  # of the last two
    kinds: Counter[str] = field(default_factory=Counter)


def flipped(damages: int, suffix: str, folder: Path, dice: Random, actions: int = 60) -> Found:
    """So many damages, each to a fresh copy of a dataset of that kind."""
    found, path = Found(f"damaged, {suffix}"), folder / f"whole{suffix}"
    with open_desk(path, by="ana") as desk:
        work(desk, dice, folder, lambda _: None, actions)
    content = path.read_bytes()
    with open_desk(path, by="ana") as desk:
        whole = everything(desk)
        assert check(desk) == []
    for _ in range(damages):
        kind = dice.choice(KINDS)
        found.kinds[kind] += 1
        copy = folder / f"damaged{suffix}"
        for left in folder.glob(f"{copy.name}*"):
            left.unlink()
        damaged, where = _damaged(content, kind, dice)
        copy.write_bytes(damaged)
        outcome, why = _outcome(copy, whole)
        found.runs += 1
        setattr(found, outcome, getattr(found, outcome) + 1)
        if outcome in ("missed", "crashed"):
            found.which.append(f"{kind} at {where}{why}")
            (folder / f"{outcome}-{found.runs}{suffix}").write_bytes(damaged)
    return found


def _damaged(content: bytes, kind: str, dice: Random) -> tuple[bytes, int]:
    where, damaged = dice.randrange(len(content)), bytearray(content)
    if kind == "bit":
        damaged[where] ^= 1 << dice.randrange(8)
    elif kind == "byte":
        damaged[where] = dice.randrange(256)
    elif kind == "sector":
        where -= where % SECTOR
        damaged[where:where + SECTOR] = dice.choice((bytes(SECTOR), dice.randbytes(SECTOR)))[:len(content) - where]
    else:
        del damaged[where:]
    return bytes(damaged), where


def _outcome(path: Path, whole: str) -> tuple[str, str]:
    try:
        with open_desk(path, by="ana", create=False) as desk:
            try:
                is_as_before = everything(desk) == whole
            except TROUBLES:
                is_as_before = False
            if is_as_before:
                return "harmless", ""
            return ("told" if check(desk) else "missed"), ""
    except TROUBLES:
        return "told", ""
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        at = traceback.extract_tb(error.__traceback__)[-1]
        return "crashed", f" ({error!r:.90} in {Path(at.filename).name}:{at.lineno})"
