"""Bands, verdicts and their thresholds, in one place. They come from labelled pairs (bench/names.py measures them)."""

from __future__ import annotations

from curator.names.comparison import Band, Verdict

STRONG = 0.90
LIKELY = 0.75
SAME = 0.85  # full names from here on are *same*
UNSURE = 0.62
LONE_CAP = 0.80  # a single name against another: names cannot decide it, context must
INITIALS_CAP = 0.88  # the same with initials that fit
WORTH_SHOWING = 0.35  # a candidate pair below is not shown
WORTH_A_LOOK = 0.30  # the same in a thorough pass, which asks for more than it can be sure of


def band(score: float, *, decisive: bool, lone: bool) -> Band:
    """The band of a score. `decisive`: two full words on each side and no doubt about initials, generation or order;
    `lone`: a single name or one with initials only."""
    if score >= LIKELY and lone:
        return "surname only"
    if score >= STRONG and decisive:
        return "strong"
    return "likely" if score >= LIKELY else "weak"


def verdict(score: float, *, may_be_same: bool) -> Verdict:
    """The verdict of a score; `may_be_same` is false for lone surnames, initials and hard conflicts."""
    if may_be_same and score >= SAME:
        return "same"
    return "unsure" if score >= UNSURE else "different"
