"""From a text to its suggestions: zones, then names, then statements, then who speaks; values in, values out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TypeVar

from curator.suggest.attribution import attributions
from curator.suggest.clauses import Lines, NameIndex, Sentence, clauses
from curator.suggest.context import Context, suggestion_key
from curator.suggest.cues import reports
from curator.suggest.frames import Attribution
from curator.suggest.gazetteer import Gazetteer, gazetteer
from curator.suggest.grades import AGREED, LEAST, MENTION_RATES, QUOTE_RATES, confidence, grade
from curator.suggest.grammar import Grammar, grammar
from curator.suggest.language import guess_language
from curator.suggest.marks import Run, is_title, runs
from curator.suggest.memory import Memory
from curator.suggest.mentions import Name, names
from curator.suggest.parsed import with_heard
from curator.suggest.parties import Parties
from curator.suggest.readings import reading
from curator.suggest.registry import index
from curator.suggest.report import Report
from curator.suggest.second import Opinion
from curator.suggest.tokens import Token, chunks, within
from curator.suggest.uncut import uncut
from curator.suggest.values import Valued, values
from curator.suggest.zones import Place, zones
from curator.text.segments import Segment, paragraphs
from schema import (
    BOILERPLATE,
    QuoteKind,
    Reading,
    Span,
    SuggestedMention,
    SuggestedQuote,
    SuggestedZone,
    Suggestions,
    revise,
)

VERSION = "9"
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
S = TypeVar("S", SuggestedQuote, SuggestedMention)
_UNSPOKEN = BOILERPLATE | {"byline", "credit", "translator's note", "dateline", "caption"}


def suggest(text: str, context: Context = Context()) -> Suggestions:  # noqa: B008 (frozen)
    """Everything the recognisers propose for a text. Deterministic; raises for no text.

    Characters that no engine stores (NUL, lone surrogates) are taken for U+FFFD, one for one, as the importers do.
    """
    found = parse(text, context)
    text, digest = found.text, found.digest
    quotes = [suggested(found, statement) for statement in found.statements]
    quotes.sort(key=lambda quote: (quote.content[0].start, quote.content[-1].end))
    quotes = _with_own_words(quotes, digest, found.grammar)
    speaking = {party.span.start for quote in quotes for party in quote.speakers if party.span}
    own, lists = found.grammar, found.gazetteer
    mentions = [made for name in found.names
                if (made := _mention(found, name, reading(text, name, name.start in speaking, own, lists)))]
    mentions += [made for valued in found.values if (made := _valued(found, valued))]
    mentions.sort(key=lambda mention: (mention.spans[0].start, -mention.spans[-1].end))
    return uncut(text, Suggestions(
        text_sha256=digest, version=VERSION, registry=context.registry,
        zones=tuple(SuggestedZone(span=Span.of(text, place.start, place.end), kind=place.kind, reason=place.reason)
                    for place in found.places),
        quotes=tuple(_kept(quotes, context)), mentions=tuple(_kept(mentions, context))))


@dataclass(frozen=True)
class Parsed:
    """A text as the recognisers see it. `reports` are those of each sentence; `parties` is asked in text order."""

    text: str
    digest: str
    grammar: Grammar
    gazetteer: Gazetteer
    places: Sequence[Place]
    names: Sequence[Name]
    values: Sequence[Valued]
    runs: Sequence[Run]
    sentences: Sequence[Sentence]
    reports: Sequence[Sequence[Report]]
    statements: Sequence[Attribution]
    parties: Parties
    memory: Memory
    opinion: Opinion

    @cached_property
    def fragments(self) -> Sequence[Segment]:
        """Runs too short for speech that are no names or titles, in text order."""
        return sorted((run.start, run.end) for run in self.runs
                      if not run.speech and not is_title(self.text[run.start:run.end]))

    @cached_property
    def innermost(self) -> Mapping[Segment, Attribution]:
        """The statement that each fragment belongs to: where one says what another has said, the words are of the
        other, and nobody's twice."""
        found: dict[Segment, Attribution] = {}
        sizes: dict[Segment, int] = {}
        for statement in self.statements:
            for start, end in statement.content:
                for at in range(bisect_left(self.fragments, (start, 0)), bisect_left(self.fragments, (end, 0))):
                    fragment = self.fragments[at]
                    if fragment[1] <= end and end - start < sizes.get(fragment, len(self.text) + 1):
                        found[fragment], sizes[fragment] = statement, end - start
        return found


