"""`python -m bench.library [FOLDER]`: ten thousand articles with 200,000 annotations, made once in FOLDER and kept.

One run measures the first frame beside a minimal Textual app, opening each place, every key in every list, and memory.
CPU is that of the UI thread for keys and of the whole process for starts; bytecode is compiled.
"""

from __future__ import annotations

import asyncio
import compileall
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copy
from statistics import median, quantiles
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter, process_time, thread_time
from typing import TYPE_CHECKING, NamedTuple

from bench.large_dataset import large_dataset
from bench.spine import MINIMAL

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from curator.tui.app import CuratorApp

FRAME_LIMIT, KEY_LIMIT, WAIT_LIMIT, MEMORY_LIMIT = 2.5, 16.0, 300.0, 200.0  # times, ms, ms, MB
STARTS, PRESSES, ROUNDS = 9, 40, 4
SIZE = (120, 40)  # cells
OURS = ("import sys\nfrom pathlib import Path\nfrom curator.cli.opening import open_desk\n"
        "with open_desk(Path(sys.argv[1])) as desk:\n"
        "    from curator.tui.app import CuratorApp\n"
        "    class Timed(CuratorApp):\n"
        "        def on_ready(self):\n"
        "            if sys.argv[2] == 'frame': self.exit()\n"
        "            else: self.set_interval(0.005, self.look)\n"
        "        def look(self):\n"
        "            if self.place.table.count: self.call_after_refresh(self.exit)\n"
        "    Timed(desk).run(headless=True)\n")

MOVES = ("j", "k", "pagedown", "pageup", "G", "g")
KEYS = {"library": (*MOVES, "space"), "names": MOVES, "quotes": MOVES,
        "duplicates": ("space", "bracketleft", "bracketright", "e", "p", "l"),
        "reader": ("l", "h", "j", "k", "w", "b", "right_parenthesis", "left_parenthesis", "right_curly_bracket",
                   "left_curly_bracket", "space", "z", "tab", "n", "pagedown", "pageup", "home", "end")}
PLACES = {"library": "1", "names": "3", "quotes": "4", "duplicates": "5", "reader": "2"}
LISTS = ("library", "names", "quotes")
FILTERED = "sorokina"  # typed letter by letter in each list
WAITING = ("reading", "looking", "working")


class Cost(NamedTuple):
    """Seconds of a start."""

    cpu: float
    wall: float


def main() -> None:
    """Print one row a measurement; exit code 1 when a limit is missed."""
    if sys.argv[1:2] == ["--places"]:
        sys.exit(asyncio.run(_places(Path(sys.argv[2]))))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(gettempdir(), "curator-bench")
    start = perf_counter()
    kept = large_dataset(folder)
    print(f"{kept}: {kept.stat().st_size / 1e6:.0f} MB, {perf_counter() - start:.0f} s to make (0: it was there)\n")
    with TemporaryDirectory(dir=folder) as name:
        dataset = Path(copy(kept, name))  # opening articles writes: every run begins with the same
        met = _starts(dataset)
        met &= not subprocess.run([sys.executable, "-m", "bench.library", "--places", str(dataset)], env=_compiled(),
                                  check=False).returncode
    sys.exit(0 if met else 1)


def _starts(dataset: Path) -> bool:
    for package in ("curator", "store", "schema.py"):
        (compileall.compile_file if package.endswith(".py") else compileall.compile_dir)(package, quiet=1)
    small, frame, rows = _interleaved(
        [sys.executable, "-c", MINIMAL], [sys.executable, "-c", OURS, str(dataset), "frame"],
        [sys.executable, "-c", OURS, str(dataset), "rows"])
    row("start of a minimal Textual app", f"{small.cpu:.2f} s CPU, {small.wall:.2f} s")
    met = True
    for what, cost in (("first frame", frame), ("first rows", rows)):
        cpu, wall = cost.cpu / small.cpu, cost.wall / small.wall
        met &= row(f"start to {what}", f"{cost.cpu:.2f} s CPU, {cost.wall:.2f} s: {cpu:.2f} x CPU, {wall:.2f} x wall",
                   max(cpu, wall) if what == "first frame" else None, FRAME_LIMIT)
    return met


def _interleaved(*commands: Sequence[str]) -> list[Cost]:
    """The medians of several runs of each, one after the other in turn, so that other load meets all alike."""
    taken: list[list[Cost]] = [[] for _ in commands]
    for _ in range(STARTS):
        for costs, command in zip(taken, commands, strict=True):
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=_compiled())
            wall, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            costs.append(Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall))
    return [Cost(median(c.cpu for c in costs[1:]), median(c.wall for c in costs[1:])) for costs in taken]


