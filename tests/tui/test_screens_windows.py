"""Notes and flags, the codebook, the history, the order of the Library, statistics, what is new: by keys."""

from collections.abc import Iterator

import pytest
from driving import driving

from curator.desk.codebook import label_named, labels
from curator.desk.exporting import export_jsonl
from curator.desk.notes import add_note, notes, thing
from curator.desk.ordering import library_order
from curator.desk.quoting import set_kind
from curator.desk.undoing import undo
from curator.tui.screens.library import LibraryScreen

from building import Building, a_desk

STORM = "“We were not warned,” Anna Lee told the Herald on Tuesday. The ferries sail again.\n"


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def typed(words: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in words]


async def test_an_article_is_noted_flagged_and_settled_in_the_library(world: Building) -> None:
    world.article(STORM)
    async with driving(world.desk) as drive:
        await drive.press("m", *"call", "enter")
        assert drive.done()[0] == "note"
        assert any(line.startswith(">  n") or line[2:5].strip() == "n" for line in drive.lines())
        await drive.press("f", *"date?", "enter")
        assert "flagged" in drive.said
        assert any("!" in line[:6] for line in drive.lines())
        await drive.press("f")
        assert drive.said == "settled the flag: date? (u undoes)"
        assert [(row.text, row.settled) for row in notes(world.desk)] == [("call", False), ("date?", True)]
        await drive.press("u")
        assert not any(row.settled for row in notes(world.desk))


async def test_the_reader_notes_what_is_current_and_shows_it(world: Building) -> None:
    article = world.article(STORM)
    quote = article.quote("We were not warned,", "Anna Lee")
    async with driving(world.desk) as drive:
        await drive.press("enter")
        await drive.press("home", "right")
        await drive.press("f", *typed("who warns?"), "enter")
        assert [row.on.uid for row in notes(world.desk)] == [quote.uid]
        assert drive.shows("! flag who warns? (ana)")
        assert drive.shows("in progress !1")
        await drive.press("space", "m")
        assert "accept it first" in drive.said or drive.app.screen is not drive.app.place


async def test_entries_statements_and_pairs_are_noted_too(world: Building) -> None:
    article = world.article(STORM + "Ana Lee was there.\n")
    article.quote("We were not warned,", "Anna Lee")
    article.mention("Ana Lee")
    async with driving(world.desk) as drive:
        await drive.press("4", "m", *"one", "enter")
        await drive.press("3", "m", *"two", "enter")
        await drive.press("5")
        await drive.press("f", "2", *"three", "enter")
    assert {(row.text, row.on.table) for row in notes(world.desk)} == {
        ("one", "quotes"), ("two", "entities"), ("three", "entities")}


async def test_nothing_current_says_so(world: Building) -> None:
    async with driving(world.desk) as drive:
        await drive.press("m")
        assert "nothing is current" in drive.said
        await drive.press("f")
        assert "nothing is current" in drive.said


async def test_the_list_of_notes_settles_edits_deletes_and_goes_to_them(world: Building) -> None:
    article = world.article(STORM)
    quote = article.quote("We were not warned,")
    add_note(world.desk, thing(world.desk, article.uid), "older")
    add_note(world.desk, thing(world.desk, quote.uid), "newer", flag=True)
    async with driving(world.desk) as drive:
        drive.app.action_notes()
        await drive.settle()
        assert drive.shows("Notes and flags: 2 of 2 open")
        await drive.press("f")
        assert drive.shows("1 of 2 open")
        await drive.press("g", "e", *"!", "enter")
        assert {row.text for row in notes(world.desk)} == {"newer", "older!"}
        await drive.press("d")
        assert [row.text for row in notes(world.desk)] == ["newer"]
        await drive.press("u")
        assert len(notes(world.desk)) == 2
        await drive.press("G", "enter")
        assert drive.reader.view.caret == STORM.index("We")


