"""Which language a text is in, as far as Curator knows its grammar: by the words that every text of it is full of."""

from __future__ import annotations

import re
from functools import cache

from curator import lexicon
from curator.suggest.grammar import KNOWN_LANGUAGES, entries

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # characters looked at
_LEAST = 0.10  # share of the words that must be marks of the language


def guess_language(text: str) -> str | None:
    """The code of the known language whose marking words are most frequent, None when none is frequent."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if not words:
        return None
    shares = {code: sum(map(_marks(code).__contains__, words)) / len(words) for code in KNOWN_LANGUAGES}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _LEAST else None


@cache
def _marks(code: str) -> frozenset[str]:
    return frozenset(entries(lexicon.toml(code)["language"]["marks"]))
