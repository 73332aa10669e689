"""Given names that are one name: spellings of other languages, and short and pet forms."""

from __future__ import annotations

from functools import cache

from curator.lexicon import rows


def groups_of(word: str) -> frozenset[int]:
    """The numbers of the given names that `word` (a-z, lower case) can stand for; empty for a word not known as one."""
    return _known().get(word, frozenset())


def formal_letters(group: int) -> frozenset[str]:
    """The first letters that most spellings of a name have, without its short forms: r for the name of Bob."""
    return _formal()[group]


@cache
def _formal() -> tuple[frozenset[str], ...]:
    letters: list[frozenset[str]] = []
    for formal, *_ in rows("nicknames"):
        firsts = [word[0] for word in formal.split()]
        letters.append(frozenset([letter for letter in firsts if 3 * firsts.count(letter) >= len(firsts)]))
    return tuple(letters)


@cache
def _known() -> dict[str, frozenset[int]]:
    known: dict[str, set[int]] = {}
    for number, row in enumerate(rows("nicknames")):
        for word in " ".join(row).split():
            known.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in known.items()}
