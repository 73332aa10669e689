"""What undoing would do, tried without doing it."""

import pytest

from curator.desk.notes import add_note, thing
from curator.desk.quoting import delete_quote, set_kind
from curator.desk.recalling import history_about, undo_effect
from curator.desk.undoing import history, undo
from store import CannotUndo

from building import a_desk

TEXT = "“We were not warned,” Anna Lee told the Herald.\n"


def test_the_effect_is_told_and_nothing_is_done() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("We were not warned,", "Anna Lee")
        made, before = history(built.desk), built.desk.dataset.position()
        assert undo_effect(built.desk, made[0].uid) == [
            "puts back speakers of quote “We were not warned,”", "takes away entry Anna Lee"]
        assert built.desk.dataset.position() == before
        assert built.desk.dataset.quotes[quote.uid].speakers
        assert not built.desk.dataset.action(made[0].uid).undone_by
        delete_quote(built.desk, quote.uid)
        assert undo_effect(built.desk, history(built.desk)[0].uid) == ["brings back quote “We were not warned,”"]
        assert built.desk.dataset.check() == []


def test_what_cannot_be_undone_says_why() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("We were not warned,")
        made = history(built.desk)[0]
        set_kind(built.desk, article.uid, quote.uid, "indirect")
        with pytest.raises(CannotUndo, match="changed the same since"):
            undo_effect(built.desk, made.uid)
        undo(built.desk)
        add_note(built.desk, thing(built.desk, quote.uid), "check")
        with pytest.raises(CannotUndo, match=r"refer to nothing \(ana, note"):
            undo_effect(built.desk, made.uid)
        undone = undo(built.desk)
        with pytest.raises(CannotUndo, match="is an undo"):
            undo_effect(built.desk, undone.uid)


def test_the_history_of_an_article_holds_what_was_done_in_it_and_no_more() -> None:
    with a_desk() as built:
        one, two = built.article(TEXT), built.article("“Perhaps,” he said.\n", "two.txt")
        quote = one.quote("We were not warned,")
        two.quote("Perhaps,")
        assert [a.name for a in history_about(built.desk, one.uid)] == ["make quote", "import"]
        assert [a.name for a in history_about(built.desk, quote.uid)] == ["make quote"]
        assert len(history_about(built.desk, one.uid, limit=1)) == 1
