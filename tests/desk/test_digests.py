"""The digests that lists read: in step with the records after every action, and not needed to be right."""

from __future__ import annotations

from curator.desk.cards import set_card, set_status
from curator.desk.deciding import accept_all
from curator.desk.desk import Desk
from curator.desk.digests import CARDS, STATEMENTS, all_statements, cards, statements_in
from curator.desk.judging import judge
from curator.desk.mentioning import delete_mention
from curator.desk.parties import Who
from curator.desk.queries import entries, library, statements
from curator.desk.quoting import toggle_party
from curator.desk.undoing import redo, undo

from building import Building, a_desk

TEXT = ("Mayor opens the bridge\n\n“We will not sign this letter today,” said Elena Sorokina, the mayor.\n\n"
        "Viktor Lomtey, her deputy, said that the bridge would be closed in the winter.\n")


def test_after_every_action_the_digest_says_what_the_records_say() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        built.article("Elena Sorokina spoke.\n", "other.txt")
        _in_step(built)
        accept_all(built.desk, article.uid)
        _in_step(built)
        quote = article.quote("would be closed", "Yelena Sorokina")
        _in_step(built)
        toggle_party(built.desk, article.uid, quote.uid, "targets", Who(name="Norda"))
        _in_step(built)
        set_card(built.desk, article.uid, "title", "Bridge")
        set_status(built.desk, article.uid, "done")
        _in_step(built)
        assert library(built.desk)[0].title == "Bridge"
        judge(built.desk, built.entity("Elena Sorokina"), built.entity("Yelena Sorokina"), "same")
        _in_step(built)
        unlinked = article.mention("bridge", "ORG")
        delete_mention(built.desk, unlinked.uid)
        _in_step(built)
        for turn in (undo, undo, redo, undo, undo, undo, undo):
            turn(built.desk)
            _in_step(built)


def test_without_its_caches_a_dataset_lists_the_same() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        accept_all(built.desk, article.uid)
        shown = library(built.desk), statements(built.desk), entries(built.desk)
        with built.desk.act("forget", ""):
            built.desk.dataset.cache(CARDS).clear()
            built.desk.dataset.cache(STATEMENTS).clear()
        fresh = Desk(built.desk.dataset, "ana")
        assert (library(fresh), statements(fresh), entries(fresh)) == shown


def test_an_article_whose_import_was_undone_is_in_no_list() -> None:
    with a_desk() as built:
        built.article(TEXT)
        undo(built.desk)
        assert (library(built.desk), statements(built.desk)) == ([], [])


def _in_step(built: Building) -> None:
    dataset = built.desk.dataset
    fresh = Desk(dataset, "ana")
    assert (statements(built.desk), entries(built.desk)) == (statements(fresh), entries(fresh))
    kept = cards(dataset), dict(all_statements(dataset)), {a.uid: statements_in(dataset, a.uid)
                                                           for a in dataset.articles.all()}
    assert kept[1] == kept[2]
    held = {name: dict(dataset.cache(name).items()) for name in (CARDS, STATEMENTS)}
    with built.desk.act("forget", ""):
        dataset.cache(CARDS).clear()
        dataset.cache(STATEMENTS).clear()
    assert (cards(dataset), dict(all_statements(dataset))) == kept[:2]
    with built.desk.act("keep again", ""):
        for name, values in held.items():
            dataset.cache(name).put_many(values)
