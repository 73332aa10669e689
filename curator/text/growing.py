"""A selection that grows: word, phrase, clause, quoted run, sentence, paragraph, text, each time the next larger.

Edges only, without a parser: a phrase is a run of words with a capital, or of words between function words with the
determiner before it; a clause stands between marks and the words that open clauses. The words are those of the
language that the text is in; in a language that is not in lexicon/clauses.toml, and in scripts without spaces, marks
alone bound both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curator.text.clauses import marks, words_of
from curator.text.edges import whole
from curator.text.motion import SENTENCE_WINDOW, Range, paragraph_at, sentence_at, word_at
from curator.text.segments import words

_QUOTING = re.compile("[“”„«»‹›「」『』\"]")
_CLOSES = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", '"': '"', "”": "”"}
_BLANK = " \t\xa0"


def grow(text: str, start: int, end: int) -> Range:
    """The smallest of the ranges of a ladder that holds more than `start` to `end`; the whole text when none does."""
    start, end = whole(text, start, end)
    if start == end and (word := word_at(text, start)):
        return whole(text, *word)
    best = (0, len(text))
    for low, high in _ladder(text, start, end):
        low, high = whole(text, min(low, start), max(high, end))
        if (low, high) != (start, end) and high - low < best[1] - best[0]:
            best = low, high
    return best


def _ladder(text: str, start: int, end: int) -> Iterator[Range]:
    last = max(start, end - 1)
    yield from _around(word_at(text, start), word_at(text, last), start, end)
    first, final = sentence_at(text, start), sentence_at(text, last)
    yield from _around(first, final, start, end)
    low, high = paragraph_at(text, start)[0], paragraph_at(text, last)[1]
    yield low, high
    low, high = max(low, start - SENTENCE_WINDOW), min(high, end + SENTENCE_WINDOW)
    yield from _runs(text, low, high, start, end)
    if first and final:
        low, high = max(first[0], low), min(final[1], high)
    yield from _between(text, low, high, start, end)


def _around(first: Range | None, final: Range | None, start: int, end: int) -> Iterator[Range]:
    if first or final:
        yield first[0] if first else start, final[1] if final else end


def _between(text: str, low: int, high: int, start: int, end: int) -> Iterator[Range]:
    """The name, the phrase and the clause around a range, inside `low` to `high`."""
    cuts, spots, (links, determiners, function) = marks(text, low, high), words(text, low, high), words_of(text)
    opens = [(a, a) for a, b in spots if text[a:b].lower() in links and a > low]
    stops = [(a, b) for a, b in spots if text[a:b].lower() in function]
    yield _inside(text, [*cuts, *((a, b) for a, b in spots if not text[a].isupper())], low, high, start, end)
    phrase = _inside(text, [*cuts, *opens, *stops], low, high, start, end)
    for word_start, word_end in reversed([spot for spot in spots if spot[1] <= phrase[0]]):
        if text[word_start:word_end].lower() not in determiners or text[word_end:phrase[0]].strip(_BLANK):
            break
        phrase = word_start, phrase[1]
    yield phrase
    yield _inside(text, [*cuts, *opens], low, high, start, end)


def _inside(text: str, cuts: Sequence[Range], low: int, high: int, start: int, end: int) -> Range:
    """From the last cut that ends before a range to the first that begins behind it, without blanks at the edges."""
    first = max((b for _, b in cuts if b <= start), default=low)
    last = min((a for a, _ in cuts if a >= end and a > first), default=high)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _runs(text: str, low: int, high: int, start: int, end: int) -> Iterator[Range]:
    """The quoted runs that hold a range: what is said, then with its marks."""
    waiting: list[tuple[int, str]] = []
    for match in _QUOTING.finditer(text, low, high):
        at, mark = match.start(), match.group()
        opened = next((n for n in range(len(waiting) - 1, -1, -1) if mark in waiting[n][1]), None)
        if opened is not None:
            first = waiting[opened][0]
            del waiting[opened:]
            if first < start + 1 and end <= at + 1:
                yield first, at + 1
                if first + 1 <= start and end <= at:
                    yield first + 1, at
        elif mark in _CLOSES:
            waiting.append((at, _CLOSES[mark]))
