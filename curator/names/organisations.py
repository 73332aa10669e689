"""Two names of organisations compared. What parts two bodies is often one word: a country, a number, a branch.

Legal forms are set aside, kinds of body (bank, ministry) weigh little, one-sided words of their own weigh much:
unlike with people, a longer name is usually another body.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from rapidfuzz.distance import Levenshtein

from curator.names import bands
from curator.names.align import Alignment, Match, align
from curator.names.bodies import OrganisationName, organisation
from curator.names.comparison import Comparison, Step, Verdict

_KIND_LETTERS = 2.0  # what a kind of body weighs beside a word's letters
_ACRONYM = 0.84


def compare_organisations(left: str, right: str) -> Comparison:
    """The comparison of two organisations' names, `left` on the left."""
    one, other = organisation(left), organisation(right)
    if not (one.words or one.kinds or one.numbers or one.countries) and one.written == other.written:
        return Comparison(0.7, "unsure", "weak", notes=("a name without letters cannot be compared",))
    if one.is_country and other.is_country:
        return _two_countries(one, other)
    notes = [f"legal form set aside: {name.form}" for name in (one, other) if name.form]
    if short := _acronym(one, other):
        clash = bool(one.countries and other.countries and one.countries.isdisjoint(other.countries))
        score = 0.4 if clash else _ACRONYM
        return Comparison(score, bands.verdict(score, may_be_same=False),
                          bands.band(score, decisive=False, lone=False), (short,), notes=tuple(notes))
    found = align(one, other)
    score = _evidence(one, other, found)
    cap, reasons = _conflicts(one, other, found)
    score = max(0.0, min(score, cap, 1.0))
    decisive = cap > bands.SAME
    return Comparison(
        score=round(score, 4), verdict=bands.verdict(score, may_be_same=decisive),
        band=bands.band(score, decisive=decisive, lone=False),
        steps=tuple([_step(one, other, match) for match in found.matches]),
        left_rest=tuple([one.words[at].written for at in found.left_rest]),
        right_rest=tuple([other.words[at].written for at in found.right_rest]),
        notes=tuple(notes + reasons))


def _evidence(one: OrganisationName, other: OrganisationName, found: Alignment) -> float:
    """0..1: the share of all letters that is aligned, times likeness; kinds of body and countries count a little."""
    products: list[float] = []
    total = 0.0
    for left_places, right_places, similarity, _ in found.matches:
        letters = (_letters(one, left_places) + _letters(other, right_places)) / 2
        likeness = similarity if similarity > 0.9 else max(0.0, 1 - 2.2 * (1 - similarity))
        products.append(letters * likeness)
        total += letters
    total += 0.75 * (_letters(one, found.left_rest) + _letters(other, found.right_rest))
    both, either = one.kinds & other.kinds, one.kinds | other.kinds
    aligned = fsum(products) + _KIND_LETTERS * (len(both) + len(one.countries & other.countries))
    total += _KIND_LETTERS * (len(either) + len(one.countries | other.countries))
    if not total:
        return 1.0 if one.numbers == other.numbers and one.form == other.form else 0.3
    score = aligned / total
    joined = Levenshtein.normalized_similarity(one.joined, other.joined, score_cutoff=0.9)
    if joined and one.kinds == other.kinds:
        score = max(score, 0.98 * joined)
    return score


def _letters(name: OrganisationName, places: Sequence[int]) -> int:
    return sum([name.words[at].length for at in places])


def _conflicts(one: OrganisationName, other: OrganisationName, found: Alignment) -> tuple[float, list[str]]:
    """The most the score may be, and why."""
    cap, reasons = 1.0, [f"kind of body on both sides: {kind}" for kind in sorted(one.kinds & other.kinds)]
    if one.numbers != other.numbers:
        cap = 0.78 if one.numbers and other.numbers else 0.72
        reasons.append(f"numbers differ: {' '.join(one.numbers) or 'none'} / {' '.join(other.numbers) or 'none'}")
    if both := sorted(one.countries & other.countries):
        reasons.append(f"country on both sides: {' '.join(both)}")
    if one.countries != other.countries:
        if one.countries and other.countries and one.countries.isdisjoint(other.countries):
            cap = min(cap, 0.45)
        else:
            cap = min(cap, 0.70)
        reasons.append(f"countries differ: {' '.join(sorted(one.countries)) or 'none'} / "
                       f"{' '.join(sorted(other.countries)) or 'none'}")
    if found.left_rest and found.right_rest:
        cap = min(cap, 0.60)
    elif found.left_rest or found.right_rest:
        cap = min(cap, 0.70)
    if one.kinds != other.kinds:
        cap = min(cap, 0.66 if one.kinds - other.kinds and other.kinds - one.kinds else 0.74)
        reasons.append("another kind of body")
    return cap, reasons


def _acronym(one: OrganisationName, other: OrganisationName) -> Step | None:
    """PLA for the initials of People's Liberation Army, with or without its light words."""
    for short, long in ((one, other), (other, one)):
        if len(short.words) != 1 or short.kinds or len(long.words) + len(long.kinds) + len(long.countries) < 2:
            continue
        letters = short.words[0]
        if letters.written.isupper() and 2 <= letters.length <= 8 and letters.ascii in long.initials:
            pair = (letters.written, long.written) if short is one else (long.written, letters.written)
            return Step(*pair, "initials of", _ACRONYM)
    return None


def _two_countries(one: OrganisationName, other: OrganisationName) -> Comparison:
    same = one.countries == other.countries
    score = 1.0 if same else 0.1
    return Comparison(score, "same" if same else "different", "strong" if same else "weak",
                      (Step(one.written, other.written, "country" if same else "another country", score),))


def _step(one: OrganisationName, other: OrganisationName, match: Match) -> Step:
    left_places, right_places, similarity, how = match
    return Step(" ".join([one.words[at].written for at in left_places]),
                " ".join([other.words[at].written for at in right_places]), how, similarity)


def score_organisations(left: str, right: str) -> tuple[float, Verdict]:
    """The score and the verdict of `compare_organisations`."""
    return compare_organisations(left, right)[:2]
