"""`python -m bench.reader [FOLDER]`: what a key costs in the Reader, in articles of three lengths.

CPU is that of the UI thread, in milliseconds. A read-only TextArea of Textual with the same text stands beside it.
Then the real program in a pseudo-terminal, with ten thousand articles (made once in FOLDER and kept): from a key to the
last byte it brings.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from shutil import copy
from statistics import median, quantiles
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, NamedTuple

from bench.large_dataset import large_dataset
from bench.library import row
from bench.long_articles import long_article

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

    from curator.tui.app import CuratorApp

SIZE = (120, 40)  # cells
KEY_LIMIT, REPAINT_LIMIT, OPEN_LIMIT, QUIET_LIMIT = 5.0, 14.0, 120.0, 16.0  # ms
FLAT = 2  # how much more a key may cost in a megabyte than in 100 KB
PRESSES = 60
FRAME = 0.02  # seconds: Textual draws sixty times a second
ARTICLES = (("5 KB, 50 spans", 5_000, 50), ("100 KB, 2,000 spans", 100_000, 2_000),
            ("1 MB, 20,000 spans", 1_000_000, 20_000))
JUDGED = ARTICLES[1][0]
# What is measured, the keys of one round, and whether the whole screen may be drawn anew.
KEYS: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("caret", ("l",), False), ("word", ("w",), False), ("line", ("j",), True), ("extend by a word", ("w",), False),
    ("next open", ("space",), True), ("screen on", ("pagedown",), True), ("tag: person", ("p",), True),
    ("accept", ("a",), True), ("undo", ("u",), True))


class Figure(NamedTuple):
    """Milliseconds of CPU a key."""

    middle: float
    high: float


def main() -> None:
    """Print one row a measurement; exit code 1 when a limit is missed."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(gettempdir(), "curator-bench")
    met = asyncio.run(_articles())
    met &= _to_quiet(folder)
    sys.exit(0 if met else 1)


