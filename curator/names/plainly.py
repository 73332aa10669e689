"""Two plain names of two words each scored without an alignment: what `persons` finds, by the shortest way.

Most pairs of a registry are of this kind. What `persons` makes of such names comes out here to the last digit; a test
compares the two on random pairs.
"""

from __future__ import annotations

from curator.names import bands
from curator.names.comparison import Verdict
from curator.names.doubts import BOTH_KEEP
from curator.names.evidence import part_evidence, unaligned_evidence, whole_evidence
from curator.names.likeness import likeness
from curator.names.normalise import PersonName
from curator.names.words import Word


def score_plainly(one: PersonName, other: PersonName) -> tuple[float, Verdict]:
    """The score and the verdict of two names that are plain and have two words each.

    Two words go with two others straight or crossed, whichever has the best likeness.
    """
    first, last = one.words
    other_first, other_last = other.words
    firsts, lasts = _alike(first, other_first), _alike(last, other_last)
    if firsts < 1.0 and lasts < 1.0:
        crossed, back = _alike(first, other_last), _alike(last, other_first)
        if (crossed > firsts and crossed > lasts) or (back > firsts and back > lasts):
            firsts, lasts, other_first, other_last = crossed, back, other_last, other_first
    if not firsts:
        if not lasts:
            return unaligned_evidence(one, other), "different"
        first, last, other_first, other_last, firsts, lasts = last, first, other_last, other_first, lasts, firsts
    heavier = first.length if first.length > other_first.length else other_first.length
    if not lasts:
        score = part_evidence(one, other, firsts * heavier / heavier, firsts, first.length, last.length,
                              other_first.length, other_last.length) - BOTH_KEEP.penalty
        score = round(score, 4) if score > 0 else 0.0
        return score, "unsure" if score >= bands.UNSURE else "different"
    heavier_last = last.length if last.length > other_last.length else other_last.length
    average = (heavier * firsts + heavier_last * lasts) / (heavier + heavier_last)
    score = round(max(0.0, whole_evidence(one, other, average, firsts if firsts < lasts else lasts)), 4)
    return score, "same" if score >= bands.SAME else "unsure" if score >= bands.UNSURE else "different"


def _alike(word: Word, partner: Word) -> float:
    if word is partner:
        return 1.0
    shared = 2 * (word.letters & partner.letters).bit_count()
    if (shared >= word.need and shared >= partner.need) or (word.is_given and partner.is_given):
        return likeness(word, partner)[0]
    return 0.0
