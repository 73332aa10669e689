"""The statement at one place of a text, for one who marks by hand: from the cue, the quoted run, or words selected.

A recogniser leaves out what it is not sure of; here a curator has pointed at it. So a cue whose clause no frame knows
still gives one: from behind it to the end of its sentence or, where nothing follows, what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from curator.suggest.clauses import NameIndex, Sentence
from curator.suggest.context import Context
from curator.suggest.engine import Parsed, parse, suggested
from curator.suggest.frames import Attribution
from curator.suggest.grammar import Grammar
from curator.suggest.indirect import reported
from curator.suggest.report import AFTER, BEFORE, PHRASE, Report
from curator.suggest.subjects import Source, Subjects
from curator.suggest.tokens import MARK, RUN, WORD, Token
from curator.text.edges import whole
from schema import Act, Span, SuggestedParty, SuggestedQuote, SuggestedTarget, revise

REACH = 12_000  # characters before and after the place that are read: a key costs the same in a long text
ALIKE = 0.5  # overlap over union from which words selected are those of a statement
POINTED_AT = "cue at hand"
_LEAST = 2  # words in a clause
_REACH_OF_THAT = 12  # tokens
Ranges = Sequence[tuple[int, int]]


def statement_at(text: str, offset: int, context: Context = Context()) -> SuggestedQuote | None:  # noqa: B008 (frozen)
    """What the quoted run, else the cue, that holds an offset reports, else the statement whose words hold it; None
    where nothing is reported. Parties are those the words name. A run inside a longer statement is taken alone."""
    first, found = around(text, offset, offset, context)
    at = offset - first
    made = _of_run(found, at) or _of_cue(found, at) or _holding(found, at, at + 1) or _of_verb(found, at)
    return None if made is None else _moved(suggested(found, made), first, text)


def statement_of(text: str, ranges: Ranges, context: Context = Context()) -> SuggestedQuote | None:  # noqa: B008
    """The statement whose words are most like those at `ranges`, or that fills them together with its speaker and cue;
    None when no statement is."""
    start, end = min(a for a, _ in ranges), max(b for _, b in ranges)
    first, found = around(text, start, end, context)
    wanted = [(a - first, b - first) for a, b in ranges]
    scored = [(max(_likeness(one.content, wanted), _likeness(_whole(one), wanted)), number)
              for number, one in enumerate(found.statements)]
    score, number = max(scored, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
    return _moved(suggested(found, found.statements[number]), first, text) if score >= ALIKE else None


def phrase_at(text: str, offset: int, context: Context = Context()) -> tuple[int, int] | None:  # noqa: B008
    """The noun phrase, as a speaker may be worded ("a senior diplomat"), whose head or name holds an offset; None where
    none does."""
    first, found = around(text, offset, offset, context)
    at = offset - first
    sentence = next((s for s in found.sentences if s.start <= at < s.end), None)
    index = next((n for n, t in enumerate(sentence.tokens) if t.start <= at < t.end), None) if sentence else None
    if sentence is None or index is None:
        return None
    tokens, subjects = sentence.tokens, Subjects(sentence.tokens, found.grammar, NameIndex.of(found.names))
    name = next((one for one in found.names for a, b in one.spans if a <= at < b), None)
    inside = [n for n, t in enumerate(tokens) if name and name.spans[0][0] <= t.start < name.spans[-1][1]] or [index]
    near = (subjects.ending(inside[-1]), subjects.after(inside[0]), subjects.after(index))
    best = next((one for one in near if one and one.first <= index < one.last), None)
    return (first + tokens[best.first].start, first + tokens[best.last - 1].end) if best else None


def landmarks(text: str, context: Context = Context()) -> tuple[list[int], list[int]]:  # noqa: B008 (frozen)
    """Where the quoted runs and the cues of a text begin, each in order: places to go to, whatever is suggested."""
    found = parse(text, context)
    cues = {sentence.tokens[report.first].start
            for sentence, said in zip(found.sentences, found.reports, strict=True) for report in said}
    return sorted(run.start for run in found.runs), sorted(cues)


def around(text: str, start: int, end: int, context: Context, reach: int = REACH) -> tuple[int, Parsed]:
    """The lines around a place, parsed, and where they begin in the text."""
    first = text.rfind("\n", 0, max(start - reach, 0)) + 1
    last = text.find("\n", min(end + reach, len(text)))
    return first, parse(text[first:len(text) if last < 0 else last], context)


def _of_run(found: Parsed, at: int) -> Attribution | None:
    """The statement in the marks that hold an offset: with its other half ("A," S said, "b"), or without what is not in
    marks."""
    run = next((run for run in found.runs if run.outer[0] <= at < run.outer[1]), None)
    if run is None:
        return None
    mine = next((one for one in found.statements if run in one.runs), None)
    if mine is None or tuple(mine.verbatim) != mine.content:
        place = ((run.start, run.end),)
        around = mine or _holding(found, run.start, run.end)
        if around is None:
            sentence = next((s for s in found.sentences if s.start <= run.start < s.end), None)
            return None if sentence is None else Attribution(place, place, (run,), "alone", None, None, sentence)
        return replace(around, content=place, verbatim=place, runs=(run,), target=None, frame="before")
    return mine


def _holding(found: Parsed, start: int, end: int) -> Attribution | None:
    inside = [one for one in found.statements if any(a <= start and end <= b for a, b in one.content)]
    return min(inside, key=lambda one: sum(b - a for a, b in one.content), default=None)


def _of_cue(found: Parsed, at: int) -> Attribution | None:
    for sentence, said in zip(found.sentences, found.reports, strict=True):
        tokens = sentence.tokens
        index = next((n for n, token in enumerate(tokens) if token.start <= at < token.end), None)
        if index is None or tokens[index].kind == RUN:
            continue
        report = next((r for r in said if r.first <= index < r.last), None)
        mine = [one for one in found.statements if one.sentence is sentence and report and one.report == report]
        if mine:
            return max(mine, key=lambda one: sum(b - a for a, b in one.content))
        report = report or _report(found, sentence, index)
        return None if report is None else _clause(found, sentence, said, report)
    return None


def _report(found: Parsed, sentence: Sentence, index: int) -> Report | None:
    """A word taken for a cue because a curator points at it: a verb of the lists, or any word that leads to "that"
    (made clear to him by officials that ...)."""
    tokens, own = sentence.tokens, found.grammar
    token = tokens[index]
    verb = own.verbs.get(token.low)
    that = next((n for n in range(index + 1, min(index + _REACH_OF_THAT, len(tokens)))
                 if tokens[n].low in own.words["thats"]), None)
    between = tokens[index + 1:that] if that else ()
    leads = that is not None and not any(word.kind in (MARK, RUN) for word in between)
    if token.kind != WORD or (verb is None and (not leads or token.low in own.function_words)):
        return None
    subjects = Subjects(tokens, own, NameIndex.of(found.names))
    lemma = verb.lemma if verb else token.low
    by = next((n for n, word in enumerate(between, index + 1) if word.low == "by"), None) if leads else None
    if leads and that and by and (agent := subjects.after(by + 1)):
        return Report(index, index + 1, lemma, "participle", agent, AFTER, that + 1, that=True)
    ahead, behind = subjects.before(index), subjects.after(index + 1)
    ends = behind is None or behind.last >= len(tokens) or tokens[behind.last].kind in (MARK, RUN)
    if behind is not None and ends and not leads and (index == 0 or tokens[index - 1].kind in (MARK, RUN)):
        return Report(index, index + 1, lemma, "any", behind, AFTER, behind.last)
    return Report(index, index + 1, lemma, "any", ahead, BEFORE, that + 1 if leads and that else index + 1, that=leads)


def _of_verb(found: Parsed, at: int) -> Attribution | None:
    """What stands behind a verb that no list holds ("unleashed a flurry of tweets"), said by its subject."""
    sentence = next((s for s in found.sentences if s.start <= at < s.end), None)
    index = next((n for n, t in enumerate(sentence.tokens) if t.start <= at < t.end), None) if sentence else None
    if sentence is None or index is None or (source := subject_of(found, sentence.tokens, index)) is None:
        return None
    report = Report(index, index + 1, sentence.tokens[index].low, "any", source, BEFORE, index + 1)
    content = _behind(sentence.tokens, report)
    return _reporting(found, sentence, report, content, POINTED_AT, "state") if content else None


def subject_of(found: Parsed, tokens: Sequence[Token], index: int) -> Source | None:
    """The subject of a word that stands and looks like a finite verb; None for any other word."""
    token, own = tokens[index], found.grammar
    if index == 0 or token.kind != WORD or token.low != token.text or token.low in own.function_words:
        return None
    before = tokens[index - 1]
    led = before.low in own.words["auxiliary"] or before.low in own.words["negation"] or before.low == "to"
    known = token.low in own.verbs or token.low in own.finite
    if not (led or known or token.low.endswith(tuple(own.words["verbal"]))):
        return None
    return Subjects(tokens, own, NameIndex.of(found.names)).before(index)


def _clause(found: Parsed, sentence: Sentence, said: Sequence[Report], report: Report) -> Attribution | None:
    """What a report reports, by a frame that knows it, else the words behind it or before it."""
    tokens, own = sentence.tokens, found.grammar
    known = reported(sentence, said if report in said else [*said, report], own)
    mine = next((one for one in known if one.report == report), None)
    if mine is not None:
        content, frame, act = mine.content, mine.frame, mine.act
    else:
        frame, act = POINTED_AT, own.acts.get(report.lemma, "state")
        content = _behind(tokens, report) or _ahead(tokens, report, own)
    if not content:
        return None
    return _reporting(found, sentence, report, content, frame, act)


def _reporting(found: Parsed, sentence: Sentence, report: Report, content: Sequence[tuple[int, int]], frame: str,
               act: Act) -> Attribution:
    tokens = sentence.tokens
    places = tuple((tokens[first].start, tokens[last - 1].end) for first, last in content)
    inside = tuple(run for run in found.runs if run.speech and any(a <= run.start and run.end <= b for a, b in places))
    said = tuple((run.start, run.end) for run in inside)
    return Attribution(places, said, inside, frame, report.source, report, sentence, act)


def _behind(tokens: Sequence[Token], report: Report) -> tuple[tuple[int, int], ...]:
    """From behind the cue to the end of the sentence."""
    is_led = report.that or report.addressee is not None or report.order == AFTER
    first = max(report.content, report.last) if is_led else report.last
    while first < len(tokens) and tokens[first].text in ",:–—-":
        first += 1
    last = len(tokens)
    while last > first and tokens[last - 1].kind == MARK and tokens[last - 1].text in ".,;:?!–—-…":
        last -= 1
    return ((first, last),) if _words(tokens[first:last]) >= _LEAST and report.order != PHRASE else ()


def _ahead(tokens: Sequence[Token], report: Report, own: Grammar) -> tuple[tuple[int, int], ...]:
    first, last = 0, report.left
    while last > first and tokens[last - 1].kind == MARK and tokens[last - 1].text in ",;:–—-":
        last -= 1
    while first < last and (tokens[first].kind == MARK or tokens[first].low in own.words["opening"]):
        first += 1
    return ((first, last),) if _words(tokens[first:last]) >= _LEAST else ()


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.kind != MARK for token in tokens)


def _whole(one: Attribution) -> list[tuple[int, int]]:
    """From the first to the last word of a statement with its cue and speaker, in one range."""
    places = [*one.content]
    if one.report is not None:
        words = one.sentence.tokens
        places.append((words[one.report.left].start, words[one.report.right - 1].end))
    return [(min(a for a, _ in places), max(b for _, b in places))]


def _likeness(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> float:
    mine, theirs = ({at for a, b in ranges for at in range(a, b)} for ranges in (one, other))
    return len(mine & theirs) / max(len(mine | theirs), 1)


def _moved(found: SuggestedQuote, by: int, text: str) -> SuggestedQuote:
    """A statement of a part of the text, its offsets in the whole."""
    def span(one: Span) -> Span:
        return Span.of(text, *whole(text, one.start + by, one.end + by))

    def parties(them: Sequence[SuggestedParty]) -> tuple[SuggestedParty, ...]:
        return tuple(revise(one, span=span(one.span)) if one.span else one for one in them)

    def targets(them: Sequence[SuggestedTarget]) -> tuple[SuggestedTarget, ...]:
        return tuple(revise(one, span=span(one.span)) if one.span else one for one in them)

    return revise(
        found, content=tuple(map(span, found.content)), verbatim=tuple(map(span, found.verbatim)),
        cue=tuple(map(span, found.cue)), speakers=parties(found.speakers), targets=targets(found.targets),
        addressees=parties(found.addressees), via=parties(found.via))
