"""Library, Names, Quotes, Duplicates and the windows over them, under the keys and the mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Driver, driving
from textual.events import Key

from curator.desk.desk import open_desk
from curator.tui.screens.duplicates import DuplicatesScreen
from curator.tui.screens.library import LibraryScreen
from curator.tui.screens.names import NamesScreen
from curator.tui.screens.quotes import QuotesScreen
from curator.tui.widgets.bars import FooterBar, TopBar

from building import Building, a_desk

STORM = """Storm leaves harbour without power

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer had seen the cable burn.

Mayor John Carter met Norda Energy in Port Elsin. Nobody was hurt, and the ferries sail again.
"""


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def spellings(world: Building) -> None:
    """Two articles that spell one person twice, and a second pair less alike."""
    one = world.article(STORM)
    one.mention("Anna Lee")
    one.mention("John Carter")
    two = world.article("Ana Lee was there. Jon Carter was there too. Anna Leigh was not.\n", "two.txt")
    two.mention("Ana Lee")
    two.mention("Jon Carter")
    two.mention("Anna Leigh")


def judged(world: Building) -> list[tuple[str, str, str]]:
    return [(j.left_shown, j.judgement, j.right_shown) for j in world.desk.dataset.judgements.all() if not j.retracted]


async def test_the_library_imports_a_folder_and_says_what_came(world: Building) -> None:
    folder = Path(world.folder, "new")
    folder.mkdir()
    (folder / "one.txt").write_text(STORM)
    (folder / "bad.xyz").write_bytes(b"\x00\x01\x02\xff")
    async with driving(world.desk) as drive:
        assert drive.shows("No articles yet: press i")
        await drive.press("i")
        await drive.write(str(folder))
        await drive.press("enter")
        assert drive.said.startswith("! 1 added, 0 there already, 1 refused") or drive.said.startswith("1 added")
        assert len(drive.place(LibraryScreen).rows) == 1
        await drive.press("i")
        await drive.write("/no/such/file")
        await drive.press("enter")
        assert drive.said.startswith("! ")
        assert "/no/such/file" in drive.said
        await drive.press("u")
        assert drive.said.startswith("undone: import: one.txt")
        assert not drive.place(LibraryScreen).rows


async def test_the_library_sets_status_excludes_and_goes_to_what_is_open(world: Building) -> None:
    world.article("Nothing is quoted in this text.\n", "none.txt")
    storm = world.article(STORM)
    async with driving(world.desk) as drive:
        library = drive.place(LibraryScreen)
        await drive.press("space")
        assert library.row
        assert library.row.uid == storm.uid
        await drive.press("s", "3")
        assert world.desk.dataset.articles[storm.uid].status == "done"
        await drive.press("x")
        assert world.desk.dataset.articles[storm.uid].status == "excluded"
        await drive.press("x")
        assert world.desk.dataset.articles[storm.uid].status == "in progress"
        await drive.press("A", "y")
        assert drive.done()[0] == "accept all"


async def test_the_library_filters_moves_and_opens(world: Building) -> None:
    for name in ("one", "two", "three"):
        world.article(f"{name} is all it says.\n", f"{name}.txt")
    async with driving(world.desk) as drive:
        library = drive.place(LibraryScreen)
        await drive.press("/", *"two", "enter")
        assert len(library.rows) == 1
        assert "1 of 3 rows" in drive.said
        await drive.press("/", *["backspace"] * 3, "enter")
        assert len(library.rows) == 3
        seen = []
        for key in ("G", "g", "j", "k", "end", "home", "pagedown", "pageup", "down"):
            await drive.press(key)
            seen.append(library.table.cursor)
        assert seen == [2, 0, 1, 0, 2, 0, 2, 0, 1]
        await drive.press("enter")
        assert drive.reader.opened
        assert drive.reader.opened.text.startswith("two")


async def test_the_card_is_typed_chosen_or_unknown_and_saved_as_one_action(world: Building) -> None:
    article = world.article(STORM)
    async with driving(world.desk) as drive:
        await drive.press("e", "enter", *"Storm", "enter")
        await drive.press("0", "enter", *"2024-13", "enter")
        assert drive.shows("no EDTF date")
        await drive.press("backspace", "2", "enter")
        await drive.press("s")
        card = world.desk.dataset.articles[article.uid]
        assert (card.title and card.title.value, card.publisher and card.publisher.basis) == ("Storm", "unknown")
        assert card.published
        assert card.published.value == "2024-12"
        await drive.press("u")
        assert world.desk.dataset.articles[article.uid].title is None
        await drive.press("e", "q")
        assert drive.app.screen is drive.app.place


async def test_names_are_renamed_filtered_and_lead_to_the_text(world: Building) -> None:
    spellings(world)
    async with driving(world.desk) as drive:
        await drive.press("3")
        names = drive.place(NamesScreen)
        await drive.press("/", *"carter", "enter")
        assert [row.name for row in names.rows] == ["John Carter", "Jon Carter"]
        await drive.press("e", *["backspace"] * 30, *"Jack", "enter")
        assert "Jack = John Carter" in world.names()
        assert "renamed" in drive.said
        await drive.press("/", *["backspace"] * 9, *"jack", "enter", "enter")
        await drive.press("enter")
        assert drive.reader.opened
        assert drive.reader.item
        assert drive.reader.item.spans[0].exact == "John Carter"


async def test_quotes_lead_to_the_text(world: Building) -> None:
    article = world.article(STORM)
    article.quote("Nobody was hurt", "John Carter")
    async with driving(world.desk) as drive:
        await drive.press("4")
        assert drive.shows("John Carter")
        assert drive.place(QuotesScreen).rows
        await drive.press("enter")
        assert drive.reader.view.caret == article.range("Nobody")[0]
        assert drive.reader.quote
        assert drive.reader.quote.settled


async def test_pairs_are_judged_the_likeliest_first_and_the_undone_one_comes_back(world: Building) -> None:
    spellings(world)
    async with driving(world.desk) as drive:
        await drive.press("5")
        screen = drive.place(DuplicatesScreen)
        first = screen.pair
        assert first
        await drive.press("y")
        assert judged(world) == [(first.left.preferred, "same", first.right.preferred)]
        assert "= " in drive.said
        assert "(u undoes)" in drive.said
        await drive.press("n")
        await drive.press("w")
        assert [verdict for _, verdict, _ in judged(world)][:3] == ["same", "different", "unsure"][:len(judged(world))]
        while len(judged(world)):
            await drive.press("u")
            assert drive.said.startswith("undone: judge")
        assert screen.pair
        assert screen.pair.left.uid == first.left.uid
        assert screen.pair.right.uid == first.right.uid
        await drive.press("U")
        assert len(judged(world)) == 1


async def test_a_pair_that_was_not_shown_is_never_judged(world: Building) -> None:
    spellings(world)
    async with driving(world.desk) as drive:
        await drive.press("5")
        await drive.press("n", "n", "n", "n")
        assert len(judged(world)) <= 2


async def test_pairs_are_skipped_and_the_name_to_show_is_chosen(world: Building) -> None:
    spellings(world)
    async with driving(world.desk) as drive:
        await drive.press("5")
        screen = drive.place(DuplicatesScreen)
        count = len(screen.queue)
        assert count >= 2
        await drive.press("space")
        assert screen.at == 1
        await drive.press("[")
        assert screen.at == 0
        await drive.press("]", "k", "j", "[")
        assert screen.at == 0
        before = screen.preferred
        await drive.press("p")
        assert screen.preferred != before
        assert screen.pair
        wanted = next(i.preferred for i in (screen.pair.left, screen.pair.right) if i.uid == screen.preferred)
        for key in ("e", "l", "a", "x"):
            await drive.press(key)
        assert "y is same" in drive.said
        await drive.press("y")
        assert any(name.startswith(f"{wanted} = ") for name in world.names())


async def test_the_queue_stands_beside_the_pair_on_a_wide_screen(world: Building) -> None:
    spellings(world)
    async with driving(world.desk, (120, 40)) as drive:
        await drive.press("5")
        assert drive.shows("QUEUE")
        assert drive.shows("> ")
        await drive.pilot.resize_terminal(80, 24)
        await drive.settle()
        assert not drive.shows("QUEUE")
        assert drive.shows("y would")


async def test_a_judgement_is_undone_after_a_restart(world: Building) -> None:
    spellings(world)
    async with driving(world.desk) as drive:
        await drive.press("5")
        await drive.press("y")
    with open_desk(world.folder / "desk.curator", by="ana") as again:
        async with driving(again) as drive:
            await drive.press("4", "u")
            assert drive.said.startswith("undone: judge same:")
            assert not again.dataset.judgements.count()


async def test_all_keys_are_read_whole_on_eighty_columns(world: Building) -> None:
    async with driving(world.desk) as drive:
        for number in "12345":
            await drive.press(number, "?")
            assert not any("…" in line for line in drive.lines()[:23]), drive.lines()
            await drive.press("escape")


async def test_the_palette_runs_an_action_of_the_place(world: Building) -> None:
    async with driving(world.desk) as drive:
        await drive.press(":", *"registry")
        assert drive.shows("Names (3)  go to the registry")
        await drive.press("enter")
        assert isinstance(drive.app.place, NamesScreen)
        await drive.press(":", *"contrast", "enter")
        assert drive.shows("the terminal's own colours")


async def test_history_tells_what_was_undone(world: Building) -> None:
    article = world.article(STORM)
    article.quote("Nobody was hurt")
    async with driving(world.desk) as drive:
        await drive.press("u", "H")
        assert drive.shows("undo make quote") or drive.shows("undone: make quote")
        await drive.press("j", "k", "q")
        assert drive.app.screen is drive.app.place


async def test_q_leads_to_the_library_and_out(world: Building) -> None:
    async with driving(world.desk) as drive:
        await drive.press("4", "q")
        assert isinstance(drive.app.place, LibraryScreen)
        await drive.pilot.press("q")
    assert drive.app.return_code == 0


async def test_the_app_leaves_while_an_import_runs(world: Building) -> None:
    folder = Path(world.folder, "many")
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Text {number}. {STORM}")
    async with driving(world.desk) as drive:
        await drive.press("i")
        await drive.write(str(folder))
        drive.app.post_message(Key("enter", None))
        while not drive.said.startswith("reading"):
            await drive.pilot.pause(0)
        drive.app.exit()
    assert drive.app.return_code == 0
    assert world.desk.dataset.articles.count() < 300
    assert world.desk.dataset.check() == []


async def test_places_and_keys_are_clicked(world: Building) -> None:
    async with driving(world.desk, (120, 24)) as drive:
        await click(drive, TopBar, "3 Names")
        assert isinstance(drive.app.place, NamesScreen)
        await click(drive, FooterBar, "? all")
        assert drive.app.screen is not drive.app.place


async def click(drive: Driver, bar: type[TopBar] | type[FooterBar], words: str) -> None:
    """Click on some words of a bar."""
    widget = drive.app.screen.query_one(bar)
    x = drive.lines()[widget.region.y].index(words)
    await drive.pilot.click(bar, offset=(x + 1, 0))
    await drive.settle()


async def test_trouble_is_one_line(world: Building) -> None:
    async with driving(world.desk) as drive:
        await drive.press("u")
        await drive.press("u")
        assert drive.said.startswith("! ")
        assert "\n" not in drive.said


async def test_search_in_texts_finds_as_one_types_and_enter_opens_the_place(world: Building) -> None:
    one = world.article(STORM)
    two = world.article("Another harbour altogether, in 2022.\n", "two.txt")
    async with driving(world.desk) as driver:
        await driver.press("T")
        await driver.write("norda ener")
        assert driver.shows("Norda Energy")
        await driver.press("enter")
        assert driver.reader.room.article == one.uid
        assert driver.reader.view.caret == STORM.index("Norda")
        await driver.press("T")
        await driver.write("harbour 2022")
        await driver.press("enter")
        assert driver.reader.room.article == two.uid
