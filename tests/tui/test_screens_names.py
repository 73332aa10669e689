"""Names: the list, the card of an entry, and every key that changes one."""

from collections.abc import Iterator

import pytest
from driving import Driver, driving

from curator.desk.cards import set_card
from curator.desk.desk import Desk
from curator.desk.entries import new_entry
from curator.desk.judging import judge
from curator.desk.registry import registry
from curator.tui.screens.entry import EntryScreen
from curator.tui.screens.names import NamesScreen

from building import Building, a_desk

STORM = """“We were not warned,” Anna Lee told the Herald on Tuesday. Ana Lee had seen the cable burn.

Mayor John Carter met Norda Energy in Port Elsin. “Nobody was hurt,” Carter said of Anna Lee.
"""


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def two_lees(world: Building) -> tuple[str, str]:
    """An article that writes one person in two ways; the uids of both entries."""
    article = world.article(STORM)
    one, two = article.mention("Anna Lee").entities[0], article.mention("Ana Lee").entities[0]
    article.quote("We were not warned,", "Anna Lee")
    return one, two


def names(desk: Desk) -> list[str]:
    return [" = ".join(i.names) for i in registry(desk).identities()]


async def to_the_only_entry(drive: Driver, words: str) -> NamesScreen:
    await drive.press("3", "/")
    await drive.write(words)
    await drive.press("enter")
    screen = drive.place(NamesScreen)
    assert len(screen.rows) == 1
    return screen


async def test_the_list_narrows_over_all_names_and_stays_narrow_until_escape(world: Building) -> None:
    one, two = two_lees(world)
    judge(world.desk, one, two, "same", preferred=one)
    new_entry(world.desk, "place", "Port Elsin")
    async with driving(world.desk) as drive:
        screen = await to_the_only_entry(drive, "ana lee person")
        assert drive.shows("Anna Lee = Ana Lee")
        assert drive.shows("1 of 2 entries")
        await drive.press("enter")
        assert drive.app.screen is not screen
        await drive.press("q")
        assert len(screen.rows) == 1
        await drive.press("escape")
        assert len(screen.rows) == 2


async def test_the_card_shows_names_judgements_and_places_by_date_and_leads_to_the_text_and_back(
        world: Building) -> None:
    one, two = two_lees(world)
    late = world.article("Ana Lee left the harbour.\n", "two.txt")
    late.mention("Ana Lee")
    set_card(world.desk, late.uid, "published", "2019-05")
    judge(world.desk, one, two, "same", preferred=one)
    async with driving(world.desk) as drive:
        await to_the_only_entry(drive, "lee")
        await drive.press("enter")
        card = drive.place(EntryScreen)
        for words in ("Anna Lee  person   3 mentions, 1 statement", "name        Ana Lee", "says", "undated",
                      "written 2 times, first in [two.txt]; by Anna Lee =", "judged      Anna Lee = Ana Lee (ana)"):
            assert drive.shows(words), words
        assert [row.place.published for row in card.rows if row.place] == ["2019-05", "", "", ""]
        row = card.row
        assert row
        assert row.place
        assert row.place.article == late.uid
        await drive.press("j", "j", "j")
        await drive.press("enter")
        assert drive.reader.view.caret == STORM.index("Anna Lee")
        await drive.press("q")
        assert drive.place(EntryScreen) is card
        assert card.table.cursor == len(card.rows) - 2
        await drive.press("/", *"two.txt", "enter")
        assert drive.shows("first in [two.txt]")
        assert not drive.shows("undated")
        await drive.press("escape", "*")
        assert not drive.shows("judged")
        await drive.press("escape")
        drive.place(NamesScreen)
        await drive.press("*")
        assert not drive.shows("judged")
        assert drive.shows("2019-05")


