"""Folded words, for search in full texts: what is indexed of a text, what a search asks for, and where it is found.

A word is folded to what readers take for the same: letter case, diacritics and invisible signs aside (Wałęsa, walesa).
A name in another script is found by its sound as well (Зеленский, Zelensky), as `curator.names` hears it; such sounds
bear a sign in the index, so that they meet only across scripts. Scripts that put no spaces between words are indexed
by pairs of letters, and found letter by letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_UNSPACED = (r"\u0e00-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e80-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6\u1000-\u102a\u1780-\u17b3"
             r"\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
             r"\uff66-\uff9d\U00020000-\U0003134f")
_MARKS = (r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
          r"\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u0963\u0980-\u0983"
          r"\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82"
          r"\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d81-\u0d83"
          r"\u0dca-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
          r"\u1dc0-\u1dff\u3099\u309a\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff")
_WORD = re.compile(rf"[{_UNSPACED}][{_MARKS}]*|[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[{_MARKS}])*")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\u0640]")
_CHUNK = re.compile(r'"(?P<quoted>[^"]*)"?|(?P<bare>\S+)')
_QUOTES = str.maketrans("“”„«»", '"' * 5)

OF_LATIN, OF_OTHERS = "~", "≈"  # stand before the sound of a name, by the script it is written in
_LAST_LATIN = "\u024f"
LONGEST = 60  # characters of a word that are looked at


@dataclass(frozen=True, slots=True)
class Part:
    """One word of what is asked for: any of its forms, or with `is_prefix` what begins so."""

    forms: tuple[str, ...]
    is_prefix: bool = False

    def meets(self, forms: Sequence[str]) -> bool:
        """True when a word with these forms is meant."""
        if self.is_prefix:
            return any(form.startswith(self.forms) for form in forms)
        return not set(self.forms).isdisjoint(forms)


Term = tuple[Part, ...]  # words that stand one after the other; mostly one


def read_terms(line: str, *, typing: bool = False) -> tuple[Term, ...]:
    """What a line asks for: words, and phrases in quotation marks. A word that ends in * stands for all that begin so;
    with `typing`, so does the last one, as more of it may come."""
    line = line.translate(_QUOTES)
    found: list[Term] = []
    chunks = list(_CHUNK.finditer(line))
    for chunk in chunks:
        words = chunk["quoted"] if chunk["quoted"] is not None else chunk["bare"]
        is_open = typing and chunk is chunks[-1] and chunk.end() == len(line) and chunk["quoted"] is None
        places = [word.group() for word in _WORD.finditer(words)]
        parts = [Part(_asked(word), number == len(places) and (is_open or words.endswith("*")))
                 for number, word in enumerate(places, 1)]
        if parts:
            found.append(tuple(parts))
    return tuple(dict.fromkeys(found))


def index_words(text: str) -> set[str]:
    """What is indexed of a text: the forms of its words; of scripts without spaces, pairs of letters, and the last."""
    found: set[str] = set()
    for word in set(_WORD.findall(text)):
        if not _IS_UNSPACED.match(word):
            found.update(forms(word))
    return found | _pairs_of_letters(text) if _IS_UNSPACED.search(text) else found


def _pairs_of_letters(text: str) -> set[str]:
    """Neighbours whatever stands between them, as a phrase does not ask for it either; alone before another word."""
    found: set[str] = set()
    before = ""
    for word in _WORD.findall(text):
        letter = _plain(word)[0] if _IS_UNSPACED.match(word) else ""
        if before:
            found.add(before + letter)
        before = letter
    return found | {before} if before else found


def index_forms(term: Term) -> list[tuple[tuple[str, ...], bool]]:
    """What the index must hold for a term: the forms of each word, and whether they are only the beginning of one."""
    asked: list[tuple[tuple[str, ...], bool]] = []
    for number, part in enumerate(term):
        letter = part.forms[0]
        if not _IS_UNSPACED.match(letter):
            asked.append((part.forms, part.is_prefix))
        elif number + 1 < len(term) and _IS_UNSPACED.match(term[number + 1].forms[0]):
            asked.append(((letter + term[number + 1].forms[0],), False))
        elif number == 0 or not _IS_UNSPACED.match(term[number - 1].forms[0]):
            asked.append(((letter,), True))
    return asked


def places(terms: Sequence[Term], text: str) -> list[tuple[int, int]] | None:
    """Where the terms stand in a text, in order; None when one of them does not."""
    words = _WORD.findall(text)
    different = {word: forms(word) for word in set(words)}
    meant = {part: {word for word, some in different.items() if part.meets(some)} for term in terms for part in term}
    if not all(meant.values()):
        return None
    hits: list[tuple[int, int]] = []  # places among the words: the first, the last
    for term in terms:
        first, length = meant[term[0]], len(term)
        here = [(at, at + length - 1) for at, word in enumerate(words) if word in first and all(
            words[at + n:at + n + 1] and words[at + n] in meant[part] for n, part in enumerate(term))]
        if not here:
            return None
        hits += here
    stands, at = [], 0
    for word in words:  # what lies between words holds no letter, so the next one is where it is found first
        start = text.index(word, at)
        at = start + len(word)
        stands.append((start, at))
    return sorted({(stands[first][0], stands[last][1]) for first, last in hits})


@lru_cache(maxsize=100_000)
def forms(word: str) -> tuple[str, ...]:
    """The folded forms of a word of a text, the plain one first."""
    found = _plain(word)
    if _is_latin(word):
        sounds = _sounds(word, OF_LATIN) if word[0].isupper() else ()
    elif _IS_UNSPACED.match(word) or word[0].islower() or word[0].isdigit():
        sounds = ()
    else:
        sounds = _sounds(word, OF_OTHERS)
    return (*found, *sounds)


def _asked(word: str) -> tuple[str, ...]:
    """The forms that a word of a search asks for: it is heard only in the other scripts."""
    if _IS_UNSPACED.match(word) or word[0].isdigit():
        return _plain(word)
    return (*_plain(word), *_sounds(word, OF_OTHERS if _is_latin(word) else OF_LATIN))


def _plain(word: str) -> tuple[str, ...]:
    word = word[:LONGEST]
    if word.isascii():
        return (word.lower(),)
    word = _INVISIBLE.sub("", word)
    if _IS_UNSPACED.match(word):
        return (unicodedata.normalize("NFKC", word).casefold() or word,)
    if _is_latin(word):
        from curator.names.fold import latin, spelled

        found = tuple(dict.fromkeys(form for form in (latin(word), spelled(word)) if form))
        if found:
            return found
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", word).casefold() if not _is_mark(sign))
    return (unicodedata.normalize("NFC", bare) or word.casefold(),)


def _sounds(word: str, sign: str) -> tuple[str, ...]:
    from curator.names.fold import folds

    return tuple(sign + fold for fold in folds(_INVISIBLE.sub("", word[:LONGEST])))


def _is_latin(word: str) -> bool:
    return word[0] <= _LAST_LATIN or unicodedata.name(word[0], "").startswith("LATIN")


def _is_mark(sign: str) -> bool:
    """Accents and points; not what a script writes a sound with (a vowel sign of Devanagari, a mute)."""
    return 10 <= unicodedata.combining(sign) <= 36 or unicodedata.combining(sign) >= 200
