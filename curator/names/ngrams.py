"""Names alike by their letters, whatever keys they have: runs of two and three letters of folds, weighted by rarity.

The thorough pass, for what blocking keys miss: two slips in one word, a syllable lost. Slower by far, and most of what
it brings is look-alikes; it finds, it does not judge. Plain tf-idf and cosine on an inverted index, so that it needs
no library; of the runs that very many names share not all are looked at, as they cost most and say least.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest

from curator.names.bodies import organisation
from curator.names.comparison import Kind
from curator.names.normalise import person

_MET = 1_500  # entries of the index that are looked at for one name, rarest runs first


def alike_by_letters(names: Sequence[str], of_kind: Sequence[Kind], at_most: int = 10) -> Iterator[list[int]]:
    """For each name the places of the `at_most` others most alike by their letters, the most alike first."""
    grams = [Counter(_grams(name, kind)) for name, kind in zip(names, of_kind, strict=True)]
    shared = Counter(gram for its in grams for gram in its)
    rarity = {gram: math.log(1 + len(names) / holders) for gram, holders in shared.items()}
    holders: dict[str, array[int]] = {gram: array("L") for gram in shared}
    weights: dict[str, array[float]] = {gram: array("d") for gram in shared}  # of each holder, its length taken out
    for at, its in enumerate(grams):
        length = math.sqrt(math.fsum((count * rarity[gram]) ** 2 for gram, count in its.items()))
        for gram, count in its.items():
            holders[gram].append(at)
            weights[gram].append(count * rarity[gram] / length)
    for at, its in enumerate(grams):
        sums: defaultdict[int, float] = defaultdict(float)
        met = 0
        for gram in sorted(its, key=lambda gram: (shared[gram], gram)):
            met += shared[gram]
            if met > _MET and sums:
                break
            weight = its[gram] * rarity[gram]
            for other, its_weight in zip(holders[gram], weights[gram], strict=True):
                sums[other] += weight * its_weight
        sums.pop(at, None)
        nearest = nlargest(at_most, [(round(likeness, 9), -other) for other, likeness in sums.items()
                                     if of_kind[other] == of_kind[at]])
        yield [-negative for _, negative in nearest]


def _grams(name: str, kind: Kind) -> Iterator[str]:
    words = person(name).words if kind == "person" else organisation(name).words
    for word in words:
        padded = f" {word.fold} "
        for size in (2, 3):
            yield from (padded[at:at + size] for at in range(len(padded) - size + 1))
