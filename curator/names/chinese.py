"""Chinese names in different romanisations: Xi Jinping, Hsi Chin-p'ing, Си Цзиньпин, Si Ťin-pching.

No fold of letters brings these together, but the systems are regular: each syllable has a sign that all of them keep. A
name counts as Chinese when it is a common surname of one syllable with one or two more, all in one system.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from curator.lexicon import rows
from curator.names.words import Word

SYSTEMS = ("pinyin", "wade", "cyrillic", "czech")
_LONGEST = 6  # letters of a syllable, more of them in Cyrillic: tszyan
_MOST = 14  # letters of a given name


class _Tables(NamedTuple):
    syllables: tuple[dict[str, frozenset[str]], ...]  # by system: a syllable as written to its signs
    surnames: frozenset[str]  # signs
    spellings: frozenset[str]  # surnames as any system writes them


def signs(words: Sequence[Word], *, hyphened: bool) -> tuple[frozenset[str], ...]:
    """What a name may be, by system: surname and given name as signs. () for a name that is not Chinese.

    A `hyphened` given name is not pinyin, which writes it as one word. Both orders are tried, as in Jinping Xi.
    """
    tables = _tables()
    if not 2 <= len(words) <= 3 or not (words[0].ascii in tables.spellings or words[-1].ascii in tables.spellings):
        return ()
    found: list[frozenset[str]] = []
    for system, syllables in enumerate(tables.syllables):
        if (SYSTEMS[system] == "cyrillic") == words[0].is_latin or (hyphened and SYSTEMS[system] == "pinyin"):
            found.append(frozenset())
            continue
        its: set[str] = set()
        for surname, given in ((words[0], words[1:]), (words[-1], words[:-1])):
            firsts = syllables.get(surname.ascii, frozenset()) & tables.surnames
            letters = "".join([each.ascii for each in given])
            if firsts and len(letters) <= _MOST:
                its.update(f"{first} {rest}" for first in firsts for rest in _read(letters, system, 2))
        found.append(frozenset(its))
    return tuple(found) if any(found) else ()


def are_one(left: tuple[frozenset[str], ...], right: tuple[frozenset[str], ...]) -> bool:
    """Whether two names are one in two systems. Two in pinyin are compared as they are written, as any names."""
    if not (left and right) or (left[0] and right[0]):
        return False
    return not frozenset().union(*left).isdisjoint(frozenset().union(*right))


def _read(letters: str, system: int, most: int) -> list[str]:
    """The signs of a word of at most so many syllables, for each way to divide it."""
    syllables = _tables().syllables[system]
    found = list(syllables.get(letters, ()))
    if most > 1:
        for at in range(1, min(len(letters), _LONGEST + 1)):
            if letters[:at] in syllables:
                found += [f"{first}-{rest}" for first in syllables[letters[:at]]
                          for rest in _read(letters[at:], system, most - 1)]
    return found


@cache
def _tables() -> _Tables:
    parts: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for part, *row in rows("chinese"):
        parts[part].append(tuple(row))
    syllables: list[dict[str, frozenset[str]]] = []
    for system in range(len(SYSTEMS)):
        found: defaultdict[str, set[str]] = defaultdict(set)
        for (first, *initials), (last, *finals) in product(parts["initial"], parts["final"]):
            for initial, final in product(initials[system].split(), finals[system].split()):
                found[initial + final].add(first + last)
        for sign, *wholes in parts["whole"]:
            for whole in wholes[system].split():
                found[whole].add(sign)
        syllables.append({syllable: frozenset(its) for syllable, its in found.items()})
    surnames = frozenset().union(*[syllables[0][surname] for surname in parts["surname"][0][0].split()])
    spellings = frozenset([spelled for its in syllables for spelled in its if not its[spelled].isdisjoint(surnames)])
    return _Tables(tuple(syllables), surnames, spellings)
