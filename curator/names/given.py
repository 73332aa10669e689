"""Given names that are one name: spellings of other languages, and short and pet forms."""

from __future__ import annotations

from functools import cache

from curator.lexicon import rows


def groups_of(word: str) -> frozenset[int]:
    """The numbers of the given names that `word` (a-z, lower case) can stand for; empty for a word not known as one."""
    return _known().get(word, frozenset())


@cache
def _known() -> dict[str, frozenset[int]]:
    known: dict[str, set[int]] = {}
    for number, row in enumerate(rows("nicknames")):
        for word in " ".join(row).split():
            known.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in known.items()}
