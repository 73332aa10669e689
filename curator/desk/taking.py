"""Taking a quote whole from where a curator points: the words selected, or what stands at the caret, with speaker, cue,
target and via as far as the text names them there."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb import where

from curator.desk.counts import cover
from curator.desk.crediting import credited
from curator.desk.deciding import begin, names_in
from curator.desk.desk import Desk, Refused, short, text_of
from curator.desk.evidence import sentence_around
from curator.desk.guarding import guarded
from curator.desk.landmarks import worded
from curator.desk.nesting import adopt, around
from curator.desk.parties import party, party_of, target_of
from curator.desk.quote_words import Ranges, as_content, in_marks, kind_of, spans, spoken
from curator.desk.suggesting import context, open_suggestions, zones_of
from curator.text.edges import stripped, united
from schema import Article, Party, Quote, QuoteKind, Span, SuggestedParty, SuggestedQuote, revise

EDGE = 2  # code points: a mark, a stop


def take_quote(desk: Desk, article_uid: str, *, selected: Ranges = (), at: int = 0,
               kind: QuoteKind | None = None) -> Quote:
    """A quote of the ranges selected, said by whom the words around them name, or, without any, of what stands at an
    offset: the quoted run, with its other half if a speaker parts it, the clause of the cue or of another verb, the
    statement around it, else the sentence."""
    from curator.suggest import speaker_beside, statement_at, statement_of

    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    if selected:
        found = statement_of(text, selected, context(desk, article))
        content, chosen = _of_selection(text, selected, found, kind)
    else:
        _forbid_boilerplate(desk, article, at)
        found = statement_at(text, at, context(desk, article))
        content, chosen = _of_statement(text, found, kind) if found else as_content(
            text, [sentence_around(text, at, min(at + 1, len(text)))], kind)
    with desk.act("make quote", f"“{short(content[0].exact)}”", article_uid):
        _forbid_twice(desk, article, content)
        begin(desk, article)
        quote = Quote(article=article.uid, text_sha256=article.text_sha256, content=content, kind=chosen,
                      verbatim=spoken(text, content, chosen), within=around(desk, article.uid, content),
                      **desk.stamp())
        if found:
            quote = _with_parts(desk, article, text, quote, found)
        if selected and not quote.speakers and (beside := speaker_beside(text, selected, context(desk, article))):
            quote = revise(quote, speakers=(party(desk, article, worded(desk, article, text, beside)),))
        made = desk.dataset.quotes.add(guarded(desk, credited(desk, article, quote)))
        adopt(desk, made)
        return made


def _of_selection(text: str, selected: Ranges, found: SuggestedQuote | None,
                  kind: QuoteKind | None) -> tuple[tuple[Span, ...], QuoteKind]:
    """The words selected; where they are speaker, cue and what is said, the statement."""
    if found and found.cue and len(selected) == 1:
        cue = found.cue[0]
        between = not any(s.start <= cue.start and cue.end <= s.end for s in found.content)
        first, last = cover([*found.content, *found.cue, *(p.span for p in found.speakers if p.span)])
        if between and abs(selected[0][0] - first) <= EDGE and abs(selected[0][1] - last) <= EDGE:
            return _of_statement(text, found, kind)
    return as_content(text, selected, kind)


def _of_statement(text: str, found: SuggestedQuote, kind: QuoteKind | None) -> tuple[tuple[Span, ...], QuoteKind]:
    ranges = united([stripped(text, s.start, s.end) for s in found.content])
    marked = in_marks(text, ranges)
    chosen = kind or kind_of(ranges, marked)
    return spans(text, marked if chosen == "direct" and marked else ranges), chosen


def _with_parts(desk: Desk, article: Article, text: str, quote: Quote, found: SuggestedQuote) -> Quote:
    """The quote with what a statement says of it beside its words."""
    names = names_in(desk, article, open_suggestions(desk, article))

    def parties(proposed: Sequence[SuggestedParty]) -> list[tuple[SuggestedParty, Party]]:
        return [(p, made) for p in proposed if (made := party_of(desk, article, p, names))]

    cue = spans(text, united([stripped(text, s.start, s.end) for s in found.cue]))
    return revise(
        quote, cue=cue, act=found.act,
        speakers=tuple(made for _, made in parties(found.speakers)),
        targets=tuple(target_of(made, getattr(p, "stance", None)) for p, made in parties(found.targets)),
        addressees=tuple(made for _, made in parties(found.addressees)),
        via=tuple(made for _, made in parties(found.via)))


def _forbid_boilerplate(desk: Desk, article: Article, at: int) -> None:
    zone = next((z for z in zones_of(desk, article) if z.is_boilerplate and z.span.start <= at < z.span.end), None)
    if zone:
        raise Refused(f"this is a {zone.kind}, no running text: select the words to quote them all the same")


def _forbid_twice(desk: Desk, article: Article, content: Sequence[Span]) -> None:
    places = [(s.start, s.end) for s in content]
    for quote in desk.dataset.quotes.search(where("article") == article.uid):
        if [(s.start, s.end) for s in quote.content] == places:
            raise Refused(f"“{short(quote.content[0].exact)}” is a quote already")
