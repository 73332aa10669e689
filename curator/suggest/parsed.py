"""Statements that only a parser hears: indirect speech whose frame our rules do not know."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from curator.suggest.clauses import NameIndex, Sentence
from curator.suggest.frames import Attribution
from curator.suggest.grammar import Grammar
from curator.suggest.report import BEFORE, Report
from curator.suggest.second import Heard
from curator.suggest.subjects import Subjects
from curator.suggest.tokens import RUN

_LEAST = 3  # words


def with_heard(statements: Sequence[Attribution], heard: Sequence[Heard], sentences: Sequence[Sentence],
               grammar: Grammar, names: NameIndex) -> list[Attribution]:
    """The statements with those that a parser hears where there is none yet, in text order. Its cue must be a verb
    that reports, its speaker a phrase that our own rules take for one."""
    if not heard:
        return list(statements)
    starts = [sentence.start for sentence in sentences]
    taken = [place for one in statements for place in one.content]
    taken += [(one.sentence.tokens[one.report.first].start, one.sentence.tokens[one.report.last - 1].end)
              for one in statements if one.report]
    made = list(statements)
    for one in heard:
        at = bisect_right(starts, one.cue[0]) - 1
        if at < 0 or any(first < last_ and first_ < last for first, last in taken for first_, last_ in (
                one.content, one.cue)):
            continue
        if found := _statement(one, sentences[at], grammar, names):
            made.append(found)
            taken += found.content
    return sorted(made, key=lambda statement: statement.content[0])


def _statement(heard: Heard, sentence: Sentence, grammar: Grammar, names: NameIndex) -> Attribution | None:
    tokens = sentence.tokens
    at = {token.start: number for number, token in enumerate(tokens)}
    cue, who = at.get(heard.cue[0]), at.get(heard.speaker[0])
    start, end = heard.content
    if cue is None or who is None or start < sentence.start or end > sentence.end:
        return None
    verb = grammar.verbs.get(tokens[cue].low)
    inside = [token for token in tokens if start <= token.start and token.end <= end]
    if verb is None or verb.lemma not in grammar.cues["that"] | grammar.cues["bare"] or len(inside) < _LEAST \
            or any(one.kind == RUN for one in inside):
        return None
    if inside[0].low in grammar.words["question_words"] and grammar.acts.get(verb.lemma) != "ask":
        return None  # knows how it is done
    source = Subjects(tokens, grammar, names).after(who)
    if source is None or source.first <= cue < source.last:
        return None
    report = Report(cue, cue + 1, verb.lemma, verb.form, source, BEFORE, cue + 1)
    return Attribution(((inside[0].start, inside[-1].end),), (), (), "parsed", source, report, sentence,
                       grammar.acts.get(verb.lemma, "state"))
