"""Suggestions decided: accepted whole, accepted with a change, rejected, all of a grade."""

import pytest

from curator.desk.counts import counts
from curator.desk.deciding import accept, accept_all, reject
from curator.desk.desk import Refused
from curator.desk.parties import Who, shown
from curator.desk.quoting import delete_quote, toggle_party
from curator.desk.reading import open_article
from curator.desk.suggesting import open_suggestions, refresh
from curator.desk.undoing import undo
from schema import Quote

from building import a_desk

TEXT = ("Ferry strike ends\n\nThe strike is over, the operator said on Monday.\n\n"
        "“We are glad that the boats sail again,” said Tomasz Wilk, the director of Nordic Ferries.\n\n"
        "“I never doubted it for a minute,” he added. "
        "Ines Calloway, a lawyer for the crews, said the pay was still low.\n")


def test_accepting_a_quote_makes_its_speaker_cue_and_mention_in_one_action() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        offered = next(i for i in open_article(built.desk, article.uid).quotes if "boats sail" in i.spans[0].exact)
        before = built.desk.dataset.position()
        quote = accept(built.desk, article.uid, offered.id)
        assert isinstance(quote, Quote)
        assert [shown(built.desk, p) for p in quote.speakers] == ["Tomasz Wilk"]
        assert quote.cue
        assert quote.origin
        assert quote.origin.key == offered.id
        assert built.desk.dataset.position() == before + 1


def test_a_pronoun_is_linked_to_the_person_the_article_names() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        offered = next(i for i in open_article(built.desk, article.uid).quotes if "never doubted" in i.spans[0].exact)
        quote = accept(built.desk, article.uid, offered.id)
        assert isinstance(quote, Quote)
        assert shown(built.desk, quote.speakers[0]) == "Tomasz Wilk"


def test_a_rejected_suggestion_stays_away_when_the_recognisers_are_asked_again() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        offered = open_article(built.desk, article.uid).quotes[0]
        reject(built.desk, article.uid, offered.id)
        built.desk.dataset.cache("suggestions").clear()
        stored = built.desk.dataset.articles[article.uid]
        assert offered.id not in {q.key for q in refresh(built.desk, stored).quotes}


def test_what_was_decided_cannot_be_decided_again() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        offered = open_article(built.desk, article.uid).quotes[0]
        accept(built.desk, article.uid, offered.id)
        with pytest.raises(Refused, match="no open suggestion"):
            reject(built.desk, article.uid, offered.id)


def test_setting_a_field_of_an_open_suggestion_accepts_it_and_says_it_was_changed() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        offered = next(i for i in open_article(built.desk, article.uid).quotes if "boats sail" in i.spans[0].exact)
        ferries = Who(name="Nordic Ferries", kind="organisation")
        quote = toggle_party(built.desk, article.uid, offered.id, "targets", ferries)
        assert quote.origin
        assert quote.origin.changed
        undo(built.desk)
        assert open_article(built.desk, article.uid).item(offered.id) is not None


def test_all_of_a_grade_is_one_action_and_one_undo() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        made = accept_all(built.desk, article.uid, grade="likely")
        assert made
        undo(built.desk)
        dataset = built.desk.dataset
        assert (dataset.quotes.count(), dataset.mentions.count(), dataset.entities.count()) == (0, 0, 0)


def test_the_counts_of_the_library_follow_each_decision_and_each_undo() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        start = counts(built.desk.dataset, [article.uid])[article.uid]
        offered = open_article(built.desk, article.uid).quotes[0]
        accept(built.desk, article.uid, offered.id)
        after = counts(built.desk.dataset, [article.uid])[article.uid]
        assert (after.quotes, after.open_quotes) == (start.quotes + 1, start.open_quotes - 1)
        undo(built.desk)
        assert counts(built.desk.dataset, [article.uid])[article.uid] == start


def test_a_name_of_the_registry_is_found_in_the_next_article() -> None:
    with a_desk() as built:
        built.article(TEXT).mention("Ines Calloway")
        other = built.article("Later\n\nIn the evening Ines Calloway went home by boat with the others.\n", "other.txt")
        rest = open_suggestions(built.desk, built.desk.dataset.articles[other.uid])
        assert built.entity("Ines Calloway") in {m.entity for m in rest.mentions}


def test_the_first_decision_puts_a_new_article_in_progress() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        accept(built.desk, article.uid, open_article(built.desk, article.uid).quotes[0].id)
        assert built.desk.dataset.articles[article.uid].status == "in progress"


def test_a_suggestion_that_was_accepted_and_deleted_does_not_come_back_until_undo() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        offered = next(i for i in open_article(built.desk, article.uid).quotes if "boats sail" in i.spans[0].exact)
        made = accept(built.desk, article.uid, offered.id)
        delete_quote(built.desk, made.uid)
        assert open_article(built.desk, article.uid).item(offered.id) is None
        undo(built.desk)
        assert open_article(built.desk, article.uid).item(made.uid) is not None
