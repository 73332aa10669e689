"""Who may have said something, for one who marks by hand: the noun phrases that stand around a statement.

The subjects of cues come first, then whoever is named or spoken of in the sentence and its neighbours, the nearest
first. None is right often enough to be taken; all are near enough to be shown with a digit each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from curator.suggest.at_hand import around, subject_of
from curator.suggest.clauses import NameIndex
from curator.suggest.context import Context
from curator.suggest.engine import Parsed
from curator.suggest.mentions import ORG, PERSON
from curator.suggest.referring import referring
from curator.suggest.subjects import Source, Subjects
from curator.suggest.tokens import WORD

MOST = 8
REACH = 3_000  # characters before and after that are read
_LABEL = re.compile(r"[\s\"“”„«]*(?P<who>[^\W\d_][^:\n\"“”„«]{1,60}?)\s*:[\s\"“”„«]*")
NEIGHBOURS = 1  # sentences before and after
Ranges = Sequence[tuple[int, int]]


def phrases_beside(text: str, ranges: Ranges, context: Context = Context(), *,  # noqa: B008 (frozen)
                   inside: bool = False, most: int = MOST) -> list[tuple[int, int]]:
    """The phrases beside the words at `ranges`, or with `inside` also in them; offsets in code points, likeliest
    first; a name once, where it is likeliest."""
    return [place for _, place in _ranked(text, ranges, context, inside=inside)[:most]]


def speaker_beside(text: str, ranges: Ranges, context: Context = Context()) -> tuple[int, int] | None:  # noqa: B008
    """Who says the words at `ranges` by those around them: the subject of the verb before them or of a cue in their
    sentence, or who stands with a colon before them. None where nobody does."""
    start, end = min(a for a, _ in ranges), max(b for _, b in ranges)
    first, found = around(text, start, end, context, REACH)
    if source := _of_verb_before(found, start - first):
        return source.start + first, source.end + first
    ranked = _ranked(text, ranges, context)
    return ranked[0][1] if ranked and not ranked[0][0] else None


def _of_verb_before(found: Parsed, start: int) -> Source | None:
    """The subject of the verb that leads to the words from `start` on, over what may stand between: "mentioned",
    "asked about", "wants to"."""
    sentence = next((s for s in found.sentences if s.start < start <= s.end), None)
    if sentence is None:
        return None
    tokens, own = sentence.tokens, found.grammar
    at = sum(token.start < start for token in tokens) - 1
    while at > 0 and tokens[at].kind == WORD and tokens[at].low in own.function_words:
        at -= 1
    return subject_of(found, tokens, at)


def _ranked(text: str, ranges: Ranges, context: Context, *, inside: bool = False) -> list[tuple[int, tuple[int, int]]]:
    """The phrases with their ranks, 0 for those that are most likely to speak; the same words, unless they are a
    pronoun, once."""
    start, end = min(a for a, _ in ranges), max(b for _, b in ranges)
    first, found = around(text, start, end, context, REACH)
    wanted = [(a - first, b - first) for a, b in ranges]
    ranked: dict[tuple[int, int], tuple[int, int]] = {}
    for rank, place in (*_signed(found.text, start - first), *_near(found, start - first, end - first)):
        if any(a < place[1] and place[0] < b for a, b in wanted):
            if not inside and (rank or any(a == place[0] for a, _ in wanted)):
                continue
            rank += not inside  # "... he said, ..." in the middle of what is taken as one
        away = min(max(a - place[1], place[0] - b, 0) for a, b in wanted)
        ranked[place] = min(ranked.get(place, (rank, away)), (rank, away))
    pronouns = found.grammar.words["speaking_pronouns"]
    made: dict[object, tuple[int, tuple[int, int]]] = {}
    for a, b in sorted(ranked, key=lambda place: (*ranked[place], place)):
        words = " ".join(found.text[a:b].split()).casefold()
        made.setdefault((a, b) if words in pronouns else words, (ranked[a, b][0], (a + first, b + first)))
    return list(made.values())


def _signed(text: str, start: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Who stands with a colon before the words, at the start of their line ("NADIA: I saw it")."""
    line = text.rfind("\n", 0, start) + 1
    if label := _LABEL.fullmatch(text, line, start):
        yield 0, label.span("who")


def _near(found: Parsed, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """The noun phrases of the sentences around two offsets, likely speakers with the lower rank."""
    own = [n for n, sentence in enumerate(found.sentences) if sentence.start < end and start < sentence.end]
    if not own:
        return
    names = NameIndex.of(found.names)
    for number in range(max(own[0] - NEIGHBOURS, 0), min(own[-1] + NEIGHBOURS + 1, len(found.sentences))):
        tokens = found.sentences[number].tokens
        for report in found.reports[number]:
            if report.source is not None:
                yield int(number not in own), (report.source.start, report.source.end)
        subjects, at = Subjects(tokens, found.grammar, names), 0
        while at < len(tokens):
            source = subjects.after(at) if tokens[at].kind == WORD else None
            if source is not None and source.last > at:
                yield 2 if _may_speak(found, source) else 3, (source.start, source.end)
            at = source.last if source is not None and source.last > at else at + 1


def _may_speak(found: Parsed, source: Source) -> bool:
    if source.names:
        return source.names[-1].label in (PERSON, ORG)
    form = referring(found.text[source.start:source.end], found.grammar.code)
    return form.reference != "name" and bool(form.kind or form.gender)
