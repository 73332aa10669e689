"""Sentences as the attribution sees them: quoted runs are single tokens, names are at hand by their offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from curator.suggest.grammar import Grammar
from curator.suggest.marks import Run
from curator.suggest.mentions import Name
from curator.suggest.tails import is_tail
from curator.suggest.tokens import RUN, Token, chunks, mask, tokens
from curator.text.segments import Segment, sentences


@dataclass(frozen=True)
class Sentence:
    """Tokens of one sentence of a paragraph; `runs` maps the index of a RUN token to its run."""

    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    runs: dict[int, Run] = field(default_factory=dict)


class Lines:
    """The lines of a text, each read once: names and statements look at the same ones."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: dict[Segment, Sequence[Token]] = {}
        self._sentences: dict[Segment, Sequence[Segment]] = {}

    def tokens(self, line: Segment) -> Sequence[Token]:
        """The tokens of a line."""
        if line not in self._tokens:
            self._tokens[line] = tokens(self._text, *line)
        return self._tokens[line]

    def sentences(self, line: Segment) -> Sequence[Segment]:
        """The sentences of a line, quoted runs and all."""
        if line not in self._sentences:
            self._sentences[line] = sentences(self._text, *line)
        return self._sentences[line]


@dataclass(frozen=True)
class NameIndex:
    """Names by where they start and where they end (code points); of two at one place the longer."""

    by_start: dict[int, Name]
    by_end: dict[int, Name]

    @classmethod
    def of(cls, names: Sequence[Name]) -> NameIndex:
        by_start: dict[int, Name] = {}
        by_end: dict[int, Name] = {}
        for name in names:
            first, last = name.spans[0]
            if first not in by_start or by_start[first].end < last:
                by_start[first] = name
            if last not in by_end or by_end[last].start > first:
                by_end[last] = name
        return cls(by_start, by_end)


_FILLER = "x"


def clauses(text: str, paragraphs: Sequence[Segment], lines: Lines, runs: Sequence[Run], grammar: Grammar
            ) -> Iterator[Sentence]:
    """The sentences of all paragraphs. A run counts as one word, so a stop inside speech ends no sentence, but a stop
    that closes the speech does, unless the words that name the speaker follow. `lines` reads the paragraphs."""
    at = 0
    for number, (start, end) in enumerate(paragraphs):
        mine: list[Run] = []
        while at < len(runs) and runs[at].paragraph <= number:
            if runs[at].paragraph == number and runs[at].speech:
                mine.append(runs[at])
            at += 1
        line, ends = (start, end), lines.sentences((start, end)) if not mine else [
            (start + first, start + last) for first, last in sentences(_masked(text, start, end, mine, grammar))]
        for first, last in ends:
            yield from _sentence(lines.tokens(line), number, first, last, mine)


def _masked(text: str, start: int, end: int, runs: Sequence[Run], grammar: Grammar) -> str:
    parts = []
    at = start
    for run in runs:
        final = text[run.end - 1]
        keeps = final in ".?!…" and not is_tail(text, run.outer[1], min(end, run.outer[1] + 90), grammar)
        parts += [text[at:run.start], _FILLER * (run.end - run.start - 1), final if keeps else _FILLER]
        at = run.end
    return "".join([*parts, text[at:end]])


def _sentence(words: Sequence[Token], number: int, start: int, end: int, runs: Sequence[Run]) -> Iterator[Sentence]:
    inside = [run for run in runs if run.outer[0] < end and run.outer[1] > start]
    waiting = iter(inside)
    for part in chunks(mask(words, start, end, inside)):
        places = {index: next(waiting) for index, token in enumerate(part) if token.kind == RUN}
        yield Sentence(number, part[0].start, part[-1].end, tuple(part), places)
