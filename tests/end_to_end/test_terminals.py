"""Terminals that are less than one hopes for, and the end of the program at a bad moment."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from curator import samples
from end_to_end.terminal import ENTER, Terminal

ARTICLE = samples.paths()[0]
GREY = re.compile(r"(..)\1\1|black|white|brightblack|brightwhite")


def reading(terminal: Terminal) -> None:
    """Import an article and open it."""
    terminal.wait_for("No articles yet")
    terminal.press("i", "Import a file or folder")
    terminal.press(f"{ARTICLE}{ENTER}", lambda screen: "1 added" in screen and f"[{ARTICLE.name}]" in screen)
    terminal.press(ENTER, lambda screen: "[2 Reader]" in screen and " 0 settled" in screen and "a accept" in screen)


def accept(terminal: Terminal) -> None:
    """Accept the current suggestion; the message line says so, which the panel's "if accepted" does not."""
    terminal.press("a", lambda screen: re.search(r"^accepted .*\(u undoes\)", screen, re.MULTILINE) is not None
                   and sum_of_settled(screen) >= 1)


def test_without_colour_the_signs_say_it_all(tmp_path: Path) -> None:
    with Terminal("desk.curator", folder=tmp_path, environment={"NO_COLOR": "1"}) as terminal:
        reading(terminal)
        assert re.search(r"^Q1 .\? ", terminal.text, re.MULTILINE), "open"
        accept(terminal)
        assert {colour for colour in terminal.colours if not GREY.fullmatch(colour)} == set()
        terminal.press("q", "[1 Library]")
        terminal.type("q")
        assert terminal.exit_code() == 0


def test_with_colour_there_are_colours(tmp_path: Path) -> None:
    with Terminal("desk.curator", folder=tmp_path) as terminal:
        terminal.wait_for("? all keys")
        assert {colour for colour in terminal.colours if not GREY.fullmatch(colour)}


def test_a_dumb_terminal_gets_one_line_and_exit_code_1(tmp_path: Path) -> None:
    with Terminal("desk.curator", folder=tmp_path, environment={"TERM": "dumb"}) as terminal:
        assert terminal.exit_code() == 1
        assert terminal.raw.count(b"\n") == 1
        assert b"TERM=dumb" in terminal.raw
        assert b"curator --help" in terminal.raw
        assert b"\x1b" not in terminal.raw
    assert not list(tmp_path.iterdir())


def test_without_a_terminal_there_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "curator", "desk.curator"], cwd=tmp_path, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "needs a terminal" in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_the_screen_acknowledged_outlives_kill_9(tmp_path: Path) -> None:
    with Terminal("desk.curator", folder=tmp_path) as terminal:
        reading(terminal)
        accept(terminal)
        counts = terminal.row(" settled, ")
        terminal.kill()
    with Terminal("desk.curator", folder=tmp_path) as terminal:
        terminal.wait_for(ARTICLE.name)
        terminal.press(ENTER, lambda screen: "[2 Reader]" in screen and " settled, " in screen)
        again = terminal.row(" settled, ")
        assert sum_of_settled(again) == sum_of_settled(counts) >= 1, f"{counts} before, {again} now"
        terminal.press("u", "undone: accept")
        terminal.wait_for(lambda screen: sum_of_settled(screen) == 0)


def sum_of_settled(words: str) -> int:
    """Settled quotes and names, read from a line such as "18 quotes: 1 settled, 17 open; 0 of 20 names"."""
    found = re.search(r"(\d+) settled, .*?; (\d+) of \d+ names", words)
    return sum(map(int, found.groups())) if found else -1
