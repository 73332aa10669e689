"""The parties of a statement: speakers, whom it is about, to whom it was said, through whom it came."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from curator.suggest.clauses import Sentence
from curator.suggest.frames import Attribution
from curator.suggest.gazetteer import Gazetteer
from curator.suggest.grammar import Grammar
from curator.suggest.mentions import EVENT, ORG, PERSON, Name
from curator.suggest.noun_phrases import Source
from curator.suggest.resolution import Resolver
from schema import PartyBasis, Span, SuggestedParty, SuggestedTarget

_INHERITED = frozenset({"inherited", "continuation", "floating", "previous sentence"})


class Parties:
    """Answers for the statements of one text, asked in text order."""

    direct_frames = frozenset({"subject-verb", "before", "inverted", "signature", "colon", "inherited", "continuation",
                               "previous sentence", "floating", "alone"})

    def __init__(self, text: str, names: Sequence[Name], sentences: Sequence[Sentence], grammar: Grammar,
                 gazetteer: Gazetteer, publisher: str) -> None:
        self.text = text
        self.names = names
        self.starts = [name.start for name in names]
        self.grammar = grammar
        self.publisher = publisher.casefold()
        self.resolver = Resolver(text, names, sentences, grammar, gazetteer)
        self.through: dict[int, tuple[SuggestedParty, ...]] = {}

    def chained(self, statements: Iterable[Attribution]) -> list[Attribution]:
        """The statements without those that only say through whom another came ("..., RIA Novosti reported"): these
        become the via of the statement inside them. Nor do those count that a speaker makes within an own one."""
        kept = _whole(statements)
        kept_by: dict[int, list[Attribution]] = {}
        for one in kept:
            kept_by.setdefault(id(one.sentence), []).append(one)
        dropped: set[int] = set()
        for outer in kept:
            if not self._is_source(outer):
                continue
            inside = [inner for inner in kept_by[id(outer.sentence)] if inner is not outer and _covers(outer, inner)]
            if inside:
                self.through[id(inside[0])] = self.resolver.parties(outer, "stated")
                dropped.add(id(outer))
        return [one for one in kept if id(one) not in dropped]

    def speakers(self, statement: Attribution) -> tuple[SuggestedParty, ...]:
        basis: PartyBasis = ("inherited" if statement.frame in _INHERITED
                             else "inferred" if statement.frame == "sentence subject" else "stated")
        if statement.report and statement.report.cited:
            return self.resolver.of(statement.report.cited)
        return self.resolver.parties(statement, basis)

    def targets(self, statement: Attribution) -> tuple[SuggestedTarget, ...]:
        """Those spoken about, where a verb says so (accused X of), with its stance."""
        if statement.target is None:
            return ()
        start, end = statement.target
        stance = statement.stance
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        inside = [name for name in self.names[first:last] if name.end <= end and name.label != EVENT]
        if inside:
            return tuple(SuggestedTarget(span=Span.of(self.text, name.spans[0][0], name.spans[-1][1]), name=name.name,
                                         label=name.label, stance=stance,
                                         entity=name.known.entity if name.known else None) for name in inside)
        if statement.frame == "object":
            return ()
        words = self.text[start:end]
        return (SuggestedTarget(span=Span.of(self.text, start, end), name=words, label=PERSON, reference="role",
                                stance=stance),)

    def addressees(self, statement: Attribution) -> tuple[SuggestedParty, ...]:
        party = self._addressed(statement)
        return () if any(one.label == ORG for one in party) and statement.frame != "request" else party

    def via(self, statement: Attribution) -> tuple[SuggestedParty, ...]:
        """The chain through which the words came, outermost last. Told to the publisher itself is first-hand."""
        told = tuple(party for party in self._addressed(statement)
                     if party.label == ORG and party.name.casefold() != self.publisher
                     and statement.frame != "request")
        report = statement.report
        passed = report and (report.through or (report.cited and report.source))
        return told + (self.resolver.of(passed) if passed else ()) + self.through.get(id(statement), ())

    def _addressed(self, statement: Attribution) -> tuple[SuggestedParty, ...]:
        report = statement.report
        if report is None or report.addressee is None:
            return ()
        source = report.addressee
        return tuple(party for one in sorted((source, *source.others), key=lambda one: one.start)
                     for party in self._as_addressed(one))

    def _as_addressed(self, source: Source) -> tuple[SuggestedParty, ...]:
        if source.reference == "pronoun":
            return ()
        if source.names:
            return tuple(SuggestedParty(span=Span.of(self.text, name.spans[0][0], name.spans[-1][1]), name=name.name,
                                        label=name.label, entity=name.known.entity if name.known else None)
                         for name in source.names)
        words = self.text[source.start:source.end]
        return (SuggestedParty(span=Span.of(self.text, source.start, source.end), name=words, label=PERSON,
                               reference="collective" if source.reference == "collective" else "role"),)

    def _is_source(self, statement: Attribution) -> bool:
        report, source = statement.report, statement.source
        return (report is not None and source is not None and statement.frame in ("around", "that", "as")
                and report.lemma in self.grammar.phrases["source_verbs"] and not report.addressee
                and bool(source.names) and source.names[-1].label == ORG)


def _whole(statements: Iterable[Attribution]) -> list[Attribution]:
    """The statements without those that a speaker makes in passing, up to the end of an own one around them: said he
    felt C; said N, a figure he described as D. Their words in marks go to the one around them."""
    kept: dict[int, Attribution] = {}
    ends: dict[tuple[int, int], int] = {}  # of the last statement that ends where a sentence's one does
    for number, one in enumerate(statements):
        place = id(one.sentence), one.content[-1][1]
        around = ends.get(place)
        if around is not None and _said_in_passing(kept[around], one):
            outer = kept[around]
            kept[around] = replace(outer, verbatim=(*outer.verbatim, *one.verbatim), runs=(*outer.runs, *one.runs))
        else:
            kept[number] = one
            ends[place] = number
    return list(kept.values())


def _said_in_passing(outer: Attribution, inner: Attribution) -> bool:
    if inner.source is None or inner.source.reference != "pronoun" or len(inner.content) > 1:
        return False
    start = outer.content[-1][0]
    opens = inner.source.start == start and inner.act == "think"
    aside = inner.frame == "about" and inner.target is None and start < inner.source.start
    return opens or aside


def _covers(outer: Attribution, inner: Attribution) -> bool:
    """True when the inner statement, its speaker included, is most of what the outer one reports."""
    start, end = outer.content[0][0], outer.content[-1][1]
    if inner.source is None or inner.report is None or inner.sentence is not outer.sentence:
        return False
    first = min(inner.source.start, inner.content[0][0])
    last = inner.content[-1][1]
    return start <= first and last <= end and (last - first) >= 0.6 * (end - start)
