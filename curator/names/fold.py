"""Folds: what the romanisations of one name share. Sergei = Sergey = Sergej, Shevchenko = Schewtschenko = Ševčenko.

One spelling can be read in several ways (German ch is kh, English ch is č), so a word has a small set of folds and
two words agree when their sets meet. A first letter is never dropped: Khan is not An, John is not On.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import zip_longest

from anyascii import anyascii

from curator.lexicon import rows
from curator.names.homoglyphs import unmixed

MOST = 4  # folds a word has at most
_VOWELS = re.compile(r"[aeiou]+")
_FIRST_VOWEL = re.compile(r"^[aeiou]+")
_PLACES = str.maketrans("dbvzCgkm", "tpfsshhn")
_HALF_VOWELS = re.compile(r"[aeiouyw]+")
_BREATHED = re.compile(r"([ptdgb])h|k(h)")
_SEMITIC = str.maketrans("pqcv", "bkkb")
_FAINT = re.compile(r"(?<=..)a(?=s?$)")
_DOUBLED = re.compile(r"(.)\1+")
_PLAIN = re.compile(r"[^a-z0-9]+")
_ACUTE = re.compile(r"(?<=[бвгґджзклмнпрстфхцчшщ])ъ(?=[бвгґджзклмнпрстфхцчшщ])")  # the Bulgarian vowel, no hard sign
_SCHWA = re.compile(r"ъ$|ь")


def folds(word: str) -> tuple[str, ...]:
    """The folds of one word in any script, likeliest first, at most four; () for a word without letters or digits."""
    return folds_of(latin(word), spelled(word))


def folds_of(plain: str, written_out: str) -> tuple[str, ...]:
    """The folds of a word that is given as `latin` and as `spelled` make it."""
    first = _readings(written_out)
    if plain == written_out:
        return tuple(first[:MOST])
    mixed = [fold for two in zip_longest(first, _readings(plain)) for fold in two if fold]
    return tuple(dict.fromkeys(mixed))[:MOST]


@lru_cache(maxsize=20_000)
def latin(word: str) -> str:
    """The word in a-z and 0-9, by anyascii; the Bulgarian vowel ъ is kept as an a."""
    lowered = word.lower()
    return _PLAIN.sub("", lowered) if lowered.isascii() else _ascii(unmixed(lowered))


def spelled(word: str) -> str:
    """As `latin`, but what diacritics say about the sound is written out: č is tch, ö is oe."""
    if word.isascii():
        return latin(word)
    lowered = unmixed(word.lower(), rather_cyrillic=True)
    return _ascii(_SCHWA.sub("", lowered.translate(_letters())))


def _ascii(lowered: str) -> str:
    return _PLAIN.sub("", anyascii(_ACUTE.sub("a", lowered)).lower())


def skeleton(fold: str) -> str:
    """The first letter and the consonants behind it; a key and a hint, no proof: Hussein and Husain share it."""
    return fold[:1] + _VOWELS.sub("", fold[1:])


def frame(fold: str) -> str:
    """The coarsest form, for keys only: consonants by the place where they are spoken, doubles once, vowels gone but a
    first one. Buttigieg and Бутеджич share it."""
    return _DOUBLED.sub(r"\1", skeleton(_FIRST_VOWEL.sub("a", fold).translate(_PLACES)))


def bones(plain: str, *, article: bool = False) -> str:
    """The consonants of a word in Latin letters as Arabic and Hebrew write them, which leave out vowels: y and w may be
    either, p is b, doubles are written once. `article`: it begins with the Arabic article."""
    bare = _DOUBLED.sub(r"\1", _HALF_VOWELS.sub("", _BREATHED.sub(r"\1\2", plain).translate(_SEMITIC)))
    return bare[1:] if article and bare[:1] == "l" else bare


def sound(fold: str) -> str:
    """A coarser fold for measuring distance: every run of vowels is one a, and h, g, k behind the first letter differ
    no longer where alphabets swap them (Hillary, Хиллари, Гілларі). A last vowel is faint, also before s
    (Gates, Гейтс)."""
    return _FAINT.sub("", _VOWELS.sub("a", fold.replace("g", "h")))


def _readings(word: str) -> list[str]:
    pattern, signs = _table()
    built = [""]
    at = 0
    for hit in pattern.finditer(word):
        start, end = hit.span()
        plain, choices = word[at:start], signs[(hit.lastindex or 1) - 1]
        at = end
        if len(choices) > 1 and len(built) < MOST:
            built = [before + plain + sign for sign in choices for before in built]
        else:
            built = [before + plain + choices[0] for before in built]
    ends = [_DOUBLED.sub(r"\1", before + word[at:]) for before in built]
    return [fold for fold in dict.fromkeys(ends) if fold]


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): sound_of for letter, sound_of in rows("letters")}


@cache
def _table() -> tuple[re.Pattern[str], tuple[tuple[str, ...], ...]]:
    table = rows("folds")
    # an empty group behind each row tells which one it was; before it, the group would hide first letters from `re`
    return re.compile("|".join(f"(?:{row[0]})()" for row in table)), tuple(row[1:] for row in table)
