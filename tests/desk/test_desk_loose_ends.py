"""Undoing never leaves a reference to what is gone, nor brings back a record whose reference is gone."""

import pytest

from curator.desk.cards import set_card
from curator.desk.desk import Desk, Refused
from curator.desk.mentioning import delete_mention
from curator.desk.registry import add_entity
from curator.desk.undoing import history, undo
from schema import Note
from store import CannotUndo

from building import a_desk

TEXT = "Talks\n\nThe Lindow Courier wrote that Ilse Brandt said no.\n"


def _last(desk: Desk) -> str:
    return history(desk, limit=1)[0].uid


def test_a_publisher_keeps_its_entry() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        article.mention("Ilse Brandt")  # the article is in progress from here on
        article.mention("Lindow Courier", "ORG")
        marked = _last(built.desk)
        set_card(built.desk, article.uid, "publisher", "Lindow Courier")
        with pytest.raises(CannotUndo, match="made since would refer to nothing"):
            undo(built.desk, marked)
        assert built.desk.dataset.check() == []


def test_what_has_a_note_is_not_undone_under_it() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("Ilse Brandt said no")
        made = _last(built.desk)
        with built.desk.act("note", ""):
            built.desk.dataset.notes.add(Note(on=quote.uid, on_table="quotes", text="why?", **built.desk.stamp()))
        with pytest.raises(CannotUndo, match="made since would refer to nothing"):
            undo(built.desk, made)


def test_a_mention_does_not_come_back_without_its_entry() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        with built.desk.act("add entry", ""):
            add_entity(built.desk, "person", "Ilse Brandt")
        added = _last(built.desk)
        mention = article.mention("Ilse Brandt")
        delete_mention(built.desk, mention.uid)
        deleted = _last(built.desk)
        undo(built.desk, added)
        with pytest.raises(CannotUndo, match="entities that is gone"):
            undo(built.desk, deleted)
        assert built.desk.dataset.check() == []


def test_several_authors_added_by_two_programs_are_all_kept_and_unknown_replaces_them() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        set_card(built.desk, article.uid, "authors", "Ana Ruiz")
        set_card(Desk(built.desk.dataset, "ben"), article.uid, "authors", "Bo Lind")
        set_card(built.desk, article.uid, "authors", "", "unknown")
        assert [a.basis for a in built.desk.dataset.articles[article.uid].authors] == ["unknown"]
        set_card(built.desk, article.uid, "authors", "Ana Ruiz")
        assert [a.value for a in built.desk.dataset.articles[article.uid].authors] == ["Ana Ruiz"]
        with pytest.raises(Refused, match="words that state it"):
            set_card(built.desk, article.uid, "title", "Talks", "stated")
        with pytest.raises(Refused, match="no range"):
            set_card(built.desk, article.uid, "title", "Talks", evidence=((0, 10_000),))
