"""`python -m bench.picture`: the pictures of README and guide, 80x24, drawn by the program on the sample articles."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from curator import samples
from curator.desk.deciding import accept_all
from curator.desk.desk import Desk, open_desk
from curator.desk.importing import import_paths
from curator.desk.queries import library
from curator.tui.app import CuratorApp

FOLDER = Path("docs")


async def draw(folder: Path) -> None:
    """The Library as it opens; the Reader at an open quote; Duplicates, when the sure suggestions are accepted."""
    with TemporaryDirectory() as place, open_desk(Path(place, "picture.curator"), by="ana") as desk:
        list(import_paths(desk, [str(path) for path in samples.paths()]))
        rows = library(desk)
        await _picture(desk, folder / "library.svg", ())
        accept_all(desk, rows[1].uid, grade="sure")
        await _picture(desk, folder / "reader.svg", ("j", "enter"), seek=True)
        for row in rows[2:6]:
            accept_all(desk, row.uid, grade="sure")
        await _picture(desk, folder / "duplicates.svg", ("5",))


async def _picture(desk: Desk, target: Path, keys: tuple[str, ...], *, seek: bool = False) -> None:
    app = CuratorApp(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await _rest(app, pilot)
        for key in keys:
            await pilot.press(key)
            await _rest(app, pilot)
        for _ in range(12 if seek else 0):
            await pilot.press("space")
            item = getattr(app.place, "item", None)
            if item and item.subject == "quote" and item.tag not in ("Q1", ""):
                break
        await _rest(app, pilot)
        target.write_text(app.export_screenshot(title="curator"), encoding="utf-8")


async def _rest(app: CuratorApp, pilot: Pilot[None]) -> None:
    await app.room.errands.idle()
    await pilot.pause()
    await app.room.errands.idle()
    await pilot.pause()


if __name__ == "__main__":
    asyncio.run(draw(FOLDER))
