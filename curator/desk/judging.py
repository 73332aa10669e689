"""Judging pairs of entries: which may be one, what speaks for it, and the curator's word on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from curator.desk.desk import Desk, Refused
from curator.desk.likenesses import Likeness, likenesses, scorer_of
from curator.desk.nearness import nearness, rank
from curator.desk.registry import (
    Identity,
    Registry,
    known_entity,
    name_preferred,
    read_registry,
    registry,
    registry_around,
)
from curator.desk.reopening import new_since
from schema import NEVER_MATCHED, EntityKind, Judgement, Verdict, revise

if TYPE_CHECKING:
    from curator.names import Comparison

GROUPS: tuple[tuple[EntityKind, ...], ...] = (("person",), ("organisation",), ("geopolitical",), ("place",), ("event",))
WORD = {"same": "=", "different": "≠", "unsure": "?"}


@dataclass(frozen=True)
class Proposal:
    """Two identities worth a look; score 0..1 of their names. `again` says what is new since a curator was unsure."""

    left: Identity
    right: Identity
    score: float
    again: tuple[str, ...] = ()


def proposals(desk: Desk, *, kind: EntityKind | None = None, judged: bool = False,
              progress: Callable[[int, int], None] | None = None, most: int | None = None,
              thorough: bool = False) -> list[Proposal]:
    """Pairs of identities that may be one, likeliest first, at most `most`. Judged ones come only with `judged`, those
    that somebody was unsure of when there is something new; kinds never mix. A `thorough` pass also finds names that
    are alike only by their letters."""
    known = registry(desk)
    near = nearness(desk, known, progress)
    found: list[tuple[float, str, str, float]] = []
    for group in GROUPS:
        if kind is None or kind in group:
            pairs = _between(known, likenesses(desk, known, group, progress, thorough=thorough))
            found += [(-rank(near, known, left, right, score), left, right, score)
                      for (left, right), score in pairs.items()]
    identity = cache(known.identity)
    unsure = {(j.left, j.right): j for j in known.live if j.judgement == "unsure"}
    unsure = {_ordered(known, left, right): j for (left, right), j in unsure.items()}
    made: list[Proposal] = []
    for _, left, right, score in sorted(found):
        relation = None if judged else known.partition.relation(left, right)
        again = new_since(desk, known, unsure[left, right]) if relation == "unsure" else ()
        if relation is None or again:
            made.append(Proposal(identity(left), identity(right), score, again))
            if len(made) == most:
                break
    return made


def _between(known: Registry, alike: Iterable[Likeness]) -> dict[tuple[str, str], float]:
    """The identities (uids) that have names alike, each pair once, with the score of their likest names."""
    best: dict[tuple[str, str], float] = {}
    for each in alike:
        pair = _ordered(known, each.left, each.right)
        if pair[0] != pair[1] and best.get(pair, -1.0) < each.score:
            best[pair] = each.score
    return best


def _ordered(known: Registry, one: str, other: str) -> tuple[str, str]:
    left, right = sorted((known.partition.of(one), known.partition.of(other)))
    return left, right


def best_comparison(left: Identity, right: Identity) -> Comparison:
    """The likest two names of two identities, compared; those in one script first at equal score."""
    from curator.names import compare

    pairs = [(a, b) for a in left.names[:12] for b in right.names[:12]]
    return max((compare(a, b, scorer_of(left.kind)) for a, b in pairs), key=lambda c: c.score)


class Contradiction(Refused):
    """A judgement that others forbid: `against` is the chain of those, from the one entry to the other."""

    def __init__(self, against: Sequence[Judgement]) -> None:
        super().__init__(f"that contradicts {'; '.join(lines(against))}: retract one of these, or say unsure")
        self.against = tuple(against)


def judge(desk: Desk, left: str, right: str, verdict: Verdict, *, reason: str = "", preferred: str | None = None,
          retracting: Sequence[str] = (), unsure_of: Sequence[str] = ()) -> Judgement:
    """Keep a curator's word on two entries (uids). `preferred` is the entry whose name is shown after *same*; the uid
    of an identity means the name under which that was shown. Judgements (uids) that stand in the way are retracted in
    the same action, or become unsure.

    Contradiction, with the judgements that forbid it, where it contradicts what was judged before."""
    from curator.names import SCORER

    if left == right:
        raise Refused("that is one entry, not two")
    left, right = sorted((left, right))
    with desk.act(f"judge {verdict}", "") as action:
        shown = [known_entity(desk, uid).preferred for uid in (left, right)]
        taken = [_taken_back(desk, uid, unsure=uid in unsure_of) for uid in dict.fromkeys((*retracting, *unsure_of))]
        known = registry_around(desk, (left, right))
        one, two = known.identity(left), known.identity(right)
        if verdict != "different" and one.uid == two.uid:
            raise Refused(f"{one.preferred} and {two.preferred} are one already: retract that first")
        _kinds_agree(one, two, verdict)
        comparison = best_comparison(one, two)
        made = Judgement(left=left, right=right, judgement=verdict, score=comparison.score, scorer=SCORER,
                         reason=reason, left_shown=shown[0], right_shown=shown[1], **desk.stamp())
        _forbid_contradiction(known, made)
        if preferred:
            name_preferred(desk, _named(one, two, preferred, verdict))
        for old in known.live:
            if (old.left, old.right, old.judgement) == (left, right, "unsure"):
                desk.dataset.judgements.put(revise(old, retracted=True))
        action.what = f"{shown[0]} {WORD[verdict]} {shown[1]}"
        if taken:
            action.what += f", instead of {'; '.join(lines(taken))}"
        return desk.dataset.judgements.add(made)


def retract(desk: Desk, judgement_uid: str) -> Judgement:
    """Take a judgement back: it stays on record as retracted, whatever was built on it apart from it stays too."""
    judgement = desk.dataset.judgements[judgement_uid]
    if judgement.retracted:
        raise Refused("that judgement is retracted already")
    with desk.act("retract judgement", line(judgement)):
        return desk.dataset.judgements.put(revise(judgement, retracted=True))


def past_judgements(desk: Desk) -> list[Judgement]:
    """The live judgements on entries, the latest first: each may be looked at and judged anew."""
    return sorted(registry(desk).live, key=lambda judgement: judgement.uid, reverse=True)


def _taken_back(desk: Desk, uid: str, *, unsure: bool) -> Judgement:
    """Within the caller's action: a judgement that holds no more; with `unsure`, that is what its curator is now."""
    old = desk.dataset.judgements[uid]
    if old.retracted:
        raise Refused(f"{line(old)} is retracted already: look again")
    desk.dataset.judgements.put(revise(old, retracted=True))
    if unsure:
        desk.dataset.judgements.add(revise(old, judgement="unsure", retracted=False, reason="", rev=0,
                                           **desk.stamp()))
    return old


