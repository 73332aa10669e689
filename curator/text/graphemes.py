"""Graphemes: what a reader takes for one character, as offsets in code points, and how many cells it fills.

Boundaries are those of UAX 29 (wcwidth). Every function looks at a bounded window, so that a key costs the same
in a long article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wcwidth import iter_graphemes, wcswidth

WINDOW = 256  # code points; a longer cluster is cut

_ALONE = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0400-\u0482\u2010-\u2027]{2}")


def next_boundary(text: str, at: int) -> int:
    """The offset after the grapheme that begins at `at`; the length of the text at its end."""
    if at >= len(text):
        return len(text)
    if _ALONE.match(text, at):
        return at + 1
    return at + len(next(iter_graphemes(text[at:at + WINDOW])))


def previous_boundary(text: str, at: int) -> int:
    """The offset where the grapheme before `at` begins; 0 at the start."""
    if at <= 0:
        return 0
    return snap(text, at - 1)


def snap(text: str, at: int) -> int:
    """The start of the grapheme that holds the code point at `at`."""
    if at >= len(text):
        return len(text)
    if at <= 0 or _ALONE.match(text, at - 1):
        return max(at, 0)
    boundary = _surely_a_boundary(text, at)
    for start, end in clusters(text[boundary:at + WINDOW]):
        if boundary + end > at:
            return boundary + start
    return at


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each grapheme of `text`, in order, without gaps."""
    at = 0
    for cluster in iter_graphemes(text):
        yield at, at + len(cluster)
        at += len(cluster)


def cells(text: str) -> int:
    """How many terminal cells `text` fills; it must be inert already (no controls)."""
    return max(wcswidth(text), 0)


def _surely_a_boundary(text: str, at: int) -> int:
    """An offset before or at `at` where a grapheme begins whatever stands before it; at worst `WINDOW` back."""
    lowest = max(at - WINDOW, 0)
    for offset in range(at - 1, lowest, -1):
        if _ALONE.match(text, offset - 1):
            return offset
    return lowest
