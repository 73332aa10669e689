"""Every word can be read in every look, and nothing rests on colour."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product

import pytest
from driving import Driver, driving
from looking import contrast, is_text, runs
from rich.color import ColorSystem
from textual.color import Color

from curator.desk.codebook import COLOURS, add_label, mark_as
from curator.desk.notes import Thing, add_note
from curator.tui.widgets.label_colour import label_look
from curator.tui.widgets.page import Page
from curator.tui.widgets.paint import LOOKS

from building import a_desk

STORM = """Storm leaves harbour without power

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer said the harbour would stay closed.

Mayor John Carter met Norda Energy in Port Elsin. “It was a long night,” Carter said. Ana Lee was there.

Read also: Ferries sail again
"""
MARKS = [look for look in LOOKS if look not in ("current", "hit", "caret", "selection", "gutter", "gutter-current")]
LEAST = {"dark": 4.5, "light": 4.5, "high-contrast": 7.0}
TOUR = (  # after each of these keys everything on the screen is looked at; several are pressed in one go
    "down", "/ S", "escape", "?", "escape", "e", "escape", "i", "escape", "s", "escape", "enter", "a", "space a",
    "space", "x", "v w w", "escape", "s", "escape", "/ L e e enter", "n", "escape", "A", "n", "[", "H", "escape", "m",
    "escape", "3", "enter", "escape", "4", "v", "5", "p", "1", "C", "escape", "X", "escape", ":", "l o o",
    "escape", "1")


@asynccontextmanager
async def a_day(theme: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driver]:
    """The app over an article in which something of each kind stands."""
    with a_desk() as world:
        article = world.article(STORM)
        article.mention("John Carter")
        article.mention("Anna Lee")
        article.mention("Ana Lee")
        quote = article.quote("It was a long night", "John Carter")
        for colour, words in zip(COLOURS, ("harbour", "power", "warned", "Tuesday", "engineer", "night"), strict=True):
            add_label(world.desk, f"{colour} thing", colour=colour)
            mark_as(world.desk, article.uid, *article.range(words), f"{colour} thing")
        add_note(world.desk, Thing("quotes", quote.uid, "the quote"), "who else?", flag=True)
        world.article("A second one.\n", "second.txt")
        async with driving(world.desk, size) as drive:
            drive.app.theme = theme
            await drive.settle()
            yield drive


@pytest.mark.parametrize("theme", LEAST)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_word_on_a_tour_through_the_program_can_be_read(theme: str, size: tuple[int, int]) -> None:
    async with a_day(theme, size) as drive:
        for keys in ("", *TOUR):
            await drive.press(*keys.split())
            for run in runs(drive.app):
                if is_text(run.words):
                    for colours in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
                        found = contrast(run.style, colours)
                        assert found >= LEAST[theme], f"{run.words!r} after {keys!r}: {found:.1f}, {colours}"


@pytest.mark.parametrize("theme", LEAST)
async def test_whatever_lies_upon_the_text_can_be_read(theme: str) -> None:
    async with a_day(theme) as drive:
        await drive.press("enter")
        page = drive.reader.query_one(Page)
        marks = [*MARKS, *map(label_look, COLOURS)]
        for looks in product(marks, marks, ("", "current"), ("", "hit"), ("", "caret", "selection")):
            style = page._style(tuple(filter(None, looks)))
            assert contrast(style) >= LEAST[theme], looks
            assert contrast(style, ColorSystem.EIGHT_BIT) >= LEAST[theme], looks


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_without_colour_there_is_none_and_signs_and_attributes_say_it(monkeypatch: pytest.MonkeyPatch,
                                                                            size: tuple[int, int]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with a_day("terminal", size) as drive:
        for keys in ("", *TOUR):
            await drive.press(*keys.split())
            for run in runs(drive.app):
                for colour in (run.style.color, run.style.bgcolor):
                    assert colour is None or colour.is_default, f"{run.words!r} after {keys!r}: {colour}"


async def test_the_terminals_own_colours_are_among_its_sixteen() -> None:
    async with a_day("terminal") as drive:
        for keys in ("", *TOUR):
            await drive.press(*keys.split())
            for run in runs(drive.app):
                for colour in (run.style.color, run.style.bgcolor):
                    assert colour is None or colour.number is None or colour.number < 16
                    assert colour is None or colour.triplet is None, f"{run.words!r} after {keys!r}: {colour}"
                if run.style.bgcolor is not None and is_text(run.words):
                    assert run.style.bgcolor.is_default, f"{run.words!r} after {keys!r}: a ground of ours"


@pytest.mark.parametrize("theme", LEAST)
async def test_a_label_is_drawn_in_its_colour_and_named_beside_it(theme: str) -> None:
    async with a_day(theme, (120, 40)) as drive:
        await drive.press("enter")
        wanted = {colour: Color.parse(drive.app.theme_variables[label_look(colour)]).rich_color for colour in COLOURS}
        drawn = {run.words.strip(): run.style for run in runs(drive.app)}
        assert drawn["engineer"].color == wanted["blue"]
        assert drawn["engineer"].underline, "a mention without colour too"
        assert {colour: drawn[f"{colour} thing"].color for colour in COLOURS} == wanted, "the side panel names them"
        await drive.press("C", "G")
        assert {colour: next(run.style.color for run in runs(drive.app) if run.words.strip() == colour)
                for colour in COLOURS} == wanted