async def test_the_codebook_grows_and_the_reader_labels_with_it(world: Building) -> None:
    article = world.article(STORM)
    async with driving(world.desk) as drive:
        await drive.press("C", "n")
        await drive.press(*"VESSEL", "enter")
        await drive.press(*typed("A ship."), "enter")
        await drive.press("G", "K", "v", "enter")
        await drive.press("c", "5")
        await drive.press("x", *typed("the boat; a tug"), "enter")
        label = label_named(world.desk, "VESSEL")
        assert (label.definition, label.key, label.colour, label.examples) == (
            "A ship.", "v", "blue", ("the boat", "a tug"))
        await drive.press("escape", "enter")
        await drive.press("/", *"ferries", "enter", "v", "e")
        await drive.press("L", "v")
        (mention,) = world.desk.dataset.mentions.all()
        assert (mention.label, mention.spans[0].exact) == ("VESSEL", "ferries")
        await drive.press("L", "4")
        assert world.desk.dataset.mentions.all()[0].label == "EVENT"
        await drive.press("u")
        await drive.press("C", "G", "e")
        await drive.press(*["backspace"] * 6, *"SHIP", "enter")
        assert world.desk.dataset.mentions.all()[0].label == "SHIP"
        await drive.press("r")
        assert label_named(world.desk, "SHIP").retired
        await drive.press("g", "r")
        assert drive.shows("cannot be retired")
    assert {row.label.name: row.mentions for row in labels(world.desk)}["SHIP"] == 1
    assert article.uid


async def test_any_entry_of_the_history_is_undone_after_saying_what_that_does(world: Building) -> None:
    article = world.article(STORM)
    quote = article.quote("We were not warned,")
    add_note(world.desk, thing(world.desk, article.uid), "call")
    async with driving(world.desk) as drive:
        await drive.press("H", "j", "u")
        assert drive.shows("Undo “make quote")
        assert drive.shows("takes away quote “We were not warned,”")
        await drive.press("n")
        assert world.desk.dataset.quotes.get(quote.uid)
        await drive.press("u")
        await drive.press("y")
        assert world.desk.dataset.quotes.get(quote.uid) is None
        assert drive.shows("undone: make quote")
        await drive.press("escape")
        await drive.press("U")
        assert world.desk.dataset.quotes.get(quote.uid)


async def test_an_undone_entry_of_the_history_is_done_again_though_more_was_done_since(world: Building) -> None:
    article = world.article(STORM)
    quote = article.quote("We were not warned,")
    undo(world.desk)
    add_note(world.desk, thing(world.desk, article.uid), "call")
    async with driving(world.desk) as drive:
        await drive.press("H", "j", "j")
        assert drive.shows("undone: make quote")
        await drive.press("e")
        assert drive.shows("made quote “We were not warned,”")
        await drive.press("escape")
        await drive.press("U")
        assert drive.shows("brings back quote “We were not warned,”")
        await drive.press("y")
        assert world.desk.dataset.quotes.get(quote.uid)
        assert drive.shows("done again: make quote")
        await drive.press("U")
        assert drive.shows("is not undone any more")


async def test_what_cannot_be_undone_says_why_and_the_history_narrows(world: Building) -> None:
    article, other = world.article(STORM), world.article("Another text.\n", "two.txt")
    quote = article.quote("We were not warned,")
    set_kind(world.desk, article.uid, quote.uid, "indirect")
    add_note(world.desk, thing(world.desk, other.uid), "call")
    async with driving(world.desk) as drive:
        await drive.press("H", "j", "j", "u")
        assert drive.shows("changed the same since")
        await drive.press("tab")
        assert drive.shows("History of this article")
        assert not drive.shows("note: article")
        assert drive.shows("set kind")
        await drive.press("escape")
        await drive.press("enter")
        await drive.press("home", "right")
        await drive.press("H")
        await drive.press("tab")
        await drive.press("tab")
        assert drive.shows("History of “We were not warned,”")
        assert not drive.shows("import")


async def test_the_order_is_chosen_and_kept(world: Building) -> None:
    world.article("Nothing is said.\n", "quiet.txt")
    loud = world.article(STORM, "loud.txt")
    async with driving(world.desk) as drive:
        await drive.press("o", "2")
        assert drive.place(LibraryScreen).rows[0].uid == loud.uid
        assert "by what needs me most" in drive.said
    assert library_order(world.desk) == "needs"
    async with driving(world.desk) as drive:
        assert drive.place(LibraryScreen).rows[0].uid == loud.uid


async def test_statistics_and_what_is_new_are_shown(world: Building) -> None:
    article = world.article(STORM)
    async with driving(world.desk) as drive:
        drive.app.action_new_since()
        await drive.settle()
        assert "nothing was exported" in drive.said
        export_jsonl(world.desk, world.folder / "x.jsonl", name="LAST")
        article.quote("We were not warned,", "Anna Lee")
        drive.app.action_new_since()
        await drive.settle()
        assert drive.shows("statements: 1 added")
        await drive.press("escape")
        drive.app.action_statistics()
        await drive.settle()
        assert drive.shows("Open suggestions by grade")
        assert drive.shows("in progress")
