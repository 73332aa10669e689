"""More than one pair at once: everybody who may be one with a pair, and all the pairs whose names leave no doubt."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from curator.desk.context import reasons, traces_of
from curator.desk.desk import Desk, Refused, listing
from curator.desk.evidence import Side, side_of
from curator.desk.judging import Contradiction, Proposal, best_comparison, judge
from curator.desk.registry import Identity, Registry, known_entity, registry, registry_around
from curator.text.counted import counted
from schema import Judgement

LIKELY = 0.75  # score of a pair from which a cluster goes on
MOST = 20  # members of a cluster
SURE = 0.97
WHY = "accepted with all whose names are the same"


@dataclass(frozen=True)
class Member:
    """One of a cluster: what stands behind it, and in words how its name meets that of the first."""

    side: Side
    how: str


@dataclass(frozen=True)
class Accepted:
    """What became of a band: the judgements made, and the pairs that others forbid, with the reason."""

    made: tuple[Judgement, ...]
    refused: tuple[str, ...]


def cluster_of(queue: Sequence[Proposal], pair: Proposal) -> tuple[Identity, ...]:
    """The identities of a pair and all whom likely pairs of the queue join to them, at most `MOST`. A lone surname
    joins nobody to anybody: it may be anyone's."""
    near: defaultdict[str, list[Identity]] = defaultdict(list)
    for one in queue:
        if one.score >= LIKELY and one.left.kind == pair.left.kind:
            near[one.left.uid].append(one.right)
            near[one.right.uid].append(one.left)
    found = {one.uid: one for one in (pair.left, pair.right)}
    waiting = deque(found.values())
    while waiting:
        at = waiting.popleft()
        if _is_lone(at) and at.uid != pair.left.uid:
            continue
        for other in near[at.uid]:
            if other.uid not in found and len(found) < MOST:
                found[other.uid] = other
                waiting.append(other)
    return tuple(found.values())


def members_of(desk: Desk, uids: Sequence[str], *, most: int = 2) -> list[Member]:
    """What stands behind each of a cluster, most often mentioned first; at most so many sentences of each."""
    from curator.desk.twins import reason

    known = registry(desk)
    there = {known.identity(uid).uid: known.identity(uid) for uid in uids if uid in known.entities}
    sides = [side_of(desk, traces_of(desk, identity), most) for identity in there.values()]
    sides.sort(key=lambda side: (-side.mentions, -len(side.identity.preferred), side.identity.uid))
    return [Member(side, "" if not n else reason(best_comparison(sides[0].identity, side.identity)))
            for n, side in enumerate(sides)]


def clusters_in(queue: Sequence[Proposal]) -> list[tuple[Identity, ...]]:
    """The clusters of three and more in a queue, in its order, nobody in two of them."""
    taken: set[str] = set()
    found: list[tuple[Identity, ...]] = []
    for pair in queue:
        if pair.score >= LIKELY and not {pair.left.uid, pair.right.uid} & taken:
            cluster = tuple(one for one in cluster_of(queue, pair) if one.uid not in taken)
            if len(cluster) > 2:
                taken |= {one.uid for one in cluster}
                found.append(cluster)
    return found


def judge_all_same(desk: Desk, uids: Sequence[str], preferred: str, *, reason: str = "",
                   retracting: Sequence[str] = (), unsure_of: Sequence[str] = ()) -> list[Judgement]:
    """Keep a curator's word that several entries are one, shown as `preferred` (as `judge` takes it), in one action;
    Contradiction, and nothing is done, where one judgement forbids it that is not taken back for it."""
    if len(set(uids)) < 2:
        raise Refused("one by itself is nobody's twin: leave two or more")
    with desk.act("judge same", "") as action:
        first = registry_around(desk, (preferred,)).identity(known_entity(desk, preferred).uid)
        shown = first.shown.uid if preferred == first.uid else preferred
        others = [uid for uid in dict.fromkeys(uids) if uid != preferred]
        made: list[Judgement] = []
        for uid in others:
            instead = {} if made else {"retracting": retracting, "unsure_of": unsure_of}
            made.append(judge(desk, preferred, uid, "same", reason=reason, preferred=shown, **instead))
        names = [known_entity(desk, uid).preferred for uid in (shown, *others)]
        action.name, action.what = "judge same", f"{listing(names)} ({len(names)} in one)"
        return made


def sure_ones(desk: Desk, queue: Sequence[Proposal]) -> list[Proposal]:
    """The pairs whose names are the same after normalising, two words or more of a person, and that nothing speaks
    against. Who is in several of them is in the first only, so that no band joins three at one key."""
    known = registry(desk)
    taken: set[str] = set()
    found: list[Proposal] = []
    for pair in queue:
        if pair.score >= SURE and not {pair.left.uid, pair.right.uid} & taken and _is_sure(desk, known, pair):
            taken |= {pair.left.uid, pair.right.uid}
            found.append(pair)
    return found


def accept_sure(desk: Desk, pairs: Sequence[Proposal]) -> Accepted:
    """Judge all these pairs the same, in one action. Those that contradict what was judged meanwhile are left out."""
    made: list[Judgement] = []
    refused: list[str] = []
    if not pairs:
        raise Refused("there is no pair whose names leave no doubt")
    with desk.act("judge same", "") as action:
        for pair in pairs:
            try:
                made.append(judge(desk, pair.left.uid, pair.right.uid, "same", reason=WHY))
            except Contradiction as trouble:
                refused.append(f"{pair.left.preferred}, {pair.right.preferred}: {trouble}")
        if not made:
            raise Refused(f"none of them can be: {refused[0]}")
        action.name, action.what = "judge same", f"{counted(len(made), 'pair')} whose names are the same"
    return Accepted(tuple(made), tuple(refused))


def _is_sure(desk: Desk, known: Registry, pair: Proposal) -> bool:
    compared = best_comparison(pair.left, pair.right)
    plain = compared.verdict == "same" and not (compared.left_rest or compared.right_rest or compared.notes) and \
        all(step.how == "equal" for step in compared.steps)
    if not plain or (pair.left.kind == "person" and compared.band != "strong"):
        return False
    return all(reason.weight > 0 for reason in reasons(
        desk, known, traces_of(desk, pair.left), traces_of(desk, pair.right), compared))


def _is_lone(identity: Identity) -> bool:
    return identity.kind == "person" and all(len(name.split()) == 1 for name in identity.names)
