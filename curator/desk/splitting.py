"""Splitting an identity in two: whole entries leave it, or names that one entry should never have had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.desk.desk import Desk, Refused, listing
from curator.desk.entries import identity_of
from curator.desk.judging import best_comparison
from curator.desk.registry import Identity, add_entity, fold, index, read_registry, registry
from schema import Entity, Judgement, Mention, Name, Verdict, revise


@dataclass(frozen=True)
class Leaving:
    """What leaves: an entry (uid), or with `name` only that other name of it."""

    entry: str
    name: str = ""


@dataclass(frozen=True)
class SplitPlan:
    """What a split would do. `retracted` are all live *same* between the sides, the fewest that part them."""

    identity: Identity
    leaving: tuple[str, ...]
    staying: tuple[str, ...]
    retracted: tuple[Judgement, ...]
    moved: int  # mentions that go with a name

    def lines(self) -> list[str]:
        """The plan for a curator to agree to."""
        count = len(self.retracted)
        made = [f"leaves: {' = '.join(self.leaving)}", f"stays: {' = '.join(self.staying)}",
                f"retracts {count} judgement{'' if count == 1 else 's'}: the two sides are then judged different"]
        return made + ([f"{self.moved} mention{'s' * (self.moved != 1)} of the names that leave go with them"]
                       if self.moved else [])


def leavable(identity: Identity) -> list[tuple[Leaving, str]]:
    """What may leave an identity, with its names: each entry where there are several, each of their other names."""
    entries = [(Leaving(m.uid), " = ".join(m.all_names)) for m in identity.members] if len(identity.members) > 1 else []
    return entries + [(Leaving(m.uid, name), name) for m in identity.members for name in m.all_names[1:]]


def split_plan(desk: Desk, uid: str, leaving: Sequence[Leaving]) -> SplitPlan:
    """What splitting these off would do; Refused, with the reason, when it cannot be done."""
    identity = identity_of(desk, uid)
    members = {m.uid: m for m in identity.members}
    whole = {one.entry for one in leaving if not one.name}
    names = [one for one in leaving if one.name and one.entry not in whole]
    if not leaving:
        raise Refused("nothing was chosen to leave")
    if not {one.entry for one in leaving} <= members.keys():
        raise Refused(f"what should leave is no part of {identity.preferred}")
    if whole == members.keys():
        raise Refused(f"all of {identity.preferred} would leave: choose the part that is somebody else")
    for one in names:
        if one.name not in members[one.entry].all_names[1:]:
            raise Refused(f"{one.name} is no other name of {members[one.entry].preferred}: rename that instead")
    gone = {(one.entry, one.name) for one in names}
    out = [n for m in identity.members if m.uid in whole for n in m.all_names] + [one.name for one in names]
    stay = [n for m in identity.members if m.uid not in whole for n in m.all_names if (m.uid, n) not in gone]
    cut = tuple(j for j in registry(desk).live if j.judgement == "same" and {j.left, j.right} <= members.keys()
                and (j.left in whole) != (j.right in whole))
    moved = sum(len(_worded(desk, one)) for one in names)
    return SplitPlan(identity, tuple(dict.fromkeys(out)), tuple(dict.fromkeys(stay)), cut, moved)


def split(desk: Desk, uid: str, leaving: Sequence[Leaving], *, reason: str = "") -> str:
    """Split off entries or names: the uid of the identity that left. One action.

    Every *same* between the sides is retracted, and *different* recorded between them. What leaves stays one among
    itself, and so does what stays: where only a retracted judgement held a side together, *same* is recorded anew. A
    name that leaves becomes an entry; the mentions of its old entry that are worded so go with it."""
    with desk.act("split", "") as action:
        plan = split_plan(desk, uid, leaving)
        for judgement in plan.retracted:
            desk.dataset.judgements.put(revise(judgement, retracted=True))
        whole = {one.entry for one in leaving if not one.name}
        made = [_as_entry(desk, one) for one in leaving if one.name and one.entry not in whole]
        out = sorted({*whole, *made})
        rest = sorted(m.uid for m in plan.identity.members if m.uid not in whole)
        for side in (out, rest):
            _hold_together(desk, side)
        _judge(desk, out[0], rest[0], "different", reason or "split off")
        action.what = f"{listing(plan.leaving)} from {listing(plan.staying)}"
        return out[0]


def _as_entry(desk: Desk, one: Leaving) -> str:
    """The uid of the entry that a name becomes; its mentions go with it."""
    owner = desk.dataset.entities[one.entry]
    worded = _worded(desk, one)
    kept = desk.dataset.entities.put(revise(owner, names=tuple(n for n in owner.names if n.text != one.name)))
    index(desk, [kept])
    added = add_entity(desk, owner.kind, one.name, names=_as_own(owner, one.name))
    for mention in worded:
        linked = tuple(added.uid if uid == owner.uid else uid for uid in mention.entities)
        desk.dataset.mentions.put(revise(mention, entities=linked))
    return added.uid


def _as_own(owner: Entity, name: str) -> tuple[Name, ...]:
    """What kind of name and which script it was, where that says more than that it is one."""
    return tuple(n for n in owner.names if n.text == name and (n.script or n.kind not in ("name", "spelling")))


def _worded(desk: Desk, one: Leaving) -> list[Mention]:
    wanted = fold(one.name)
    return [m for m in desk.dataset.mentions.referring("entities", one.entry)
            if one.entry in m.entities and fold(" ".join(s.exact for s in m.spans)) == wanted]


def _hold_together(desk: Desk, side: Sequence[str]) -> None:
    partition = read_registry(desk).partition
    joined = {side[0], *partition.members(side[0])}
    for uid in side[1:]:
        if uid not in joined:
            _judge(desk, side[0], uid, "same", "they stayed together when others were split off")
            joined |= {uid, *partition.members(uid)}


def _judge(desk: Desk, one: str, other: str, verdict: Verdict, reason: str) -> None:
    from curator.names import SCORER

    left, right = sorted((one, other))
    known = read_registry(desk)
    shown = [known.entities[uid].preferred for uid in (left, right)]
    made = Judgement(left=left, right=right, judgement=verdict, scorer=SCORER, reason=reason,
                     score=best_comparison(known.identity(left), known.identity(right)).score,
                     left_shown=shown[0], right_shown=shown[1], **desk.stamp())
    if known.partition.contradiction(made):
        raise Refused(f"{shown[0]} and {shown[1]} cannot be judged {verdict}: other judgements say otherwise")
    desk.dataset.judgements.add(made)
