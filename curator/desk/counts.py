"""What is still open in an article, and the counts the Library shows; kept as a cache in each action's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tinydb import where

from curator.desk.digests import CARDS, NAMED, STATEMENTS, digest
from curator.desk.indexing import drop_words, keep_words
from curator.desk.lacks import complete_ones, lacking
from curator.desk.ranges import Ranges
from schema import Article, Decision, Mention, Note, Quote, Span, SuggestedQuote, Suggestions, Zone, revise
from store import Dataset
from store.documents import as_written

SUGGESTIONS = "suggestions"
COUNTS = "counts"
DERIVED = (COUNTS, CARDS, STATEMENTS, NAMED)
AT_ONCE = 500  # uids that one question to the store names
SAME_CONTENT = 0.5  # overlap over union from which a hand-made quote stands for a suggested one


@dataclass(frozen=True)
class Counts:
    """How much of an article is settled and open."""

    quotes: int = 0
    mentions: int = 0
    open_quotes: int = 0
    open_mentions: int = 0
    gaps: int = 0
    sure: int = 0  # open suggestions of that grade, quotes and mentions
    likely: int = 0
    flags: int = 0  # open ones on the article and on what is in it
    notes: int = 0  # open notes that are no flags
    unlinked: int = 0  # names that stand for nobody
    untargeted: int = 0  # settled quotes that are about nobody


def counts(dataset: Dataset, articles: Iterable[str] | None = None) -> dict[str, Counts]:
    """The counts of some articles by uid, or of all; an article that was never read has none."""
    cache = dataset.cache(COUNTS)
    rows = cache.items() if articles is None else cache.get_many(articles).items()
    with as_written(COUNTS):
        return {uid: Counts(**row) for uid, row in rows}


def tally(dataset: Dataset, article: str) -> None:
    """Count anew what is settled and open in one article and keep it, with its digest and the words that search finds;
    within the caller's transaction."""
    known = dataset.articles.get(article)
    for name, value in derived(dataset, known).items() if known else ():
        dataset.cache(name).put(article, value)
    if known is None:
        for name in DERIVED:
            dataset.cache(name).drop(article)
        drop_words(dataset, article)
    else:
        keep_words(dataset, known, dataset.quotes.search(where("article") == article))


def derived(dataset: Dataset, known: Article) -> dict[str, dict[str, Any]]:
    """What the caches named in DERIVED have to hold of an article: cache -> value."""
    article = known.uid
    quotes = dataset.quotes.search(where("article") == article)
    mentions = dataset.mentions.search(where("article") == article)
    rest = still_open(stored_suggestions(dataset, article), quotes, mentions,
                      dataset.decisions.search(where("article") == article),
                      dataset.zones.search(where("article") == article))
    grades = Counter(one.grade for one in (*rest.quotes, *rest.mentions)) if rest else Counter()
    notes = all_notes(dataset, (article, *(r.uid for r in (*quotes, *mentions))))
    flags = [note.flag for note in notes if not note.settled]
    complete = complete_ones(notes)
    settled: tuple[Quote | Mention, ...] = (*quotes, *mentions)
    lacks = Counter(lack for each in settled if each.uid not in complete for lack in lacking(each))
    return {**digest(known, quotes, mentions), COUNTS: asdict(Counts(
        quotes=len(quotes), mentions=len(mentions),
        open_quotes=len(rest.quotes) if rest else 0, open_mentions=len(rest.mentions) if rest else 0,
        gaps=lacks["speaker"], unlinked=lacks["entry"], untargeted=lacks["target"], sure=grades["sure"],
        likely=grades["likely"], flags=sum(flags), notes=len(flags) - sum(flags)))}


def open_notes(dataset: Dataset, uids: Sequence[str]) -> list[Note]:
    """The notes and flags on some records that nobody settled, oldest first."""
    return [note for note in all_notes(dataset, uids) if not note.settled]


def all_notes(dataset: Dataset, uids: Sequence[str]) -> list[Note]:
    """The notes and flags on some records, settled ones among them, oldest first."""
    found = (note for first in range(0, len(uids), AT_ONCE)
             for note in dataset.notes.search(where("on").one_of(list(uids[first:first + AT_ONCE]))))
    return sorted(found, key=lambda note: note.uid)


def stored_suggestions(dataset: Dataset, article: str) -> Suggestions | None:
    """The suggestions in the cache, decided ones among them; None when the article was never read. Damaged."""
    found = dataset.cache(SUGGESTIONS).get(article)
    with as_written(SUGGESTIONS):
        return Suggestions.model_validate(found) if found else None


def still_open(suggestions: Suggestions | None, quotes: Sequence[Quote], mentions: Sequence[Mention],
               decisions: Sequence[Decision], zones: Sequence[Zone]) -> Suggestions | None:
    """What nobody has accepted, rejected or made by hand at the same place, outside what is boilerplate."""
    if suggestions is None:
        return None
    decided = {d.key for d in decisions} | {q.origin.key for q in quotes if q.origin}
    decided |= {m.origin.key for m in mentions if m.origin}
    aside = [(zone.span.start, zone.span.end) for zone in zones if zone.is_boilerplate]

    def is_aside(spans: Sequence[Span]) -> bool:
        start, end = cover(spans)
        return any(first <= start and end <= last for first, last in aside)

    taken = Ranges(cover(quote.content) for quote in quotes)
    marked = Ranges((span.start, span.end) for mention in mentions for span in mention.spans)
    return revise(
        suggestions,
        quotes=tuple(q for q in suggestions.quotes
                     if q.key not in decided and not is_aside(q.content) and not _is_made(q, taken)),
        mentions=tuple(m for m in suggestions.mentions
                       if m.key not in decided and not is_aside(m.spans) and not any(marked.touching(*cover(m.spans)))))


def cover(spans: Sequence[Span]) -> tuple[int, int]:
    """From the first start to the last end of some spans."""
    if len(spans) == 1:
        return spans[0].start, spans[0].end
    return min(s.start for s in spans), max(s.end for s in spans)


def _is_made(quote: SuggestedQuote, taken: Ranges) -> bool:
    start, end = cover(quote.content)
    return any(min(end, b) - max(start, a) >= SAME_CONTENT * (max(end, b) - min(start, a))
               for a, b in taken.touching(start, end))
