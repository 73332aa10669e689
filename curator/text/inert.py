"""Terminal-safe text: the same number of code points, with nothing left that a terminal would obey or hide.

Escape sequences, other controls, bidirectional overrides and invisible characters become visible signs of one
cell, one for one, so that offsets into the text are offsets into what is shown. Joiners stay where a script or an
emoji needs them. The result is for the screen only; it is never stored.
"""

from __future__ import annotations

import re

LONGEST_CLUSTER = 16  # the longest emoji of Unicode have 10 code points; more stacked marks are an attack

_HIDDEN = "␢"
_TURNED = "⇄"
_LONE_MARK = "◌"
_UNKNOWN = "\ufffd"


def inert(text: str) -> str:
    """`text` made safe to draw, code point for code point; newlines (U+000A) stay, the caller breaks the lines."""
    if _PLAIN.fullmatch(text):
        return text
    return "\n".join(line if _PLAIN.fullmatch(line) else _inert(line) for line in text.split("\n"))


def inert_line(text: str) -> str:
    """The same for a field of one line: newlines of every kind and tabs become spaces."""
    return inert(_BREAKS.sub(" ", text))


def typed(text: str) -> str:
    """What somebody may type or paste into a field of one line: breaks become spaces, unsafe characters go."""
    line = _BREAKS.sub(" ", text)
    return "".join(kept for kept, shown in zip(line, inert(line), strict=True) if kept == shown)


def _inert(line: str) -> str:
    from wcwidth import iter_graphemes, wcswidth  # here: most of what is shown is plain, and commands start sooner

    signed = _STRAY_NON_JOINER.sub(_HIDDEN, line.translate(_SIGNS))
    return "".join(cluster if len(cluster) == 1 and wcswidth(cluster) > 0 else _visible(cluster)
                   for cluster in iter_graphemes(signed))


def _visible(cluster: str) -> str:
    """A cluster that takes at least one cell, ends in no joiner and is not endless."""
    from wcwidth import wcswidth

    if wcswidth(cluster) <= 0 or cluster[0] in _SKIN_TONES:
        return _LONE_MARK * len(cluster)
    kept = cluster[:LONGEST_CLUSTER].rstrip("\u200d")
    return kept + _HIDDEN * (len(cluster) - len(kept))


def _signs() -> dict[int, str]:
    signs = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) != "\n"}
    signs[0x7F] = "\u2421"
    signs[0xAD] = "¬"
    for sign, ranges in (
        ("\u2426", [(0x80, 0x9F)]),
        ("\u2424", [(0x2028, 0x2029)]),
        (_TURNED, [(0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)]),
        (_HIDDEN, [(0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200B),
                   (0x2060, 0x2065), (0x206A, 0x206F), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
                   (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF)]),
        (_UNKNOWN, [(0xD800, 0xDFFF), (0xFDD0, 0xFDEF)]),
        (_UNKNOWN, [(plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)]),
    ):
        for first, last in ranges:
            signs.update(dict.fromkeys(range(first, last + 1), sign))
    return signs


_SIGNS = _signs()
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_PLAIN = re.compile("[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f"
                    "\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac\u2116]*")
# A zero-width non-joiner belongs between letters of the joining and the Indic scripts; elsewhere it hides something.
_STRAY_NON_JOINER = re.compile("(?<![\u0600-\u1cff])\u200c|\u200c(?![\u0600-\u1cff])")