async def test_an_entry_is_made_named_and_deleted_from_the_list(world: Building) -> None:
    async with driving(world.desk) as drive:
        await drive.press("3", "n")
        await drive.write("Anna Lee")
        await drive.press("enter", "1")
        await drive.press("n")
        await drive.write("anna lee")
        await drive.press("enter", "1")
        assert drive.shows("There is a person called anna lee already")
        await drive.press("n")
        assert names(world.desk) == ["Anna Lee"]
        await drive.press("a")
        await drive.write("Annie")
        await drive.press("enter", "3")
        await drive.press("p", "2")
        assert names(world.desk) == ["Annie = Anna Lee"]
        await drive.press("e")
        await drive.press(*["backspace"] * 5, *"Anne", "enter")
        assert names(world.desk) == ["Anne = Anna Lee = Annie"]
        await drive.press("a")
        await drive.write("Annie")
        await drive.press("enter", "8")
        assert names(world.desk) == ["Anne = Anna Lee"]
        await drive.press("t", "5")
        assert drive.shows("event")
        await drive.press("d")
        assert drive.said == "deleted Anne (u undoes)"
        assert names(world.desk) == []
        for _ in range(7):
            await drive.press("u")
        assert names(world.desk) == []
        assert drive.done() == ["set up codebook"]


async def test_what_is_in_use_is_not_deleted_and_says_why(world: Building) -> None:
    two_lees(world)
    async with driving(world.desk) as drive:
        await drive.press("3")
        await drive.press("d")
        assert drive.said.startswith("! Ana Lee is in use by 1 mention")
        await drive.press("enter")
        await drive.press("d")
        assert drive.said.startswith("! Ana Lee is in use by 1 mention")
        drive.place(EntryScreen)


async def test_roles_and_identifiers_come_and_go_on_the_card(world: Building) -> None:
    article = world.article(STORM)
    carter = article.mention("John Carter").entities[0]
    async with driving(world.desk) as drive:
        await to_the_only_entry(drive, "carter")
        await drive.press("enter")
        await drive.press("r")
        await drive.press("0")
        for words in ("Mayor", "Port Elsin", "2019"):
            await drive.press("enter")
            await drive.write(words)
            await drive.press("enter")
        await drive.press("j", "1", "s")
        [role] = world.desk.dataset.entities[carter].roles
        assert (role.title, role.since, role.article) == ("Mayor", "2019", article.uid)
        assert role.evidence
        assert role.evidence.exact == "Mayor John Carter met Norda Energy in Port Elsin."
        assert drive.shows("role        Mayor, Port Elsin, 2019/..")
        await drive.press("i")
        await drive.write("Wikidata Q42")
        await drive.press("enter")
        assert drive.shows("identifier  wikidata Q42")
        await drive.press("r", "1")
        await drive.press("i", "1")
        entity = world.desk.dataset.entities[carter]
        assert (entity.roles, entity.identifiers) == ((), ())


async def test_entries_are_merged_after_a_look_at_the_evidence_and_split_off_again(world: Building) -> None:
    one, two = two_lees(world)
    async with driving(world.desk) as drive:
        await to_the_only_entry(drive, "anna")
        await drive.press("=")
        await drive.write("ana")
        await drive.press("enter")
        assert drive.shows("Is Anna Lee the same as Ana Lee?")
        assert drive.shows("for: both named in 1 article")
        await drive.press("y")
        assert names(world.desk) == ["Anna Lee = Ana Lee"]
        await drive.press("enter")
        await drive.press("s")
        await drive.press("down", "space", "enter")
        assert drive.shows("leaves: Ana Lee")
        assert drive.shows("retracts 1 judgement")
        await drive.press("y")
        assert registry(world.desk).partition.relation(one, two) == "different"
        assert drive.shows("Anna Lee ≠ Ana Lee")
        await drive.press("u")
        assert names(world.desk) == ["Anna Lee = Ana Lee"]
        await drive.press("u")
        assert names(world.desk) == ["Ana Lee", "Anna Lee"]


async def test_a_card_whose_entry_is_undone_is_left(world: Building) -> None:
    new_entry(world.desk, "person", "Анна Ли")
    async with driving(world.desk) as drive:
        await drive.press("3", "l")
        assert drive.shows("[Anna Li]")
        await drive.press("enter")
        assert drive.shows("Анна Ли [Anna Li]")
        await drive.press("u")
        assert drive.place(NamesScreen).rows == []


async def test_affiliation_and_note_are_in_the_palette(world: Building) -> None:
    new_entry(world.desk, "person", "Anna Lee")
    async with driving(world.desk) as drive:
        await drive.press("3")
        screen = drive.place(NamesScreen)
        for action, words in (("affiliation", "Harbour Authority"), ("remark", "not the singer")):
            await screen.run_action(action)
            await drive.settle()
            await drive.write(words)
            await drive.press("enter")
        await drive.press("j", "k", "enter")
        assert drive.shows("affiliation Harbour Authority")
        assert drive.shows("note        not the singer")
