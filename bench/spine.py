"""`python -m bench.spine`: start, import, suggestions, keys in the Reader, names, with a baseline beside each.

CPU seconds of this process or of a child, bytecode compiled; the median of several runs.
"""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, thread_time

MINIMAL = ("from textual.app import App\n"
           "class Small(App[None]):\n    def on_ready(self): self.exit()\n"
           "Small().run(headless=True)\n")
OURS = ("import sys\nfrom curator.desk.desk import open_desk\nfrom curator.tui.app import CuratorApp\n"
        "class Timed(CuratorApp):\n    def on_ready(self): self.exit()\n"
        "with open_desk(sys.argv[1]) as desk:\n    Timed(desk).run(headless=True)\n")


def main() -> None:
    """Print one row a measurement."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        dataset = folder / "bench.curator"
        articles = _import(folder, dataset)
        _start(dataset)
        _suggest(articles)
        asyncio.run(_keys(dataset))
        _names()


def _import(folder: Path, dataset: Path) -> list[str]:
    from curator import samples
    from curator.desk.desk import open_desk
    from curator.desk.importing import import_paths

    texts = [path.read_text(encoding="utf-8") for path in samples.paths() if path.suffix == ".txt"]
    (folder / "articles").mkdir()
    for number in range(100):
        text = f"{texts[number % len(texts)]}\nCopy {number}.\n"
        (folder / "articles" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    with open_desk(dataset, by="bench") as desk:
        start = perf_counter()
        made = list(import_paths(desk, [str(folder / "articles")]))
        rate = len(made) / (perf_counter() - start)
        row("import with suggestions, 100 sample articles", f"{rate:.0f} articles a second")
    return texts


def _start(dataset: Path) -> None:
    small = _cpu(lambda: [sys.executable, "-c", MINIMAL])
    ours = _cpu(lambda: [sys.executable, "-c", OURS, str(dataset)])
    version = _cpu(lambda: [sys.executable, "-m", "curator", "--version"])
    row("start to first frame, 100 articles", f"{ours:.2f} s CPU, {ours / small:.1f} x a minimal Textual app")
    row("curator --version", f"{version:.3f} s CPU")


def _cpu(command: Callable[[], list[str]]) -> float:
    """Median user and system seconds of five runs of a child process."""
    taken = []
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(6):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command(), check=True, capture_output=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return median(taken[1:])  # the first run compiles


def _suggest(texts: list[str]) -> None:
    from curator.suggest import suggest

    suggest(texts[0])
    start = thread_time()
    for _ in range(5):
        for text in texts:
            suggest(text)
    took = thread_time() - start
    size = sum(map(len, texts)) / len(texts) / 1000
    row("suggestions, warm", f"{1000 * took / 5 / len(texts):.1f} ms CPU an article of {size:.1f} KB")


async def _keys(dataset: Path) -> None:
    from curator.desk.desk import open_desk
    from curator.tui.app import CuratorApp

    with open_desk(dataset, by="bench") as desk:
        app = CuratorApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.room.errands.idle()
            await pilot.press("enter")
            await app.room.errands.idle()
            await pilot.pause()
            for key, word in (("l", "right"), ("w", "word on"), ("j", "down"), ("space", "next open")):
                taken = []
                for _ in range(60):
                    start = thread_time()
                    await pilot.press(key)
                    taken.append(1000 * (thread_time() - start))
                row(f"key in the Reader: {word}", f"{median(taken):.1f} ms CPU, p95 {quantiles(taken, n=20)[18]:.1f}")


def _names() -> None:
    from rapidfuzz import fuzz

    from curator.names import candidates, compare

    given = ("Yelena", "Elena", "Viktor", "Wiktor", "Jonas", "Margaret", "Ilya", "Khadija", "Tomasz", "Ines")
    stems, ends = ("Sorok", "Drag", "Lomt", "Wil", "Callow"), ("in", "ina", "an", "ey")
    names = [f"{first} {stem}{end}" for first in given for stem in stems for end in ends]
    pairs = [(a, b) for a in names for b in names[:50]]
    start = thread_time()
    for a, b in pairs:
        compare(a, b)
    ours = thread_time() - start
    start = thread_time()
    for a, b in pairs:
        fuzz.WRatio(a, b)
    bare = thread_time() - start
    row("compare, pairs a second", f"{len(pairs) / ours:,.0f}; rapidfuzz WRatio alone {len(pairs) / bare:,.0f}")
    start = thread_time()
    found = candidates(names)
    row(f"candidate pairs among {len(names)} names", f"{thread_time() - start:.2f} s CPU, {len(found)} pairs")


def row(what: str, value: str) -> None:
    """One line of the table."""
    print(f"{what:<46} {value}", flush=True)


if __name__ == "__main__":
    main()
