"""When something may have been said: the dates that a statement's surroundings name, read against the article's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from curator import lexicon
from curator.desk.counts import cover
from curator.desk.reading import OpenArticle
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

    text = opened.text
    for mention in opened.mentions.values():
        span = mention.spans[0]
        if isinstance(mention.value, DateValue) and start <= span.start and span.end <= end:
            yield When(mention.value.edtf, "stated", (span.start, span.end), span.exact)
    for whole in dates(text[start:end]):
        place = (start + whole.start, start + whole.end)
        yield When(whole.edtf, "stated", place, text[slice(*place)] + (f" ({whole.doubt})" if whole.doubt else ""))
    for day in _days()[2].finditer(text, start, end):
        if edtf := _read(day, _published(opened)):
            yield When(edtf, "inferred", day.span(), day.group())


def _read(found: re.Match[str], published: str) -> str:
    """The day that words mean in an article of this date: the last such day, itself included; "" without a date."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        return ""
    own, (weekdays, months, _) = date.fromisoformat(published), _days()
    if found["weekday"]:
        back = (own.weekday() - weekdays.index(found["weekday"].lower())) % 7
        return (own - timedelta(days=back)).isoformat()
    if found["near"]:
        return (own - timedelta(days=found["near"].lower() == "yesterday")).isoformat()
    try:
        day = date(own.year, months.index(found["month"].lower()[:3]) + 1, int(found["day"]))
        return (day if day <= own else day.replace(year=own.year - 1)).isoformat()
    except ValueError:
        return ""


def _published(opened: OpenArticle) -> str:
    """The article's date as decided, without the signs of doubt; "" where it is no day."""
    fact = opened.article.published
    return re.sub(r"[~?%]$", "", fact.value) if fact and fact.value else ""


@cache
def _days() -> tuple[list[str], list[str], re.Pattern[str]]:
    """Weekdays, months by their first three letters, and what names a day without its year."""
    table = lexicon.toml("days_and_figures")["days"]
    weekdays, months = ([word.strip() for word in table[name].split(",")] for name in ("weekdays", "months"))
    return weekdays, months, re.compile(
        rf"\b(?:(?P<weekday>{'|'.join(map(str.title, weekdays))})|(?P<near>[Tt]oday|[Yy]esterday)"
        rf"|(?P<month>{'|'.join(map(str.title, months))})[a-z]*\.?\s+(?P<day>\d{{1,2}})\b(?!,?\s*\d{{4}}))")
