"""What the aligned words of two personal names prove, before any doubt: likeness, times how much was aligned."""

from __future__ import annotations

from math import fsum

from rapidfuzz.distance import Levenshtein

from curator.names.align import Alignment
from curator.names.normalise import PersonName

_SLIP = 0.80  # below this likeness the least alike pair of words is more than a slip of the pen
_SLIP_COST = 1.1
_UNALIGNED = 0.45  # what the joined names share counts so much where no two words are alike


def evidence(one: PersonName, other: PersonName, found: Alignment) -> float:
    """0..1: the mean likeness of what was aligned, weighted by letters, times how much of the shorter name it is."""
    left, right = one.words, other.words
    products: list[float] = []
    weight = covered_left = covered_right = 0
    weakest = 1.0
    for i, j, similarity, how in found.matches:
        word, partner = left[i[0]], right[j[0]]
        letters_left, letters_right = word.length, partner.length
        heavier = letters_left if letters_left > letters_right else letters_right
        if how == "written apart":
            letters_left = letters_right = heavier
        elif how == "initial":
            heavier = 2
        elif similarity < weakest and not (word.is_particle or partner.is_particle):
            weakest = similarity
        covered_left += letters_left
        covered_right += letters_right
        products.append(heavier * similarity)
        weight += heavier
    average = fsum(products) / weight
    if not (found.left_rest or found.right_rest):
        return whole_evidence(one, other, average, weakest)
    return part_evidence(one, other, average, weakest, covered_left, sum([one.weights[at] for at in found.left_rest]),
                         covered_right, sum([other.weights[at] for at in found.right_rest]))


def whole_evidence(one: PersonName, other: PersonName, average: float, weakest: float) -> float:
    """The evidence when every word found a partner, from their mean likeness and the least of them."""
    if weakest >= 0.9:
        return average
    score = average - _SLIP_COST * (_SLIP - weakest) if weakest < _SLIP else average
    return _or_joined(one, other, score)


def part_evidence(one: PersonName, other: PersonName, average: float, weakest: float, covered_left: int,
                  missing_left: int, covered_right: int, missing_right: int) -> float:
    """The evidence when some words found none; so many letters of each name are covered, so many are not."""
    cover = _cover(covered_left, missing_left, covered_right, missing_right)
    score = average * (0.35 + 0.65 * cover)
    missing = missing_left if missing_left > missing_right else missing_right
    score -= 0.004 * missing if missing < 12 else 0.048
    if weakest < _SLIP:
        score -= _SLIP_COST * (_SLIP - weakest)
    return _or_joined(one, other, score) if cover > 0.6 else score


def unaligned_evidence(one: PersonName, other: PersonName) -> float:
    """What the joined names share where no two words are alike: well below every threshold."""
    return round(_UNALIGNED * Levenshtein.normalized_similarity(one.joined, other.joined), 4)


def _cover(covered_left: int, missing_left: int, covered_right: int, missing_right: int) -> float:
    """The share of the shorter name's letters that found a partner; of two equally long ones the smaller share."""
    whole_left, whole_right = covered_left + missing_left, covered_right + missing_right
    if whole_left == whole_right:
        return (covered_left if covered_left < covered_right else covered_right) / whole_left
    return covered_left / whole_left if whole_left < whole_right else covered_right / whole_right


def _or_joined(one: PersonName, other: PersonName, score: float) -> float:
    """The score, or that of the names written as one word if they are nearly the same."""
    joined = 0.97 * Levenshtein.normalized_similarity(one.joined, other.joined, score_cutoff=0.93)
    return joined if joined > score else score
