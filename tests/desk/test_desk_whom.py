"""Whom words stand for: metonyms, unnamed sources and readings, parties that belong to the article, gone entries."""

from pathlib import Path
from typing import Any

import pytest

from curator.desk.counts import SUGGESTIONS
from curator.desk.deciding import accept, reject
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.importing import import_paths
from curator.desk.mentioning import link, make_mention, move_mention, set_reading
from curator.desk.parties import Who, party_of
from curator.desk.quoting import make_quote, set_cue, toggle_party
from curator.desk.reading import open_article
from curator.desk.registry import registry
from curator.desk.suggesting import open_suggestions
from schema import (
    DateValue,
    EntityKind,
    Quote,
    Span,
    SuggestedMention,
    SuggestedParty,
    SuggestedQuote,
    Suggestions,
)

from building import BuiltArticle, a_desk

TEXT = ("Talks\n\nSarmia said the talks were over on 3 May 2024. “We are done,” Ilse Brandt said.\n\n"
        "Officials, and later Brandt, spoke of delay.\n")
SEEN: dict[str, Any] = {"recogniser": "test", "version": "1", "confidence": 1.0}


def _suggest(desk: Desk, article: BuiltArticle, *, quotes: tuple[SuggestedQuote, ...] = (),
             mentions: tuple[SuggestedMention, ...] = ()) -> None:
    sha256 = desk.dataset.articles[article.uid].text_sha256
    found = Suggestions(text_sha256=sha256, version="1", quotes=quotes, mentions=mentions)
    with desk.act("suggest", "", article.uid):
        desk.dataset.cache(SUGGESTIONS).put(article.uid, found.model_dump(mode="json"))


def _span(article: BuiltArticle, words: str) -> Span:
    return Span.of(article.text, *article.range(words))


def test_a_metonym_is_linked_by_nobody_but_a_curator_and_keeps_its_reading() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        place = article.mention("Sarmia", "PLACE").entities[0]
        set_reading(built.desk, built.desk.dataset.mentions.all()[0].uid, "government")
        said = SuggestedParty(span=_span(article, "Sarmia"), name="Sarmia", label="PLACE", entity=place)
        _suggest(built.desk, article, quotes=(SuggestedQuote(
            key="q1", content=(_span(article, "the talks were over"),), kind="indirect", speakers=(said,),
            grade="sure", **SEEN),))
        quote = accept(built.desk, article.uid, "q1")
        assert isinstance(quote, Quote)
        mention = built.desk.dataset.mentions[quote.speakers[0].mention or ""]
        assert (mention.entities, mention.reading) == ((), "government")


def test_a_metonym_that_speaks_is_read_as_a_government_though_the_registry_knows_the_place() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        place = article.mention("Ilse", "PLACE").entities[0]
        proposed = SuggestedParty(span=_span(article, "Sarmia"), name="Sarmia", label="PLACE", reference="metonym",
                                  entity=place)
        with built.desk.act("try", "", article.uid):
            made = party_of(built.desk, built.desk.dataset.articles[article.uid], proposed, frozenset({"Sarmia"}))
        mention = built.desk.dataset.mentions[made.mention or ""] if made else None
        assert mention
        assert (mention.entities, mention.reading, mention.reference) == ((), "government", "metonym")


def test_a_date_is_accepted_with_its_value_and_without_an_entry() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        _suggest(built.desk, article, mentions=(SuggestedMention(
            key="m1", spans=(_span(article, "3 May 2024"),), label="DATE", name="3 May 2024", grade="sure",
            value=DateValue(edtf="2024-05-03"), **SEEN),))
        made = accept(built.desk, article.uid, "m1")
        assert (made.value, made.entities) == (DateValue(edtf="2024-05-03"), ())  # type: ignore[union-attr]
        assert "unlinked" not in open_article(built.desk, article.uid, anew=False).progress()


def test_marking_a_date_as_a_person_takes_its_value_with_it() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        _suggest(built.desk, article, mentions=(SuggestedMention(
            key="m1", spans=(_span(article, "3 May 2024"),), label="DATE", name="3 May 2024", grade="sure",
            value=DateValue(edtf="2024-05-03"), **SEEN),))
        accept(built.desk, article.uid, "m1")
        made = article.mention("3 May 2024")
        assert (made.label, made.value) == ("PERSON", None)
        assert made.origin
        assert made.origin.changed


def test_a_suggestion_rejected_by_the_beginning_of_its_key_is_gone() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        _suggest(built.desk, article, mentions=(SuggestedMention(
            key="m123456", spans=(_span(article, "Ilse Brandt"),), label="PERSON", name="Ilse Brandt", grade="sure",
            **SEEN),))
        assert reject(built.desk, article.uid, "m123").key == "m123456"
        assert not open_suggestions(built.desk, built.desk.dataset.articles[article.uid]).mentions


def test_a_mention_is_not_accepted_by_the_refusal_to_give_it_a_speaker() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        _suggest(built.desk, article, mentions=(SuggestedMention(
            key="m1", spans=(_span(article, "Ilse Brandt"),), label="PERSON", name="Ilse Brandt", grade="sure",
            **SEEN),))
        with pytest.raises(Refused, match="mention"):
            toggle_party(built.desk, article.uid, "m1", "speakers", Who(name="Somebody"))
        assert built.desk.dataset.mentions.count() == built.desk.dataset.entities.count() == 0


