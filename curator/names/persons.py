"""Two personal names compared: what their alignment proves, less what speaks against it (`doubts`).

Weights are set by hand and measured; the steps are the explanation.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from curator.names import bands
from curator.names.align import Alignment, Match, align
from curator.names.chinese import are_one
from curator.names.comparison import Comparison, Step, Verdict
from curator.names.doubts import Doubts, doubts_about
from curator.names.evidence import evidence, unaligned_evidence
from curator.names.lone import lone_evidence
from curator.names.normalise import PersonName, person
from curator.names.plainly import score_plainly

_ROMANISED = 0.93  # some syllables of different characters are written alike
_LONG_NAME = 8  # letters from which a name without its space is taken for a whole one


def compare_persons(left: str, right: str) -> Comparison:
    """The comparison of two personal names, `left` on the left."""
    one, other = person(left), person(right)
    if not one.words or not other.words:
        return _nothing_to_compare(one, other)
    if one.ideographs and other.ideographs:
        return _by_characters(one, other)
    if one.chinese and are_one(one.chinese, other.chinese):
        return _by_syllables(one, other)
    found = align(one, other, one.patronymics, other.patronymics)
    if not found.matches:
        return _unaligned(one, other)
    score, lone, doubts = _weighed(one, other, found)
    decisive = not lone and not doubts.hard
    return Comparison(
        score, bands.verdict(score, may_be_same=decisive), bands.band(score, decisive=decisive, lone=lone),
        _steps(one, other, found.matches),
        tuple([one.words[at].written for at in found.left_rest]) if found.left_rest else (),
        tuple([other.words[at].written for at in found.right_rest]) if found.right_rest else (),
        doubts.notes)


def score_persons(left: str, right: str) -> tuple[float, Verdict]:
    """The score and the verdict of `compare_persons`, without the steps that explain them: three times as fast."""
    one, other = person(left), person(right)
    if (not one.words or not other.words or (one.ideographs and other.ideographs)
            or (one.chinese and are_one(one.chinese, other.chinese))):
        return compare_persons(left, right)[:2]
    if one.is_plain and other.is_plain and len(one.words) == 2 == len(other.words):
        return score_plainly(one, other)
    found = align(one, other, one.patronymics, other.patronymics)
    if not found.matches:
        return unaligned_evidence(one, other), "different"
    score, lone, doubts = _weighed(one, other, found)
    return score, bands.verdict(score, may_be_same=not lone and not doubts.hard)


def _weighed(one: PersonName, other: PersonName, found: Alignment) -> tuple[float, bool, Doubts]:
    """The score of two aligned names, whether one is a lone name, and the doubts."""
    lone = (one.core < 2 or other.core < 2) and not _is_whole_name_glued(found, one, other)
    doubts = doubts_about(one, other, found)
    score = (lone_evidence(one, other, found) if lone else evidence(one, other, found)) - doubts.penalty
    return round(0.0 if score < 0 else score if score < doubts.cap else doubts.cap, 4), lone, doubts


def _is_whole_name_glued(found: Alignment, one: PersonName, other: PersonName) -> bool:
    """True for Ramimakhlouf beside Rami Makhlouf: all of a full name, with no space in it."""
    return (len(found.matches) == 1 and found.matches[0][3] == "written apart" and not found.left_rest
            and not found.right_rest and one.core + other.core == 3 and len(one.joined) >= _LONG_NAME)


def _steps(one: PersonName, other: PersonName, matches: list[Match]) -> tuple[Step, ...]:
    left, right = one.words, other.words
    return tuple([Step(left[i[0]].written if len(i) == 1 else f"{left[i[0]].written} {left[i[1]].written}",
                       right[j[0]].written if len(j) == 1 else f"{right[j[0]].written} {right[j[1]].written}",
                       how, similarity) for i, j, similarity, how in matches])


def _unaligned(one: PersonName, other: PersonName) -> Comparison:
    """No two words are alike: what the joined names share, well below every threshold."""
    return Comparison(unaligned_evidence(one, other), "different", "weak", (),
                      tuple([each.written for each in one.words]), tuple([each.written for each in other.words]))


def _by_characters(one: PersonName, other: PersonName) -> Comparison:
    """Names in Han, kana or Hangul are compared as written: two that sound alike are two names."""
    same = one.ideographs == other.ideographs
    alike = Levenshtein.normalized_similarity(one.ideographs, other.ideographs)
    score = 1.0 if same else 0.6 * alike
    how = "equal" if same else "other characters"
    return Comparison(round(score, 4), "same" if same else "different", "strong" if same else "weak",
                      (Step(one.written, other.written, how, round(alike, 3)),))


def _by_syllables(one: PersonName, other: PersonName) -> Comparison:
    """One Chinese name in two romanisations; generations and titles are not written with these."""
    left, right = (" ".join([word.written for word in name.words]) for name in (one, other))
    return Comparison(_ROMANISED, "same", "strong", (Step(left, right, "romanised Chinese", _ROMANISED),))


def _nothing_to_compare(one: PersonName, other: PersonName) -> Comparison:
    """A name without letters or digits is like nothing, unless it is the very same string."""
    same = one.written == other.written
    return Comparison(0.8 if same else 0.0, "unsure" if same else "different", "weak",
                      notes=("a name without letters cannot be compared",))
