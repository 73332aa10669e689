"""Quotes: the filter by fields, to the text and back, correcting in place, one speaker for several."""

from collections.abc import Iterator

import pytest
from driving import driving

from curator.desk.parties import Who
from curator.desk.quoting import toggle_party
from curator.tui.screens.quotes import QuotesScreen

from building import Building, BuiltArticle, a_desk

STORM = """Storm leaves harbour without power

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer had seen the cable burn.

Mayor John Carter met Norda Energy in Port Elsin. “Nobody was hurt,” he said. “The ferries sail again,” he added.
"""
SAID = ("We were not warned,", "Nobody was hurt,", "The ferries sail again,")


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


@pytest.fixture
def storm(world: Building) -> BuiltArticle:
    """Three statements; only the first has a speaker."""
    article = world.article(STORM)
    article.mention("Anna Lee")
    article.mention("John Carter")
    for words, speaker in zip(SAID, ("Anna Lee", "", ""), strict=True):
        article.quote(words, speaker)
    return article


def speakers(world: Building) -> list[list[str]]:
    quotes = sorted(world.desk.dataset.quotes.all(), key=lambda q: q.content[0].start)
    mentions, entities = world.desk.dataset.mentions, world.desk.dataset.entities
    return [[entities[p.entity or mentions[p.mention or ""].entities[0]].preferred for p in q.speakers] for q in quotes]


async def test_the_list_narrows_as_one_types_and_escape_shows_all(world: Building, storm: BuiltArticle) -> None:
    quote = next(q for q in world.desk.dataset.quotes.all() if q.content[0].exact == SAID[1])
    toggle_party(world.desk, storm.uid, quote.uid, "targets", Who(name="Norda Energy", kind="organisation"))
    async with driving(world.desk) as drive:
        await drive.press("4")
        screen = drive.place(QuotesScreen)
        await drive.press("/", *"speaker:non")
        assert [row.words for row in screen.rows] == []
        await drive.press("e")
        assert [row.words for row in screen.rows] == [*SAID[1:]]
        await drive.write(" about:norda")
        assert [row.words for row in screen.rows] == [SAID[1]]
        assert drive.said.startswith("1 of 3 rows")
        await drive.write(" date:soon")
        assert drive.said.startswith("! soon is no date")
        await drive.press("escape")
        assert len(screen.rows) == 3
        assert screen.table.has_focus
        await drive.press("/", *"ferries", "enter", "j", "k")
        assert [row.words for row in screen.rows] == [SAID[2]]
        assert drive.shows("1 of 3 statements")
        await drive.press("escape")
        assert len(screen.rows) == 3


async def test_enter_goes_to_the_text_and_q_back_to_the_row(world: Building, storm: BuiltArticle) -> None:
    async with driving(world.desk) as drive:
        await drive.press("4", "j", "j")
        await drive.press("enter")
        assert drive.reader.view.caret == storm.range(SAID[2])[0]
        await drive.press("q")
        row = drive.place(QuotesScreen).row
        assert row
        assert row.words == SAID[2]


async def test_a_statement_is_corrected_in_place_by_the_keys_of_the_reader(world: Building,
                                                                          storm: BuiltArticle) -> None:
    async with driving(world.desk) as drive:
        await drive.press("4", "j")
        await drive.press("s")
        await drive.write("carter")
        await drive.press("enter")
        assert speakers(world) == [["Anna Lee"], ["John Carter"], []]
        row = drive.place(QuotesScreen).row
        assert row
        assert (row.words, row.speakers) == (SAID[1], ("John Carter",))
        await drive.press("t")
        await drive.write("lee")
        await drive.press("enter")
        await drive.press("-")
        assert drive.shows("Anna Lee −")
        kinds = [row.kind]
        for keys in ("K", "K", "KK"):
            await drive.press(*keys)
            changed = drive.place(QuotesScreen).row
            assert changed
            kinds.append(changed.kind)
        assert kinds == ["direct", "mixed", "indirect", "direct"]
        await drive.press("i")
        await drive.write("lee")
        await drive.press("enter")
        assert drive.done()[:2] == ["set via", "set kind"]
        assert drive.done()[4:8] == ["set kind", "set stance", "set about", "set speaker"]
        await drive.press("d")
        assert len(drive.place(QuotesScreen).rows) == 2
        for _ in range(9):
            await drive.press("u")
        assert speakers(world) == [["Anna Lee"], [], []]


async def test_one_speaker_is_set_for_the_marked_after_a_preview(world: Building, storm: BuiltArticle) -> None:
    async with driving(world.desk) as drive:
        await drive.press("4", "S")
        assert drive.said.startswith("mark statements with v first")
        await drive.press("j", "v", "v")
        assert drive.shows("3 statements, 2 marked")
        await drive.press("S")
        await drive.write("carter")
        await drive.press("enter")
        assert drive.shows("Set the speaker of 2 statements?")
        assert drive.shows("“Nobody was hurt,”, before: nobody")
        assert speakers(world) == [["Anna Lee"], [], []]
        await drive.press("y")
        assert speakers(world) == [["Anna Lee"], ["John Carter"], ["John Carter"]]
        assert not drive.place(QuotesScreen).table.marked
        await drive.press("u")
        assert speakers(world) == [["Anna Lee"], [], []]


async def test_a_wide_screen_has_columns_for_date_and_outlet(world: Building, storm: BuiltArticle) -> None:
    for size, is_wide in (((120, 40), True), ((80, 24), False)):
        async with driving(world.desk, size) as drive:
            await drive.press("4")
            assert drive.shows("outlet") == is_wide
            await drive.press("a")
            assert drive.said.startswith("every statement here is accepted")
