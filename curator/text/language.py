"""Which language a text is in, by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from curator import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_CHARACTERS_READ = 20_000
_FEWEST_HITS = 5
_SMALLEST_SHARE = 0.12
_LEAD = 1.25


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the language whose function words prevail, or None where nothing is clear.

    Ten European languages (lexicon/languages.toml). The best must make up 12 % of the words, at least five of them,
    and lead the second by a quarter: short and mixed texts give None. Reads the first 20,000 characters.
    """
    counted = Counter(word.lower() for word in _WORD.findall(text[:_CHARACTERS_READ]))
    hits = Counter({code: sum(counted[word] for word in words) for code, words in _function_words().items()})
    (best, most), (_, second) = hits.most_common(2)
    if most < _FEWEST_HITS or most < _SMALLEST_SHARE * counted.total() or most < _LEAD * second:
        return None
    return best


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in lexicon.toml("languages").items()}
