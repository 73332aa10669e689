"""The screen over a dataset in one JSON file, and the export for TinyDB from the window."""

from __future__ import annotations

from pathlib import Path

from driving import driving
from tinydb import TinyDB

from curator.desk.desk import open_desk

from building import Building

STORM = "The storm\n\n“Nobody was hurt,” said Ana Horvat, the mayor of Elsin, on Monday.\n"


async def test_a_dataset_in_json_is_worked_on_and_exported_by_keyboard(tmp_path: Path) -> None:
    with open_desk(tmp_path / "x.json", by="ana") as desk:
        Building(desk, tmp_path).article(STORM).quote("Nobody was hurt")
        async with driving(desk) as drive:
            await drive.press("u")
            assert desk.dataset.quotes.count() == 0
            await drive.press("U")
            assert desk.dataset.quotes.count() == 1
            await drive.press("enter")
            await drive.press("a")
            assert desk.dataset.mentions.count() > 0
            await drive.press("X", "4", "1")
            await drive.press(*["backspace"] * 25)
            await drive.write(str(tmp_path / "export.json"))
            await drive.press("enter")
            assert "exported" in drive.said
        assert desk.dataset.check() == []
    for name in ("x.json", "export.json"):
        with TinyDB(tmp_path / name, encoding="utf-8", access_mode="r") as stock:
            (quote,) = stock.table("quotes").all()
            assert quote["content"][0]["exact"].startswith("Nobody was hurt")
