"""Did you mean: entries whose names are so like a new one that they may be the same, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.desk.desk import Desk
from curator.desk.likenesses import scorer_of
from curator.desk.name_index import StoredKeys
from curator.desk.registry import ALIKE_KINDS, Identity, registry_around
from schema import NEVER_MATCHED, Entity, Judgement

if TYPE_CHECKING:
    from curator.names import Comparison

MOST = 5  # as many as are looked at before somebody is made
MADE_BESIDE = "made as somebody else"


@dataclass(frozen=True)
class Twin:
    """An identity with the name that is like the new one; `reason` says in a line how."""

    identity: Identity
    name: str
    score: float
    reason: str


def twins(desk: Desk, name: str, label: str, *, most: int = MOST) -> list[Twin]:
    """The identities that a new entry called `name` may be, likeliest first; [] where no entry of the kinds that go
    with `label` has a name near enough. Those of this very name are among them."""
    from curator.names import alike

    kinds = ALIKE_KINDS.get(label, ())
    if not kinds or not name.split():
        return []
    seen: dict[str, Entity] = {}

    def names_of(uids: Iterable[str]) -> Mapping[str, Sequence[str]]:
        seen.update(desk.dataset.entities.get_many(uids))
        return {uid: seen[uid].all_names for uid in uids if uid in seen and seen[uid].kind in kinds}

    near = [(uid, compared) for uid, compared in alike(name, scorer_of(kinds[0]), StoredKeys(desk.dataset), names_of,
                                                       limit=4 * most) if compared.band != "weak"]
    known = registry_around(desk, [uid for uid, _ in near])
    found: dict[str, Twin] = {}
    for uid, compared in near:
        identity = known.identity(uid)
        if identity.uid not in found:
            found[identity.uid] = Twin(identity, _likest(identity, name, compared), compared.score, reason(compared))
    return list(found.values())[:most]


def reason(compared: Comparison) -> str:
    """A comparison in a few words: its band, the words that differ and how they meet, what is left over."""
    met = [f"{step.left} ~ {step.right} ({step.how})" for step in compared.steps if step.left != step.right]
    left = [f"{word} is left over" for word in (*compared.left_rest, *compared.right_rest)]
    said = [*met, *left, *compared.notes] or ["the same words"]
    return f"{compared.band}: {', '.join(said)}"


def keep_apart(desk: Desk, made: Entity, others: Iterable[str]) -> None:
    """Within the caller's action: the curator saw these entries (uids) and said that the one just made is none of
    them, so that nobody is asked again."""
    from curator.names import SCORER, compare

    for other in sorted(set(others) - {made.uid}):
        seen = desk.dataset.entities.get(other)
        if seen is None or seen.kind != made.kind or seen.kind in NEVER_MATCHED:
            continue
        left, right = sorted((made, seen), key=lambda entity: entity.uid)
        score = compare(left.preferred, right.preferred, scorer_of(made.kind)).score
        desk.dataset.judgements.add(Judgement(
            left=left.uid, right=right.uid, judgement="different", score=score, scorer=SCORER, reason=MADE_BESIDE,
            left_shown=left.preferred, right_shown=right.preferred, **desk.stamp()))


def _likest(identity: Identity, name: str, compared: Comparison) -> str:
    words = {step.right for step in compared.steps}
    return max(identity.names, key=lambda each: sum(word in each.split() for word in words))
