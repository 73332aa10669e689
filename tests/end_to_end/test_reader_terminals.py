"""The Reader in a bare terminal and under tmux: wide characters, the terminal's own cursor, a quote from the caret."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from wcwidth import wcswidth

from end_to_end.terminal import ENTER, Terminal

TEXT = """Harbour talks

家族は行きます “We were not warned,” Anna Lee told the Herald. 👍 Jose\u0301 left.

Bo Lind said that the harbour would stay closed.
"""
TMUX = shutil.which("tmux")
CONFIGURATION = """set -g status off
set -g default-terminal tmux-256color
set -g set-clipboard on
set -g mouse on
set -g escape-time 0
"""
COPIED = re.compile(rb"\x1b\]52;[^;]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")


@contextmanager
def reading(folder: Path, under: str) -> Iterator[Terminal]:
    """The article in the Reader."""
    (folder / "talks.txt").write_text(TEXT, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "curator", "import", "talks.txt", "--dataset", "desk.curator"], cwd=folder,
                   check=True, capture_output=True, timeout=60)
    prefix: list[str] = []
    if under == "tmux":
        assert TMUX
        (folder / "tmux.conf").write_text(CONFIGURATION, encoding="utf-8")
        prefix = [TMUX, "-u", "-S", "tmux", "-f", "tmux.conf", "new-session"]
    try:
        with Terminal("desk.curator", folder=folder, under=prefix) as terminal:
            terminal.wait_for("Harbour talks")
            terminal.press(ENTER, lambda screen: "Bo Lind said" in screen and "a accept" in screen)
            yield terminal
    finally:
        if TMUX and (folder / "tmux").exists():
            subprocess.run([TMUX, "-S", "tmux", "kill-server"], cwd=folder, capture_output=True, timeout=60)


@pytest.fixture(params=["alone", pytest.param("tmux", marks=pytest.mark.skipif(not TMUX, reason="there is no tmux"))])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    with reading(tmp_path, request.param) as opened:
        yield opened


def find(terminal: Terminal, words: str) -> None:
    terminal.press("/", "Find in the text")
    terminal.press(f"{words}{ENTER}", f"“{words}”; n and N go on and back")


def words_at_cursor(terminal: Terminal) -> str:
    """What stands in the row of the terminal's own cursor, from its cell on."""
    row = terminal.text.split("\n")[terminal.cursor[0]]
    return next((row[at:] for at in range(len(row)) if wcswidth(row[:at]) == terminal.cursor[1]), "")


def test_the_terminals_cursor_stands_where_the_caret_is(terminal: Terminal) -> None:
    def shows(words: str) -> bool:
        return unicodedata.normalize("NFD", words_at_cursor(terminal)).startswith(words)

    find(terminal, "行きます")
    for keys, words in (("", "行きます “We"), ("l", "きます"), ("w", "We were"), ("h", "“We"), ("}", "Bo Lind"),
                        ("{", "家族は"), (")", "👍 Jose\u0301"), ("w", "Jose\u0301"),
                        ("w", "left.")):
        terminal.type(keys)
        terminal.wait_for(lambda _, words=words: shows(words), after=f"{keys!r} to {words!r}")  # type: ignore[misc]


def test_words_are_selected_quoted_and_copied_by_keys_alone(terminal: Terminal) -> None:
    find(terminal, "harbour would")
    terminal.press("v", "selecting")
    terminal.type("ww")
    terminal.press("c", lambda screen: "made a quote" in screen and "“harbour would”" in screen)
    terminal.press("y", "copied with its citation")
    assert base64.b64decode(terminal.wait_for_written(COPIED)).decode() == "“harbour would” (Bo Lind), [talks.txt]"
    terminal.press("u", "undone: make quote")
    terminal.press("q", "[1 Library]")
    terminal.type("q")
    assert terminal.exit_code() == 0


def test_a_click_puts_the_caret_there(terminal: Terminal) -> None:
    y, row = next((y, row) for y, row in enumerate(terminal.text.split("\n")) if "Bo Lind said" in row)
    x = row.index("harbour")
    terminal.type(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")
    terminal.wait_for(lambda _: words_at_cursor(terminal).startswith("harbour"))