def _compiled() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


async def _places(dataset: Path) -> int:
    """Every place on one dataset; the exit code."""
    from curator.desk.desk import open_desk
    from curator.tui.app import CuratorApp

    met = True
    with open_desk(dataset, by="bench") as desk:
        app = CuratorApp(desk)
        async with app.run_test(size=SIZE) as pilot:
            await _settled(pilot, app)
            for place, digit in PLACES.items():
                for time in ("first", "again"):
                    await pilot.press("1")
                    await _settled(pilot, app)
                    if place == "reader" and time == "again":
                        await pilot.press("g", "j")  # every second article was read before the registry moved on
                        digit = "enter"
                    met &= await _opened(app, pilot, f"{place}, {time}", digit)
                for key in KEYS[place]:
                    taken = []
                    for _ in range(PRESSES):
                        taken.append(await _pressed(pilot, key))
                        await _settled(pilot, app)
                    high = quantiles(taken, n=20)[18]
                    met &= row(f"key in {place}: {key}", f"{median(taken):.1f} ms CPU, p95 {high:.1f}", high, KEY_LIMIT)
                if place in LISTS:
                    met &= await _filtered(app, pilot, place)
                row(f"memory after {place}", f"{_memory()[0]:.0f} MB")
            now, most = _memory()
            met &= row("memory after all that", f"{now:.0f} MB, at most {most:.0f} MB", now, MEMORY_LIMIT)
    return 0 if met else 1


async def _filtered(app: CuratorApp, pilot: Pilot[None], place: str) -> bool:
    """Type the words of a filter letter by letter, then take it away again."""
    letters, turns = [], []
    for _ in range(ROUNDS):
        turns.append(await _pressed(pilot, "slash"))
        await _settled(pilot, app)
        for key in (*FILTERED, "enter", "slash", *["backspace"] * len(FILTERED)):
            letters.append(await _pressed(pilot, key))
            await _settled(pilot, app)
        turns.append(await _pressed(pilot, "enter"))
        await _settled(pilot, app)
    high = quantiles(letters, n=20)[18]
    met = row(f"filter {place}, each letter", f"{median(letters):.1f} ms CPU, p95 {high:.1f}", high, KEY_LIMIT)
    turn = median(turns)
    return met & row(f"filter {place}, the line comes and goes", f"{turn:.1f} ms CPU", turn, KEY_LIMIT)


async def _opened(app: CuratorApp, pilot: Pilot[None], what: str, key: str) -> bool:
    """Open a place and wait for what it shows; a wait may only be long where it shows itself."""
    from textual import events

    wall, cpu, shows = perf_counter(), process_time(), False
    pressed = events.Key(key, key if len(key) == 1 else None)
    pressed.set_sender(app)
    app.post_message(pressed)  # Pilot would wait until the program rests, and see nothing of what is shown meanwhile
    settled = asyncio.create_task(_settled(pilot, app))
    while not settled.done():
        await asyncio.sleep(0.01)
        shows = shows or any(word in _screen(app) for word in WAITING)
    took, worked = 1000 * (perf_counter() - wall), 1000 * (process_time() - cpu)
    said = ", and it says so" if shows else ""
    return row(f"open {what}", f"{took:.0f} ms, {worked:.0f} ms CPU{said}", 0 if shows else took, WAIT_LIMIT)


async def _settled(pilot: Pilot[None], app: CuratorApp) -> None:
    for _ in range(3):
        await pilot.pause(0)
        await app.room.errands.idle()


async def _pressed(pilot: Pilot[None], key: str) -> float:
    """Milliseconds of CPU of the UI thread for a key."""
    start = thread_time()
    await pilot.press(key)
    return 1000 * (thread_time() - start)


def _screen(app: CuratorApp) -> str:
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


def _memory() -> tuple[float, float]:
    """Resident memory now and at most, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    status = Path("/proc/self/status")
    if not status.exists():
        return most, most
    now = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(now.split()[1]) / 1024, most


def row(what: str, value: str, measured: float | None = None, limit: float = 0) -> bool:
    """One line of the table; False when the measured figure is over its limit."""
    met = measured is None or measured <= limit
    print(f"{what:<39} {value}{'' if met else f'   OVER {limit:g}'}", flush=True)
    return met


if __name__ == "__main__":
    main()