async def _articles() -> bool:
    met = True
    figures: dict[str, dict[str, Figure]] = {}
    with TemporaryDirectory() as name:
        for what, characters, spans in ARTICLES:
            path = Path(name, f"{spans}.curator")
            long_article(path, characters, spans)
            print(f"{what}")
            changes = min(PRESSES, spans // 5, 2_000_000 // characters)  # each reads the article anew
            figures[what], opened = await _reader(path, changes)
            text_area = await _text_area(path)
            met &= row("  open, beyond an empty program",
                       f"{opened:.0f} ms CPU; TextArea {text_area['open'].middle:.0f}",
                       opened if what == JUDGED else None, OPEN_LIMIT)
            for key, _, repaints in KEYS:
                mine, theirs = figures[what][key], text_area.get(key)
                beside = f"; TextArea {theirs.middle:.1f}, p95 {theirs.high:.1f}" if theirs else ""
                met &= row(f"  {key}", f"{mine.middle:.1f} ms CPU, p95 {mine.high:.1f}{beside}",
                           mine.high if what != ARTICLES[0][0] else None, _limit(what, key, repaints, figures))
    return met


def _limit(what: str, key: str, repaints: bool, figures: dict[str, dict[str, Figure]]) -> float:
    """That of a key at 100 KB; at 1 MB what it cost at 100 KB, with something for noise."""
    limit = REPAINT_LIMIT if repaints else KEY_LIMIT
    return max(limit, FLAT * figures[JUDGED][key].high) if what == ARTICLES[-1][0] else limit


async def _reader(path: Path, changes: int) -> tuple[dict[str, Figure], float]:
    """A figure for each of KEYS, those that change something so many times, and what opening cost."""
    from curator.desk.desk import open_desk
    from curator.tui.app import CuratorApp

    figures = {}
    with open_desk(path, by="bench") as desk:
        app = CuratorApp(desk)
        async with app.run_test(size=SIZE) as pilot:
            await _settled(pilot, app)
            await pilot.press("2")
            await _settled(pilot, app)
            app.room.article = None
            await pilot.press("1")
            await _settled(pilot, app)
            opened = await _cost(lambda: _key(app, "enter"))
            for what, keys, _ in KEYS:
                await pilot.press("escape")
                if what == "extend by a word":
                    await pilot.press("v")
                if what in ("accept", "tag: person"):
                    await pilot.press("home", "space")
                await _settled(pilot, app)
                taken = []
                for _ in range(changes if what in ("tag: person", "accept", "undo") else PRESSES):
                    if what == "tag: person":
                        await pilot.press("right_curly_bracket", "right_parenthesis", "w", "w")
                    if what == "accept":
                        await pilot.press("space")
                    await _settled(pilot, app)
                    taken.append(await _cost(lambda keys=keys: _key(app, *keys)))  # type: ignore[misc]
                figures[what] = Figure(median(taken), quantiles(taken, n=20)[18])
    return figures, opened


async def _text_area(path: Path) -> dict[str, Figure]:
    """The same motions in a read-only TextArea with the same text and no marks at all."""
    from textual.app import App, ComposeResult
    from textual.widgets import TextArea

    from curator.desk.desk import open_desk, text_of

    with open_desk(path, by="bench") as desk:
        text = text_of(desk, next(iter(desk.dataset.articles.all())).text_sha256)

    class Reading(App[None]):
        def compose(self) -> ComposeResult:
            yield TextArea(read_only=True)

    figures = {}
    app = Reading()
    async with app.run_test(size=SIZE) as pilot:
        area = app.query_one(TextArea)

        async def load() -> None:
            area.load_text(text)
            await pilot.pause(0)

        figures["open"] = Figure(*[await _cost(load)] * 2)
        area.focus()
        for what, key in (("caret", "right"), ("word", "ctrl+right"), ("line", "down"),
                          ("extend by a word", "ctrl+shift+right"), ("screen on", "pagedown")):
            taken = [await _cost(lambda key=key: _key(app, key)) for _ in range(PRESSES)]  # type: ignore[misc]
            figures[what] = Figure(median(taken), quantiles(taken, n=20)[18])
    return figures


async def _cost(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds of CPU that the UI thread spends on something."""
    start = thread_time()
    await work()
    return 1000 * (thread_time() - start)


async def _key(app: App[None], *keys: str) -> None:
    """Type keys and wait, without asking again and again, until what they asked for stands on the screen."""
    from textual import events
    from textual.keys import _character_to_key

    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        event = events.Key(name, " " if key == "space" else key if len(key) == 1 else None)
        event.set_sender(app)
        app.post_message(event)
        await asyncio.sleep(FRAME)
        if room := getattr(app, "room", None):
            await room.errands.idle()
        await asyncio.sleep(2 * FRAME)


async def _settled(pilot: Pilot[None], app: CuratorApp) -> None:
    for _ in range(3):
        await pilot.pause(0)
        await app.room.errands.idle()


def _to_quiet(folder: Path) -> bool:
    """From a key to the last byte that it brings, in the real program."""
    sys.path.insert(0, "tests")
    from end_to_end.terminal import ENTER, Terminal

    met = True
    print(f"{large_dataset(folder)}, in a pseudo-terminal")
    with TemporaryDirectory(dir=folder) as name:
        dataset = Path(copy(large_dataset(folder), name))
        with Terminal(str(dataset), folder=Path(name)) as terminal:
            terminal.wait_for("articles, ")
            terminal.press(ENTER, "[2 Reader]")
            terminal.wait_for(" settled, ")
            for what, key in (("caret", "l"), ("word", "w"), ("line", "j"), ("next open", " "), ("back", "k")):
                terminal.quiet()
                taken = []
                for _ in range(PRESSES):
                    start = perf_counter()
                    terminal.type(key)
                    taken.append(1000 * (terminal.quiet() - start))
                high = quantiles(taken, n=20)[18]
                met &= row(f"  {what}, to quiet", f"{median(taken):.1f} ms, p95 {high:.1f}", high, QUIET_LIMIT)
    return met


if __name__ == "__main__":
    main()
