"""A name as it is compared: its words with their folds, its title and generation set aside. Cached by spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from curator.lexicon import toml
from curator.names.fold import folds, latin, skeleton, sound, spelled
from curator.names.given import groups_of
from curator.text.names import is_initial, is_particle, parts, tells_descent

MOST_WORDS = 16  # words that are compared; the rest of a longer name stands in its rests
_BREAK = re.compile(r"[\s\-./_,;:&+・·]+")
_DOTTED = re.compile(r"(?:\w\.\s?-?){2,}\w?\.?", re.UNICODE)
_PATRONYMIC = re.compile(
    r"(?:ov|ev|yov|iev|av)(?:ich|itch|itsch|ych|ic|yc|icz|itj|ici)$|(?:ov|ev|iv|yiv|ow|ew)n[aiu]?$|(?:in)?ichna$"
    r"|(?:ow|ew)(?:itsch|icz|ich)$|(?:ova|eva|evi|ovi)ch[aueo]?m?$|(?:oglu|ogly|kyzy|kizi|qizi)$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_VOWELLESS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff]")


_CHAINS = frozenset({"al", "el", "abu", "umm", "ould"})


class Word:
    """One word of a name and everything that is compared of it; one object a spelling, so it can be a cache key."""

    __slots__ = ("ascii", "fold", "folds", "given", "is_initial", "is_particle", "length", "letter_count", "letters",
                 "skeleton", "skeletons", "sound", "stems", "vowelless", "written")

    def __init__(self, written: str, leads: bool = False) -> None:
        self.written = written
        self.ascii = latin(written) or written.casefold()
        readings = folds(written) or (self.ascii,)
        self.folds = frozenset(readings)
        self.fold = readings[0]
        self.skeletons = frozenset(map(skeleton, self.folds))
        self.skeleton = skeleton(self.fold)
        self.sound = sound(self.fold)
        self.letters = _letters(self.sound)
        self.letter_count = self.letters.bit_count()
        self.length = len(self.ascii)
        self.is_initial = is_initial(written)
        self.given = groups_of(self.ascii) or groups_of(spelled(written))
        self.is_particle = is_particle(written) and not self.is_initial and not (leads and bool(self.given))
        self.vowelless = bool(_VOWELLESS.search(written))
        self.stems = frozenset([stem for fold in readings for stem in _stems(fold)])


class PersonName(NamedTuple):
    """A person's name taken apart. `patronymics` are places in `words`; `core` counts the full words that decide."""

    written: str
    words: tuple[Word, ...]
    title: str
    generation: str
    generation_written: str
    nicknames: tuple[Word, ...]
    patronymics: frozenset[int]
    core: int
    initials: int
    joined: str
    forms: frozenset[str]
    joins: dict[str, int]
    tells_descent: bool
    is_chain: bool  # fathers' names follow in a row, as with bin, al-, abu
    is_qualified: bool  # it has a title, a generation, an initial or an order around bin: a doubt may hang on it
    swapped: bool
    ideographs: str  # Han, kana or Hangul characters as written, "" in other scripts


@lru_cache(maxsize=100_000)
def person(name: str) -> PersonName:
    """`name` taken apart as a person's; never raises, whatever the string."""
    found = parts(name)
    spread = [piece for written in found.words for piece in _pieces(written, found.words)]
    words = tuple([word(piece, at == 0) for at, piece in enumerate(spread[:MOST_WORDS])])
    patronymics = _patronymics(words)
    full = [each for at, each in enumerate(words) if _decides(each) and at not in patronymics]
    initials = sum([each.is_initial for each in words])
    descends = any(map(tells_descent, spread))
    return PersonName(
        written=name, words=words, title=found.title, generation=found.generation,
        generation_written=found.generation_written,
        nicknames=tuple(word(piece) for nickname in found.nicknames for piece in _BREAK.split(nickname) if piece),
        swapped=found.swapped, patronymics=patronymics, core=len(full),
        initials=initials, is_qualified=bool(found.title or found.generation or initials or descends),
        joined="".join([each.fold for each in words]), forms=forms(words),
        joins=joins(words), tells_descent=descends,
        is_chain=descends or any(each.is_particle and each.ascii in _CHAINS for each in words),
        ideographs="".join(_CJK.findall("".join(spread))))


def forms(words: Sequence[Word]) -> frozenset[str]:
    """The letters and the folds of the words."""
    return frozenset([each.ascii for each in words] + [each.fold for each in words])


def joins(words: Sequence[Word]) -> dict[str, int]:
    """The place of every two neighbours, by their letters and their folds written as one word."""
    found: dict[str, int] = {}
    for at in range(len(words) - 1):
        one, other = words[at], words[at + 1]
        if one.length + other.length > 2:
            found.setdefault(one.ascii + other.ascii, at)
            found.setdefault(one.fold + other.fold, at)
    return found


@lru_cache(maxsize=200_000)
def word(written: str, leads: bool = False) -> Word:
    """The word as it is compared; the same object for the same spelling while it is in the cache.

    A word that `leads` its name and is a given name is no particle: Ben, Al.
    """
    return Word(written, leads)


def _pieces(written: str, whole: tuple[str, ...]) -> list[str]:
    """One written word as words and initials: "Jean-Claude" two, "J.-C." two initials, "JC" beside "Juncker" too."""
    if len(written) > 3 and written.isalpha():
        return [written]
    if len(written) == 3 and is_initial(written):
        return [written]
    if _DOTTED.fullmatch(written) or _is_glued(written, whole):
        return [letter for letter in written if letter.isalpha()]
    return [piece for piece in _BREAK.split(written.replace("'", "")) if piece]


def _is_glued(written: str, whole: tuple[str, ...]) -> bool:
    """True for JC, TJ, WEB beside a word that is not all capitals: two or three capitals that are no syllable."""
    return (2 <= len(written) <= 3 and written.isalpha() and written.isascii() and written.isupper()
            and any(other.istitle() for other in whole) and (len(written) == 2 or not re.search("[AEIOUY]", written)))


def _patronymics(words: tuple[Word, ...]) -> frozenset[int]:
    """Places of patronymics: never the first word, only beside two other full words, and not a surname such as
    Petrović behind two known given names."""
    full = [at for at, each in enumerate(words) if _decides(each)]
    if len(full) < 3:
        return frozenset()
    return frozenset(at for at in full[1:] if _PATRONYMIC.search(words[at].ascii)
                     and not (at == full[-1] and words[full[0]].given and words[full[-2]].given))


def _decides(each: Word) -> bool:
    return not each.is_initial and not each.is_particle


@lru_cache(maxsize=50_000)
def stem_sounds(stems: frozenset[str]) -> frozenset[str]:
    """The sounds of stems long enough to say something."""
    return frozenset([sounding for stem in stems if len(sounding := sound(stem)) > 3])


def _letters(sounding: str) -> int:
    """The letters of a sound but its vowels, as bits: a quick way to see that two words have little in common."""
    bits = 0
    for letter in sounding:
        if letter != "a":
            bits |= 1 << (ord(letter) & 63)
    return bits


def _stems(fold: str) -> set[str]:
    """The fold, and what is left of it without a Slavic or Baltic ending of case or gender: three letters at least,
    or two where the ending is the unmistakable -ova."""
    endings = _endings()
    found = {fold[:-size] for size in range(1, 6) if fold[-size:] in endings and len(fold) - size >= 3}
    if fold.endswith("ova") and len(fold) > 4:
        found.add(fold[:-3])
    return found | {fold}


@cache
def _endings() -> frozenset[str]:
    return frozenset(toml("name_parts")["endings"].split())
