"""What speaks for and against two entries being one, their names aside; and what brings an unsure pair back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from curator.desk.claiming import same_claim
from curator.desk.entries import add_identifier, add_role, affiliate, new_entry, prefer
from curator.desk.evidence import PairEvidence, pair_evidence
from curator.desk.judging import judge, proposals
from curator.desk.mentioning import link, make_mention
from curator.desk.parties import Who
from curator.desk.quoting import toggle_party
from curator.desk.twins import twins
from curator.desk.undoing import undo

from building import Building, BuiltArticle, a_desk

TALKS = "Arkady Lomtev arrived. “We will sign,” Lomtev said to Elena Sorokina in Port Elsin.\n"
LATER = "Lomtev met Elena Sorokina and Konrad Eibl again. “Nothing was signed,” Lomtev said.\n"
BROTHERS = "Arkady Lomtev and Ivan Lomtev arrived. “We will sign,” Lomtev said.\n"


def apart(article: BuiltArticle, words: str, name: str, at: int = 0) -> str:
    """Words of an article as a new entry of their own; its uid."""
    start = article.text.index(words, at)
    mention = make_mention(article.desk, article.uid, start, start + len(words), "PERSON", linked=False)
    entry = new_entry(article.desk, "person", name, namesake=True).uid
    link(article.desk, mention.uid, entity=entry)
    return entry


def looked_at(built: Building, left: str, right: str) -> PairEvidence:
    return pair_evidence(built.desk, left, right)


def test_a_lone_surname_stands_for_the_full_name_before_it_in_one_article() -> None:
    with a_desk() as built:
        article = built.article(TALKS)
        full = apart(article, "Arkady Lomtev", "Arkady Lomtev")
        lone = apart(article, "Lomtev", "Lomtev", 20)
        found = looked_at(built, full, lone)
        assert found.speaks_for == ("both named in 1 article, the full name first",
                                    "nobody else there bears that name")
        assert (found.comparison.verdict, found.comparison.band) == ("unsure", "surname only")  # never same by itself


def test_a_brother_in_the_article_speaks_against() -> None:
    with a_desk() as built:
        article = built.article(BROTHERS)
        full = apart(article, "Arkady Lomtev", "Arkady Lomtev")
        apart(article, "Ivan Lomtev", "Ivan Lomtev")
        found = looked_at(built, full, apart(article, "Lomtev", "Lomtev", 40))
        assert "Ivan Lomtev named there too" in found.speaks_against
        assert found.context < 0


def test_company_in_other_articles_speaks_for() -> None:
    with a_desk() as built:
        one, two = built.article(TALKS, "a.txt"), built.article(LATER, "b.txt")
        for article in (one, two):
            article.mention("Elena Sorokina")
        found = looked_at(built, apart(one, "Arkady Lomtev", "Arkady Lomtev"), apart(two, "Lomtev", "Lomtev"))
        assert found.speaks_for == ("other articles name both with Elena Sorokina",)


def test_a_shared_event_and_a_shared_claim_speak_for() -> None:
    with a_desk() as built:
        one, two = built.article(TALKS, "a.txt"), built.article(LATER, "b.txt")
        event = new_entry(built.desk, "event", "Signing of Port Elsin").uid
        for article, words in ((one, "sign,"), (two, "signed,")):
            mention = article.mention(words[:-1], "EVENT")
            link(built.desk, mention.uid, entity=event)
        first, second = one.quote("We will sign,"), two.quote("Nothing was signed,")
        left, right = apart(one, "Arkady Lomtev", "Arkady Lomtev"), apart(two, "Lomtev", "A. Lomtev")
        for quote, article, who in ((first, one, left), (second, two, right)):
            toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(entity=who))
        same_claim(built.desk, first.uid, second.uid)
        assert looked_at(built, left, right).speaks_for == (
            "1 claim quoted of both", "both at Signing of Port Elsin")


Noting = Callable[[Building, str, str], object]


def in_one_role(built: Building, one: str, two: str) -> None:
    for uid in (one, two):
        add_role(built.desk, uid, "ambassador", organisation="Norda")


def in_one_role_at_two_times(built: Building, one: str, two: str) -> None:
    add_role(built.desk, one, "ambassador", organisation="Norda", until="2003")
    add_role(built.desk, two, "ambassador", organisation="Norda", since="2019")


@pytest.mark.parametrize(("noting", "speaks_for", "speaks_against"), [
    (lambda b, one, two: [add_identifier(b.desk, uid, "wikidata", "Q7") for uid in (one, two)],
     ("same wikidata: Q7",), ()),
    (lambda b, one, two: [add_identifier(b.desk, one, "wikidata", "Q7"), add_identifier(b.desk, two, "wikidata", "Q8")],
     (), ("wikidata differs: Q7, Q8",)),
    (in_one_role, ("same role: ambassador, Norda",), ()),
    (in_one_role_at_two_times, (), ("same role: ambassador, Norda, but ../2003 and 2019/..",)),
    (lambda b, one, two: [affiliate(b.desk, uid, "Norda") for uid in (one, two)], ("both belong to Norda",), ()),
    (lambda b, one, two: [affiliate(b.desk, one, "Norda"), affiliate(b.desk, two, "Sarmia")],
     (), ("belongs to Norda, the other to Sarmia",)),
])
def test_what_is_noted_of_two_entries_speaks(noting: Noting, speaks_for: tuple[str, ...],
                                             speaks_against: tuple[str, ...]) -> None:
    with a_desk() as built:
        one, two = (new_entry(built.desk, "person", name).uid for name in ("Arkady Lomtev", "Arkadi Lomtev"))
        noting(built, one, two)
        found = looked_at(built, one, two)
        assert (found.speaks_for, found.speaks_against) == (speaks_for, speaks_against)


def test_one_who_speaks_to_the_other_is_somebody_else() -> None:
    with a_desk() as built:
        article = built.article(TALKS)
        one, two = apart(article, "Lomtev", "Arkady Lomtev"), apart(article, "Elena Sorokina", "Arkadi Lomtev")
        quote = article.quote("We will sign,")
        toggle_party(built.desk, article.uid, quote.uid, "speakers", Who(entity=one))
        toggle_party(built.desk, article.uid, quote.uid, "addressees", Who(entity=two))
        assert looked_at(built, one, two).speaks_against == ("one speaks to the other",)


def test_readings_and_kinds_are_never_offered_with_each_other() -> None:
    with a_desk() as built:
        for kind, name in (("place", "Washington"), ("geopolitical", "United States"), ("geopolitical", "Washington"),
                           ("person", "Washington"), ("organisation", "Embassy of the United States")):
            new_entry(built.desk, kind, name)
        assert proposals(built.desk) == []
        assert [t.identity.preferred for t in twins(built.desk, "U.S.", "PLACE")] == ["United States"]
        assert {t.identity.preferred for t in twins(built.desk, "Washingtn", "PLACE")} == {"Washington"}


def test_a_full_name_in_the_same_article_comes_before_one_elsewhere() -> None:
    with a_desk() as built:
        article = built.article(TALKS)
        full, lone = apart(article, "Arkady Lomtev", "Arkady Lomtev"), apart(article, "Lomtev", "Lomtev", 20)
        new_entry(built.desk, "person", "Andrei Lomtev")
        first = proposals(built.desk)[0]
        assert {first.left.uid, first.right.uid} == {full, lone}


def unsure_pair(built: Building) -> tuple[BuiltArticle, str, str]:
    article = built.article(TALKS)
    one, two = apart(article, "Arkady Lomtev", "Arkady Lomtev"), apart(article, "Lomtev", "Lomtev", 20)
    judge(built.desk, one, two, "unsure")
    return article, one, two


def test_an_unsure_pair_stays_away_while_nothing_is_new() -> None:
    with a_desk() as built:
        _, one, _ = unsure_pair(built)
        assert proposals(built.desk) == []
        prefer(built.desk, one, "Arkady Lomtev")
        assert proposals(built.desk) == []


@pytest.mark.parametrize(("change", "said"), [
    (lambda b, article, one: link(b.desk, b.article(LATER, "b.txt").mention("Lomtev").uid, entity=one), "1 mention"),
    (lambda b, article, one: add_role(b.desk, one, "envoy"), "1 role"),
    (lambda b, article, one: add_identifier(b.desk, one, "wikidata", "Q7"), "1 identifier"),
    (lambda b, article, one: judge(b.desk, one, new_entry(b.desk, "person", "A. Lomtew").uid, "same"),
     "1 entry judged the same"),
])
def test_an_unsure_pair_returns_with_what_is_new(
        change: Callable[[Building, BuiltArticle, str], object], said: str) -> None:
    with a_desk() as built:
        article, one, two = unsure_pair(built)
        change(built, article, one)
        (again,) = [p for p in proposals(built.desk) if two in (p.left.uid, p.right.uid) and p.again]
        assert said in again.again
        judge(built.desk, one, two, "unsure")
        assert not [p for p in proposals(built.desk) if p.again]


def test_a_mention_that_is_linked_anew_brings_an_unsure_pair_back_until_that_is_undone() -> None:
    with a_desk() as built:
        article = built.article(TALKS)
        other = article.mention("Elena Sorokina")
        one, two = apart(article, "Arkady Lomtev", "Arkady Lomtev"), apart(article, "Lomtev", "Lomtev", 20)
        judge(built.desk, one, two, "unsure")
        link(built.desk, other.uid, entity=two)
        assert [p.again for p in proposals(built.desk)] == [("1 mention",)]
        undo(built.desk)
        assert proposals(built.desk) == []
