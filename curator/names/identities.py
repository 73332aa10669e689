"""Identities: what live judgements say who is one. A pure function of the judgements, so any of them can be retracted.

*Same* joins, *different* parts whole identities, *unsure* says nothing but that somebody looked. Where live judgements
contradict each other (the desk refuses that, a merge of two datasets may bring it), *different* wins and the later
*same* is set aside in `refused`; the result does not depend on the order in which judgements are given.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from schema import Judgement, Verdict

About = Literal["entity", "quote"]


def identities(entities: Iterable[str], judgements: Iterable[Judgement], *, about: About = "entity") -> Identities:
    """The identities of `entities` (uids) under the judgements that are about entities and not retracted.

    Uids that only judgements name belong to it too. With `about` "quote" the members are quotes: statements.
    """
    live = sorted((each for each in judgements if each.about == about and not each.retracted),
                  key=lambda each: (each.created_at, each.uid))
    return Identities(entities, live)


class Identities:
    """Who is one with whom. `refused` are the *same* judgements that a *different* forbids."""

    def __init__(self, entities: Iterable[str], live: Iterable[Judgement]) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._same: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
        self._parted: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
        self._unsure: defaultdict[str, set[str]] = defaultdict(set)
        self.refused: tuple[Judgement, ...] = ()
        for uid in entities:
            self._add(uid)
        by_verdict: defaultdict[Verdict, list[Judgement]] = defaultdict(list)
        for judgement in live:
            self._add(judgement.left)
            self._add(judgement.right)
            by_verdict[judgement.judgement].append(judgement)
        for judgement in by_verdict["different"]:
            self._parted[judgement.left].setdefault(judgement.right, judgement)
            self._parted[judgement.right].setdefault(judgement.left, judgement)
        self.refused = tuple(each for each in by_verdict["same"] if not self._join(each))
        for judgement in by_verdict["unsure"]:
            left, right = self._root[judgement.left], self._root[judgement.right]
            self._unsure[left].add(right)
            self._unsure[right].add(left)

    def of(self, uid: str) -> str:
        """The identity of an entity: the smallest uid of those that are one with it; its own when nobody judged."""
        root = self._root.get(uid)
        return uid if root is None else self._members[root][0]

    def members(self, uid: str) -> tuple[str, ...]:
        """The uids that are one with `uid`, in order, itself included."""
        root = self._root.get(uid)
        return (uid,) if root is None else tuple(self._members[root])

    def all(self) -> tuple[tuple[str, ...], ...]:
        """Every identity as its members, in the order of their smallest uids."""
        return tuple(sorted(tuple(members) for members in self._members.values()))

    def relation(self, left: str, right: str) -> Verdict | None:
        """What is judged of two: *different* and *unsure* hold between whole identities. None: nobody said."""
        one, other = self._root.get(left, left), self._root.get(right, right)
        if one == other:
            return "same"
        if other in self._parted.get(one, ()):
            return "different"
        return "unsure" if other in self._unsure.get(one, ()) else None

    def chain(self, left: str, right: str) -> tuple[Judgement, ...]:
        """The shortest chain of *same* judgements that makes two one; () when they are not, or are the very same."""
        came_by: dict[str, tuple[str, Judgement] | None] = {left: None}
        waiting = deque([left])
        while waiting and right not in came_by:
            at = waiting.popleft()
            for neighbour, judgement in self._same.get(at, ()):
                if neighbour not in came_by:
                    came_by[neighbour] = (at, judgement)
                    waiting.append(neighbour)
        found: list[Judgement] = []
        step = came_by.get(right)
        while step is not None:
            found.append(step[1])
            step = came_by[step[0]]
        return tuple(reversed(found))

    def contradiction(self, judgement: Judgement) -> tuple[Judgement, ...] | None:
        """The live judgements that forbid a judgement to be, as a chain from its left to its right; None: it may be.

        A *same* is forbidden between parted identities, a *different* inside one.
        """
        left, right = judgement.left, judgement.right
        relation = self.relation(left, right)
        if judgement.judgement == "different" and relation == "same":
            return self.chain(left, right)
        if judgement.judgement == "same" and relation == "different":
            parting = self._parted[self._root[left]][self._root[right]]
            near, far = parting.left, parting.right
            if self._root[near] != self._root[left]:
                near, far = far, near
            return (*self.chain(left, near), parting, *self.chain(far, right))
        return None

    def _add(self, uid: str) -> None:
        if uid not in self._root:
            self._root[uid] = uid
            self._members[uid] = [uid]

    def _join(self, judgement: Judgement) -> bool:
        """Joins two identities, the smaller into the larger; False when they are parted."""
        left, right = self._root[judgement.left], self._root[judgement.right]
        if right in self._parted[left]:
            return False
        self._same[judgement.left].append((judgement.right, judgement))
        self._same[judgement.right].append((judgement.left, judgement))
        if left == right:
            return True
        small, large = sorted((left, right), key=lambda root: (len(self._members[root]), root))
        for uid in self._members[small]:
            self._root[uid] = large
        self._members[large] = sorted(self._members[large] + self._members.pop(small))
        for other, parting in self._parted.pop(small, {}).items():
            del self._parted[other][small]
            self._parted[other].setdefault(large, parting)
            self._parted[large].setdefault(other, parting)
        return True
