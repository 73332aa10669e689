"""One new name against a registry: whom it may be, by stored keys, the best first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Protocol

from curator.names import bands
from curator.names.compare import compare
from curator.names.comparison import Comparison, Kind
from curator.names.keys import keys, telling_keys

LARGEST = 5_000  # owners of one key; a key with more says nothing and is skipped
MET = 1_500  # owners met under the keys of one name, rarest keys first: reading them is what takes time
RESCORED = 60  # owners whose names are compared


class KeyView(Protocol):
    """The stored keys of a registry, as the desk shows them."""

    def owners_of_any(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The owners (uids) of each of these keys that has any."""
        ...

    def sizes(self, keys: Collection[str], most: int) -> Mapping[str, int]:
        """How many owners each of these keys has, of those that have any; nobody counts further than `most`."""
        ...

    def size(self) -> int:
        """How many owners there are, about."""
        ...


def alike(name: str, kind: Kind, index: KeyView, names_of: Callable[[Iterable[str]], Mapping[str, Sequence[str]]], *,
          limit: int = 10) -> list[tuple[str, Comparison]]:
    """The owners whose names are most like `name`, each with the comparison of its most alike name, best first."""
    total = max(1, index.size())
    weights: defaultdict[str, float] = defaultdict(float)
    for _, owners in sorted(index.owners_of_any(_rarest(index, name, kind)).items()):
        weight = math.log(1 + total / len(owners))
        for owner in owners:
            weights[owner] += weight
    nearest = nlargest(RESCORED, weights, key=lambda owner: (weights[owner], owner))
    compared = [(owner, max((compare(name, other, kind) for other in names), key=lambda one: one.score))
                for owner, names in names_of(nearest).items() if names]
    worth = [each for each in compared if each[1].score >= bands.WORTH_SHOWING]
    return sorted(worth, key=lambda each: (-each[1].score, each[0]))[:limit]


def _rarest(index: KeyView, name: str, kind: Kind) -> list[str]:
    """The keys to look under, the rarest first, until enough owners are met."""
    sizes = index.sizes(telling_keys(name, kind), LARGEST + 1) or index.sizes(keys(name, kind), LARGEST + 1)
    chosen: list[str] = []
    met = 0
    for size, key in sorted((size, key) for key, size in sizes.items()):
        if size > LARGEST or (met and met + size > MET):
            break
        met += size
        chosen.append(key)
    return chosen
