"""Two programs on one dataset: what the other did shows itself, and who writes over it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from driving import Driver, driving

from curator.desk.cards import set_card
from curator.desk.desk import Desk, open_desk
from curator.desk.parties import Who
from curator.desk.quoting import set_kind, set_stance, toggle_party
from curator.desk.registry import rename
from curator.tui.screens.quotes import QuotesScreen
from curator.tui.screens.race import RaceWindow

from building import Building, BuiltArticle, a_desk

STORM = "“We were not warned,” Anna Lee told the Herald on Tuesday. The ferries sail again.\n"


@contextmanager
def two_desks() -> Iterator[tuple[Building, Desk]]:
    """The desk of ana, and that of ben as another program has it open."""
    with a_desk() as world, open_desk(world.folder / "desk.curator", by="ben") as ben:
        yield world, ben


async def other_program_seen(drive: Driver) -> None:
    """Two looks: one finds what was done, the next knows that it is shown."""
    for _ in range(3):
        drive.app.watch_others.look()
        await drive.settle()


async def test_what_another_program_does_shows_itself_and_leaves_caret_and_selection() -> None:
    with two_desks() as (world, ben):
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await drive.press("enter", "escape")
            view = drive.reader.view
            view.caret = article.range("ferries")[0]
            await drive.press("v", "w", "w")
            before = (view.caret, view.selection)
            theirs = BuiltArticle(ben, article.uid, STORM).quote("We were not warned,", speaker="Carla Voss")
            await other_program_seen(drive)
            opened = drive.reader.opened
            assert opened is not None
            assert opened.item(theirs.uid)
            assert (view.caret, view.selection) == before


async def test_the_list_keeps_its_row_and_what_is_being_typed_when_others_add_to_it() -> None:
    with two_desks() as (world, ben):
        for number in range(3):
            world.article(f"Article {number}.\n", f"{number}.txt")
        async with driving(world.desk) as drive:
            await drive.press("j")
            row = drive.app.place.row.uid  # type: ignore[union-attr]
            Building(ben, world.folder).article("From ben.\n", "a-new.txt")
            await other_program_seen(drive)
            assert drive.shows("a-new.txt")
            assert drive.app.place.row.uid == row  # type: ignore[union-attr]
            await drive.press("e", "enter", *"Half a ti")
            Building(ben, world.folder).article("Another from ben.\n", "b-new.txt")
            await other_program_seen(drive)
            await drive.press(*"tle", "enter", "s")
            title = world.desk.dataset.articles[row].title
            assert title is not None
            assert title.value == "Half a title"
            assert drive.shows("b-new.txt")


async def test_a_card_that_another_changed_meanwhile_is_asked_about() -> None:
    with two_desks() as (world, ben):
        article = world.article(STORM)
        uid = article.uid

        def title() -> str:
            fact = world.desk.dataset.articles[uid].title
            return fact.value if fact else ""

        async with driving(world.desk) as drive:
            await drive.press("e", "enter", *"Mine", "enter")
            set_card(ben, uid, "title", "Theirs")
            await other_program_seen(drive)  # shown below, but the form was read before
            await drive.press("s")
            assert isinstance(drive.app.screen, RaceWindow)
            assert drive.shows("ben changed the article")
            assert drive.shows("theirs Theirs")
            assert drive.shows("mine   Mine")
            await drive.press("l")
            assert title() == "Theirs"
            assert "not written: title Mine" in drive.said
            await other_program_seen(drive)
            await drive.press("e", "enter", *["backspace"] * 9, *"Again", "enter", "s")
            assert title() == "Again"  # now it was seen
            await drive.press("e", "enter", *["backspace"] * 9, *"Mine", "enter")
            set_card(ben, uid, "title", "Theirs once more")
            await drive.press("s", "w")
            assert title() == "Mine"


async def test_different_fields_of_one_record_go_together_without_a_question() -> None:
    with two_desks() as (world, ben):
        uid = world.article(STORM).uid
        async with driving(world.desk) as drive:
            await drive.press("e", "enter", *"Mine", "enter")
            set_card(ben, uid, "url", "https://example.org/")
            await drive.press("s")
            article = world.desk.dataset.articles[uid]
            assert article.title is not None
            assert article.url is not None
            assert (article.title.value, article.url.value) == ("Mine", "https://example.org/")


async def test_a_quote_is_asked_about_in_the_reader_and_in_the_list_of_quotes() -> None:
    with two_desks() as (world, ben):
        article = world.article(STORM)
        quote = article.quote("We were not warned,", speaker="Anna Lee")
        async with driving(world.desk) as drive:
            await drive.press("enter", "escape")
            drive.reader.current = quote.uid
            set_kind(ben, article.uid, quote.uid, "indirect")
            await drive.press("K")
            assert drive.shows("theirs indirect")
            await drive.press("t")
            assert world.desk.dataset.quotes[quote.uid].kind == "indirect"
            await other_program_seen(drive)
            await drive.press("4")
            assert isinstance(drive.app.place, QuotesScreen)
            toggle_party(ben, article.uid, quote.uid, "targets", Who(name="Norda Energy"))
            set_stance(ben, article.uid, quote.uid, "positive")
            set_kind(ben, article.uid, quote.uid, "mixed")
            await drive.press("K")
            assert isinstance(drive.app.screen, RaceWindow)
            await drive.press("w")
            now = world.desk.dataset.quotes[quote.uid]
            assert (now.kind, now.targets[0].stance) == ("free", "positive")


async def test_a_name_is_asked_about() -> None:
    with two_desks() as (world, ben):
        world.article(STORM).mention("Anna Lee")
        uid = world.entity("Anna Lee")
        async with driving(world.desk) as drive:
            await drive.press("3", "e", *["backspace"] * 30, *"Anna B. Lee")
            rename(ben, uid, "Anna C. Lee")
            await drive.press("enter")
            assert drive.shows("theirs Anna C. Lee")
            assert drive.shows("mine   Anna B. Lee")
            await drive.press("w")
            assert world.desk.dataset.entities[uid].preferred == "Anna B. Lee"
            assert world.desk.dataset.check() == []
