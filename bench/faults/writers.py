"""Several programs writing to one file at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from bench.faults.kills import Kept
from bench.faults.programs import start
from bench.faults.workload import Tell, sha256, work
from curator.desk.checking import check
from curator.desk.desk import open_desk
from curator.desk.notes import Thing, add_note
from schema import revise


def together(writers: int, actions: int, folder: Path, dice: Random) -> Kept:
    """So many writers, each with its own work and all counting on one record: no step of the count may be lost."""
    path = folder / f"{writers}-writers.curator"
    kept = Kept(f"{writers} writers")
    with open_desk(path, by="ana") as desk:
        work(desk, dice, folder, lambda _: None, 10)
        article = str(desk.dataset.articles.tally("uid").popitem()[0])
        note = add_note(desk, Thing("articles", article, "it"), "0").uid
    programs = [start(_counting(path, folder, note, f"curator {number}", actions)) for number in range(writers)]
    for program in programs:
        kept.unclear += program.finish() != 0
        kept.said = program.trouble or kept.said
        kept.runs += 1
        kept.acknowledged += len(program.told)
    with open_desk(path, by="ana") as desk:
        kept.lost = kept.acknowledged - int(desk.dataset.notes[note].text)
        kept.unreadable = bool(check(desk))
    return kept


def _counting(path: Path, folder: Path, note: str, by: str, actions: int) -> Callable[[Tell], None]:
    def job(tell: Tell) -> None:
        with open_desk(path, by=by) as desk:
            from bench.faults.workload import Done

            for _ in range(actions):
                with desk.act("count", by):
                    now = desk.dataset.notes[note]
                    counted = desk.dataset.notes.put(revise(now, text=str(int(now.text) + 1)))
                tell(Done(0, [("notes", note, sha256(counted.text))]))

    return job
