"""A list of names, read from words that a curator selected: who is on it, and who is only spoken of.

Names are those the recogniser finds, and what it leaves out between two separators. Set aside, for the curator to see,
is what describes somebody on the list ("a colleague of John Carter"), stands in brackets, did something to them
("pardoned by ..."), or is of another kind than the list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curator.suggest.context import Context
from curator.suggest.engine import suggest
from curator.suggest.language import guess_language
from curator.suggest.referring import Words, lists
from curator.text.names import is_particle
from curator.text.segments import words
from schema import Span

REACH = 12_000  # characters before and after the list that are read: they introduce surnames
LABELS = ("PERSON", "ORG", "PLACE", "EVENT")
_BRACKETS = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_JOINS = re.compile(r"[ \xa0'’.\-]*")
_AND = ("und", "et", "y", "e", "i", "та", "og", "och", "en", "ve", "dan")  # in languages whose words are not known here
_MOST_CASELESS = 6  # words (or ideographs) of a name where no capital tells one
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?。](?=\s|$)|:|\n")


@dataclass(frozen=True)
class Listed:
    """A name in a list. `aside` says why it seems not to be one of the list; '' where it is."""

    spans: tuple[Span, ...]
    label: str
    name: str
    entity: str | None = None
    aside: str = ""


@dataclass(frozen=True)
class ListedNames:
    """The names in text order, and how many the list counts beside them ("two children")."""

    names: tuple[Listed, ...]
    unnamed: int = 0


def read_names(text: str, start: int, end: int, context: Context = Context()) -> ListedNames:  # noqa: B008 (frozen)
    """The list in text[start:end]."""
    code = context.language or guess_language(text)
    own = lists(code.partition("-")[0].lower() if code else None)
    found = _recognised(text, start, end, replace(context, rejected=frozenset()))
    brackets = [(m.start() + start, m.end() + start) for m in _BRACKETS.finditer(text[start:end])]
    pieces = list(_pieces(text, start, end, [*brackets, *((n.spans[0].start, n.spans[-1].end) for n in found)], own))
    main = Counter(n.label for n in found if not _inside(n, brackets)).most_common(1)
    label = main[0][0] if main else "PERSON"
    found = sorted([*found, *_left_out(text, pieces, found, brackets, label)], key=lambda n: n.spans[0].start)
    names = _set_aside(pieces, text, found, brackets, label, own)
    return ListedNames(tuple(names), _unnamed(text[start:end], own))


def _recognised(text: str, start: int, end: int, context: Context) -> list[Listed]:
    first = text.rfind("\n", 0, max(start - REACH, 0)) + 1
    last = text.find("\n", min(end + REACH, len(text)))
    made = []
    for mention in suggest(text[first:len(text) if last < 0 else last], context).mentions:
        spans = tuple(Span.of(text, s.start + first, s.end + first) for s in mention.spans)
        if mention.label in LABELS and mention.reference == "name" \
                and start <= spans[0].start and spans[-1].end <= end:
            made.append(Listed(spans, mention.label, mention.name, mention.entity))
    return made


@dataclass(frozen=True)
class _Piece:
    """What stands between two separators; `sentence` counts the sentences (and lines) before it."""

    start: int
    end: int
    sentence: int


def _pieces(text: str, start: int, end: int, whole: Sequence[tuple[int, int]], own: Words) -> Iterator[_Piece]:
    """The list cut at its separators, of which those inside a name or a bracket are none."""
    known = sorted(own["join"] or _AND, key=len, reverse=True)
    joins = "|".join(map(re.escape, known))
    separator = re.compile(_SENTENCE.pattern + r"|[,;•·、，；،؛]|(?<![^\s,;])[-–—*](?=\s)"
                           rf"|(?<!\w)(?:{joins})(?!\w)", re.IGNORECASE)
    at, sentence = start, 0
    for match in separator.finditer(text, start, end):
        if any(a < match.end() and match.start() < b for a, b in whole):
            continue
        yield _Piece(at, match.start(), sentence)
        at, sentence = match.end(), sentence + bool(_SENTENCE.fullmatch(match.group()) or match.group() in ".!?")
    yield _Piece(at, end, sentence)


def _left_out(text: str, pieces: Sequence[_Piece], found: Sequence[Listed], brackets: Sequence[tuple[int, int]],
              label: str) -> Iterator[Listed]:
    """Pieces with one run of capitalised words, or nothing but one, which the recogniser did not know; in a script
    without capitals, short pieces."""
    for piece in pieces:
        if any(n.spans[0].start < piece.end and piece.start < n.spans[-1].end for n in found):
            continue
        spots = [(a, b) for a, b in words(text, piece.start, piece.end)
                 if text[a].isalpha() and not any(low <= a < high for low, high in brackets)]
        runs = list(_runs(text, spots))
        several = [run for run in runs if len(run) > 1]
        run = several[0] if len(several) == 1 else runs[0] if len(runs) == 1 and len(runs[0]) == len(spots) else []
        if run and not (_is_caseless(text[run[0][0]]) and len(run) > _MOST_CASELESS):
            whole = Span.of(text, run[0][0], run[-1][1])
            yield Listed((whole,), label, " ".join(whole.exact.split()))


def _runs(text: str, spots: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Neighbouring words that begin without a small letter, with light words ("van der") between them."""
    run: list[tuple[int, int]] = []
    for a, b in spots:
        joins = bool(run) and _JOINS.fullmatch(text, run[-1][1], a) is not None
        if run and not joins:
            yield from _ended(text, run)
            run = []
        if not text[a].islower() or (run and is_particle(text[a:b])):
            run.append((a, b))
        else:
            yield from _ended(text, run)
            run = []
    yield from _ended(text, run)


