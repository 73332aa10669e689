"""`python -m bench.picture`: docs/reader.svg, the Reader at 80x24 on a sample article, drawn by the program itself."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from curator import samples
from curator.desk.deciding import accept_all
from curator.desk.desk import open_desk
from curator.desk.importing import import_paths
from curator.desk.queries import library
from curator.tui.app import CuratorApp


async def draw(target: Path) -> None:
    """Open the second sample with its sure suggestions accepted, go to an open quote, and keep the screen as SVG."""
    with TemporaryDirectory() as folder, open_desk(Path(folder, "picture.curator"), by="ana") as desk:
        list(import_paths(desk, [str(path) for path in samples.paths()]))
        accept_all(desk, library(desk)[1].uid, grade="sure")
        app = CuratorApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.room.errands.idle()
            await pilot.press("j", "enter")
            await app.room.errands.idle()
            await pilot.pause()
            for _ in range(12):
                await pilot.press("space")
                item = getattr(app.place, "item", None)
                if item and item.subject == "quote" and item.tag not in ("Q1", ""):
                    break
            await pilot.pause()
            target.write_text(app.export_screenshot(title="curator"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(Path("docs/reader.svg")))
