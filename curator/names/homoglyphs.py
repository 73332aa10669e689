"""Words in which Cyrillic and Latin letters that look the same are mixed, by accident or to escape a search."""

from __future__ import annotations

import re
from functools import cache

from curator.lexicon import rows

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")


def unmixed(lowered: str, *, rather_cyrillic: bool = False) -> str:
    """A lower-case word in one script: Cyrillic when it holds a letter that only Cyrillic has, else Latin.

    A word whose letters could all be of either script is Latin unless `rather_cyrillic`: Caм is Sam, Оbama is Obama. A
    word in one script comes back as it is.
    """
    if not (_LATIN.search(lowered) and _CYRILLIC.search(lowered)):
        return lowered
    to_latin, to_cyrillic = _tables()
    only_latin = any(_LATIN.match(letter) and ord(letter) not in to_cyrillic for letter in lowered)
    only_cyrillic = any(_CYRILLIC.match(letter) and ord(letter) not in to_latin for letter in lowered)
    is_cyrillic = only_cyrillic or (rather_cyrillic and not only_latin)
    return lowered.translate(to_cyrillic if is_cyrillic else to_latin)


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    pairs = rows("homoglyphs")
    return ({ord(cyrillic): latin for cyrillic, latin in pairs},
            {ord(latin): cyrillic for cyrillic, latin in pairs})
