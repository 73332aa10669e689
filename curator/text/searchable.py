"""A text as it is searched: letter case, accents and the kinds of quotation marks, dashes and blanks aside."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_PLAIN = str.maketrans({**dict.fromkeys("“”„«»‟″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"),
                        **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("\xa0\u2009\u202f\n\r\t", " ")})


def searchable(text: str) -> str:
    """The folded form, character for character: offsets in it are offsets in the text."""
    return "".join(map(_folded, text.translate(_PLAIN)))


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    """A character's base letter in lower case; itself where that is more than one."""
    base = unicodedata.normalize("NFKD", sign)[:1].casefold()
    return base if len(base) == 1 else sign
