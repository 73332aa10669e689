"""Pairs of a list worth showing: names that share keys, the most telling keys first, compared and sorted.

One pass over the list, bounded in work however common a name is: keys that very many share are skipped, a name is
looked for under its rarest keys until enough others were met, and of those only the nearest are compared.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from curator.names import bands, bodies, fold, likeness, normalise, words
from curator.names.compare import score as score_of
from curator.names.comparison import Kind
from curator.names.keys import keys
from curator.names.ngrams import alike_by_letters

LARGEST = 2_000  # names under one key; a key shared by more says nothing and is skipped
MET = 600  # names met under the keys of one name, rarest keys first; what only commoner ones share is not looked at
_BITS = 26  # of a key's hash, which tell whether another name may have it too
_TOLD = 200  # names between two words of progress
_UNIT = 1_000  # weights are whole numbers: sums do not depend on the order of keys


class Pair(NamedTuple):
    """Two places in the list of names, left < right, and the score of their comparison."""

    left: int
    right: int
    score: float


def candidates(names: Sequence[str], kind: Kind = "person", *, kinds: Sequence[Kind] | None = None,
               progress: Callable[[int, int], None] | None = None, at_most: int = 25,
               least: float | None = None, thorough: bool = False) -> list[Pair]:
    """The pairs of `names` worth showing, best first, each once; pairs of two kinds never.

    `at_most` bounds the names compared with each name, `least` is the lowest score shown (None: that of `bands`);
    `progress` is told how many names are done, and of how many. A `thorough` pass also compares each name with those
    most alike by their letters.
    """
    of_kind = kinds if kinds is not None else [kind] * len(names)
    if least is None:
        least = bands.WORTH_A_LOOK if thorough else bands.WORTH_SHOWING
    seen: set[int] = set()  # pairs compared already, as one number each: there may be millions
    worth: list[Pair] = []
    by_letters = alike_by_letters(names, of_kind) if thorough else repeat(())
    for (at, others), more in zip(_nearest(names, of_kind, at_most), by_letters, strict=False):
        for other in (*others, *more):
            left, right = (at, other) if at < other else (other, at)
            pair = left * len(names) + right
            if pair not in seen:
                seen.add(pair)
                score, _ = score_of(names[left], names[right], of_kind[at])
                if score >= least:
                    worth.append(Pair(left, right, score))
        if progress and (at % _TOLD == _TOLD - 1 or at + 1 == len(names)):
            progress(at + 1, len(names))
    return sorted(worth, key=lambda pair: (-pair.score, pair.left, pair.right))


def _nearest(names: Sequence[str], of_kind: Sequence[Kind], at_most: int) -> Iterator[tuple[int, list[int]]]:
    """For each name the places of those that share its rarest keys, at most so many, the nearest first."""
    size = len(names)
    key_sets, owners = _shared(names, of_kind)
    mixed = len(set(of_kind)) > 1
    weights = [0, *(round(_UNIT * math.log(1 + size / holders)) for holders in range(1, LARGEST + 1))]
    for at, its in enumerate(key_sets):
        sums: defaultdict[int, int] = defaultdict(int)
        met = last = 0
        for those in sorted([owners[key] for key in its if len(owners[key]) > 1], key=len):
            # all keys of one size or none: hashes, and with them the order of keys, differ from process to process
            if len(those) > LARGEST or (len(those) > last and met and met + len(those) > MET):
                break
            met += len(those)
            last = len(those)
            weight = weights[last]
            for other in those:
                sums[other] += weight
        sums.pop(at, None)
        # one number for the weight and, among equals, the earlier place
        near = [weight * size + (size - 1 - other) for other, weight in sums.items()
                if not mixed or of_kind[other] == of_kind[at]]
        near.sort(reverse=True)
        yield at, [size - 1 - each % size for each in near[:at_most]]


def _shared(names: Sequence[str], of_kind: Sequence[Kind]) -> tuple[list[array[int]], dict[int, array[int]]]:
    """The keys of each name as hashes, and for each that several may have, who has it.

    Nine keys in ten are one name's alone. A table of bits tells so before anything is kept of them: 16 MB
    instead of some hundred bytes a key.
    """
    once, twice = bytearray(1 << _BITS - 3), bytearray(1 << _BITS - 3)
    key_sets: list[array[int]] = []
    for name, kind in zip(names, of_kind, strict=True):
        its = array("q", map(hash, keys(name, kind)))
        for key in its:
            place, bit = key >> 3 & (1 << _BITS - 3) - 1, 1 << (key & 7)
            if once[place] & bit:
                twice[place] |= bit
            else:
                once[place] |= bit
        key_sets.append(its)
    owners: dict[int, array[int]] = {}
    for at, its in enumerate(key_sets):
        kept = array("q", [key for key in its if twice[key >> 3 & (1 << _BITS - 3) - 1] >> (key & 7) & 1])
        for key in kept:
            if key in owners:
                owners[key].append(at)
            else:
                owners[key] = array("L", (at,))
        key_sets[at] = kept
    return key_sets, owners


def forget() -> None:
    """Let go of all that was found of words and names so far: a pass over a whole registry leaves much behind."""
    for kept in (likeness.likeness, normalise.person, words.word, bodies.organisation, fold.latin):
        kept.cache_clear()
