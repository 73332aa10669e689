"""The statements of a text: those in marks by their frames, and the indirect ones between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curator.suggest.clauses import NameIndex, Sentence
from curator.suggest.frames import MIXED, MOST_PARTS, Attribution, Frames, Voice, of_clause
from curator.suggest.grammar import Grammar
from curator.suggest.indirect import reported
from curator.suggest.report import Report, Reported


def attributions(sentences: Sequence[Sentence], reports: Sequence[Sequence[Report]], grammar: Grammar,
                 names: NameIndex) -> list[Attribution]:
    """The statements of a text in text order: those in marks, and the indirect ones between them."""
    found: list[Attribution] = []
    voice: Voice | None = None
    last_number = -2  # of the sentence that the last statement reaches to
    for number, sentence in enumerate(sentences):
        clauses = reported(sentence, reports[number], grammar)
        frames = Frames(sentences, number, reports, clauses, grammar, names, voice)
        mine = frames.direct() if sentence.runs else []
        taken = {item.report for item in mine if item.report is not None and item.frame not in MIXED}
        mine += [of_clause(sentence, clause) for clause in clauses
                 if clause.report not in taken and not _told_in(clause, mine)]
        mine.sort(key=lambda item: item.content[0])
        if before := frames.said_before(found[-1] if found else None):
            mine = [before]
        elif not mine and (head := frames.headline()):
            mine = [head]
        at = _last_in_marks(found, frames.previous)
        if mine and at is not None and last_number == number - 1 and _goes_on(found[at], mine[0], frames):
            found[at] = replace(found[at], **{name: getattr(found[at], name) + getattr(mine[0], name)
                                              for name in ("content", "verbatim", "runs")})
            found += mine[1:]
        else:
            found += mine
        last_number = number if mine else last_number
        for item in mine:
            if item.source is not None and not _inner(item, mine):
                voice = Voice(item.source, item.sentence if item.frame not in _BORROWED or voice is None
                               else voice.sentence, item.runs[-1] if item.runs else None)
    return found


def _last_in_marks(found: Sequence[Attribution], sentence: Sentence | None) -> int | None:
    """Where the last statement in marks stands, of those that a sentence ends; what is told without marks behind it, of
    whoever speaks, comes between no two parts."""
    at = len(found) - 1
    while at >= 0 and found[at].sentence is sentence and not found[at].runs:
        at -= 1
    return at if at >= 0 and found[at].runs else None


def _goes_on(last: Attribution, item: Attribution, frames: Frames) -> bool:
    """True for words in marks that open the sentence after a statement in marks of the same paragraph and speaker, with
    no word on who says them: “A,” S said. “B.” is one statement in two parts."""
    return (item.frame == "inherited" and bool(last.runs) and last.frame != "alone"
            and (last.frame not in MIXED or _ends_with_cue(last))
            and len(last.runs) < MOST_PARTS and last.sentence.paragraph == item.sentence.paragraph
            and frames.is_opened_by(item.runs[0]))


def _ends_with_cue(item: Attribution) -> bool:
    """True for a statement whose cue stands behind all that is said: Teachers are “worn out,” S said."""
    return item.report is not None and item.sentence.tokens[item.report.left].start >= item.content[-1][1]


def _inner(item: Attribution, others: Sequence[Attribution]) -> bool:
    """True for a statement whose speaker stands inside the content of another: its speaker does not go on speaking."""
    if item.source is None or item.frame in _BORROWED:
        return False
    at = item.source.start
    return any(start <= at < end for other in others if other is not item and other.source is not None
               and other.source.start != at for start, end in other.content)


_BORROWED = frozenset({"inherited", "continuation", "floating", "previous sentence"})


def _told_in(clause: Reported, mine: Sequence[Attribution]) -> bool:
    return any(item.frame in MIXED and item.report is clause.report for item in mine)


