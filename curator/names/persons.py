"""Two personal names compared: what their alignment proves, less what speaks against it (`doubts`).

The score starts from the mean likeness of the aligned words, weighted by letters, and from the share of the shorter
name that found a partner. Weights are set by hand and measured; the steps are the explanation.
"""

from __future__ import annotations

from math import fsum

from rapidfuzz.distance import Levenshtein

from curator.names import bands
from curator.names.align import Alignment, Match, align
from curator.names.comparison import Comparison, Step
from curator.names.doubts import doubts_about
from curator.names.lone import lone_evidence
from curator.names.normalise import PersonName, person

_SLIP = 0.80  # below this likeness the least alike pair of words is more than a slip of the pen
_SLIP_COST = 1.1


def compare_persons(left: str, right: str) -> Comparison:
    """The comparison of two personal names, `left` on the left."""
    one, other = person(left), person(right)
    if not one.words or not other.words:
        return _nothing_to_compare(one, other)
    if one.ideographs and other.ideographs:
        return _by_characters(one, other)
    found = align(one, other, one.patronymics, other.patronymics)
    if not found.matches:
        return _unaligned(one, other)
    lone = one.core < 2 or other.core < 2
    doubts = doubts_about(one, other, found)
    score = (lone_evidence(one, other, found) if lone else _evidence(one, other, found)) - doubts.penalty
    score = round(0.0 if score < 0 else score if score < doubts.cap else doubts.cap, 4)
    decisive = not lone and not doubts.hard
    return Comparison(
        score, bands.verdict(score, may_be_same=decisive), bands.band(score, decisive=decisive, lone=lone),
        _steps(one, other, found.matches),
        tuple([one.words[at].written for at in found.left_rest]) if found.left_rest else (),
        tuple([other.words[at].written for at in found.right_rest]) if found.right_rest else (),
        doubts.notes)


def _evidence(one: PersonName, other: PersonName, found: Alignment) -> float:
    """0..1: how alike what was aligned is, times how much of the shorter name was aligned."""
    left, right = one.words, other.words
    products: list[float] = []
    weight = covered_left = covered_right = 0
    weakest = 1.0
    for i, j, similarity, how in found.matches:
        letters_left, letters_right = left[i[0]].length, right[j[0]].length
        heavier = letters_left if letters_left > letters_right else letters_right
        if how == "written apart":
            letters_left = letters_right = heavier
        elif how == "initial":
            heavier = 2
        elif similarity < weakest and not (left[i[0]].is_particle or right[j[0]].is_particle):
            weakest = similarity
        covered_left += letters_left
        covered_right += letters_right
        products.append(heavier * similarity)
        weight += heavier
    missing_left = _letters(one, found.left_rest) if found.left_rest else 0
    missing_right = _letters(other, found.right_rest) if found.right_rest else 0
    cover = 1.0
    if missing_left or missing_right:
        whole_left, whole_right = covered_left + missing_left, covered_right + missing_right
        cover = min((whole_left, covered_left / whole_left), (whole_right, covered_right / whole_right))[1]
    score = fsum(products) / weight * (0.35 + 0.65 * cover)
    if cover < 1 or missing_left or missing_right:
        score -= min(0.048, 0.004 * max(missing_left, missing_right))
    if weakest < _SLIP:
        score -= _SLIP_COST * (_SLIP - weakest)
    if cover > 0.6 and (found.left_rest or found.right_rest or weakest < 0.9):
        joined = Levenshtein.normalized_similarity(one.joined, other.joined, score_cutoff=0.93)
        score = max(score, 0.97 * joined)
    return score


def _letters(name: PersonName, places: list[int]) -> int:
    letters = 0
    for at in places:
        word = name.words[at]
        if not word.is_particle and at not in name.patronymics:
            letters += word.length
    return letters


def _steps(one: PersonName, other: PersonName, matches: list[Match]) -> tuple[Step, ...]:
    left, right = one.words, other.words
    return tuple([Step(left[i[0]].written if len(i) == 1 else f"{left[i[0]].written} {left[i[1]].written}",
                       right[j[0]].written if len(j) == 1 else f"{right[j[0]].written} {right[j[1]].written}",
                       how, similarity) for i, j, similarity, how in matches])


def _unaligned(one: PersonName, other: PersonName) -> Comparison:
    """No two words are alike: what the joined names share, well below every threshold."""
    score = 0.45 * Levenshtein.normalized_similarity(one.joined, other.joined)
    return Comparison(round(score, 4), "different", "weak", (), tuple([each.written for each in one.words]),
                      tuple([each.written for each in other.words]))


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
