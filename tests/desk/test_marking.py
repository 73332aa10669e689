"""Marking by hand: quotes, mentions, who said what about whom."""

import pytest

from curator.desk.desk import Refused
from curator.desk.mentioning import delete_mention, link, make_mention, set_reading
from curator.desk.parties import Who, shown
from curator.desk.quoting import (
    delete_quote,
    make_quote,
    move_edges,
    same_speaker,
    set_cue,
    set_kind,
    set_stance,
    toggle_party,
)
from curator.desk.reading import open_article

from building import a_desk

TEXT = ("Harbour reopens\n\nMayor Ilse Brandt said the harbour would reopen in May. "
        "“We kept our word,” Brandt told the Lindow Courier.\n\nThe union called the plan “a gamble” on Tuesday.\n")


def test_a_quote_in_marks_is_direct_and_its_content_leaves_the_marks_out() -> None:
    with a_desk() as built:
        quote = built.article(TEXT).quote("“We kept our word,”")
        assert (quote.kind, quote.content[0].exact) == ("direct", "We kept our word,")
        assert quote.verbatim == quote.content


def test_a_quote_that_holds_marked_words_is_mixed_and_keeps_them_as_verbatim() -> None:
    with a_desk() as built:
        quote = built.article(TEXT).quote("the plan “a gamble”")
        assert (quote.kind, [span.exact for span in quote.verbatim]) == ("mixed", ["a gamble"])


def test_a_quote_without_marks_is_indirect() -> None:
    with a_desk() as built:
        assert built.article(TEXT).quote(" the harbour would reopen in May").kind == "indirect"


def test_every_span_holds_in_the_text_after_an_edge_was_moved() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("the harbour would reopen in May")
        moved = move_edges(built.desk, article.uid, quote.uid, *article.range("harbour would reopen"))
        assert moved.content[0].exact == "harbour would reopen"
        assert moved.uid == quote.uid
        assert all(span.holds_in(TEXT) for span in moved.content)


def test_an_edge_cannot_cross_the_other() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("the harbour would reopen in May")
        with pytest.raises(Refused, match="empty"):
            move_edges(built.desk, article.uid, quote.uid, 50, 50)


def test_speaker_target_and_stance_are_set_and_dropped_by_the_same_call() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        article.mention("Ilse Brandt")
        quote = article.quote("We kept our word,")
        brandt = Who(entity=built.entity("Ilse Brandt"))
        said = toggle_party(built.desk, article.uid, quote.uid, "speakers", brandt)
        assert [shown(built.desk, p) for p in said.speakers] == ["Ilse Brandt"]
        about = toggle_party(built.desk, article.uid, quote.uid, "targets", Who(name="Lindow", kind="place"))
        assert set_stance(built.desk, article.uid, quote.uid, "negative").targets[0].stance == "negative"
        assert set_stance(built.desk, article.uid, quote.uid, "negative").targets[0].stance is None
        assert len(about.targets) == 1
        assert toggle_party(built.desk, article.uid, quote.uid, "speakers", brandt).speakers == ()


def test_a_party_points_at_the_words_of_its_paragraph_that_name_it() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        mention = article.mention("Ilse Brandt")
        quote = article.quote("We kept our word,")
        said = toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(entity=mention.entities[0]))
        assert said.speakers[0].mention == mention.uid


def test_a_lone_surname_is_linked_to_the_one_person_of_the_article_who_bears_it() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        full = article.mention("Ilse Brandt")
        start = TEXT.index("Brandt told")
        short = make_mention(built.desk, article.uid, start, start + len("Brandt"), "PERSON")
        assert short.entities == full.entities


def test_marking_the_same_words_again_is_refused_and_another_label_replaces_it() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        first = article.mention("Lindow Courier", "PLACE")
        with pytest.raises(Refused, match="marked already"):
            article.mention("Lindow Courier", "PLACE")
        assert article.mention("Lindow Courier", "ORG").uid == first.uid


def test_a_mention_that_speaks_cannot_be_deleted_under_the_quote() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        mention = article.mention("Ilse Brandt")
        quote = article.quote("We kept our word,")
        toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(mention=mention.uid))
        with pytest.raises(Refused, match="a speaker of"):
            delete_mention(built.desk, mention.uid)
        delete_quote(built.desk, quote.uid)
        delete_mention(built.desk, mention.uid)
        assert built.desk.dataset.mentions.count() == 0


def test_a_place_read_as_its_government_loses_its_link() -> None:
    with a_desk() as built:
        article = built.article("Lindow will not pay, officials said.\n")
        place = article.mention("Lindow", "PLACE")
        read = set_reading(built.desk, place.uid, "government")
        assert (read.reading, read.reference, read.entities) == ("government", "metonym", ())


def test_the_speaker_before_is_inherited() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        article.quote("the harbour would reopen in May", speaker="Ilse Brandt")
        later = article.quote("We kept our word,")
        said = same_speaker(built.desk, article.uid, later.uid, later.content[0].start)
        assert (shown(built.desk, said.speakers[0]), said.speakers[0].basis) == ("Ilse Brandt", "inherited")


def test_a_cue_may_stand_in_two_places() -> None:
    with a_desk() as built:
        article = built.article("She placed the number at 115, a figure.\n")
        quote = article.quote("the number")
        set_cue(built.desk, article.uid, quote.uid, *article.range("placed"))
        both = set_cue(built.desk, article.uid, quote.uid, *article.range(" at "))
        assert [span.exact for span in both.cue] == ["placed", "at"]


def test_an_unknown_kind_is_refused() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("We kept our word,")
        with pytest.raises(Refused, match="direct, indirect, mixed, free"):
            set_kind(built.desk, article.uid, quote.uid, "loud")  # type: ignore[arg-type]


def test_what_is_made_by_hand_takes_the_place_of_the_suggestion() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        opened = open_article(built.desk, article.uid)
        offered = next(i for i in opened.quotes if "We kept our word" in i.spans[0].exact)
        made = make_quote(built.desk, article.uid, [article.range("“We kept our word,”")])
        after = open_article(built.desk, article.uid)
        assert after.item(offered.id) is None
        assert after.item(made.uid) is not None


def test_a_mention_can_stand_for_nobody_and_then_for_a_new_name() -> None:
    with a_desk() as built:
        mention = built.article(TEXT).mention("Ilse Brandt")
        assert link(built.desk, mention.uid).entities == ()
        assert link(built.desk, mention.uid, name="Ilse Brandt-Vogel").entities
        assert "Ilse Brandt-Vogel" in built.names()


def test_choosing_a_speaker_says_whom_unlinked_words_stand_for() -> None:
    text = "A senior diplomat accused the port of lying. The diplomat, Ilse Brandt, left.\n"
    with a_desk() as built:
        article = built.article(text)
        article.mention("Ilse Brandt")
        quote = article.quote("the port of lying")
        words = Who(span=article.range("A senior diplomat"), kind="unnamed")
        unnamed = toggle_party(built.desk, article.uid, quote.uid, "speakers", words)
        named = toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(entity=built.entity("Ilse Brandt")))
        assert named.speakers == unnamed.speakers
        assert shown(built.desk, named.speakers[0]) == "Ilse Brandt"
