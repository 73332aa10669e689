"""One word of a name and everything that is compared of it, made once for each spelling."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from curator.lexicon import toml
from curator.names.fold import bones, folds, folds_of, frame, latin, skeleton, sound, spelled
from curator.names.given import groups_of
from curator.text.names import is_initial, is_particle, tells_descent

_VOWELLESS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff]")
_NONE: frozenset[int] = frozenset()
_SURNAMES_END = ("ov", "ev", "va", "ch", "ic", "ff")  # the last letters of those: a quick look
_ANY = (1 << 80) - 1  # every letter


class Word:
    """One word of a name; one object a spelling, so it can be a cache key.

    `letters` are the letters of its sounds as bits, and `need` is how many the likeliest sound has: two words that
    share fewer than half of what either needs are not alike, unless both are given names. What few comparisons ask for
    is made when the first one does.
    """

    __slots__ = ("_frames", "_skeletons", "_stem_sounds", "_stems", "ascii", "consonants", "firsts", "fold", "folds",
                 "given", "inflected", "is_given", "is_initial", "is_latin", "is_particle", "length", "letters", "need",
                 "skeleton", "sound", "surname_endings", "tells_descent", "vowelless", "written")

    def __init__(self, written: str, is_name: bool = False) -> None:
        self.written = written
        plain, written_out = latin(written), spelled(written)
        self.ascii = plain or written.casefold()
        readings = folds_of(plain, written_out) or (self.ascii,)
        self.folds = frozenset(readings)
        self.fold = readings[0]
        self.firsts = _firsts(self.ascii, *readings)
        self.skeleton = skeleton(self.fold)
        self.sound = sound(self.fold)
        self.consonants = _consonants(self.sound)
        self.length = len(self.ascii)
        self.is_latin = written < "\u0250"
        self.is_initial = is_initial(written)
        self.given = groups_of(self.ascii) or groups_of(written_out)
        self.inflected = _NONE if self.given else _inflected_given(self.ascii, written)
        self.surname_endings = _surname_endings(self.ascii)
        self.is_given = bool(self.given or self.inflected)
        self.is_particle = is_particle(written) and not self.is_initial and not is_name
        self.tells_descent = tells_descent(written)
        self.vowelless = bool(_VOWELLESS.search(written)) if written > "\u0590" else False
        self.letters = _bag(self.sound)
        self.need = self.letters.bit_count()
        for reading in readings[1:]:
            self.letters |= _bag(sound(reading))
        if self.is_initial or self.vowelless:
            self.letters, self.need = _ANY, 0
        self._stems: frozenset[str] | None = None
        self._frames: frozenset[str] | None = None
        self._skeletons: frozenset[str] | None = None
        self._stem_sounds: frozenset[str] | None = None

    @property
    def bones(self) -> str:
        """Its consonants as a script without vowels writes them."""
        return bones(self.ascii, article=self.vowelless and self.written.startswith("ال") and len(self.written) > 4)

    @property
    def frames(self) -> frozenset[str]:
        """Its consonants by the place where they are spoken, of all folds and of stems that have three or more."""
        if self._frames is None:
            bare = [frame(stem) for stem in self.stems]
            self._frames = frozenset([*map(frame, self.folds), *(each for each in bare if len(each) > 2)])
        return self._frames

    @property
    def skeletons(self) -> frozenset[str]:
        """The skeletons of all folds."""
        if self._skeletons is None:
            self._skeletons = frozenset(map(skeleton, self.folds))
        return self._skeletons

    @property
    def stems(self) -> frozenset[str]:
        """The folds, and what is left of them without endings of case or gender."""
        if self._stems is None:
            bare = folds(self.written.rpartition("'")[0]) if "'" in self.written else ()
            self._stems = frozenset([stem for fold in (*self.folds, *bare) for stem in _stems(fold)])
        return self._stems

    @property
    def stem_sounds(self) -> frozenset[str]:
        """The sounds of stems long enough to say something."""
        if self._stem_sounds is None:
            self._stem_sounds = frozenset([sounding for stem in self.stems if len(sounding := sound(stem)) > 3])
        return self._stem_sounds


@lru_cache(maxsize=200_000)
def word(written: str, is_name: bool = False) -> Word:
    """The word as it is compared; the same object for the same spelling while it is in the cache.

    `is_name` for one that stands where no particle does: Ben, Al in front, the Ben of Hilary Ben.
    """
    return Word(written, is_name)


def _inflected_given(plain: str, written: str) -> frozenset[int]:
    """The given names that a word is a case form of, in a Slavic language: Джорджа, Johnem, Mike'a."""
    bare, mark, _ = written.rpartition("'")
    if mark and (found := groups_of(latin(bare))):
        return found
    for size in range(1, min(4, len(plain) - 3) + 1):
        if plain[-size:] in _case_endings() and (found := groups_of(plain[:-size])):
            return found
    return _NONE


def _consonants(sounding: str) -> int:
    """The letters of a sound but its vowels, as bits: a quick way to see that two words have little in common."""
    bits = 0
    for letter in sounding:
        if letter != "a":
            bits |= 1 << (ord(letter) & 31)
    return bits


def _firsts(*spellings: str) -> int:
    """The first letters of spellings as bits."""
    bits = 0
    for spelling in spellings:
        bits |= 1 << (ord(spelling[0]) & 31)
    return bits


def _bag(sounding: str) -> int:
    """The letters of a sound as bits: one for each of up to six vowels, two for a consonant that occurs twice or more.
    """
    bits = (1 << min(sounding.count("a"), 6)) - 1
    for letter in sounding:
        if letter != "a":
            bit = 64 << 2 * (ord(letter) & 31)
            bits |= bit << 1 if bits & bit else bit
    return bits


def _stems(fold: str) -> set[str]:
    """The fold, and what is left of it without a Slavic or Baltic ending of case or gender: three letters at least,
    or two where the ending is the unmistakable -ova."""
    endings, last_letters = _endings()
    found = {fold}
    if fold[-1:] in last_letters:
        for size in range(1, min(5, len(fold) - 3) + 1):
            if fold[-size:] in endings:
                found.add(fold[:-size])
        if fold.endswith("ova") and len(fold) > 4:
            found.add(fold[:-3])
    return found


def _surname_endings(plain: str) -> tuple[int, ...]:
    """The lengths of the endings by which a word may be a surname made of a given name: Petrov, Ivanović."""
    last = plain[-2:]
    if last in _SURNAMES_END:
        return tuple([size for size in (2, 3, 4) if plain[-size:] in _made_surnames() and len(plain) - size > 2])
    return ()


@cache
def _made_surnames() -> frozenset[str]:
    return frozenset(toml("name_parts")["surname_endings"].split())


@cache
def _case_endings() -> frozenset[str]:
    return frozenset(toml("name_parts")["case_endings"].split())


@cache
def _endings() -> tuple[frozenset[str], frozenset[str]]:
    endings = frozenset(toml("name_parts")["endings"].split())
    return endings, frozenset([ending[-1] for ending in endings])
