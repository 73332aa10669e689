"""What was deleted comes back whole, with everything that hung on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.desk.checking import check
from curator.desk.deciding import accept_all
from curator.desk.desk import Refused
from curator.desk.exporting import export_jsonl
from curator.desk.importing import import_paths
from curator.desk.notes import Thing, add_note
from curator.desk.quoting import delete_quote
from curator.desk.trash import delete_article, find_deleted, restore, trash
from curator.desk.undoing import redo, undo
from schema import Judgement
from store import CannotUndo

from building import Building, BuiltArticle, a_desk

TEXT = "Talks\n\n“We will sign tomorrow,” said Arkady Lomtev. Mr Lomtev accused Sarmia of delay.\n"


def an_article(world: Building, name: str = "a.txt", text: str = TEXT) -> BuiltArticle:
    """An article with a quote, mentions, decisions and notes."""
    article = world.article(text, name)
    quote = article.quote("We will sign tomorrow,", "Arkady Lomtev")
    accept_all(world.desk, article.uid, grade="guess")
    add_note(world.desk, Thing("quotes", quote.uid, "a quote"), "who told them?")
    add_note(world.desk, Thing("articles", article.uid, "an article"), "read again")
    return article


def exported(world: Building) -> bytes:
    path = world.folder / f"{len(list(world.folder.iterdir()))}.jsonl"
    export_jsonl(world.desk, path)
    return path.read_bytes()


def test_an_article_goes_with_all_that_hangs_on_it_and_comes_back_whole() -> None:
    with a_desk() as world:
        other = world.article("Another text about nobody.\n", "b.txt")
        article = an_article(world)
        before = exported(world)
        delete_article(world.desk, article.uid)
        assert [each.uid for each in world.desk.dataset.articles.all()] == [other.uid]
        tables = ("quotes", "mentions", "decisions", "notes", "zones")
        assert not any(record for table in tables for record in world.desk.dataset.collection(table).all())
        assert check(world.desk) == []
        (gone,) = trash(world.desk)
        assert (gone.kind, gone.by) == ("article", "ana")
        assert find_deleted(world.desk, article.uid[-6:]) == gone
        restore(world.desk, gone.uid)
        assert exported(world) == before
        assert check(world.desk) == []
        assert trash(world.desk) == []


def test_what_was_brought_back_and_deleted_again_by_redo_is_in_the_trash() -> None:
    with a_desk() as world:
        article = an_article(world)
        delete_article(world.desk, article.uid)
        undo(world.desk)
        assert trash(world.desk) == []
        redo(world.desk)
        (gone,) = trash(world.desk)
        restore(world.desk, gone.uid)
        assert world.desk.dataset.articles.get(article.uid)


def test_a_quote_comes_back_after_other_work_but_not_without_its_article() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        quote = article.quote("We will sign tomorrow,", "Arkady Lomtev")
        delete_quote(world.desk, quote.uid)
        article.mention("Sarmia", "PLACE")
        delete_article(world.desk, article.uid)
        of_article, of_quote = trash(world.desk)
        with pytest.raises(Refused, match="bring that back first"):
            restore(world.desk, of_quote.uid)
        restore(world.desk, of_article.uid)
        restore(world.desk, of_quote.uid)
        assert world.desk.dataset.quotes.get(quote.uid)
        with pytest.raises((Refused, CannotUndo), match="brought back before"):
            restore(world.desk, of_quote.uid)


def test_an_article_whose_text_was_imported_again_comes_back_only_instead_of_that() -> None:
    with a_desk() as world:
        article = an_article(world)
        delete_article(world.desk, article.uid)
        (again,) = import_paths(world.desk, [str(world.folder / "a.txt")])
        assert again.state == "added"
        (gone,) = trash(world.desk)
        with pytest.raises(Refused, match="imported again"):
            restore(world.desk, gone.uid)
        delete_article(world.desk, str(again.article))
        restore(world.desk, gone.uid)
        assert [each.uid for each in world.desk.dataset.articles.all()] == [article.uid]


def test_judgements_on_its_quotes_go_and_come_with_an_article() -> None:
    with a_desk() as world:
        one, two = an_article(world), world.article(TEXT.replace("Talks", "Talks again"), "b.txt")
        left = world.desk.dataset.quotes.all()[0]
        right = two.quote("We will sign tomorrow,")
        with world.desk.act("judge", ""):
            world.desk.dataset.judgements.add(Judgement(about="quote", left=left.uid, right=right.uid,
                                                        judgement="same", **world.desk.stamp()))
        delete_article(world.desk, one.uid)
        assert world.desk.dataset.judgements.all() == []
        restore(world.desk, trash(world.desk)[0].uid)
        assert len(world.desk.dataset.judgements.all()) == 1
        assert check(world.desk) == []


def test_only_deletions_are_restored_and_short_or_unknown_ids_are_named() -> None:
    with a_desk() as world:
        article = an_article(world)
        note = world.desk.dataset.history(limit=1)[0]
        with pytest.raises(Refused, match="is no deletion"):
            restore(world.desk, note.uid)
        delete_article(world.desk, article.uid)
        for words in ("zz", "ZZZZZZ", str(Path("x"))):
            with pytest.raises(Refused, match="nothing in the trash"):
                find_deleted(world.desk, words)
