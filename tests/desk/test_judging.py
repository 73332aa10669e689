"""Two spellings of a name brought together, kept apart, and parted again."""

import pytest

from curator.desk.desk import Refused
from curator.desk.evidence import effect, pair_evidence
from curator.desk.judging import judge, proposals, retract
from curator.desk.queries import entries
from curator.desk.undoing import undo

from building import Building, a_desk

TEXT = ("Yelena Sorokina met Elena Sorokina’s lawyer.\n\nЕлена Сорокина и Konrad Eibl met Yelena Sorokin "
        "in Port Elsin, and the Harbour Post told the Harbor Post.\n")


def _three(built: Building) -> tuple[str, str, str]:
    article = built.article(TEXT)
    for words in ("Yelena Sorokina", "Elena Sorokina", "Елена Сорокина"):
        article.mention(words)
    return built.entity("Yelena Sorokina"), built.entity("Elena Sorokina"), built.entity("Елена Сорокина")


def test_spellings_in_two_scripts_are_proposed() -> None:
    with a_desk() as built:
        _three(built)
        assert {frozenset((p.left.preferred, p.right.preferred)) for p in proposals(built.desk)} >= {
            frozenset(("Elena Sorokina", "Елена Сорокина")), frozenset(("Yelena Sorokina", "Elena Sorokina"))}


def test_same_makes_one_identity_with_all_spellings_and_is_not_proposed_again() -> None:
    with a_desk() as built:
        one, two, _ = _three(built)
        judge(built.desk, one, two, "same", preferred=two)
        assert built.names() == ["Elena Sorokina = Yelena Sorokina", "Елена Сорокина"]
        assert all({p.left.uid, p.right.uid} != {one, two} for p in proposals(built.desk))
        assert {row.name: row.mentions for row in entries(built.desk)} == {"Elena Sorokina": 2, "Елена Сорокина": 1}


def test_different_holds_between_whole_identities() -> None:
    with a_desk() as built:
        one, two, three = _three(built)
        judge(built.desk, one, two, "same")
        judge(built.desk, two, three, "different")
        assert all(three not in (p.left.uid, p.right.uid) for p in proposals(built.desk))
        with pytest.raises(Refused, match="≠"):
            judge(built.desk, one, three, "same")


def test_a_different_inside_one_identity_is_refused_with_its_chain() -> None:
    with a_desk() as built:
        one, two, three = _three(built)
        judge(built.desk, one, two, "same")
        judge(built.desk, two, three, "same")
        with pytest.raises(Refused, match=r"Yelena Sorokina = Elena Sorokina.*Elena Sorokina = Елена Сорокина"):
            judge(built.desk, one, three, "different")


def test_merges_are_undone_out_of_order_with_nothing_else_lost() -> None:
    with a_desk() as built:
        one, two, three = _three(built)
        first = judge(built.desk, one, two, "same")
        judge(built.desk, two, three, "same")
        retract(built.desk, first.uid)
        assert sorted(built.names()) == ["Elena Sorokina = Елена Сорокина", "Yelena Sorokina"]
        assert built.desk.dataset.mentions.count() == 3


def test_undoing_a_retraction_that_would_contradict_a_later_word_is_refused() -> None:
    with a_desk() as built:
        one, two, _ = _three(built)
        same = judge(built.desk, one, two, "same")
        retract(built.desk, same.uid)
        action = built.desk.dataset.history(limit=1)[0]
        judge(built.desk, one, two, "different")
        with pytest.raises(Refused, match="contradict"):
            undo(built.desk, action.uid)


def test_unsure_gives_way_to_a_later_word() -> None:
    with a_desk() as built:
        one, two, _ = _three(built)
        judge(built.desk, one, two, "unsure")
        judge(built.desk, one, two, "same")
        assert "Yelena Sorokina = Elena Sorokina" in built.names()


def test_kinds_never_mix() -> None:
    with a_desk() as built:
        article = built.article("Lindow met Lindow.\n")
        place = article.mention("Lindow", "PLACE").entities[0]
        second = article.text.rindex("Lindow")
        person = built.desk.dataset.mentions
        from curator.desk.mentioning import make_mention

        other = make_mention(built.desk, article.uid, second, second + 6, "PERSON").entities[0]
        assert person.count() == 2
        with pytest.raises(Refused, match="two kinds"):
            judge(built.desk, place, other, "same")
        assert proposals(built.desk) == []


def test_the_evidence_holds_the_sentences_with_the_name_in_place() -> None:
    with a_desk() as built:
        one, two, _ = _three(built)
        evidence = pair_evidence(built.desk, one, two)
        sentence = evidence.left.sentences[0]
        assert sentence.text[sentence.start:sentence.end] == "Yelena Sorokina"
        assert evidence.speaks_for == ("both named in 1 article",)
        assert "1 mention" in effect(evidence, one)


def test_an_entry_is_not_judged_against_itself() -> None:
    with a_desk() as built:
        one, *_ = _three(built)
        with pytest.raises(Refused, match="one entry"):
            judge(built.desk, one, one, "same")
