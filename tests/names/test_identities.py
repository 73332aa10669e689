"""Identities are what live judgements say, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.names import Identities, identities
from schema import Judgement, Verdict


def uid(letter: str) -> str:
    return letter.upper().rjust(26, "0")


class Log:
    """Builds judgements: log("a=b b!c c?d")."""

    def __init__(self) -> None:
        self.made: list[Judgement] = []

    def __call__(self, words: str) -> list[Judgement]:
        return [self.judge(*word) for word in words.split()]

    def judge(self, left: str, sign: str, right: str, *, retracted: bool = False, about: str = "entity") -> Judgement:
        verdict: Verdict = {"=": "same", "!": "different", "?": "unsure"}[sign]  # type: ignore[assignment]
        one, other = sorted((uid(left), uid(right)))
        number = len(self.made)
        made = Judgement(uid=f"01{number:024d}", created_at=f"2026-01-01T00:00:{number:02d}Z", created_by="ana",
                         left=one, right=other, judgement=verdict, retracted=retracted,
                         about=about)  # type: ignore[arg-type]
        self.made.append(made)
        return made


def world(words: str) -> Identities:
    return identities([uid(letter) for letter in "abcdefgh"], Log()(words))


def test_an_entity_nobody_judged_is_its_own_identity() -> None:
    found = world("")
    assert found.of(uid("c")) == uid("c")
    assert found.members(uid("c")) == (uid("c"),)
    assert found.of(uid("z")) == uid("z")
    assert found.relation(uid("a"), uid("b")) is None


def test_same_joins_and_the_smallest_uid_names_the_identity() -> None:
    found = world("c=b b=d")
    assert found.of(uid("d")) == uid("b")
    assert found.members(uid("d")) == (uid("b"), uid("c"), uid("d"))
    assert found.relation(uid("c"), uid("d")) == "same"


def test_different_and_unsure_hold_between_whole_identities() -> None:
    found = world("a=b c=d b!c e?a")
    assert found.relation(uid("a"), uid("d")) == "different"
    assert found.relation(uid("d"), uid("a")) == "different"
    assert found.relation(uid("e"), uid("b")) == "unsure"
    assert found.relation(uid("e"), uid("d")) is None


def test_a_same_between_parted_identities_is_forbidden_and_the_chain_says_why() -> None:
    log = Log()
    made = log("a=b c=d b!c")
    found = identities([], made)
    to_be = log.judge("a", "=", "d")
    assert found.contradiction(to_be) == (made[0], made[2], made[1])
    assert found.contradiction(log.judge("a", "=", "e")) is None
    assert found.contradiction(log.judge("a", "!", "d")) is None


def test_a_different_inside_one_identity_is_forbidden_by_the_shortest_chain() -> None:
    log = Log()
    made = log("a=b b=c c=d a=e e=d")
    found = identities([], made)
    assert found.contradiction(log.judge("a", "!", "d")) == (made[3], made[4])
    assert found.contradiction(log.judge("a", "?", "d")) is None
    assert found.chain(uid("a"), uid("a")) == ()
    assert found.chain(uid("a"), uid("h")) == ()


def test_where_two_datasets_contradict_different_wins_and_the_same_is_set_aside() -> None:
    log = Log()
    made = log("a=b b=c a!c")
    found = identities([], made)
    assert found.refused == (made[1],)
    assert found.relation(uid("a"), uid("c")) == "different"
    assert found.relation(uid("a"), uid("b")) == "same"


def test_judgements_about_quotes_are_apart_from_those_about_entities() -> None:
    log = Log()
    made = [log.judge("a", "=", "b", about="quote"), log.judge("c", "=", "d")]
    assert identities([], made).relation(uid("a"), uid("b")) is None
    assert identities([], made, about="quote").relation(uid("a"), uid("b")) == "same"


@pytest.mark.parametrize("number", [2_000])
def test_a_long_chain_is_no_deep_recursion(number: int) -> None:
    uids = [f"{at:026d}" for at in range(number)]
    made = [Judgement(uid=f"01{at:024d}", created_at="2026-01-01T00:00:00Z", created_by="ana", left=left, right=right,
                      judgement="same") for at, (left, right) in enumerate(pairwise(uids))]
    found = identities(uids, made)
    assert found.of(uids[-1]) == uids[0]
    assert len(found.chain(uids[0], uids[-1])) == number - 1


signs = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("==!?"), st.sampled_from("abcdefg"),
                           st.booleans()).filter(lambda one: one[0] != one[2]), max_size=14)


def judged(drawn: Iterable[tuple[str, str, str, bool]]) -> list[Judgement]:
    log = Log()
    return [log.judge(left, sign, right, retracted=retracted) for left, sign, right, retracted in drawn]


@given(signs, st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_partition_does_not_depend_on_the_order_of_judgements(
        drawn: list[tuple[str, str, str, bool]], chance: object) -> None:
    made = judged(drawn)
    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert identities([], made).all() == identities([], shuffled).all()


@given(signs)
@settings(max_examples=200)
def test_a_retracted_judgement_is_as_if_never_made(drawn: list[tuple[str, str, str, bool]]) -> None:
    made = judged(drawn)
    everyone = [uid(letter) for letter in "abcdefg"]
    kept = [each for each in made if not each.retracted]
    one, other = identities(everyone, made), identities(everyone, kept)
    assert one.all() == other.all()
    assert all(one.relation(a, b) == other.relation(a, b) for a in everyone for b in everyone)


@given(signs)
@settings(max_examples=200)
def test_no_identity_holds_a_different_pair_and_every_identity_is_explained(
        drawn: list[tuple[str, str, str, bool]]) -> None:
    made = judged(drawn)
    found = identities([], made)
    for each in made:
        if each.judgement == "different" and not each.retracted:
            assert found.of(each.left) != found.of(each.right)
            assert found.relation(each.left, each.right) == "different"
    for members in found.all():
        for one in members:
            chain = found.chain(members[0], one)
            assert bool(chain) == (one != members[0])
            assert all(link.judgement == "same" and not link.retracted for link in chain)


@given(signs)
@settings(max_examples=200)
def test_judgements_that_are_let_through_never_contradict_each_other(
        drawn: list[tuple[str, str, str, bool]]) -> None:
    let_through: list[Judgement] = []
    for each in judged(drawn):
        found = identities([], let_through)
        forbidding = found.contradiction(each)
        assert forbidding is None or all(link in let_through for link in forbidding)
        if forbidding is None:
            let_through.append(each)
    assert identities([], let_through).refused == ()
