"""Motions over a text: from an offset in code points to another, as the keys h l w b ( ) { } make them.

Nothing scans the whole text: a motion looks at most `WORD_WINDOW` or `SENTENCE_WINDOW` code points far, so that a
key costs the same in a long article. All offsets lie between 0 and the length of the text. `MOTIONS` rest between
characters as a reader sees them, and never stay where they are while there is somewhere to go.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from curator.text.edges import whole
from curator.text.graphemes import next_boundary, previous_boundary, snap
from curator.text.segments import sentences, words

WORD_WINDOW = 400
SENTENCE_WINDOW = 4000

Range = tuple[int, int]
Motion = Callable[[str, int], int]


def next_word(text: str, at: int) -> int:
    """The start of the next word; the end of the window where none follows."""
    limit = min(len(text), at + WORD_WINDOW)
    return next((start for start, _ in _words_near(text, at) if start > at), limit)


def word_end(text: str, at: int) -> int:
    """The end of the word at `at`, or of the next one."""
    limit = min(len(text), at + WORD_WINDOW)
    return next((end for _, end in _words_near(text, at) if end > at), limit)


def previous_word(text: str, at: int) -> int:
    """The start of the word before `at`, or of the word that `at` is inside."""
    starts = [start for start, _ in _words_near(text, at) if start < at]
    return starts[-1] if starts else max(0, at - WORD_WINDOW)


def next_sentence(text: str, at: int) -> int:
    """The start of the next sentence or paragraph; the end of the text behind the last one."""
    for start, _ in _sentences_near(text, at):
        if start > at:
            return start
    return next_paragraph(text, at)


def sentence_end(text: str, at: int) -> int:
    """The end of the sentence at `at`, or of the next one."""
    for _, end in _sentences_near(text, at):
        if end > at:
            return end
    following = next_paragraph(text, at)
    return next((end for _, end in _sentences_near(text, following) if end > at), following)


def previous_sentence(text: str, at: int) -> int:
    """The start of the sentence that `at` is inside, or of the one before."""
    starts = [start for start, _ in _sentences_near(text, at) if start < at]
    if starts:
        return starts[-1]
    above = _text_before(text, paragraph_at(text, at)[0])
    starts = [start for start, _ in _sentences_near(text, above) if start < at]
    return starts[-1] if starts else above


def next_paragraph(text: str, at: int) -> int:
    """The start of the next paragraph that is not empty; the end of the text behind the last one."""
    _, end = paragraph_at(text, at)
    found = _INK.search(text, end)
    return _line_start(text, found.start()) if found else len(text)


def paragraph_end(text: str, at: int) -> int:
    """The end of the paragraph at `at`, or of the next one when `at` is at an end."""
    _, end = paragraph_at(text, at)
    return end if end > at else paragraph_at(text, next_paragraph(text, at))[1]


def previous_paragraph(text: str, at: int) -> int:
    """The start of the paragraph that `at` is inside, or of the one before that is not empty."""
    start, _ = paragraph_at(text, at)
    return start if start < at else _line_start(text, _text_before(text, start))


def word_at(text: str, at: int) -> Range | None:
    """The word that holds the character at `at`, or None between words."""
    return next(((start, end) for start, end in _words_near(text, at) if start <= at < end), None)


def sentence_at(text: str, at: int) -> Range | None:
    """The sentence that holds the character at `at`, or None between sentences."""
    return next(((start, end) for start, end in _sentences_near(text, at) if start <= at < end), None)


def paragraph_at(text: str, at: int) -> Range:
    """The line of the text that holds `at`, without its newline."""
    end = text.find("\n", at)
    return _line_start(text, at), len(text) if end < 0 else end


def _on(motion: Motion) -> Motion:
    """A motion forward that rests behind the character it would cut."""
    return lambda text, at: whole(text, at, motion(text, at))[1]


def _back(motion: Motion) -> Motion:
    """A motion back that rests before the character it would cut."""
    return lambda text, at: snap(text, motion(text, at))


MOTIONS: dict[str, Motion] = {
    "right": next_boundary,
    "left": previous_boundary,
    "word": _on(next_word),
    "word end": _on(word_end),
    "word back": _back(previous_word),
    "sentence": _on(next_sentence),
    "sentence end": _on(sentence_end),
    "sentence back": _back(previous_sentence),
    "paragraph": _on(next_paragraph),
    "paragraph end": _on(paragraph_end),
    "paragraph back": _back(previous_paragraph),
    "start": lambda text, at: 0,
    "end": lambda text, at: len(text),
}

_INK = re.compile(r"\S")


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _text_before(text: str, at: int) -> int:
    """The last offset before `at` that holds a printed character; 0 where there is none."""
    return max(len(text[:at].rstrip()) - 1, 0)


def _words_near(text: str, at: int) -> list[Range]:
    return words(text, max(0, at - WORD_WINDOW), min(len(text), at + WORD_WINDOW))


def _sentences_near(text: str, at: int) -> list[Range]:
    """The sentences of the paragraph at `at`, as far as the window sees."""
    start, end = paragraph_at(text, at)
    return sentences(text, max(start, at - SENTENCE_WINDOW), min(end, at + SENTENCE_WINDOW))
