"""The frames in which a quoted run stands beside its speaker, tried for one sentence in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator.suggest.clauses import NameIndex, Sentence
from curator.suggest.grammar import Grammar
from curator.suggest.marks import CONTINUES, TURN, Run
from curator.suggest.mentions import ORG, PERSON
from curator.suggest.report import AFTER, PHRASE, SHARED, Report, Reported
from curator.suggest.set_phrases import passed_on, said_before
from curator.suggest.subjects import Source, Subjects
from curator.suggest.tokens import DASHES, MARK, RUN, WORD, Token
from schema import Act, Stance

MIXED = frozenset({"mixed", "mixed, that", "led in"})
_LABEL, _HEADLINE = 6, 3  # tokens of a name and a colon; words after it that are enough for a headline
MOST_PARTS = 20  # of one statement; more are several


@dataclass(frozen=True)
class Attribution:
    """One reported statement before its speaker is resolved. `content` and `verbatim` are offsets in code points;
    `frame` is a row of the table in grades.py; `place` orders the sources of the document."""

    content: tuple[tuple[int, int], ...]
    verbatim: tuple[tuple[int, int], ...]
    runs: tuple[Run, ...]
    frame: str
    source: Source | None
    report: Report | None
    sentence: Sentence
    act: Act = "state"
    target: tuple[int, int] | None = None  # offsets of the one spoken about
    stance: Stance | None = None


@dataclass(frozen=True)
class Voice:
    """Who spoke last, and in which sentence."""

    source: Source
    sentence: Sentence
    run: Run | None


def _offsets(sentence: Sentence, ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    tokens = sentence.tokens
    return tuple((tokens[first].start, tokens[last - 1].end) for first, last in ranges if first < last)


def of_clause(sentence: Sentence, clause: Reported) -> Attribution:
    """A reported clause as a statement without words in marks."""
    target = _offsets(sentence, [clause.target])[0] if clause.target and clause.target[0] < clause.target[1] else None
    return Attribution(_offsets(sentence, clause.content), (), (), clause.frame, clause.report.source, clause.report,
                       sentence, clause.act, target, clause.stance)


class Frames:
    """The frames tried for the runs of one sentence."""

    def __init__(self, sentences: Sequence[Sentence], number: int, reports: Sequence[Sequence[Report]],
                 clauses: Sequence[Reported], grammar: Grammar, names: NameIndex, voice: Voice | None) -> None:
        self.sentence = sentences[number]
        self.tokens = self.sentence.tokens
        self.previous = sentences[number - 1] if number else None
        self.following = sentences[number + 1] if number + 1 < len(sentences) else None
        self.earlier = reports[number - 1] if number else ()
        self.reports = [report for report in reports[number] if report.source is not None
                        and (report.lemma in grammar.cues["quote"] or report.lemma in grammar.cues["about"]
                             or report.order == PHRASE)]
        self.clauses = clauses
        self.grammar = grammar
        self.names = names
        self.voice = voice
        self.subjects = Subjects(self.tokens, grammar, names)

    def headline(self) -> Attribution | None:
        """A line of its own with a name, a colon and words, and no stop: Holt: The Bridge Is Safe."""
        tokens = self.tokens
        at = next((n for n, token in enumerate(tokens[:_LABEL]) if token.text == ":"), 0)
        around = [other for other in (self.previous, self.following) if other is not None]
        name = self.names.by_start.get(tokens[0].start) if at else None
        if name is None or name.label != PERSON or name.end != tokens[at - 1].end or len(tokens) - at <= _HEADLINE \
                or tokens[-1].text in ".!?…" or any(one.paragraph == self.sentence.paragraph for one in around) \
                or tokens[at + 1].kind != WORD:
            return None
        source = self.subjects.phrases.source(0, at)
        return Attribution(((tokens[at + 1].start, tokens[-1].end),), (), (), "headline", source, None, self.sentence)

    def said_before(self, last: Attribution | None) -> Attribution | None:
        """The sentence before as a statement, where this one only says whose it is and it is none already."""
        before = self.previous
        if before is None or not before.tokens or self.sentence.runs or before.runs \
                or self.sentence.paragraph - before.paragraph > 1 or (last and last.sentence is before):
            return None
        report = said_before(self.tokens, self.subjects, self.grammar)
        if report is None or report.source is None:
            return None
        report = passed_on(report, self.tokens, self.subjects, self.grammar)
        end = before.tokens[-1].start if before.tokens[-1].kind == MARK else before.tokens[-1].end
        act: Act = self.grammar.acts.get(report.lemma, "state")
        start = before.tokens[0].start
        return Attribution(((start, end),), (), (), "said before", report.source, report, self.sentence,
                           act) if start < end else None

    def direct(self) -> list[Attribution]:
        found: list[Attribution] = []
        mixed: dict[int, list[int]] = {}
        for at, run in self.sentence.runs.items():
            frame, source, report, clause = self._frame(at, found)
            if clause is not None:
                mixed.setdefault(self.clauses.index(clause), []).append(at)
                continue
            if found and self._goes_on(found[-1], report, at):
                last = found[-1]
                place = (run.start, run.end)
                found[-1] = replace(last, content=(*last.content, place), verbatim=(*last.verbatim, place),
                                    runs=(*last.runs, run))
                continue
            act: Act = self.grammar.acts.get(report.lemma, "state") if report else "state"
            found.append(Attribution(((run.start, run.end),), ((run.start, run.end),), (run,), frame, source, report,
                                     self.sentence, act))
        for index, places in mixed.items():
            clause = self.clauses[index]
            base = of_clause(self.sentence, clause)
            inside = tuple(self.sentence.runs[at] for at in places)
            content = self._without_comment(base.content, inside[-1], places[-1])
            found.append(Attribution(content, tuple((run.start, run.end) for run in inside), inside,
                                     self._how(clause, places[-1]), base.source, base.report, self.sentence, base.act,
                                     base.target, base.stance))
        return found

    def _how(self, clause: Reported, at: int) -> str:
        """Which of the frames of mixed quotes it is: they are right differently often."""
        if clause.report.left > at:
            return "led in"
        return "mixed, that" if clause.report.that else "mixed"

    def _without_comment(self, content: tuple[tuple[int, int], ...], run: Run, at: int
                         ) -> tuple[tuple[int, int], ...]:
        """The content without what the reporter remarks on its last words in marks: “…,” a likely reference to X."""
        start, end = content[-1]
        behind = at + 1
        has_comma = run.final == ","
        while behind < len(self.tokens) and self.tokens[behind].kind == MARK:
            has_comma = has_comma or self.tokens[behind].text == ","
            behind += 1
        remarks = has_comma and behind < len(self.tokens) and \
            self.tokens[behind].low in self.grammar.words["indefinite_articles"]
        return (*content[:-1], (start, run.outer[1])) if remarks and start < run.outer[1] < end else content

    def _goes_on(self, last: Attribution, report: Report | None, at: int) -> bool:
        """True for the second half of "A," S said, "b." — one statement with its cue in the middle, and of S said "A"
        and "b"."""
        if report is None or last.report is not report or last.frame in MIXED or not last.runs:
            return False
        joined = [token for token in self.tokens[:at] if token.start >= last.runs[-1].outer[1]]
        if report.right <= at and joined and len(last.runs) < MOST_PARTS and all(
                (token.kind == MARK and token.text in ",") or token.low in self.grammar.words["coordinating"]
                for token in joined):
            return True
        return report.left > 0 and report.right <= at and last.runs[-1].outer[1] <= self.tokens[report.left].start

    def _frame(self, at: int, found: Sequence[Attribution]
               ) -> tuple[str, Source | None, Report | None, Reported | None]:
        opens = self._opens(at)
        if TURN in self.sentence.runs[at].flags:
            return "turn", self._label(at), None, None
        after, before = self._after(at), self._before(at)
        if after and (opens or self._expects_speaker(at) or before is None):
            if not opens and before is None and (whole := self._whole(after, at)):
                return "mixed", after.source, after, whole
            return "inverted" if after.order == AFTER else "subject-verb", after.source, after, None
        if before and self._adjacent(before, at):
            whole = self._whole(before, at)
            if whole and (self._is_more(at, whole) if before.that else
                          whole.content[0][0] == at or (
                              whole.frame == "interposed" and self.sentence.runs[at].goes_on)):
                return "mixed", before.source, before, whole
            return "before", before.source, before, None
        covering = [clause for clause in self.clauses
                    if any(first <= at < last for first, last in clause.content)]
        nearer = [clause for clause in covering if not (before and clause.report.first < before.first)]
        if covering := nearer or covering:
            clause = max(covering, key=lambda one: one.report.first)
            return "mixed", clause.report.source, clause.report, clause
        if before:
            return ("apart" if not opens else "before"), before.source, before, None
        if after:
            return "subject-verb", after.source, after, None
        if signed := self._signature(at):
            return "signature", signed, None, None
        if colon := self._colon(at):
            return "colon", colon, None, None
        mine = [item for item in found if item.source is not None]
        if mine:
            return "inherited", mine[-1].source, None, None
        if not opens and (subject := self.subjects.first_of_sentence()):
            return "sentence subject", subject, None, None
        return self._from_context(at, opens)

    def _whole(self, report: Report, at: int) -> Reported | None:
        """What a report reports, where that holds the run."""
        return next((clause for clause in self.clauses if clause.report is report
                     and any(first <= at < last for first, last in clause.content)), None)

    def _is_more(self, at: int, clause: Reported) -> bool:
        """True when a clause goes on behind the run: said that “we need more” about the bridge."""
        behind = self.tokens[at + 1:clause.content[-1][1]]
        return any(token.kind == WORD for token in behind) and behind[0].text not in "," + DASHES \
            and behind[0].low.strip(".") not in self.grammar.words["time_words"]

    def _from_context(self, at: int, opens: bool) -> tuple[str, Source | None, Report | None, Reported | None]:
        """The speaker of what stands before: the same paragraph, an open quote, the paragraph above."""
        voice = self.voice
        if opens and (announced := self._announced()):
            return "previous sentence", announced, None, None
        near = voice is not None and voice.sentence.paragraph == self.sentence.paragraph
        if voice and near:
            return "inherited", voice.source, None, None
        if self.previous is not None and self.previous.paragraph == self.sentence.paragraph and opens:
            reports = [report for report in self.earlier if report.source is not None]
            if reports:
                return "previous sentence", reports[-1].source, None, None
            if subject := Subjects(self.previous.tokens, self.grammar, self.names).first_of_sentence():
                return "previous sentence", subject, None, None
        if voice and voice.run and CONTINUES in voice.run.flags:
            return "continuation", voice.source, None, None
        if voice and opens and self.sentence.paragraph - voice.sentence.paragraph <= 3:
            return "floating", voice.source, None, None
        if self.previous is not None and opens and (
                subject := Subjects(self.previous.tokens, self.grammar, self.names).first_of_sentence()):
            return "floating", subject, None, None
        return "alone", None, None, None

    def _announced(self) -> Source | None:
        """Who leads to the words of this paragraph with a colon at the end of the one before: She said in a letter:"""
        before = self.previous
        if before is None or not before.tokens or before.tokens[-1].text != ":" \
                or self.sentence.paragraph - before.paragraph != 1:
            return None
        told = [report for report in self.earlier if report.source is not None]
        return told[-1].source if told else Subjects(before.tokens, self.grammar, self.names).first_of_sentence()

    def is_opened_by(self, run: Run) -> bool:
        """True when the sentence begins with the run."""
        return any(found is run and self._opens(at) for at, found in self.sentence.runs.items())

    def _opens(self, at: int) -> bool:
        """True when nothing but marks, conjunctions and other runs stands before the run in its sentence."""
        return all(token.kind in (RUN, MARK) or token.low in self.grammar.words["opening"]
                   for token in self.tokens[:at])

    def _expects_speaker(self, at: int) -> bool:
        """True when the run ends with a comma, a question or exclamation mark, or a comma follows it."""
        run = self.sentence.runs[at]
        last = run.final
        return last in ",?!" + DASHES or (at + 1 < len(self.tokens) and self.tokens[at + 1].text in "," + DASHES)

    def _after(self, at: int) -> Report | None:
        """The first report right of the run with nothing between but commas, adverbs, times and other runs."""
        for report in self.reports:
            if report.left <= at or report.order == SHARED:
                continue
            gap = self.tokens[at + 1:report.left]
            for token in gap:
                if len(gap) <= 8 and self._describes(token):
                    continue
                if not ((token.kind in (RUN, MARK) and token.text not in (":", ".", ";"))
                        or token.low in self.grammar.words["joining"] or self.grammar.is_adverb(token.low)
                        or token.low.strip(".") in self.grammar.words["time_words"]):
                    return None
            if report.that and not any(token.kind == MARK for token in self.tokens[at + 1:report.left]) \
                    and not self._expects_speaker(at):
                return None
            return report
        return None

    def _describes(self, token: Token) -> bool:
        """True for a word that can belong to the description before a name: "former policy planning director X"."""
        low, verb = token.low, self.grammar.verbs.get(token.low)
        return token.kind == WORD and low not in self.grammar.finite and low not in self.grammar.function_words and (
            verb is None or (verb.form == "ing" and verb.lemma not in self.grammar.cues["quote"]))  # not: echoing X

    def _before(self, at: int) -> Report | None:
        """The last report that ends left of the run; a verb that quotes only beside the marks must stand there."""
        left = [report for report in self.reports if report.right <= at]
        for report in reversed(left):
            if report.lemma in self.grammar.cues["beside"] and not self._adjacent(report, at):
                continue
            return report
        return None

    def _adjacent(self, report: Report, at: int) -> bool:
        """True when only marks stand between where the report's words can start and the run."""
        return report.content <= at and all(token.kind in (MARK, RUN) for token in self.tokens[report.content:at])

    def _signature(self, at: int) -> Source | None:
        """A dash and a name behind the run, in its sentence or at the start of the next."""
        if (signed := self._signed(self.tokens[at + 1:], self.tokens, at + 1)) is not None:
            return signed
        following = self.following
        if following is None or at + 1 < len(self.tokens) or following.paragraph - self.sentence.paragraph > 1:
            return None
        return self._signed(following.tokens, following.tokens, 0)

    def _signed(self, rest: Sequence[Token], tokens: Sequence[Token], at: int) -> Source | None:
        """The name behind the dashes at token `at`, when little but what describes it follows."""
        first = at
        while first < len(tokens) and tokens[first].text in DASHES:
            first += 1
        if first == at or first >= len(tokens) or len(tokens) - first > 14:
            return None
        found = Subjects(tokens, self.grammar, self.names).after(first)
        known = found is not None and found.reference == "name" and tokens[first].start in self.names.by_start
        alone = found is not None and found.last >= len(tokens) - 1 and tokens[first].capital
        return found if found and (known or alone) and found.last >= len(tokens) - 6 else None

    def _label(self, at: int) -> Source | None:
        """Who stands before the colon of a turn."""
        words = [n for n in range(next(n for n in range(at + 1) if n == at or self.tokens[n].text in ":("))
                 if self.tokens[n].kind == WORD]
        return self.subjects.phrases.source(words[0], words[-1] + 1) if words else None

    def _colon(self, at: int) -> Source | None:
        """A name and a colon before the run: Holt: "We wait." """
        step = at - 1
        if step < 1 or self.tokens[step].text != ":":
            return None
        found = self.subjects.ending(step - 1)
        if found and found.reference == "name" and found.names[-1].label in (PERSON, ORG):
            return found
        return self.subjects.first_of_sentence()
