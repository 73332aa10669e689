"""At 80x24 no hint is cut: what a curator may do next can be read to its end."""

import pytest
from driving import driving

from building import a_desk

PLACES = [("1",), ("2",), ("3",), ("4",), ("5",)]
WINDOWS = [("C",), ("H",), (":", *"notes", "enter"), (":", *"statistics", "enter"), ("X",), ("i",), ("e",), ("o",),
           ("enter", "L"), ("enter", "H")]


@pytest.mark.parametrize("keys", PLACES, ids="".join)
async def test_an_empty_place_says_in_full_what_to_do(keys: tuple[str, ...]) -> None:
    with a_desk() as world:
        async with driving(world.desk) as drive:
            await drive.press(*keys)
            assert [line for line in drive.lines() if line.endswith("…")] == []


@pytest.mark.parametrize("keys", WINDOWS, ids=" ".join)
async def test_a_window_says_in_full_how_to_leave_it(keys: tuple[str, ...]) -> None:
    with a_desk() as world:
        world.article("Nothing here.\n")
        async with driving(world.desk) as drive:
            await drive.press(*keys)
            assert [line for line in drive.lines() if "Esc leave" in line or "Esc leaves" in line], drive.lines()


async def test_the_reader_says_in_full_what_its_keys_do_where_nothing_is_current() -> None:
    with a_desk() as world:
        world.article("Nothing here.\n")
        async with driving(world.desk) as drive:
            await drive.press("enter")
            assert drive.shows("mark names")
            assert [line for line in drive.lines() if line.endswith("…")] == []


async def test_an_action_that_is_called_so_comes_before_those_that_only_speak_of_it() -> None:
    with a_desk() as world:
        async with driving(world.desk) as drive:
            await drive.press("4", ":", *"stat", "enter")
            assert drive.shows("Statistics")