def parse(text: str, context: Context) -> Parsed:
    """Zones, names, quoted runs, cues and the statements that they make up, not yet as suggestions."""
    text = _UNSTORABLE.sub("\ufffd", text)
    digest = sha256(text.encode("utf-8")).hexdigest()
    code = context.language.partition("-")[0].lower() if context.language else guess_language(text)
    own, lists = context.memory.grammar(grammar(code)), gazetteer(code)
    lines = paragraphs(text)
    places = zones(text, lines, own, context.seen_lines)
    closed = [place for place in places if place.kind in BOILERPLATE]
    named = _without(lines, closed)
    read = Lines(text)
    sentenced = list(_sentences(named, read))
    found_names = _apart(names(text, sentenced, own, lists, index(context.known, context.registry)))
    found_values = values(text, sentenced, [span for name in found_names for span in name.spans], own,
                          context.published)
    spoken = _without(lines, [place for place in places if place.kind in _UNSPOKEN])
    found_runs = runs(text, spoken, own)
    parsed = list(clauses(text, spoken, read, found_runs, own))
    at_hand = NameIndex.of(found_names)
    said = [reports(sentence, own, at_hand) for sentence in parsed]
    parties = Parties(text, found_names, parsed, own, lists, context.publisher)
    by_rules = attributions(parsed, said, own, at_hand)
    statements = parties.chained(with_heard(by_rules, context.opinion.heard, parsed, own, at_hand))
    return Parsed(text, digest, own, lists, places, found_names, found_values, found_runs, parsed, said, statements,
                  parties, context.memory, context.opinion)


def _without(lines: Sequence[Segment], places: Sequence[Place]) -> list[Segment]:
    """The lines that are no such place; a place inside a line takes only its own words away."""
    taken = {(place.start, place.end) for place in places}
    inner = [place for place in places if (place.start, place.end) not in set(lines)]
    kept: list[Segment] = []
    for line in lines:
        if line in taken:
            continue
        at = line[0]
        for place in inner:
            if line[0] <= place.start and place.end <= line[1]:
                kept += [(at, place.start)] if place.start > at else []
                at = place.end
        if at < line[1]:
            kept.append((at, line[1]))
    return kept


def _sentences(lines: Sequence[Segment], read: Lines) -> Iterator[Sequence[Token]]:
    for line in lines:
        for first, last in read.sentences(line):
            yield from chunks(within(read.tokens(line), first, last))


def _apart(found: Sequence[Name]) -> list[Name]:
    """The names without those that share characters with one before; blanks and controls are no name."""
    kept: list[Name] = []
    at = 0
    for name in found:
        if name.start >= at and name.name.strip():
            kept.append(name)
            at = name.spans[0][1]
    return kept


def suggested(found: Parsed, statement: Attribution) -> SuggestedQuote:
    """A statement of a parsed text as a suggestion, its parties resolved."""
    text, digest, parties = found.text, found.digest, found.parties
    content = tuple(Span.of(text, start, end) for start, end in statement.content)
    verbatim = list(statement.verbatim)
    if statement.frame not in parties.direct_frames:
        for start, end in statement.content:
            inside = found.fragments[bisect_left(found.fragments, (start, 0)):bisect_left(found.fragments, (end, 0))]
            verbatim += [fragment for fragment in inside
                         if fragment[1] <= end and found.innermost.get(fragment, statement) is statement]
    kind = _kind(statement, verbatim)
    flags = tuple(dict.fromkeys(flag for run in statement.runs for flag in run.flags))
    sureness = confidence(QUOTE_RATES, statement.frame, flags, found.memory)
    cue = statement.report
    words = statement.sentence.tokens
    return SuggestedQuote(
        key=suggestion_key(digest, "quote", content, kind), recogniser=statement.frame, version=VERSION,
        confidence=sureness, grade=grade(sureness), reason=QUOTE_RATES[statement.frame][1], flags=flags,
        content=content, verbatim=tuple(Span.of(text, start, end) for start, end in sorted(verbatim)), kind=kind,
        cue=(Span.of(text, words[cue.first].start, words[cue.last - 1].end),) if cue else (),
        speakers=parties.speakers(statement), targets=parties.targets(statement),
        addressees=parties.addressees(statement), via=parties.via(statement), act=statement.act)


