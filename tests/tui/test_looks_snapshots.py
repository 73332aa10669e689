"""How the screens look, cell by cell: the Reader at three sizes, in every theme and without colour, and every place.

A screen that looks otherwise than its file in `snapshots/` fails; where that is meant, `make snapshots` writes the
files anew, and `git diff` shows what became of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
from driving import Driver, driving
from looking import picture

from curator.desk.codebook import add_label, mark_as
from curator.desk.configuration import Configuration
from curator.desk.judging import judge
from curator.desk.nesting import nest
from curator.desk.notes import Thing, add_note
from curator.desk.quote_parts import toggle_part
from curator.desk.themes import THEMES

from building import Building, a_desk

FOLDER = Path(__file__).parent / "snapshots"
WRITES = os.environ.get("CURATOR_SNAPSHOTS") == "write"
SIZES = ((80, 24), (120, 40), (200, 60))
STORM = """Storm leaves harbour without power

By Vera Holt

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer said the harbour would stay closed.

Mayor John Carter met Norda Energy in Port Elsin. “It was a long night, and nobody said ‘go home’ to us,” Carter said,
“but we stayed.” Ana Lee was there.

家族は行きます, José Núñez wrote 👍 to \u202eeveryone\u202c, \x1b[31mhe said\x1b[0m. 115 ships were lost.

Read also: Ferries sail again
"""
READER: Mapping[str, tuple[str, ...]] = {  # what is pressed, one situation after the other
    "as it opens": ("enter",),
    "an open quote": ("space",),
    "words selected": ("right_curly_bracket", "v", "w", "w", "w"),
    "who said it": ("escape", "s", "L", "e", "e"),
    "a settled quote with parts": ("escape", "escape", *"/stayed", "enter"),
    "another label": ("escape", "L"),
}
PLACES: Mapping[str, tuple[str, ...]] = {
    "library": (), "keys of the library": ("?",), "names": ("escape", "3"), "an entry": ("enter",),
    "quotes": ("escape", "4"), "duplicates": ("5",), "codebook": ("1", "C"),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_reader_looks_as_it_did_at_each_size(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    await compare(f"reader_{size[0]}x{size[1]}", READER, monkeypatch, size)


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != "dark"])
async def test_the_reader_looks_as_it_did_in_each_theme(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await compare(f"reader_80x24_{theme}", READER, monkeypatch, theme=theme)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_reader_looks_as_it_did_without_colour(size: tuple[int, int],
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    await compare(f"reader_{size[0]}x{size[1]}_no_colour", READER, monkeypatch, size)


async def test_the_other_places_look_as_they_did(monkeypatch: pytest.MonkeyPatch) -> None:
    await compare("places_80x24", PLACES, monkeypatch)


async def compare(name: str, situations: Mapping[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch,
                  size: tuple[int, int] = (80, 24), theme: str = "dark") -> None:
    """Press the keys of each situation, and hold what is seen against the file of that name."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    with a_desk() as world:
        _build(world)
        async with driving(world.desk, size, configuration=Configuration(theme=theme)) as drive:
            seen = await _pictures(drive, situations)
    file = FOLDER / f"{name}.txt"
    if WRITES:
        file.parent.mkdir(exist_ok=True)
        file.write_text(seen, encoding="utf-8")
    there = file.read_text(encoding="utf-8") if file.exists() else ""
    changes = "\n".join(unified_diff(there.split("\n"), seen.split("\n"), file.name, "as drawn now", lineterm="", n=1))
    assert not changes, f"{changes}\n\nIf it is meant to look so: make snapshots"


async def _pictures(drive: Driver, situations: Mapping[str, tuple[str, ...]]) -> str:
    made = []
    for situation, keys in situations.items():
        for key in keys:
            await drive.press(key)
        made.append(f"==== {situation}\n{picture(drive.app)}")
    return "\n".join(made)


def _build(world: Building) -> None:
    """Articles in which something of each kind stands, settled and open."""
    article = world.article(STORM)
    article.mention("John Carter")
    article.mention("Anna Lee")
    article.mention("Ana Lee")
    outer = article.quote("It was a long night, and nobody said ‘go home’ to us,", "John Carter")
    inner = article.quote("go home")
    nest(world.desk, inner.uid, outer.uid)
    toggle_part(world.desk, article.uid, outer.uid, selected=article.range("but we stayed."))
    add_label(world.desk, "danger", colour="red")
    mark_as(world.desk, article.uid, *article.range("harbour would stay closed"), "danger")
    add_note(world.desk, Thing("quotes", outer.uid, "the quote"), "who else?", flag=True)
    judge(world.desk, world.entity("Anna Lee"), world.entity("Ana Lee"), "unsure")
    world.article("Ferries sail again\n\nThe ferries sail, Bo Lind said.\n", "second.txt")
