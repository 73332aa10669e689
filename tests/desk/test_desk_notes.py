"""Notes and flags: on what, settled, listed, undone, and gone with what they are on."""

from collections.abc import Iterator

import pytest

from curator.desk.counts import counts
from curator.desk.desk import Refused
from curator.desk.mentioning import delete_mention
from curator.desk.notes import add_note, delete_note, edit_note, notes, notes_on, settle, settle_flags, thing
from curator.desk.quoting import delete_quote
from curator.desk.undoing import redo, undo
from store import CannotUndo

from building import Building, a_desk

TEXT = "“We were not warned,” Anna Lee told the Herald on Tuesday.\n"


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def test_a_note_is_on_an_article_a_quote_a_mention_or_an_entry(world: Building) -> None:
    article = world.article(TEXT)
    quote, mention = article.quote("We were not warned,"), article.mention("Anna Lee")
    for uid in (article.uid, quote.uid, mention.uid, mention.entities[0]):
        add_note(world.desk, thing(world.desk, uid[-6:]), f"seen {uid[-4:]}")
    rows = notes(world.desk)
    assert [row.on.table for row in rows] == ["entities", "mentions", "quotes", "articles"]
    assert rows[2].on.words == "“We were not warned,”"
    assert (rows[2].article, rows[2].start) == (article.uid, TEXT.index("We"))
    assert rows[0].article is None


def test_a_note_needs_words_a_flag_does_not(world: Building) -> None:
    on = thing(world.desk, world.article(TEXT).uid)
    with pytest.raises(Refused, match="needs words"):
        add_note(world.desk, on, "  ")
    assert add_note(world.desk, on, "", flag=True).flag


def test_open_ones_come_first_flags_before_notes_newest_first(world: Building) -> None:
    on = thing(world.desk, world.article(TEXT).uid)
    for words, flag in (("a", False), ("b", True), ("c", False), ("d", True)):
        add_note(world.desk, on, words, flag=flag)
    settle(world.desk, next(row.uid for row in notes(world.desk) if row.text == "d"))
    assert [row.text for row in notes(world.desk)] == ["b", "c", "a", "d"]
    assert [row.text for row in notes(world.desk, open_only=True)] == ["b", "c", "a"]


def test_the_library_counts_open_ones_through_settling_undo_and_redo(world: Building) -> None:
    article = world.article(TEXT)
    quote = article.quote("We were not warned,")

    def signs() -> tuple[int, int]:
        found = counts(world.desk.dataset, [article.uid])[article.uid]
        return found.flags, found.notes

    add_note(world.desk, thing(world.desk, quote.uid), "who warned?", flag=True)
    add_note(world.desk, thing(world.desk, article.uid), "call back")
    assert signs() == (1, 1)
    settle_flags(world.desk, thing(world.desk, quote.uid))
    assert signs() == (0, 1)
    undo(world.desk)
    assert signs() == (1, 1)
    redo(world.desk)
    assert signs() == (0, 1)


def test_notes_go_with_a_deleted_quote_and_come_back_with_it(world: Building) -> None:
    article = world.article(TEXT)
    quote, mention = article.quote("We were not warned,"), article.mention("Herald", "ORG")
    add_note(world.desk, thing(world.desk, quote.uid), "check")
    add_note(world.desk, thing(world.desk, mention.uid), "which one?")
    delete_quote(world.desk, quote.uid)
    delete_mention(world.desk, mention.uid)
    assert notes(world.desk) == []
    assert world.desk.dataset.check() == []
    undo(world.desk)
    undo(world.desk)
    assert {row.text for row in notes(world.desk)} == {"check", "which one?"}
    assert world.desk.dataset.check() == []


def test_what_a_note_is_on_cannot_be_undone_from_under_it(world: Building) -> None:
    article = world.article(TEXT)
    quote = article.quote("We were not warned,")
    made = world.desk.dataset.history(limit=1, uid=quote.uid)[0]
    add_note(world.desk, thing(world.desk, quote.uid), "check")
    with pytest.raises(CannotUndo, match="made since would refer to nothing"):
        undo(world.desk, made.uid)


def test_a_note_is_edited_and_deleted(world: Building) -> None:
    on = thing(world.desk, world.article(TEXT).uid)
    note = add_note(world.desk, on, "frist")
    edit_note(world.desk, note.uid, "first")
    assert [n.text for n in notes_on(world.desk, [on.uid])] == ["first"]
    delete_note(world.desk, note.uid)
    assert notes_on(world.desk, [on.uid]) == []
    undo(world.desk)
    assert [n.text for n in notes_on(world.desk, [on.uid])] == ["first"]


def test_an_id_that_names_nothing_is_refused(world: Building) -> None:
    world.article(TEXT)
    with pytest.raises(Refused, match="no article, quote, mention or entry"):
        thing(world.desk, "ZZZZZZ")
