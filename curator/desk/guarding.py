"""The verbatim guard: what to know before taking words for the speaker's own, and what of it is settled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinydb import where

from curator.desk.desk import Desk, Refused, short, text_of
from curator.desk.quote_words import SPOKEN
from curator.suggest.quoted import marked_runs
from schema import Article, Quote, revise

REASONS: dict[str, str] = {
    "opening mark missing": "no opening mark: taken from where the words seem to begin",
    "closing mark missing": "no closing mark: taken to where the words seem to end",
    "continues": "no closing mark: the next paragraph goes on",
    "dash": "a dash stands for the opening mark",
    "single marks": "single marks: may be a title or a term",
    "marks inside": "marks inside: words of somebody else, or a title",
    "brackets inside": "brackets: words of the editor, not of the speaker",
    "ellipsis": "an ellipsis: words were left out, or the speaker paused",
    "no marks": "no marks at all: verbatim by your word alone",
    "translated": "translated: not the speaker's own words",
}
_MARKS = re.compile(r"[“”„‟«»\"]|''|``")
_LEFT_OUT = re.compile(r"…|\.\.\.")
_OF_RUNS = ("opening mark missing", "closing mark missing", "continues", "dash", "single marks")


def guarded(desk: Desk, quote: Quote, *, settled: bool = False) -> Quote:
    """The quote with the flags its words deserve now: new ones are open, or all settled where a curator has just
    accepted it so; what was settled before stays settled, what holds no more is gone."""
    article = desk.dataset.articles[quote.article]
    now = tuple(dict.fromkeys(flags(text_of(desk, quote.text_sha256), quote, translated=is_translated(desk, article))))
    known = set(quote.flags)
    return revise(quote, flags=now, unsettled=() if settled else tuple(
        flag for flag in now if flag not in known or flag in quote.unsettled))


def flags(text: str, quote: Quote, *, translated: bool) -> Iterator[str]:
    """What is to be known of words said to be verbatim; nothing of a quote that claims none."""
    if quote.kind not in SPOKEN:
        return
    runs = marked_runs(text)
    for span in quote.verbatim:
        inside = [run for run in runs if run.start < span.end and span.start < run.end]
        if not inside:
            yield "no marks"
        for run in inside:
            yield from (flag for flag in run.flags if flag in _OF_RUNS)
        if _MARKS.search(span.exact):
            yield "marks inside"
        if "[" in span.exact:
            yield "brackets inside"
        if _LEFT_OUT.search(span.exact):
            yield "ellipsis"
    if translated:
        yield "translated"


def reason(flag: str) -> str:
    """A flag in words for a curator."""
    return REASONS.get(flag, flag)


def settle_words(desk: Desk, quote_uid: str) -> Quote:
    """Say that the flags on a quote's words are looked at and right; where none is open, open them again."""
    quote = desk.dataset.quotes[quote_uid]
    if not quote.flags:
        raise Refused("no flag is on the words of this quote")
    opens = not quote.unsettled
    words = ", ".join(quote.flags if opens else quote.unsettled)
    with desk.act("open flags" if opens else "settle flags", f"{words}: “{short(quote.content[0].exact)}”",
                  quote.article):
        return desk.dataset.quotes.put(revise(quote, unsettled=quote.flags if opens else ()))


def flag_translation(desk: Desk, article_uid: str) -> list[Quote]:
    """Within an action on an article's card: every quote of it is flagged as its languages say now."""
    found = desk.dataset.quotes.search(where("article") == article_uid)
    made = [(quote, guarded(desk, quote)) for quote in found]
    return [desk.dataset.quotes.put(new) for old, new in made if new != old]


def is_translated(desk: Desk, article: Article) -> bool:
    """True where the card names a translator or another original language, or a line of the text is a translator's."""
    if (article.translator and article.translator.value) or any(c.role == "translated" for c in article.credits):
        return True
    original, language = (fact.value if fact else "" for fact in (article.original_language, article.language))
    zones = desk.dataset.zones.search(where("article") == article.uid)
    return (original not in ("", language)) or any(zone.kind == "translator's note" for zone in zones)