def test_a_new_name_of_a_kind_is_never_taken_for_a_person_of_that_name() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        person = article.mention("Ilse Brandt").entities[0]
        quote = article.quote("the talks were over")
        kinds: tuple[EntityKind, ...] = ("geopolitical", "unnamed", "collective")
        for kind in kinds:
            who = Who(name="Ilse Brandt", kind=kind)
            quote = toggle_party(built.desk, article.uid, quote.uid, "speakers", who)
        assert tuple(built.desk.dataset.entities[p.entity or ""].kind for p in quote.speakers) == kinds
        assert person not in {p.entity for p in quote.speakers}


def test_a_party_must_be_a_mention_of_the_same_article() -> None:
    with a_desk() as built:
        one, other = built.article(TEXT), built.article("Elsewhere\n\nArkady Lomtev spoke.\n", "b.txt")
        elsewhere = other.mention("Arkady Lomtev")
        quote = one.quote("the talks were over")
        with pytest.raises(Refused, match="this article"):
            toggle_party(built.desk, one.uid, quote.uid, "speakers", Who(mention=elsewhere.uid))


def test_nothing_is_linked_to_an_entry_that_is_gone() -> None:
    gone = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    with a_desk() as built:
        article = built.article(TEXT)
        mention = article.mention("Ilse Brandt")
        with pytest.raises(Refused, match="any more"):
            link(built.desk, mention.uid, entity=gone)
        with pytest.raises(Refused, match="any more"):
            make_mention(built.desk, article.uid, 100, 109, "PERSON", entity=gone)
        with pytest.raises(Refused, match="any more"):
            toggle_party(built.desk, article.uid, article.quote("We are done,").uid, "via", Who(entity=gone))


def test_a_place_that_is_read_as_what_it_is_keeps_its_link() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        mention = article.mention("Sarmia", "PLACE")
        set_reading(built.desk, mention.uid, "government")
        linked = link(built.desk, mention.uid, name="Government of Sarmia")
        assert set_reading(built.desk, mention.uid, "government").entities == linked.entities != ()


def test_a_mention_cannot_be_moved_onto_another() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        article.mention("Ilse Brandt")
        other = article.mention("Officials")
        with pytest.raises(Refused, match="marked already"):
            move_mention(built.desk, other.uid, *article.range("Ilse Brandt"))


def test_a_lone_surname_finds_a_bearer_who_was_merged() -> None:
    from curator.desk.judging import judge

    with a_desk() as built:
        article = built.article("Ilse Brandt and I. Brandt met. Later Brandt left.\n")
        one, other = article.mention("Ilse Brandt").entities[0], article.mention("I. Brandt").entities[0]
        judge(built.desk, one, other, "same")
        at = article.text.rindex("Brandt")
        assert make_mention(built.desk, article.uid, at, at + 6, "PERSON").entities == (min(one, other),)


@pytest.mark.parametrize("place", [(-1, 3), (5, 5), (9, 4), (0, 10_000), (10_000, 10_001)])
def test_a_range_outside_the_text_is_refused(place: tuple[int, int]) -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("We are done,")
        for call in (lambda: make_quote(built.desk, article.uid, [place]),
                     lambda: make_mention(built.desk, article.uid, *place, "PERSON"),
                     lambda: set_cue(built.desk, article.uid, quote.uid, *place),
                     lambda: toggle_party(built.desk, article.uid, quote.uid, "via", Who(span=place))):
            with pytest.raises(Refused):
                call()


def test_two_programs_that_accept_the_same_suggestion_make_one_record(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    with open_desk(tmp_path / "d.curator", by="ana") as ana, open_desk(tmp_path / "d.curator", by="ben") as ben:
        uid = str(next(iter(import_paths(ana, [str(source)]))).article)
        article = BuiltArticle(ana, uid, TEXT)
        _suggest(ana, article, mentions=(SuggestedMention(
            key="m1", spans=(_span(article, "Ilse Brandt"),), label="PERSON", name="Ilse Brandt", grade="sure",
            **SEEN),))
        accept(ana, uid, "m1")
        with pytest.raises(Refused, match="no open suggestion"):
            accept(ben, uid, "m1")
        assert registry(ben).name(ana.dataset.mentions.all()[0].entities[0]) == "Ilse Brandt"


def test_a_place_that_spoke_by_mistake_is_never_linked_to_the_person_who_did() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        person = article.mention("Ilse Brandt").entities[0]
        said = SuggestedParty(span=_span(article, "Sarmia"), name="Sarmia", label="PLACE", reference="metonym")
        _suggest(built.desk, article, quotes=(SuggestedQuote(
            key="q1", content=(_span(article, "the talks were over"),), kind="indirect", speakers=(said,),
            grade="sure", **SEEN),))
        quote = toggle_party(built.desk, article.uid, "q1", "speakers", Who(entity=person))
        assert len(quote.speakers) == 2
        assert built.desk.dataset.mentions[quote.speakers[0].mention or ""].entities == ()


def test_a_government_that_nobody_named_yet_counts_as_unlinked() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        mention = article.mention("Sarmia", "PLACE")
        assert "unlinked" not in open_article(built.desk, article.uid, anew=False).progress()
        set_reading(built.desk, mention.uid, "government")
        assert "1 name unlinked" in open_article(built.desk, article.uid, anew=False).progress()
