"""Pairs of a list worth showing: names that share keys, the most telling keys first, compared and sorted."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from heapq import nlargest
from typing import NamedTuple

from curator.names import bands, bodies, fold, likeness, normalise, words
from curator.names.compare import score as score_of
from curator.names.comparison import Kind
from curator.names.keys import keys

LARGEST = 2_000  # names under one key; a key shared by more says nothing and is skipped


class Pair(NamedTuple):
    """Two places in the list of names, left < right, and the score of their comparison."""

    left: int
    right: int
    score: float


def candidates(names: Sequence[str], kind: Kind = "person", *, kinds: Sequence[Kind] | None = None,
               progress: Callable[[int, int], None] | None = None, at_most: int = 25,
               least: float = bands.WORTH_SHOWING) -> list[Pair]:
    """The pairs of `names` worth showing, best first, each once; pairs of two kinds never.

    `at_most` bounds the names compared with each name, `least` is the lowest score shown; `progress` is told how many
    names are done, and of how many.
    """
    of_kind = kinds if kinds is not None else [kind] * len(names)
    numbers: dict[str, int] = {}  # each key has one: a name then keeps a few bytes for each of its keys
    key_sets = [array("L", [numbers.setdefault(key, len(numbers)) for key in keys(name, one)])
                for name, one in zip(names, of_kind, strict=True)]
    owners: list[array[int]] = [array("L") for _ in numbers]
    del numbers
    for at, its in enumerate(key_sets):
        for key in its:
            owners[key].append(at)
    weights = {key: round(1000 * math.log(1 + len(names) / len(those))) for key, those in enumerate(owners)
               if 1 < len(those) <= LARGEST}  # whole numbers: sums do not depend on the order of keys
    seen: set[int] = set()  # pairs compared already, as one number each: there may be hundreds of thousands
    worth: list[Pair] = []
    for at, its in enumerate(key_sets):
        sums: defaultdict[int, int] = defaultdict(int)
        for key in its:
            weight = weights.get(key)
            if weight is not None:
                for other in owners[key]:
                    sums[other] += weight
        sums.pop(at, None)
        near = nlargest(at_most, ((weight, -other) for other, weight in sums.items() if of_kind[other] == of_kind[at]))
        for _, negative in near:
            left, right = (at, -negative) if at < -negative else (-negative, at)
            pair = left * len(names) + right
            if pair in seen:
                continue
            seen.add(pair)
            score, _ = score_of(names[left], names[right], of_kind[at])
            if score >= least:
                worth.append(Pair(left, right, score))
        if progress and (at % 200 == 199 or at + 1 == len(names)):
            progress(at + 1, len(names))
    return sorted(worth, key=lambda pair: (-pair.score, pair.left, pair.right))


def forget() -> None:
    """Let go of all that was found of words and names so far: a pass over a whole registry leaves much behind."""
    for kept in (likeness.likeness, normalise.person, words.word, bodies.organisation,
                 fold.latin):
        kept.cache_clear()
