"""The parts of a personal name as written: title, words, nickname in brackets, generation. Nothing is discarded.

Titles are recognised at the front only, and never the last word that is left: "John Major" stays a man with two
names, and "Martin Luther King" is no king. Dots are removed before a word is looked up, so that "U.S. Ambassador" is
a qualifier and a title rather than two initials.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from curator.lexicon import toml

LONGEST = 600  # characters of a name that are read; what lies behind is no name
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´ʹ′＇", "'") | dict.fromkeys("‐‑‒–—−﹣－", "-"))
_NUMERALS = str.maketrans("хіѵ", "xiv")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BRACKETS = re.compile(r"\(([^()]*)\)|\"([^\"]*)\"|“([^“”]*)”|«([^«»]*)»|„([^„“”]*)[“”]")
_CONSONANTS = re.compile(r"[бвгджзклмнпрстфхцчшщbcdfghjklmnpqrstvwxz]{2}", re.IGNORECASE)
_OPENING = re.compile(r"[(\"“«„]")
_TAIL = re.compile(r"[\s,]+(?:of|from|at|in|for|who|with)\s")
_POSSESSIVE = re.compile(r"^.*[\w.]\s?'s\s+(?=\w+\s+\w)", re.DOTALL)


class NameParts(NamedTuple):
    """A name taken apart. `words` are as written, given names first; `generation` is "jr", "sr", "2", ... or ""."""

    words: tuple[str, ...]
    title: str = ""
    generation: str = ""
    generation_written: str = ""
    nicknames: tuple[str, ...] = ()
    swapped: bool = False  # it was written "Last, First"


class _Lists(NamedTuple):
    titles: frozenset[str]
    ambiguous: frozenset[str]
    qualifiers: frozenset[str]
    determiners: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    descent: frozenset[str]
    generations: dict[str, str]


def parts(name: str) -> NameParts:
    """The parts of `name`; any string is allowed, one without letters or digits gives no words."""
    line = name[:LONGEST]
    if not (line.isascii() and line.isprintable()):
        line = _UNSEEN.sub("", unicodedata.normalize("NFKC", line)).translate(_APOSTROPHES)
    nicknames: list[str] = []

    def set_aside(found: re.Match[str]) -> str:
        inside = next(group for group in found.groups() if group is not None).strip()
        before = line[: found.start()].strip()
        if inside and before and len(inside.split()) <= 2:
            nicknames.append(inside)
            return " "
        return f" {inside} "

    if _OPENING.search(line):
        line = _BRACKETS.sub(set_aside, line)
    if (tail := _TAIL.search(line)) and len(line[: tail.start()].split()) > 1:
        line = line[: tail.start()]
    if "'s " in line:
        line = _POSSESSIVE.sub("", line)  # "DAB 's Starry Lee": her party's, not hers
    first, *rest = [piece.split() for piece in line.split(",")]
    title = ""
    generation = written = ""
    later: list[list[str]] = []
    for piece in rest:
        while piece and (found := _generation(piece[-1])):
            generation, written = found, piece.pop()
        if piece and not all(_plain(word) in _lists().suffixes for word in piece):
            later.append(piece)
    swapped = len(later) == 1 and bool(first)
    if swapped:
        given, swapped_title = _without_title(later[0], keep=0)
        surname, title = _without_title(first, keep=1)
        title = " ".join(filter(None, (title, swapped_title)))
        words = [*given, *surname]
    else:
        words = [*first, *(word for piece in later for word in piece)]
    if words and "-" in words[-1].strip("-"):
        stem, _, ending = words[-1].rpartition("-")
        if stem and len(ending) > 2 and _generation(ending):  # Буш-младший
            words = [*words[:-1], stem, ending]
    while len(words) > 1 and (found := _generation(words[-1])) and not (len(words) == 2 and _is_name(words[-1], found)):
        generation, written = found, words.pop()
    while len(words) > 2 and _plain(words[-1]) in _lists().suffixes and words[-1].isupper() != words[0].isupper():
        words.pop()
    if not swapped:
        words, title = _without_title(words, keep=1)
    kept = tuple([word.strip("-'") for word in words if word.isalpha() or any(map(str.isalnum, word))])
    return NameParts(kept, title, generation, written, tuple(nicknames), swapped)


def is_particle(word: str) -> bool:
    """True for van, von, de, al, bin, ...: light words inside a name."""
    return _plain(word) in _lists().particles


def tells_descent(word: str) -> bool:
    """True for bin, ibn, bint, ...: the order of the words beside it says who is whose child."""
    return _plain(word) in _lists().descent


def is_title(word: str) -> bool:
    """True for a word that is a title wherever it leads a name ("president", "Dr.")."""
    return _plain(word) in _lists().titles


def is_initial(word: str) -> bool:
    """True for one letter, with or without a dot, and for two consonants with one (Дж., Th.)."""
    if len(word) > 3 and word.isalpha():
        return False
    bare = word.strip(".'-")
    if len(bare) == 2 and word.endswith("."):
        return bool(_CONSONANTS.fullmatch(bare))
    return len(bare) == 1 and bare.isalpha() and unicodedata.category(bare) != "Lo"


def _without_title(words: list[str], keep: int) -> tuple[list[str], str]:
    """The words behind the title at the front, of which at least `keep` stay, and that title."""
    lists, end = _lists(), 0
    plain = [_plain(word) for word in words]
    for at in range(len(words) - keep):
        left = sum(not is_initial(word) and any(map(str.isalpha, word)) for word in words[at + 1:])
        is_title = plain[at] in lists.titles or (plain[at] in lists.ambiguous and left >= 2)
        if is_title or words[at] in lists.determiners or _describes(words, at):
            end = at + 1
        elif plain[at] not in lists.qualifiers:
            break
    return words[end:], " ".join(words[:end])


def _describes(words: list[str], at: int) -> bool:
    """True for "magician" in "magician David Gish": a lower-case word that leads capitalised ones."""
    word = words[at]
    return (word.islower() and len(word) > 2 and word.isalpha() and _plain(word) not in _lists().particles
            and any(later[:1].isupper() for later in words[at + 1:]))


def _generation(word: str) -> str:
    plain = _plain(word)
    return _lists().generations.get(plain if plain.isascii() else _as_numeral(plain), "")


def _is_name(word: str, generation: str) -> bool:
    """True for the Xi of "Jinping Xi" and for a V., which are no numerals beside a single word."""
    return generation == "5" or (generation.isdigit() and word.istitle())


def _as_numeral(plain: str) -> str:
    """ХVІ is often typed with Cyrillic letters: a word of nothing but those that look like numerals, in Latin ones."""
    numeral = plain.translate(_NUMERALS)
    return numeral if numeral.isascii() else plain


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


@cache
def _lists() -> _Lists:
    lists = toml("name_parts")
    words = {name: frozenset(lists[name].split()) for name in _Lists._fields if name != "generations"}
    generations = {word: value for value, spelled in lists["generations"].items() for word in spelled.split()}
    return _Lists(generations=generations, **words)
