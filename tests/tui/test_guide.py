"""docs/guide.md is played key by key: what it says is what the program shows."""

import shlex

import pytest
from driving import driving
from guide import commands, steps
from textual.widgets import Input

from curator import samples
from curator.cli.parser import COMMANDS, parser
from curator.desk.importing import import_paths
from curator.tui.screens.place import PlaceScreen

from building import a_desk


async def test_every_step_of_the_guide_does_what_it_says() -> None:
    with a_desk() as world:
        list(import_paths(world.desk, [str(path) for path in samples.paths()]))
        async with driving(world.desk) as drive:
            for step in steps():
                for key in step.keys:
                    screen = drive.app.screen
                    if isinstance(screen, PlaceScreen) and not isinstance(screen.focused, Input):
                        titles = [a.title for a in screen.room.keymap.actions_in(screen.PLACE)
                                  if key in a.keys]
                        assert set(titles) & set(step.titles), f"line {step.line}: {key} is {titles} here"
                    await drive.press(key)
                lines = "\n".join(drive.lines())
                assert not [words for words in step.seen if words not in lines], f"line {step.line}\n{lines}"


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_of_the_guide_is_one(line: str) -> None:
    words = shlex.split(line.partition(" > ")[0].partition(" | ")[0])[1:]
    if words[0] in COMMANDS:
        parser().parse_args(words)
    else:
        assert words[0].startswith("--") or "." in words[0], "a dataset to open"
