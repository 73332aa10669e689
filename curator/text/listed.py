"""Reading a run of text as a list of names: where each name stands, who shares a surname, what only describes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator.text.names import is_particle, is_title
from curator.text.segments import words

_AND_WORDS = "(?:and|und|et|y|и|та|i|e)"
_SEPARATOR = re.compile(rf"[;,\n\r•·▪■|](?:\s*{_AND_WORDS}\b)?|\s[–—-]\s|(?<=\w)\s+{_AND_WORDS}\s+(?=\w)|&",
                        re.IGNORECASE)
_AND = re.compile(rf"\s+{_AND_WORDS}\s+", re.IGNORECASE)
_JOINS = re.compile(r"[ \xa0'’.\-]*")


@dataclass(frozen=True)
class Listed:
    """A name of a list: the words from `start` to `end`, and the name in full ("Artem" of "Artem and Anna Dultsev" is
    Artem Dultsev). Offsets in code points."""

    start: int
    end: int
    name: str


def listed(text: str, start: int, end: int) -> list[Listed]:
    """The names between two offsets, one a part between commas, semicolons, line breaks, bullets or "and". A part that
    begins without a capital ("a journalist", "who was born in 1980") describes and is left out, and so are titles
    before a name. A single given name takes the surname of the name that follows it after "and"."""
    found: list[Listed] = []
    joined: list[bool] = []  # by "and" to the next part
    at = start
    for cut in (*_SEPARATOR.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        if name := _name(text, at, stop):
            found.append(name)
            joined.append(bool(cut and _AND.fullmatch(cut.group())))
        at = cut.end() if cut else end
    return [_in_full(one, found[n + 1]) if joined[n] and n + 1 < len(found) else one for n, one in enumerate(found)]


def _name(text: str, start: int, end: int) -> Listed | None:
    """The run of capitalised words, with the light words between them, that opens a part."""
    spots = words(text, start, end)
    if spots and not text[spots[0][0]].isalpha():
        spots = spots[1:]  # a number before it
    while spots and is_title(text[slice(*spots[0])]) and len(spots) > 1:
        spots = spots[1:]
    first = last = None
    for a, b in spots:
        word = text[a:b]
        is_name = not word[0].islower() and word[0].isalpha()
        if first is None:
            if not is_name and not is_particle(word):
                return None
            first, last = a, b if is_name else None
        elif last is not None and not _JOINS.fullmatch(text, last, a) and not all(
                map(is_particle, text[last:a].split())):
            break
        elif is_name:
            last = b
        elif not is_particle(word):
            break
    if first is None or last is None:
        return None
    return Listed(first, last, " ".join(text[first:last].split()))


def _in_full(one: Listed, following: Listed) -> Listed:
    given, its = one.name.split(), following.name.split()
    return Listed(one.start, one.end, f"{one.name} {its[-1]}") if len(given) == 1 and len(its) > 1 else one
