"""Import and export from inside the program: paths that complete, progress, stopping, overwriting, what is new."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from driving import Driver, driving

from curator.desk.exporting import export_jsonl
from curator.desk.importing import import_paths
from curator.desk.since import marks
from curator.tui.path_completion import complete_path
from curator.tui.screens import exporting, importing
from curator.tui.screens.library import LibraryScreen
from curator.tui.widgets.prompt import LineInput

from building import Building, a_desk

STORM = "Storm leaves harbour without power\n\n“We were not warned,” Anna Lee told the Herald on Tuesday.\n"


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def line(drive: Driver) -> str:
    return drive.app.screen.query_one(LineInput).value


async def write_to(drive: Driver, path: Path, *keys: str) -> None:
    await drive.press("X", *keys)
    await drive.press(*["backspace"] * 30)
    await drive.write(str(path))
    await drive.press("enter")


async def test_tab_completes_a_path_and_tells_the_choice(world: Building) -> None:
    folder = world.folder / "papers"
    folder.mkdir()
    for name in ("storm-one.txt", "storm-two.txt", ".hidden"):
        (folder / name).write_text(STORM)
    async with driving(world.desk) as drive:
        await drive.press("i", *str(world.folder / "pap"), "tab")
        assert line(drive) == f"{folder}/"
        await drive.press("tab")
        assert line(drive) == f"{folder}/storm-"
        assert drive.shows("storm-one.txt  storm-two.txt")
        await drive.press("t", "tab")
        assert line(drive) == f"{folder}/storm-two.txt"
        await drive.press("enter")
        assert drive.said.startswith("1 added")


def test_a_path_is_completed_as_far_as_all_agree(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    for name in ("one/a.txt", "other.txt", "an\x1b[31mred"):
        (tmp_path / name).write_text("")
    assert complete_path(f"{tmp_path}/o").names == ("one/", "other.txt")
    assert complete_path(f"{tmp_path}/on").value == f"{tmp_path}/one/"
    assert complete_path(f"{tmp_path}/an").names == ()
    assert complete_path(f"{tmp_path}/nothing/x").value == f"{tmp_path}/nothing/x"
    assert complete_path("~").value == "~/"


@pytest.mark.parametrize("key", ["i", "escape"])
async def test_an_import_is_stopped_and_what_is_done_stays(world: Building, monkeypatch: pytest.MonkeyPatch,
                                                           key: str) -> None:
    folder, going, go_on = world.folder / "many", Event(), Event()
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Text {number}. {STORM}")

    def slowly(*given: object, **named: object) -> Iterator[object]:
        for number, outcome in enumerate(import_paths(*given, **named)):  # type: ignore[arg-type]
            yield outcome
            if number == 0:
                going.set()
                go_on.wait(10)

    monkeypatch.setattr(importing, "import_paths", slowly)
    async with driving(world.desk) as drive:
        await drive.press("i")
        await drive.write(str(folder))
        await drive.pilot.press("enter")
        while not going.is_set():
            await drive.pilot.pause(0.01)
        await drive.pilot.press(key)
        await drive.pilot.pause(0)
        assert "stopping" in drive.said
        go_on.set()
        await drive.settle()
        assert "before it was stopped" in drive.said
        rows = drive.place(LibraryScreen).rows
        assert 0 < len(rows) < 30
        assert drive.app.room.working is None
    assert world.desk.dataset.articles.count() == len(rows)
    assert world.desk.dataset.check() == []


async def test_an_export_asks_before_it_overwrites_and_remembers_itself(world: Building) -> None:
    article = world.article(STORM)
    path = world.folder / "out.jsonl"
    async with driving(world.desk) as drive:
        await write_to(drive, path, "1", "1")
        assert drive.said.startswith(f"exported {path}: 1 article, 0 quotes")
        article.quote("We were not warned,", "Anna Lee")
        await write_to(drive, path, "1", "1", "2")
        assert drive.shows("is there already. Write over it?")
        before = path.read_bytes()
        await drive.press("n")
        assert path.read_bytes() == before
        await write_to(drive, path, "1", "1", "2")
        await drive.press("y")
        assert "since LAST: statements: 1 added; articles: 1 changed (status); entries: 1 added" in drive.said
    assert json.loads(path.read_text().splitlines()[0])["since"] == "LAST"
    assert [mark.name for mark in marks(world.desk)] == ["LAST"]


@pytest.mark.parametrize(("keys", "made"), [
    (("1", "2"), "out"), (("2", "1"), "out/statements.csv"), (("3", "2"), "out/statements.csv"), (("4", "1"), "out")])
async def test_every_format_is_written_with_accepted_or_all(world: Building, keys: tuple[str, ...], made: str) -> None:
    world.article(STORM)
    async with driving(world.desk) as drive:
        await write_to(drive, world.folder / "out", *keys)
        assert (world.folder / made).exists()
        assert ("open suggestions" in drive.said) == (keys[1] == "2")


async def test_an_export_is_stopped_and_nothing_is_written(world: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    world.article(STORM)
    path, going, go_on = world.folder / "out.jsonl", Event(), Event()

    def slowly(*given: object, **named: object) -> object:
        going.set()
        go_on.wait(10)
        return export_jsonl(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(exporting, "export_jsonl", slowly)
    async with driving(world.desk) as drive:
        await drive.press("X", "1", "1")
        await drive.press(*["backspace"] * 30)
        await drive.write(str(path))
        await drive.pilot.press("enter")
        while not going.is_set():
            await drive.pilot.pause(0.01)
        await drive.pilot.press("X")
        go_on.set()
        await drive.settle()
        assert "the export was stopped; nothing was written" in drive.said
    assert [p.name for p in world.folder.iterdir() if "out" in p.name] == []
    assert marks(world.desk) == []
