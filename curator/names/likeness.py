"""How alike two words of names are, and in what way: equal, one fold, one given name, an initial, inflected, ..."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from curator.names.given import formal_letters, groups_of
from curator.names.words import Word

LEAST = 0.55  # words less alike than this are not put beside each other
_SHORT = 4  # letters up to which nothing is taken for a slip: Li Wei is not Li Wen
_STEMS = 0.86  # two stems of one sound
_NEAR_SOUND = 0.86  # two words whose consonants are spoken in the same places: Buttigieg, Буттеджедж
_NEAR, _NOT_FAR = 0.80, 0.68
_FAR = 0.5  # sounds farther apart than this are not looked at twice


_DIPHTHONG = re.compile(r"[ae][iy](?![aeiou])|ee")


class Likeness(NamedTuple):
    """0..1 and the name of the step that found it."""

    similarity: float
    how: str


UNLIKE = Likeness(0.0, "")
_EQUAL = Likeness(1.0, "equal")
_FOLD = Likeness(0.97, "fold")
_INFLECTED = Likeness(0.93, "inflected")
_GENITIVE = Likeness(0.80, "inflected")
_CASE_OF_GIVEN = Likeness(0.90, "inflected")
_GIVEN = Likeness(0.92, "nickname")
_CONSONANTS = Likeness(0.90, "consonants")
_FORMAL_INITIAL = Likeness(0.85, "initial")
_TWO_CONSONANTS = Likeness(0.80, "consonants")
INITIAL = Likeness(0.90, "initial")


@lru_cache(maxsize=200_000)
def likeness(left: Word, right: Word) -> Likeness:
    """How alike two words are; symmetric. UNLIKE below `LEAST`."""
    if left.ascii == right.ascii:
        return _EQUAL
    if left.ascii > right.ascii:  # one order, because Jaro is not quite symmetric
        left, right = right, left
    if left.is_initial or right.is_initial:
        return _initial(left, right)
    if not left.folds.isdisjoint(right.folds):
        return _FOLD
    if left.given and right.given:
        if not left.given.isdisjoint(right.given):
            return _GIVEN
        return _two_given_names(left, right)
    if left.inflected and not left.inflected.isdisjoint(right.given or right.inflected):
        return _CASE_OF_GIVEN
    if right.inflected and not right.inflected.isdisjoint(left.given):
        return _CASE_OF_GIVEN
    if left.vowelless != right.vowelless:
        return _across_vowels(left, right)
    if (left.given and _is_surname_of(right, left)) or (right.given and _is_surname_of(left, right)):
        return UNLIKE
    consonants = left.consonants & right.consonants
    shared = 2 * consonants.bit_count()
    if shared < left.consonants.bit_count() and shared < right.consonants.bit_count():
        return UNLIKE
    vowelless = left.vowelless and right.vowelless
    by_sound = Levenshtein.normalized_similarity(left.sound, right.sound, score_cutoff=_FAR)
    begins_alike = left.firsts & right.firsts
    if not (by_sound or vowelless or begins_alike):
        return UNLIKE
    if begins_alike and not left.stems.isdisjoint(right.stems) and _is_inflected(left, right):
        return _INFLECTED
    if vowelless:
        if len(left.skeleton) > 2 and left.skeleton[1:] == right.skeleton[1:]:
            return _CONSONANTS
    elif len(left.skeleton) > 3 and not left.skeletons.isdisjoint(right.skeletons) and left.sound == right.sound:
        return _CONSONANTS
    return _distance(left, right, by_sound) if by_sound else UNLIKE


def _is_inflected(left: Word, right: Word) -> bool:
    """Whether the shared stem is one of the words itself, or long enough to be shared by two inflected forms."""
    return any(len(stem) > 3 or stem in left.folds or stem in right.folds for stem in left.stems & right.stems)


def _initial(left: Word, right: Word) -> Likeness:
    """One letter against a word or another letter: the first letter in ASCII or in a fold, or that of the name which a
    short form is short for: the R of Bob."""
    if left.firsts & right.firsts:
        return INITIAL
    whole, letter = (left, right) if right.is_initial else (right, left)
    if any(letter.ascii in formal_letters(group) for group in whole.given):
        return _FORMAL_INITIAL
    return UNLIKE


def _two_given_names(left: Word, right: Word) -> Likeness:
    """Two known given names that are not one name conflict (Maria, Marina), unless a case ending parts them: Martina
    is also Martin's in a Slavic language."""
    if not left.stems.isdisjoint(right.stems) and left.fold[-1:] in "aeiou" and right.fold[-1:] in "aeiou":
        return _INFLECTED
    return _GENITIVE if left.fold + "a" == right.fold or right.fold + "a" == left.fold else UNLIKE


def _across_vowels(left: Word, right: Word) -> Likeness:
    """A word in Arabic or Hebrew letters against one in a script with vowels: by what both write."""
    one, other = left.bones, right.bones
    unvoiced, voiced = (left, right) if left.vowelless else (right, left)
    if _DIPHTHONG.search(voiced.ascii) and "y" not in unvoiced.ascii:
        return UNLIKE  # حسن is Hassan and not Hussein, whose ei would be written
    if one == other and len(one) > 1:
        return _CONSONANTS if len(one) > 2 else _TWO_CONSONANTS
    alike = Levenshtein.normalized_similarity(one, other)
    return Likeness(round(0.9 * alike, 3), "similar") if min(len(one), len(other)) > 2 and alike > 0.7 else UNLIKE


def _is_surname_of(surname: Word, given: Word) -> bool:
    """True for Petrov beside Peter: a surname made of a given name is no spelling of it."""
    return any(not groups_of(surname.ascii[:-size]).isdisjoint(given.given) for size in surname.surname_endings)


def _distance(left: Word, right: Word, by_sound: float) -> Likeness:
    """The larger of the likeness of the ASCII forms, of the folds and of the sounds, each with its discount."""
    by_fold = 0.0
    for one in left.folds:
        for other in right.folds:
            by_fold = max(by_fold, Levenshtein.normalized_similarity(one, other, score_cutoff=by_fold))
    by_ascii = (JaroWinkler.similarity(left.ascii, right.ascii)
                + Levenshtein.normalized_similarity(left.ascii, right.ascii)) / 2
    similarity = max(by_ascii, 0.95 * by_fold, 0.9 * by_sound)
    if similarity < _STEMS and not left.stem_sounds.isdisjoint(right.stem_sounds):
        similarity = _STEMS
    if left.vowelless and right.vowelless:
        similarity = max(similarity, 0.85 * Levenshtein.normalized_similarity(left.skeleton, right.skeleton))
    if left.length <= _SHORT or right.length <= _SHORT:
        if min(left.length, right.length) < _SHORT and left.sound != right.sound:
            return UNLIKE
        similarity -= 0.1
    how = "similar"
    if left.sound == right.sound:
        how = "near sound"
        if len(left.skeleton) > 2:
            similarity = max(similarity, _NEAR_SOUND)
    elif len(left.skeleton) > 2 and similarity >= _NOT_FAR and not left.frames.isdisjoint(right.frames):
        similarity, how = max(similarity, _NEAR_SOUND), "near sound"
    elif left.is_latin == right.is_latin and similarity < _NEAR:
        similarity -= 0.06  # in one script other consonants are another name sooner than another spelling
    return Likeness(round(similarity, 3), how) if similarity >= LEAST else UNLIKE
