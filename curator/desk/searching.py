"""Search in full texts: the articles and settled quotes that hold all of some words, with the places where they stand.

The index of words (curator.desk.indexing) says who may hold them, the same on every engine; each hit of a page is then
looked for in the text itself, which also decides on phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from curator.desk.desk import PROGRAM, Desk, Refused
from curator.desk.digests import label, title_of
from curator.desk.folding import Term, index_forms, places, read_terms
from curator.desk.indexing import OF_TITLE, word_index, words_of
from curator.desk.indexing import catch_up as index_rest
from curator.desk.indexing import unread as unread
from schema import Span
from store import Missing, Word, WordIndex
from store.words import Bits, size, without

Over = Literal["articles", "quotes"]
AROUND = 60  # code points shown before and behind the first place
_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """An article, or a settled quote in it, that holds all that was asked for. Offsets in code points of the article's
    text; `start` and `end` are those of the first place. Where only a title holds the words there are no places."""

    uid: str
    article: str
    title: str
    start: int
    end: int
    places: tuple[tuple[int, int], ...]
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Found:
    """A page of hits. There are `total` of them, or at most that many where `is_exact` is false: then phrases were
    looked for, and only in what is on the page and before it. `unread` articles are not indexed yet."""

    hits: tuple[Hit, ...]
    total: int
    is_exact: bool
    unread: int


def search(desk: Desk, line: str, *, over: Over = "articles", limit: int = 50, offset: int = 0, typing: bool = False,
           stop: Callable[[], bool] = lambda: False) -> Found:
    """Who holds all words and "phrases" of a line: first what has all of them in its title, then the others, the latest
    first. With `typing`, the last word may be unfinished. Refused for a line without a word."""
    terms = read_terms(line, typing=typing)
    if not terms:
        raise Refused("type words to look for; words in quotation marks stand together, a * ends a word's beginning")
    is_exact = all(len(term) == 1 for term in terms)
    with desk.dataset.snapshot():
        index = word_index(desk.dataset, over)
        holding = index.holding(*_asked(terms))
        titled = index.holding(*_asked(terms, OF_TITLE)) if over == "articles" else {}
        uids = _in_order(index, titled, without(holding, titled), offset if is_exact else 0)
        looked = (_articles if over == "articles" else _quotes)(desk, uids, terms, stop)
        hits = tuple(islice(looked, limit) if is_exact else islice(looked, offset, offset + limit))
        total = size(holding)
        if not is_exact and len(hits) < limit and not stop():
            total, is_exact = offset + len(hits), bool(hits) or not offset
        return Found(hits, total, is_exact, unread(desk.dataset))


def catch_up(desk: Desk, *, progress: Callable[[int, int], None] = lambda done, of: None,
             stop: Callable[[], bool] = lambda: False) -> int:
    """Index what an old dataset has not indexed yet, a few articles at a time; returns how many. It can be stopped at
    any moment and goes on from there the next time. Unwritable for a dataset that may only be read."""
    return index_rest(desk.dataset, PROGRAM, progress=progress, stop=stop)


def _asked(terms: Sequence[Term], sign: str = "") -> list[list[Word]]:
    return [[Word(sign + form, is_prefix) for form in forms] for term in terms
            for forms, is_prefix in index_forms(term)]


def _in_order(index: WordIndex, first: Bits, then: Bits, offset: int) -> Iterator[str]:
    before = size(first)
    return chain(index.uids(first, offset), index.uids(then, max(offset - before, 0)))


def _articles(desk: Desk, uids: Iterable[str], terms: Sequence[Term], stop: Callable[[], bool]) -> Iterator[Hit]:
    uids = iter(uids)
    while some := list(islice(uids, _AT_ONCE)):
        for uid, article in desk.dataset.articles.get_many(some).items():
            if stop():
                return
            try:
                text = desk.dataset.text(article.text_sha256)
            except Missing:
                text = ""  # `curator check` names it
            found = places(terms, text)
            if found is None:
                titled = [term for term in terms if places([term], title_of(article)) is not None]
                found = places([term for term in terms if term not in titled], text) if titled else None
            if found is not None:
                yield _hit(uid, uid, label(article), text, found)


def _quotes(desk: Desk, uids: Iterable[str], terms: Sequence[Term], stop: Callable[[], bool]) -> Iterator[Hit]:
    uids = iter(uids)
    while some := list(islice(uids, _AT_ONCE)):
        quotes = desk.dataset.quotes.get_many(some)
        articles = desk.dataset.articles.get_many({quote.article for quote in quotes.values()})
        for uid, quote in quotes.items():
            if stop():
                return
            found = places(terms, words_of(quote))
            if found and quote.article in articles:
                title = label(articles[quote.article])
                yield _in_article(_hit(uid, quote.article, title, words_of(quote), found), quote.content)


def _hit(uid: str, article: str, title: str, text: str, found: Sequence[tuple[int, int]]) -> Hit:
    start, end = found[0] if found else (0, 0)
    before = text[max(start - AROUND, 0):start]
    after = text[end:end + (AROUND if found else 2 * AROUND)]
    return Hit(uid, article, title, start, end, tuple(found), _in_line(before), _in_line(text[start:end]),
               _in_line(after))


def _in_line(words: str) -> str:
    """White space as single blanks, those at the edges kept."""
    line = " ".join(words.split())
    return f"{' ' * words[:1].isspace()}{line}{' ' * (words[-1:].isspace() and bool(line))}"


def _in_article(hit: Hit, content: Sequence[Span]) -> Hit:
    """The hit in the joined words of a quote, with offsets of its article."""
    def moved(at: int) -> int:
        left = at
        for span in content:
            length = span.end - span.start
            if left <= length:
                return span.start + left
            left -= length + len(" … ")
        return content[-1].end

    def whole(place: tuple[int, int]) -> tuple[int, int]:
        return moved(place[0]), moved(place[1])

    moved_places = tuple(map(whole, hit.places))
    return Hit(hit.uid, hit.article, hit.title, *moved_places[0], moved_places, hit.before, hit.words, hit.after)
