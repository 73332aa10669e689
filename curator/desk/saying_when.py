"""When something may have been said: the dates that a statement's surroundings name, read against the article's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from curator.desk.counts import cover
from curator.desk.reading import OpenArticle
from curator.desk.suggesting import card_value
from curator.text.dates import dates_in
from curator.text.language import guess_language
from curator.text.motion import paragraph_at, sentence_at
from schema import Basis, DateValue, Quote, SuggestedQuote


@dataclass(frozen=True)
class When:
    """A date to choose: EDTF, what it rests on, and the words that say it (offsets); where none say it, why."""

    edtf: str
    basis: Basis
    evidence: tuple[int, int] | None
    words: str


def dates_near(opened: OpenArticle, quote: Quote | SuggestedQuote,
               selected: tuple[int, int] | None = None) -> list[When]:
    """What is selected first, then dates in the sentence of the statement, in its paragraph, and the article's own."""
    start, end = cover(quote.content)
    text = opened.text
    found = list(_in(opened, *selected)) if selected else []
    near = sentence_at(text, start) or (start, end)
    cues = [s.start for s in quote.cue]
    last = max((end, near[1], *(sentence[1] for at in cues if (sentence := sentence_at(text, at)))))
    found += _in(opened, near[0], last)
    found += _in(opened, *paragraph_at(text, start))
    if published := _published(opened):
        found.append(When(published, "inferred", None, "the day of the article"))
    return list({(w.edtf, w.evidence): w for w in reversed(found)}.values())[::-1]


def _in(opened: OpenArticle, start: int, end: int) -> Iterator[When]:
    """The dates that some words name: mentions that say when, whole dates, then days that the article's date tells."""
    from curator.importers.dates import dates

    for mention in opened.mentions.values():
        span = mention.spans[0]
        if isinstance(mention.value, DateValue) and start <= span.start and span.end <= end:
            yield When(mention.value.edtf, "stated", (span.start, span.end), span.exact)
    whole = [(start + found.start, start + found.end, found) for found in dates(opened.text[start:end])]
    for first, last, found in whole:
        yield When(found.edtf, "stated", (first, last),
                   opened.text[first:last] + (f" ({found.doubt})" if found.doubt else ""))
    for one in dates_in(opened.text, start, end, _published(opened), _language(opened)):
        if one.edtf and not any(first < one.end and one.start < last for first, last, _ in whole):
            yield When(one.edtf, one.basis, (one.start, one.end), opened.text[one.start:one.end])


def _language(opened: OpenArticle) -> str:
    known = card_value(opened.article, "language") or guess_language(opened.text) or "en"
    return known.partition("-")[0].lower()


def _published(opened: OpenArticle) -> str:
    """The article's date as decided, without the signs of doubt; "" where it is no day."""
    fact = opened.article.published
    return re.sub(r"[~?%]$", "", fact.value) if fact and fact.value else ""
