"""Matching names: comparisons beside bare WRatio, whole lists, one new name against a registry, memory. Run:
`python -m bench.names [FOLDER] [--lists 10000,100000] [--registries 100000,1000000]`, with 0 to leave a part out.

Registries are made once, through the desk, and kept in FOLDER (default: a temporary one); a million entries take long
and some gigabytes. Each is asked in a process of its own, so that its peak of memory is its own; names are invented.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter

from rapidfuzz.fuzz import WRatio

from bench.library import row
from bench.made_names import names, respelled
from curator.desk.desk import Desk, open_desk
from curator.desk.registry import index
from curator.desk.twins import twins
from curator.names import compare, forget, score
from schema import Entity

MADE = 1  # raise it when names or keys change: registries are made anew
PAIRED, PARTNERS, ROUNDS, WARMING, ASKED = 4_000, 10, 5, 20, 200
WRATIO_LIMIT = 5.0  # times slower than bare WRatio
LIST_LIMITS = {10_000: 8.0, 100_000: 120.0}  # s
ONE_LIMITS = {100_000: 30.0, 1_000_000: 60.0}  # ms, p95
MEMORY_LIMITS = {100_000: 150.0, 1_000_000: 300.0}  # MB


def main() -> None:
    """Print one row a measurement; exit code 1 when a limit is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=Path(gettempdir(), "curator-bench"))
    options.add_argument("--lists", default="10000,100000")
    options.add_argument("--registries", default="100000")
    options.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.ask:
        sys.exit(0 if _asked(given.ask) else 1)
    given.folder.mkdir(parents=True, exist_ok=True)
    met = _comparing()
    with TemporaryDirectory(dir=given.folder) as folder:
        for size in filter(None, map(int, given.lists.split(","))):
            met &= _list(Path(folder), size)
    for size in filter(None, map(int, given.registries.split(","))):
        kept = _registry(given.folder, size)
        met &= not subprocess.run([sys.executable, "-m", "bench.names", "--ask", str(kept)],
                                  check=False).returncode
    sys.exit(0 if met else 1)


