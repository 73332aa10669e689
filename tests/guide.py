"""docs/guide.md as a script: its tables of steps, its shell blocks, the commands that it names.

A step is a row of a table headed `press | to | you see`. What stands in backticks in the first column is pressed or,
where it is no key, typed; what stands so in the last is on the screen afterwards; actions of a place are in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.desk.keys import shown

GUIDE = Path(__file__).parent.parent / "docs" / "guide.md"
HEAD = "| press | to | you see |"
NAMED = {shown(name): name for name in ("enter", "escape", "tab", "shift+tab", "space", "up", "down", "left", "right",
                                        "pageup", "pagedown", "home", "end", "backspace")}


@dataclass(frozen=True)
class Step:
    """A row: keys and typed words in their order, the titles of actions, what is seen afterwards."""

    line: int
    pressed: tuple[str, ...]
    titles: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def keys(self) -> Iterator[str]:
        """Each key by its name; typed words letter by letter."""
        for words in self.pressed:
            yield from [NAMED[words]] if words in NAMED else ["space" if c == " " else c for c in words]


def steps() -> Iterator[Step]:
    """Every step of the guide, from its top."""
    is_table = False
    for number, line in enumerate(GUIDE.read_text(encoding="utf-8").splitlines(), 1):
        if line == HEAD:
            is_table = True
        elif is_table and not line.startswith("|"):
            is_table = False
        elif is_table and not line.startswith("| ---"):
            press, to, see = (cell.strip() for cell in line.strip("|").split(" | "))
            yield Step(number, _code(press), tuple(re.findall(r"\*\*(.+?)\*\*", to)), _code(see))


def shell_blocks() -> list[str]:
    """The blocks to run, each as one script, in the order of the guide."""
    return re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def commands() -> Iterator[str]:
    """Every command line that begins with `curator`, in blocks and in running text."""
    words = GUIDE.read_text(encoding="utf-8")
    for block in re.findall(r"^```(?:sh|text)\n(.*?)^```", words, re.MULTILINE | re.DOTALL):
        yield from (line.partition("  #")[0].strip() for line in block.splitlines() if line.startswith("curator "))
    yield from re.findall(r"`(curator [^`]+)`", words)


def _code(cell: str) -> tuple[str, ...]:
    return tuple(re.findall(r"`([^`]+)`", cell))
