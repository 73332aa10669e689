"""A name as it is compared: its words with their folds, its title and generation set aside. Cached by spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from curator.names.chinese import signs
from curator.names.words import Word, word
from curator.text.names import is_initial, is_particle, parts

MOST_WORDS = 16  # words that are compared; the rest of a longer name stands in its rests
_BREAK = re.compile(r"[\s\-./_,;:&+・·]+")
_DOTTED = re.compile(r"(?:\w\.\s?-?){2,}\w?\.?", re.UNICODE)
_PATRONYMIC = re.compile(
    r"(?:ov|ev|yov|iev|av)(?:ich|itch|itsch|ych|ic|yc|icz|itj|ici)$|(?:ov|ev|iv|yiv|ow|ew)n[aiu]?$|(?:in)?ichna$"
    r"|(?:ow|ew)(?:itsch|icz|ich)$|(?:ova|eva|evi|ovi)ch[aueo]?m?$|(?:oglu|ogly|kyzy|kizi|qizi)$")
_ENDING = re.compile(r"\w{3}'[a-z]{1,4}$")  # Pence'a, Pence'owi: Polish sets endings off after a mute e
_PREFIXES = frozenset({"Mac", "Fitz", "Des", "Мак", "Фиц", "Фитц"})
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


_NONE: frozenset[int] = frozenset()
_CHAINS = frozenset({"al", "el", "abu", "umm", "ould"})


class PersonName:
    """A person's name taken apart. `patronymics` are places in `words`; `core` counts the full words that decide."""

    __slots__ = ("_forms", "_joins", "chinese", "core", "generation", "generation_written", "ideographs", "initials",
                 "is_chain", "is_plain", "is_qualified", "joined", "nicknames", "patronymics", "swapped",
                 "tells_descent", "title", "weights", "words", "written")

    def __init__(self, written: str) -> None:
        found = parts(written)
        spread = [piece for each in found.words for piece in _pieces(each, found.words)]
        words = tuple(map(word, spread[:MOST_WORDS]))
        if words and words[0].is_particle and words[0].given:
            words = (word(spread[0], is_name=True), *words[1:])
        if len(words) > 1 and words[-1].is_particle and words[-1].length > 2:
            words = (*words[:-1], word(words[-1].written, is_name=True))
        self.written = written
        self.words = words
        self.title = found.title
        self.generation = found.generation
        self.generation_written = found.generation_written
        self.nicknames = tuple([word(piece) for nickname in found.nicknames for piece in _BREAK.split(nickname)
                                if piece])
        self.swapped = found.swapped
        decisive = [at for at, each in enumerate(words) if not each.is_initial and not each.is_particle]
        self.patronymics = _patronymics(words, decisive) if len(decisive) > 2 else _NONE
        # the letters of each word, none of particles and patronymics
        self.weights = tuple([0 if each.is_particle or at in self.patronymics else each.length
                              for at, each in enumerate(words)])
        self.core = len(decisive) - len(self.patronymics)
        self.initials = sum([each.is_initial for each in words])
        self.joined = "".join([each.fold for each in words])
        self.tells_descent = any(each.tells_descent for each in words)
        # fathers' names follow in a row, as with bin, al-, abu
        self.is_chain = self.tells_descent or any(each.is_particle and each.ascii in _CHAINS for each in words)
        # it has a title, a generation, an initial or an order around bin: a doubt may hang on it
        self.is_qualified = bool(found.title or found.generation or self.initials or self.tells_descent)
        # Han, kana or Hangul characters as written, "" in other scripts
        self.ideographs = "" if written.isascii() else "".join(_CJK.findall("".join(spread)))
        self.chinese = signs(words, hyphened="-" in written)
        self.is_plain = len(decisive) == len(words) > 1 and not self.patronymics and not self.is_qualified
        self._forms: frozenset[str] | None = None
        self._joins: dict[str, int] | None = None

    @property
    def forms(self) -> frozenset[str]:
        """The letters and the folds of the words."""
        if self._forms is None:
            self._forms = forms(self.words)
        return self._forms

    @property
    def joins(self) -> dict[str, int]:
        """The place of every two neighbours, written as one word."""
        if self._joins is None:
            self._joins = joins(self.words)
        return self._joins


@lru_cache(maxsize=100_000)
def person(name: str) -> PersonName:
    """`name` taken apart as a person's; never raises, whatever the string."""
    return PersonName(name)


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


def _pieces(written: str, whole: tuple[str, ...]) -> list[str]:
    """One written word as words and initials: "Jean-Claude" two, "J.-C." two initials, "JC" beside "Juncker" too, and
    "VladimirPutin" two; of "Pence'a" one with its ending told apart."""
    if len(written) > 3 and written.isalpha():
        return [written] if written[1:].islower() else _unglued(written)
    if len(written) == 3 and is_initial(written):
        return [written]
    if _DOTTED.fullmatch(written) or _is_glued(written, whole):
        return [letter for letter in written if letter.isalpha()]
    if not _ENDING.search(written):
        written = written.replace("'", "")
    return [piece for piece in _BREAK.split(written) if piece]


def _unglued(written: str) -> list[str]:
    """VladimirPutin as two words; McConnell, MacDonald, DelBene, LaToya as one."""
    for at in range(3, len(written) - 2):
        if written[at].isupper() and written[at - 1].islower() and written[at + 1:].islower():
            head = written[:at]
            return [written] if is_particle(head) or head in _PREFIXES else [head, written[at:]]
    return [written]


def _is_glued(written: str, whole: tuple[str, ...]) -> bool:
    """True for JC, TJ, WEB beside a word that is not all capitals: two or three capitals that are no syllable."""
    return (2 <= len(written) <= 3 and written.isalpha() and written.isascii() and written.isupper()
            and any(other.istitle() for other in whole) and (len(written) == 2 or not re.search("[AEIOUY]", written)))


def _patronymics(words: tuple[Word, ...], full: list[int]) -> frozenset[int]:
    """Places of patronymics among three full words or more: never the first, and not a surname such as Petrović behind
    two known given names."""
    return frozenset([at for at in full[1:] if _PATRONYMIC.search(words[at].ascii)
                      and not (at == full[-1] and words[full[0]].given and words[full[-2]].given)])
