"""d in the Library deletes an article after saying what goes with it; the trash brings it back."""

from collections.abc import Iterator

import pytest
from driving import driving

from curator.desk.queries import library
from curator.desk.quoting import delete_quote

from building import Building, a_desk

STORM = "Storm over the bay\n\n“We were not warned,” Anna Lee told the Herald on Tuesday. The ferries sail again.\n"


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


async def test_an_article_is_deleted_after_a_question_and_comes_back_from_the_trash(world: Building) -> None:
    article = world.article(STORM)
    article.quote("We were not warned,", "Anna Lee")
    async with driving(world.desk) as drive:
        await drive.press("d")
        assert drive.shows("With it: 1 quote.")
        await drive.press("n")
        assert drive.shows("Storm over the bay")
        await drive.press("d")
        await drive.press("y")
        assert "(u undoes)" in drive.said
        assert library(world.desk) == []
        drive.app.action_trash()
        await drive.settle()
        assert drive.shows("Trash: 1 deleted")
        await drive.press("enter")
        assert drive.shows("back again")
        await drive.press("escape")
        assert drive.shows("Storm over the bay")
    assert len(world.desk.dataset.quotes.all()) == 1


async def test_what_cannot_come_back_says_why_and_stays_in_the_trash(world: Building) -> None:
    article = world.article(STORM)
    delete_quote(world.desk, article.quote("We were not warned,").uid)
    async with driving(world.desk) as drive:
        await drive.press("d")
        await drive.press("y")
        drive.app.action_trash()
        await drive.settle()
        await drive.press("j", "enter")
        assert drive.shows("its article was deleted, too")
        await drive.press("k", "r", "r")
        assert drive.shows("nothing was deleted")


async def test_an_article_that_was_open_in_the_reader_is_not_opened_when_it_is_gone(world: Building) -> None:
    world.article(STORM)
    async with driving(world.desk) as drive:
        await drive.press("enter")
        await drive.press("1", "d")
        await drive.press("y")
        await drive.press("2")
        assert drive.shows("No article is open")
        assert not drive.shows("Storm over the bay")
        await drive.press("u", "1", "enter")
        assert drive.shows("Storm over the bay")
