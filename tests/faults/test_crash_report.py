"""A failure that nobody foresaw leaves a report without a word of the articles, and the dataset as it was."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from curator.cli.opening import exit_code
from curator.desk import notes
from curator.desk.crash import crashed, state_folder
from curator.desk.desk import Desk, open_desk
from curator.desk.importing import import_paths
from curator.tui.app import CuratorApp
from curator.tui.screens import noting

SECRET = "“The cable burned at midnight,” Anna Lee told the Herald.\n"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "curator"


def test_an_errand_that_breaks_leaves_a_report_and_the_dataset_as_it_was(
        state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(SECRET, encoding="utf-8")

    def breaks(desk: Desk, on: notes.Thing, text: str) -> None:
        with desk.act("note", text):
            notes.add_note(desk, on, text)
            raise RuntimeError(f"about {text}")

    monkeypatch.setattr(noting, "add_note", breaks)

    async def keys(pilot: Pilot[object]) -> None:
        await pilot.app.room.errands.idle()  # type: ignore[attr-defined]
        await pilot.press("m", *"midnight", "enter")

    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        list(import_paths(desk, [str(tmp_path / "a.txt")]))
        before = desk.dataset.position()
        app = CuratorApp(desk)
        app.run(headless=True, auto_pilot=keys)
        assert exit_code(app, desk) == 1
        assert desk.dataset.position() == before
        assert desk.dataset.notes.count() == 0
        assert desk.dataset.check() == []
    said = capsys.readouterr()
    (report,) = state.iterdir()
    assert said.err.count("\n") == 1
    assert str(report) in said.err
    words = report.read_text(encoding="utf-8")
    assert "RuntimeError\n" in words
    assert "tests/faults/test_crash_report.py" in words or "test_crash_report.py" in words
    assert " import\n" in words
    assert "Curator 0" in words
    assert not any(word in words + said.err + said.out for word in ("midnight", "cable", "Herald", "a.txt"))
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_leaving_in_the_ordinary_way_reports_nothing(state: Path, tmp_path: Path) -> None:
    async def keys(pilot: Pilot[object]) -> None:
        await pilot.press("q")

    with open_desk(tmp_path / "d.curator") as desk:
        app = CuratorApp(desk)
        app.run(headless=True, auto_pilot=keys)
        assert exit_code(app, desk) == 0
    assert not state.exists()


def test_a_command_that_breaks_says_so_in_one_line(state: Path, tmp_path: Path) -> None:
    code = ("import sys, curator.cli.running as running\n"
            "def breaks(words): return {}['midnight']\n"
            "running.run = breaks\nsys.argv = ['curator', 'articles']\n"
            "from curator.cli import main\nsys.exit(main())\n")
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60,
                         env={**os.environ}, check=False)
    assert run.returncode == 1
    assert run.stderr.startswith("curator: Curator failed (KeyError); everything up to your last action is kept.")
    assert run.stderr.count("\n") == 1
    assert "midnight" not in run.stderr + next(state.iterdir()).read_text(encoding="utf-8")


def test_where_no_report_can_be_written_the_line_says_what_broke(
        monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    try:
        raise ValueError("secret")
    except ValueError as error:
        said = crashed(error)
    assert "no report could be written" in said
    assert "test_crash_report.py:" in said
    assert "secret" not in said


def test_a_relative_state_folder_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert state_folder() == tmp_path / ".local" / "state" / "curator"
