"""Whole clusters and bands of pairs: who belongs to them, what is done in one action, and what is left out."""

import pytest

from curator.desk.clusters import accept_sure, cluster_of, judge_all_same, members_of, sure_ones
from curator.desk.desk import Refused
from curator.desk.entries import add_identifier, new_entry
from curator.desk.judging import Contradiction, Proposal, judge, proposals
from curator.desk.mentioning import link
from curator.desk.pair_filter import narrowed
from curator.desk.undoing import undo

from building import Building, a_desk

LEES = ("Anna Lee", "Ana Lee", "Anna Leigh", "Anna Li")


def made(built: Building, *names: str, kind: str = "person") -> list[str]:
    return [new_entry(built.desk, kind, name, namesake=True).uid for name in names]


def pair_of(found: list[Proposal], *names: str) -> Proposal:
    return next(p for p in found if {p.left.preferred, p.right.preferred} == set(names))


def shown(found: list[Proposal]) -> set[frozenset[str]]:
    return {frozenset((p.left.preferred, p.right.preferred)) for p in found}


def test_a_cluster_holds_all_whom_likely_pairs_join() -> None:
    with a_desk() as built:
        made(built, "Arkady Lomtev", "Arkadi Lomtev", "Arkadij Lomtew", "Konrad Eibl")
        queue = proposals(built.desk)
        found = cluster_of(queue, pair_of(queue, "Arkady Lomtev", "Arkadi Lomtev"))
        assert {i.preferred for i in found} == {"Arkady Lomtev", "Arkadi Lomtev", "Arkadij Lomtew"}


def test_a_lone_surname_joins_no_two_people_to_one_cluster() -> None:
    with a_desk() as built:
        made(built, "Arkady Lomtev", "Lomtev", "Boris Lomtev", "Boriss Lomtev")
        queue = proposals(built.desk)
        found = cluster_of(queue, pair_of(queue, "Boris Lomtev", "Boriss Lomtev"))
        assert "Arkady Lomtev" not in {i.preferred for i in found}


def test_a_cluster_becomes_one_in_one_action_without_the_member_that_was_dropped() -> None:
    with a_desk() as built:
        uids = made(built, *LEES)
        assert members_of(built.desk, uids)[0].side.identity.preferred == "Anna Leigh"
        judge_all_same(built.desk, [uids[0], uids[1], uids[3]], uids[1])
        assert built.names() == ["Ana Lee = Anna Lee = Anna Li", "Anna Leigh"]
        undo(built.desk)
        assert len(built.names()) == 4


def test_a_cluster_with_a_contradiction_is_left_as_it_was() -> None:
    with a_desk() as built:
        uids = made(built, *LEES)
        judge(built.desk, uids[1], uids[2], "different")
        with pytest.raises(Contradiction):
            judge_all_same(built.desk, uids[:3], uids[0])
        assert len(built.names()) == 4
        with pytest.raises(Refused, match="two or more"):
            judge_all_same(built.desk, uids[:1], uids[0])


def test_only_names_that_are_the_same_after_normalising_are_sure() -> None:
    with a_desk() as built:
        made(built, "Anna Lee", "Lee, Anna", "Anna Leigh", "Carter", "carter", "John Smith", "John Smith Jr.")
        made(built, "TASS", "Tass", "Harbour Board", "Harbour Boards", kind="organisation")
        assert shown(sure_ones(built.desk, proposals(built.desk))) == {
            frozenset(("Anna Lee", "Lee, Anna")), frozenset(("TASS", "Tass"))}


def test_what_speaks_against_keeps_a_pair_out_of_the_band() -> None:
    with a_desk() as built:
        one, two = made(built, "Anna Lee", "anna lee")
        add_identifier(built.desk, one, "wikidata", "Q1")
        add_identifier(built.desk, two, "wikidata", "Q2")
        assert sure_ones(built.desk, proposals(built.desk)) == []


def test_a_band_is_accepted_in_one_action_and_forbidden_pairs_are_named() -> None:
    with a_desk() as built:
        one, two, *_ = made(built, "Anna Lee", "anna lee", "John Carter", "JOHN CARTER")
        band = sure_ones(built.desk, proposals(built.desk))
        assert len(band) == 2
        judge(built.desk, one, two, "different")
        position = built.desk.dataset.position()
        done = accept_sure(built.desk, band)
        assert (len(done.made), len(done.refused)) == (1, 1)
        assert "anna lee" in done.refused[0]
        assert built.desk.dataset.position() == position + 1
        with pytest.raises(Refused, match="none of them"):
            accept_sure(built.desk, [p for p in band if p.left.uid == one])


def test_pairs_are_narrowed_by_kind_label_article_score_and_words() -> None:
    with a_desk() as built:
        article = built.article("Storm warning\n\nAnna Lee met Ana Lee.\n", "storm.txt")
        for name in ("Anna Lee", "Ana Lee"):
            article.mention(name)
        vessel = article.mention("Storm", "EVENT")
        made(built, "John Carter", "Jon Carter")
        made(built, "Storm of May", "Storms of May", kind="event")
        link(built.desk, vessel.uid, entity=built.entity("Storm of May"))
        every = proposals(built.desk)

        def by(line: str) -> set[frozenset[str]]:
            return shown(narrowed(built.desk, every, line))

        lees, carters = frozenset(("Anna Lee", "Ana Lee")), frozenset(("John Carter", "Jon Carter"))
        storms = frozenset(("Storm of May", "Storms of May"))
        assert by("kind:person") == {lees, carters}
        assert by("article:storm kind:pers") == {lees}
        assert by(f"article:{article.uid[-6:]} ana") == {lees}
        assert by("label:event may") >= {storms}
        assert not {lees, carters} & by("label:event")
        assert by("score:2") == set()
        assert by('"john c"') == {carters}
        for wrong in ("label:SHIP", "article:nowhere", "score:high", "colour:red"):
            with pytest.raises(Refused):
                by(wrong)


