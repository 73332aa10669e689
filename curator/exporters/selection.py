"""Which records go into an export, each checked against its text at the door."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from curator.exporters.claims import claims
from curator.exporters.records import ArticleRecords, ExportRefused, Records
from schema import Decision, Judgement, Mention, Note, Quote, Span, Zone


@dataclass
class Selection:
    """The records of `records.status`; what excluded articles hold is known once `articles` has been walked through."""

    records: Records
    _claims: dict[str, str] = field(init=False)
    _left_out: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._claims = claims(self.records.judgements())

    def claim(self, quote: str) -> str:
        """The uid that all quotes of one statement share."""
        return self._claims.get(quote, quote)

    def articles(self) -> Iterator[ArticleRecords]:
        """The articles to export, all their spans checked. ExportRefused names the record whose words do not hold."""
        for each in self.records.articles():
            if self.records.status == "accepted":
                if each.article.status == "excluded":
                    self._left_out.add(each.article.uid)
                    self._left_out.update(record.uid for record in (*each.zones, *each.mentions, *each.quotes))
                    continue
                each = replace(each, suggestions=None)
            check(each)
            yield each

    def judgements(self) -> Iterator[Judgement]:
        return (one for one in self.records.judgements() if not {one.left, one.right} & self._left_out)

    def decisions(self) -> Iterator[Decision]:
        return (one for one in self.records.decisions() if one.article not in self._left_out)

    def notes(self) -> Iterator[Note]:
        return (one for one in self.records.notes() if one.on not in self._left_out)


def check(each: ArticleRecords) -> None:
    """ExportRefused unless every record belongs to this very text and `text[start:end] == exact` for all its spans."""
    sha256 = hashlib.sha256(each.text.encode()).hexdigest()
    if sha256 != each.article.text_sha256:
        _refuse(f"article {each.article.uid}", "its text is not the one it names")
    known = {mention.uid for mention in each.mentions}
    on_text: tuple[Zone | Mention | Quote, ...] = (*each.zones, *each.mentions, *each.quotes)
    for record in on_text:
        if record.text_sha256 != sha256:
            _refuse(f"{type(record).__name__.lower()} {record.uid}", "it belongs to another version of the text")
    for quote in each.quotes:
        for party in (*quote.speakers, *quote.targets, *quote.addressees, *quote.via):
            if party.mention is not None and party.mention not in known:
                _refuse(f"quote {quote.uid}", f"it names the mention {party.mention}, which is not in its article")
    for what, span in _spans(each):
        if not span.holds_in(each.text):
            _refuse(what, f"its words at {span.start}-{span.end} are not what the text has there")


def _refuse(what: str, why: str) -> None:
    raise ExportRefused(what, f"{why}: nothing was exported, run 'curator check'")


def _spans(each: ArticleRecords) -> Iterator[tuple[str, Span]]:
    article = each.article
    facts = (article.title, article.publisher, *article.authors, article.published, article.url, article.language,
             article.original_language, article.translator, *article.candidates)
    yield from _named(f"article {article.uid}", (span for fact in facts if fact for span in fact.evidence))
    for credit in article.credits:
        yield from _named(f"article {article.uid}", ([credit.words] if credit.words else []))
        yield from _named(f"article {article.uid}", credit.scope)
    for zone in each.zones:
        yield f"zone {zone.uid}", zone.span
    for mention in each.mentions:
        yield from _named(f"mention {mention.uid}", mention.spans)
    for quote in each.quotes:
        said = quote.said.evidence if quote.said else ()
        yield from _named(f"quote {quote.uid}", (*quote.content, *quote.verbatim, *quote.cue, *said))
    if each.suggestions:
        yield from _suggested(each)


def _suggested(each: ArticleRecords) -> Iterator[tuple[str, Span]]:
    suggestions = each.suggestions
    if suggestions is None:
        return
    name = f"suggestion in article {each.article.uid}"
    yield from _named(name, (zone.span for zone in suggestions.zones))
    for mention in suggestions.mentions:
        yield from _named(name, mention.spans)
    for quote in suggestions.quotes:
        parties = (*quote.speakers, *quote.targets, *quote.addressees, *quote.via)
        yield from _named(name, (*quote.content, *quote.verbatim, *quote.cue))
        yield from _named(name, (party.span for party in parties if party.span))


def _named(what: str, spans: Iterable[Span]) -> Iterator[tuple[str, Span]]:
    return ((what, span) for span in spans)