def _ended(text: str, run: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    while run and text[run[-1][0]].islower():
        run = run[:-1]
    if run:
        yield run


def _is_caseless(letter: str) -> bool:
    return letter.lower() == letter.upper()


def _set_aside(pieces: Sequence[_Piece], text: str, found: Sequence[Listed], brackets: Sequence[tuple[int, int]],
               label: str, own: Words) -> list[Listed]:
    made, doers = [], -1
    for name in found:
        at = name.spans[0].start
        number = next((n for n, p in enumerate(pieces) if p.start <= at < p.end), 0)
        piece = pieces[number]
        before = [w.lower() for w in _WORD.findall(text[piece.start:at])]
        follows = number > 0 and pieces[number - 1].sentence == piece.sentence and any(
            pieces[number - 1].start <= n.spans[0].start < pieces[number - 1].end for n in found)
        aside = ""
        if own["by"] & set(before):
            doers = piece.sentence
        if _inside(name, brackets):
            aside = "in brackets"
        elif name.label != label:
            aside = f"a list of {label}, this is {name.label}"
        elif doers == piece.sentence:
            aside = "who did it"
        elif follows and own["of"] & set(before[-3:]):
            aside = "says who another is"
        made.append(replace(name, aside=aside))
    if not any(not n.aside for n in made):  # all of the list is "by A, B and C"
        made = [replace(n, aside="" if n.aside == "who did it" else n.aside) for n in made]
    return made


def _inside(name: Listed, brackets: Sequence[tuple[int, int]]) -> bool:
    return any(a <= name.spans[0].start and name.spans[-1].end <= b for a, b in brackets)


def _number(own: Words) -> str:
    return rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(own.counts, key=len, reverse=True)) or '(?!)'})"


def _unnamed(words: str, own: Words) -> int:
    """How many children and the like a list counts without their names."""
    kin = "|".join(sorted(own["children"], key=len, reverse=True)) or "(?!)"
    return sum(_value(m["n"], own) for m in re.finditer(
        rf"(?<!\w){_number(own)}\s+(?:\w+\s+)?(?:{kin})(?!\w)", words, re.IGNORECASE))


def _value(words: str, own: Words) -> int:
    return int(words) if words.isdecimal() else own.counts[words.lower()]
