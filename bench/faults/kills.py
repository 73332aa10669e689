"""kill -9 at random moments of a random workload, and the disk that ends in the middle of it."""

from __future__ import annotations

import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.faults.programs import Program, start
from bench.faults.workload import Tell, lost, work
from curator.desk.checking import check
from curator.desk.desk import open_desk
from store import StoreError

ON_ONE_FILE = {".curator": 50, ".json": 25}  # kills before a new dataset: each is read through after each kill
SMALL_DISK = 1_500_000  # bytes


@dataclass
class Kept:
    """What became of what was acknowledged."""

    name: str
    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0  # cannot be opened, or `check` finds something wrong
    unclear: int = 0  # the program ended otherwise than with one line
    said: str = ""

    def count(self, program: Program, path: Path) -> None:
        """Look at what a program has left."""
        told = program.told
        self.runs += 1
        self.acknowledged += len(told)
        try:
            with open_desk(path, by="ana", create=False) as desk:
                self.lost += lost(desk, told)
                self.unreadable += bool(check(desk))
        except StoreError:
            self.unreadable += bool(told)


def killed(kills: int, suffix: str, folder: Path, dice: Random) -> Kept:
    """So many kills of programs that work on datasets of that kind."""
    kept = Kept(f"kill -9, {suffix}")
    while kept.runs < kills:
        path = folder / f"{kept.runs}{suffix}"
        for _ in range(min(ON_ONE_FILE[suffix], kills - kept.runs)):
            program = start(_working(path, folder, dice.random()))
            program.listen(dice.random() * dice.choice((0.05, 0.3)))
            program.kill()
            kept.unclear += bool(program.trouble)
            kept.said = program.trouble or kept.said
            if path.exists():
                kept.count(program, path)
            else:
                kept.runs += 1
                kept.lost += len(program.told)
        for left in folder.glob(f"*{path.stem}*"):
            left.unlink()
    return kept


def limited(runs: int, suffix: str, folder: Path, dice: Random) -> Kept:
    """Programs that may not write beyond a random length of a file."""
    kept = Kept(f"RLIMIT_FSIZE, {suffix}")
    for number in range(runs):
        path = folder / f"limited-{number}{suffix}"
        with open_desk(path, by="ana"):
            most = path.stat().st_size + dice.randrange(3_000_000 if suffix == ".curator" else 400_000)
        job = _working(path, folder, dice.random())

        def within(tell: Tell, most: int = most, job: Callable[[Tell], None] = job) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            job(tell)

        _until_trouble(start(within), kept, path)
    return kept


def full(runs: int, suffix: str, dice: Random) -> Kept | str:
    """Programs on a small file system that fills up; why that cannot be tried, where it cannot."""
    kept = Kept(f"full disk, {suffix}")
    for number in range(runs):
        with _small_disk() as disk, TemporaryDirectory() as elsewhere:
            if isinstance(disk, str):
                return disk
            path = disk / f"{number}{suffix}"
            with open_desk(path, by="ana"):
                pass
            (disk / "ballast").write_bytes(bytes(dice.randrange(SMALL_DISK // 4)))
            _until_trouble(start(_working(path, Path(elsewhere), dice.random())), kept, path, disk / "ballast")
    return kept


def _until_trouble(program: Program, kept: Kept, path: Path, ballast: Path | None = None) -> None:
    code = program.finish()
    kept.unclear += code != 1 or "\n" in program.trouble or path.name not in program.trouble
    kept.said = program.trouble or kept.said
    if ballast is not None:
        ballast.unlink(missing_ok=True)  # opening what was not closed well needs a little room
    kept.count(program, path)


def _working(path: Path, folder: Path, seed: float) -> Callable[[Tell], None]:
    def job(tell: Tell) -> None:
        with open_desk(path, by="ana") as desk:
            work(desk, Random(seed), folder, tell, 100_000)

    return job


@contextmanager
def _small_disk() -> Iterator[Path | str]:
    with TemporaryDirectory() as name:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", name],
                                 capture_output=True, text=True, check=False)
        if mounted.returncode:
            yield f"no file system can be mounted here ({mounted.stderr.strip() or mounted.returncode}): skipped"
            return
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)