def _comparing() -> bool:
    """Pairs as a pass over a registry compares them: each name beside those next to it by its last word, and others."""
    random, made = Random(2), names(PAIRED)
    listed = sorted([*made, *(respelled(name, random) for name in made[:PAIRED // 2])],
                    key=lambda name: name.split()[-1])
    pairs = [(name, other) for at, name in enumerate(listed)
             for other in (*listed[at + 1:at + 1 + PARTNERS // 2], *random.sample(listed, PARTNERS // 2))]
    bare, first, scored, full = [], [], [], []
    for _ in range(ROUNDS):
        bare.append(_seconds(WRatio, pairs))
        forget()
        first.append(_seconds(score, pairs))
        scored.append(_seconds(score, pairs))
        full.append(_seconds(compare, pairs))
    rate = len(pairs) / median(bare)
    row("bare WRatio", f"{rate:,.0f} pairs a second")
    met = True
    for what, taken, limit in (("score, names seen for the first time", first, None),
                               ("score, names known", scored, WRATIO_LIMIT),
                               ("compare with its steps, names known", full, None)):
        times = median(one / other for one, other in zip(taken, bare, strict=True))
        met &= row(what, f"{len(pairs) / median(taken):,.0f} pairs a second, 1/{times:.1f} of WRatio",
                   times if limit else None, limit or 0.0)
    return met


def _seconds(of_two: Callable[[str, str], object], pairs: Sequence[tuple[str, str]]) -> float:
    start = perf_counter()
    for left, right in pairs:
        of_two(left, right)
    return perf_counter() - start


def _list(folder: Path, size: int) -> bool:
    """`curator dedupe --names`, from start to end: a third of the names are another spelling of one before."""
    random, made = Random(3), names(size - size // 3)
    path = folder / f"{size}.txt"
    path.write_text("".join(f"{name}\n" for name in [*made, *(respelled(n, random) for n in made[:size // 3])]),
                    encoding="utf-8")
    start = perf_counter()
    with path.with_suffix(".out").open("wb") as out:
        made_by = subprocess.Popen([sys.executable, "-m", "curator", "dedupe", "--names", str(path)], stdout=out,
                                   stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(made_by.pid, 0)
        made_by.returncode = os.waitstatus_to_exitcode(status)
    taken = perf_counter() - start
    found = {frozenset(_places(line)) for line in path.with_suffix(".out").read_text("utf-8").splitlines()}
    right = sum(frozenset((at, len(made) + at)) in found for at in range(size // 3))
    row(f"dedupe of {size:,}: found", f"{right / (size // 3):.1%} of the other spellings, {len(found):,} pairs")
    row(f"dedupe of {size:,}: memory", f"{used.ru_maxrss / 1024:.0f} MB")
    cpu = used.ru_utime + used.ru_stime
    return row(f"dedupe of {size:,}", f"{taken:.1f} s, {cpu:.1f} s CPU", taken, LIST_LIMITS.get(size, float("inf")))


def _places(line: str) -> tuple[int, int]:
    left, right, _ = (part.split(":")[1] for part in line.strip("{}").split(","))
    return int(left), int(right)


def _registry(folder: Path, size: int) -> Path:
    """A dataset with so many people, and beside it whom to ask for; made unless a whole one is there."""
    path, whole = (folder / f"names-{size}-{MADE}.{ending}" for ending in ("curator", "asked"))
    if not whole.exists():
        for part in folder.glob(f"{path.name}*"):
            part.unlink()
        start, made = perf_counter(), names(size)
        with open_desk(path, by="bench") as desk:
            for first in range(0, size, 1_000):
                with desk.act("add entries", f"{first} and more"):
                    index(desk, [desk.dataset.entities.add(Entity(kind="person", preferred=name, **desk.stamp()))
                                 for name in made[first:first + 1_000]])
                if first % 10_000 == 0:
                    forget()
        whole.write_text("\n".join([str(size), *Random(4).sample(made, WARMING + ASKED)]), encoding="utf-8")
        row(f"registry of {size:,} made", f"{perf_counter() - start:.0f} s")
    row(f"registry of {size:,}", f"{path.stat().st_size / 1e6:.0f} MB")
    return path


def _asked(path: Path) -> bool:
    """Whom a new name may be, asked as the screens ask; and what the process took up for it."""
    random, (written, *picked) = Random(5), path.with_suffix(".asked").read_text("utf-8").splitlines()
    size = int(written)
    with open_desk(path, by="bench") as desk:
        start = perf_counter()
        _ask(desk, "Nobody Wasever")
        row(f"one name in {size:,}, the first", f"{perf_counter() - start:.1f} s")
        taken, found = [], 0
        for name in picked:
            asked = respelled(name, random)
            start = perf_counter()
            offered = _ask(desk, asked)
            taken.append(1000 * (perf_counter() - start))
            found += name in offered
    row(f"one name in {size:,}: found", f"{found / len(picked):.1%} among those offered")
    high = quantiles(taken[WARMING:], n=20)[18]
    met = row(f"one name in {size:,}, warm", f"{median(taken[WARMING:]):.1f} ms, p95 {high:.1f}", high,
              ONE_LIMITS.get(size, float("inf")))
    most = _most_memory()
    return row(f"one name in {size:,}: memory", f"{most:.0f} MB", most, MEMORY_LIMITS.get(size, float("inf"))) and met


def _most_memory() -> float:
    """The peak of this process in MB, without that of the one that started it, which Linux hands on in ru_maxrss."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(next(line for line in status.read_text("ascii").splitlines()
                        if line.startswith("VmHWM")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ask(desk: Desk, name: str) -> list[str]:
    return [twin.name for twin in twins(desk, name, "PERSON")]


if __name__ == "__main__":
    main()
