"""Small and large terminals: nothing breaks, the text keeps its room, and a resize keeps the place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from driving import Driver, driving

from curator.desk.actions import PLACES
from curator.tui.side_panel import side_width

from building import a_desk

LONG = "Storm leaves harbour without power\n\n" + "".join(
    f"Paragraph {n}: “We were not warned, {n} times,” Anna Lee told the Herald. The harbour stays closed.\n\n"
    for n in range(60))


@asynccontextmanager
async def reading(size: tuple[int, int]) -> AsyncIterator[Driver]:
    with a_desk() as world:
        article = world.article(LONG)
        article.mention("Anna Lee")
        article.quote("We were not warned, 7 times", "Anna Lee")
        for number in range(30):
            world.article(f"Article {number} speaks of Ana Lee.\n", f"{number}.txt").mention("Ana Lee")
        async with driving(world.desk, size) as drive:
            yield drive


async def test_in_the_smallest_terminal_every_place_and_window_opens() -> None:
    async with reading((40, 12)) as drive:
        for number in range(1, len(PLACES)):
            await drive.press(str(number))
            for key in ("?", ":", "H", "X", "m", "enter", "i"):
                await drive.press(key)
                assert all(len(line) <= 40 for line in drive.lines())
                for _ in range(3):
                    if drive.app.screen is not drive.app.place:
                        await drive.press("escape")
        await drive.press("1", "home", "enter")
        assert drive.reader.view.page_height >= 5
        assert drive.shows("? ")


async def test_a_wide_terminal_gives_the_panel_what_the_text_does_not_need() -> None:
    async with reading((200, 60)) as drive:
        await drive.press("enter")
        assert drive.reader.view.size.width <= 110
        assert "Anna Lee" in drive.lines()[4][110:]
    assert [side_width(cells) for cells in (40, 80, 109, 110, 120, 150, 200, 400)] == [0, 0, 0, 40, 40, 42, 90, 90]


@pytest.mark.parametrize("place", PLACES[1:])
async def test_a_resize_there_and_back_keeps_the_place(place: str) -> None:
    async with reading((80, 24)) as drive:
        await drive.press(str(PLACES.index(place)), *["down"] * 14)
        before = drive.lines()
        for size in ((120, 40), (40, 12), (200, 60), (80, 24)):
            await drive.pilot.resize_terminal(*size)
            await drive.settle()
            if place in ("library", "reader", "names", "quotes"):
                assert 0 <= drive.app.cursor_position.y < size[1]
        assert drive.lines()[-6:] == before[-6:]
        if place == "reader":  # there the caret keeps its line, and the text flows around it
            assert drive.lines()[drive.app.cursor_position.y][:40] in [line[:40] for line in before]
        else:
            assert [line[:60] for line in drive.lines()] == [line[:60] for line in before]


async def test_where_nothing_is_it_is_said_what_to_do() -> None:
    with a_desk() as world:
        async with driving(world.desk) as drive:
            for number, words in ((1, "press i to import"), (2, "press 1 for the Library"), (3, "n makes one"),
                                  (4, "make quotes in the Reader (2)"), (5, "accept names in the Reader (2)")):
                await drive.press(str(number))
                assert drive.shows(words), drive.lines()
        world.article(LONG)
        async with driving(world.desk) as drive:
            await drive.press("/", *"nowhere")
            assert drive.shows("No row is like that: Esc shows all.")
