"""Two personal names compared: what their alignment proves, what speaks against it, and what stays in doubt.

The score starts from the mean likeness of the aligned words, weighted by letters, and from the share of the shorter
name that found a partner; conflicts and leftovers are then taken off. Weights are set by hand and measured.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from curator.names import bands
from curator.names.align import Alignment, Match, align
from curator.names.comparison import Comparison, Step
from curator.names.lone import lone_evidence
from curator.names.normalise import PersonName, person


class _Doubts(NamedTuple):
    """What speaks against a pair: `penalty` is taken off, `cap` is the most the score may be."""

    penalty: float
    cap: float
    notes: tuple[str, ...]
    hard: bool  # never *same*


def compare_persons(left: str, right: str) -> Comparison:
    """The comparison of two personal names, `left` on the left."""
    one, other = person(left), person(right)
    if not one.words or not other.words:
        return _nothing_to_compare(one, other)
    if one.ideographs and other.ideographs:
        return _by_characters(one, other)
    found = align(one.words, other.words, one.patronymics, other.patronymics)
    if not found.matches:
        return _unaligned(one, other)
    lone = one.core < 2 or other.core < 2
    doubts = _doubts(one, other, found)
    score = (lone_evidence(one, other, found) if lone else _evidence(one, other, found)) - doubts.penalty
    score = max(0.0, min(score, doubts.cap, 1.0))
    decisive = not lone and not doubts.hard
    return Comparison(
        score=round(score, 4), verdict=bands.verdict(score, may_be_same=decisive),
        band=bands.band(score, decisive=decisive, lone=lone),
        steps=_steps(one, other, found.matches),
        left_rest=tuple([one.words[at].written for at in found.left_rest]),
        right_rest=tuple([other.words[at].written for at in found.right_rest]),
        notes=doubts.notes)


def _evidence(one: PersonName, other: PersonName, found: Alignment) -> float:
    """0..1: how alike what was aligned is, times how much of the shorter name was aligned."""
    total = weight = 0.0
    covered_left = covered_right = 0
    weakest = 1.0
    for match in found.matches:
        letters_left = sum([one.words[at].length for at in match.left])
        letters_right = sum([other.words[at].length for at in match.right])
        covered_left += letters_left
        covered_right += letters_right
        heavier = max(letters_left, letters_right)
        if match.how == "initial":
            heavier = 2
        elif match.similarity < weakest:
            weakest = match.similarity
        total += heavier * match.similarity
        weight += heavier
    mean = total / weight
    missing_left = _letters(one, found.left_rest)
    missing_right = _letters(other, found.right_rest)
    if covered_left + missing_left <= covered_right + missing_right:
        cover = covered_left / (covered_left + missing_left)
        extra = missing_right
    else:
        cover = covered_right / (covered_right + missing_right)
        extra = missing_left
    score = mean * (0.35 + 0.65 * cover) - min(0.048, 0.004 * extra)
    if weakest < 0.75:
        score -= 0.875 * (0.75 - weakest)
    if cover > 0.6 and (found.left_rest or found.right_rest or weakest < 0.9):
        joined = Levenshtein.normalized_similarity(one.joined, other.joined, score_cutoff=0.93)
        score = max(score, 0.97 * joined)
    return score


def _letters(name: PersonName, places: list[int]) -> int:
    return sum(name.words[at].length for at in places
               if at not in name.patronymics and not name.words[at].is_particle)


def _doubts(one: PersonName, other: PersonName, found: Alignment) -> _Doubts:
    notes: list[str] = []
    penalty, cap, hard = 0.0, 1.0, False
    left = [at for at in found.left_rest if at not in one.patronymics and not one.words[at].is_particle]
    right = [at for at in found.right_rest if at not in other.patronymics and not other.words[at].is_particle]
    full_left = [at for at in left if not one.words[at].is_initial]
    full_right = [at for at in right if not other.words[at].is_initial]
    if full_left and full_right:
        penalty += 0.25
        hard = True
    elif left and right:
        penalty += 0.15
        hard = True
    if _fathers_differ(one, other, found):
        penalty += 0.25
        hard = True
        notes.append("patronymic differs")
    if one.tells_descent and other.tells_descent and _crossed(found):
        penalty += 0.25
        hard = True
        notes.append("order around bin or ibn differs")
    if not hard and (_leads(one, found.left_rest, other) or _leads(other, found.right_rest, one)):
        cap, hard = 0.74, True
        notes.append("an extra given name leads: perhaps a child")
    for match in found.matches:
        if match.how == "initial" and (one.words[match.left[0]].length > 1 or other.words[match.right[0]].length > 1):
            penalty += 0.05
    if one.generation != other.generation:
        both = bool(one.generation and other.generation)
        cap = min(cap, 0.5 if both else 0.84)
        hard = True
        notes.append(f"generation differs: {one.generation_written or 'none'} / {other.generation_written or 'none'}")
    notes += [f"title set aside: {name.title}" for name in (one, other) if name.title]
    return _Doubts(penalty, cap, tuple(notes), hard)


def _fathers_differ(one: PersonName, other: PersonName, found: Alignment) -> bool:
    return any(at in one.patronymics for at in found.left_rest) and any(
        at in other.patronymics for at in found.right_rest)


def _crossed(found: Alignment) -> bool:
    """True when the words of one name stand in another order in the other."""
    places = [match.right[0] for match in sorted(found.matches)]
    return places != sorted(places)


def _leads(longer: PersonName, rest: list[int], shorter: PersonName) -> bool:
    """True for Hala in "Hala Saddam Hussein al-Tikriti" beside the same without her: in chains of fathers' names an
    extra first name is a child."""
    return 0 in rest and shorter.core >= 3 and longer.core > shorter.core and not longer.swapped


def _steps(one: PersonName, other: PersonName, matches: list[Match]) -> tuple[Step, ...]:
    return tuple(Step(" ".join(one.words[at].written for at in match.left),
                      " ".join(other.words[at].written for at in match.right), match.how, round(match.similarity, 3))
                 for match in sorted(matches))


def _unaligned(one: PersonName, other: PersonName) -> Comparison:
    """No two words are alike: what the joined names share, well below every threshold."""
    score = 0.45 * Levenshtein.normalized_similarity(one.joined, other.joined)
    return Comparison(round(score, 4), "different", "weak", (), tuple(each.written for each in one.words),
                      tuple(each.written for each in other.words))


def _by_characters(one: PersonName, other: PersonName) -> Comparison:
    """Names in Han, kana or Hangul are compared as written: two that sound alike are two names."""
    same = one.ideographs == other.ideographs
    alike = Levenshtein.normalized_similarity(one.ideographs, other.ideographs)
    score = 1.0 if same else 0.6 * alike
    how = "equal" if same else "other characters"
    return Comparison(round(score, 4), "same" if same else "different", "strong" if same else "weak",
                      (Step(one.written, other.written, how, round(alike, 3)),))


def _nothing_to_compare(one: PersonName, other: PersonName) -> Comparison:
    """A name without letters or digits is like nothing, unless it is the very same string."""
    same = one.written == other.written
    return Comparison(0.8 if same else 0.0, "unsure" if same else "different", "weak",
                      notes=("a name without letters cannot be compared",))