def _with_own_words(quotes: Sequence[SuggestedQuote], digest: str, own: Grammar) -> list[SuggestedQuote]:
    """Without what a speaker only calls something, or perhaps says once more, inside another statement of the same
    speaker: that one holds the words in marks. Holt says she liked what she calls a “war”."""
    made = list(quotes)
    gone = set[str]()
    for at, outer in enumerate(quotes):
        if outer.kind != "indirect" or not outer.speakers:
            continue
        who, end = [(party.name, party.entity) for party in outer.speakers], outer.content[-1].end
        last = bisect_left(quotes, end, at + 1, key=lambda quote: quote.content[0].start)
        within = [quote for quote in quotes[at + 1:last] if quote.content[-1].end <= end
                  and quote.verbatim and quote.cue and (quote.grade == "guess" or _calls(quote, own))
                  and [(party.name, party.entity) for party in quote.speakers] == who]
        if within:
            gone |= {quote.key for quote in within}
            made[at] = revise(outer, kind="mixed", verbatim=tuple(span for quote in within for span in quote.verbatim),
                              key=suggestion_key(digest, "quote", outer.content, "mixed"))
    return [quote for quote in made if quote.key not in gone]


def _calls(quote: SuggestedQuote, own: Grammar) -> bool:
    verb = own.verbs.get(quote.cue[0].exact.lower())
    return verb is not None and verb.lemma in own.words["calling"]


def _kind(statement: Attribution, verbatim: Sequence[Segment]) -> QuoteKind:
    if statement.runs and tuple(statement.verbatim) == statement.content:
        return "direct"
    return "mixed" if verbatim else "indirect"


def _mention(found: Parsed, name: Name, meant: Reading | None) -> SuggestedMention | None:
    spans = tuple(Span.of(found.text, start, end) for start, end in name.spans)
    told = found.memory.of_name(" … ".join(span.exact for span in spans),
                                confidence(MENTION_RATES, name.rule, (), found.memory))
    if told is None:
        return None
    digest, sureness, why = found.digest, max(LEAST, told), MENTION_RATES[name.rule][1]
    if found.opinion.names and (*name.spans[0], name.label) in found.opinion.names and len(name.spans) == 1:
        sureness, why = max(sureness, AGREED), f"{why}; spaCy says so, too"
    return SuggestedMention(
        key=suggestion_key(digest, "mention", spans, name.label), recogniser=name.rule, version=VERSION,
        confidence=sureness, grade=grade(sureness), reason=why, spans=spans, label=name.label,
        name=name.name, reading=meant,
        reference="metonym" if meant == "government" else "name",
        entity=name.known.entity if name.known else None)


def _valued(found: Parsed, valued: Valued) -> SuggestedMention | None:
    span = Span.of(found.text, valued.start, valued.end)
    told = found.memory.of_name(span.exact, confidence(MENTION_RATES, valued.rule, (), found.memory))
    if told is None:
        return None
    sureness = max(LEAST, told)
    return SuggestedMention(
        key=suggestion_key(found.digest, "mention", (span,), valued.label), recogniser=valued.rule, version=VERSION,
        confidence=sureness, grade=grade(sureness), reason=MENTION_RATES[valued.rule][1], spans=(span,),
        label=valued.label, name=span.exact, value=valued.value)


def _kept(found: Sequence[S], context: Context) -> Iterator[S]:
    """Without rejected ones, and each key once."""
    seen = set(context.rejected)
    for suggestion in found:
        if suggestion.key not in seen:
            seen.add(suggestion.key)
            yield suggestion