def check_graph(desk: Desk) -> None:
    """Refused when the live judgements contradict each other; undo asks this before it commits."""
    partition = read_registry(desk).partition
    for judgement in partition.refused:
        chain = ", ".join(lines(partition.contradiction(judgement) or ()))
        raise Refused(f"{line(judgement)} would contradict {chain}: retract one of these first")


def line(judgement: Judgement) -> str:
    """A judgement in one line: names as they were shown, and who said so."""
    return (f"{judgement.left_shown or judgement.left} {WORD[judgement.judgement]} "
            f"{judgement.right_shown or judgement.right} ({judgement.created_by})")


def lines(judgements: Iterable[Judgement]) -> list[str]:
    """Several judgements, a line each."""
    return [line(judgement) for judgement in judgements]


def _named(one: Identity, two: Identity, preferred: str, verdict: Verdict) -> str:
    if verdict != "same":
        raise Refused("a name is preferred only where two entries are the same")
    for identity in (one, two):
        if preferred == identity.uid:
            return identity.shown.uid
        if preferred in {member.uid for member in identity.members}:
            return preferred
    raise Refused("the preferred name must be that of one of the two")


def _kinds_agree(one: Identity, two: Identity, verdict: Verdict) -> None:
    if verdict == "same" and one.kind != two.kind:
        raise Refused(f"{one.preferred} is a {one.kind}, {two.preferred} a {two.kind}: two kinds are never one")
    if verdict == "same" and one.kind in NEVER_MATCHED:
        raise Refused(f"{one.kind} sources are never merged: they are kept as the article words them")


def _forbid_contradiction(known: Registry, made: Judgement) -> None:
    against = known.partition.contradiction(made)
    if against:
        raise Contradiction(against)
