"""A single name, or one with initials only, against another: names cannot decide it, so the score only ranks.

A surname says more than a given name, and a slip in the only word there is weighs more than in one of two.
"""

from __future__ import annotations

from curator.names import bands
from curator.names.align import Alignment
from curator.names.normalise import PersonName
from curator.names.words import Word


def lone_evidence(one: PersonName, other: PersonName, found: Alignment) -> float:
    """0..`bands.LONE_CAP` (with fitting initials `bands.INITIALS_CAP`), before conflicts are taken off."""
    best = 0.0
    initials = 0
    for left_places, right_places, similarity, how in found.matches:
        if how == "initial":
            initials += 1
            continue
        left, right = one.words[left_places[0]], other.words[right_places[0]]
        if left.is_initial or right.is_initial or left.is_particle or right.is_particle:
            continue
        quality = 1.0 - _weight(how, left, right) * (1.0 - similarity)
        best = max(best, quality * _place(one, left_places[-1]) * _place(other, right_places[-1]))
    if not best:
        return bands.LONE_CAP if one.joined == other.joined else 0.3
    cap = bands.INITIALS_CAP if initials and (one.initials or other.initials) else bands.LONE_CAP
    return cap * max(0.0, best)


def _weight(how: str, left: Word, right: Word) -> float:
    """How much a likeness short of 1 counts in the only word there is: less across scripts, which cannot agree."""
    return 2.0 if how == "similar" else 1.5 if left.is_latin == right.is_latin else 1.0


def _place(name: PersonName, at: int) -> float:
    """How much a word of this name tells: the surname most, a given name little."""
    if name.core < 2:
        return 0.9 if name.words[at].given and len(name.words) == 1 else 1.0
    if at >= len(name.words) - 1:
        return 1.0
    return 0.8 if name.words[at].given or at == 0 else 0.9
