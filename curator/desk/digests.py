"""What lists show of each article, in a few words: its card and its statements; a cache kept in each action's
transaction, so that a list over ten thousand articles reads a line an article instead of every record.

The names of identities are not in it: they change without any article being touched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from tinydb import where

from schema import Article, Mention, Party, Quote, Stance, Target
from store import Dataset
from store.documents import as_written

AT_ONCE = 100  # articles of an old dataset in one transaction
CARDS, STATEMENTS, NAMED = "cards_1", "statements_1", "named_1"  # the number grows with what is kept


@dataclass(frozen=True, slots=True)
class Card:
    """An article in the Library. Title, publisher and date begin with '? ' where nobody has decided on them."""

    label: str
    publisher: str
    published: str
    status: str


class Somebody(NamedTuple):
    """A party of a statement: the entries it stands for or, where it has none, its words."""

    entities: tuple[str, ...]
    words: str
    stance: Stance | None


class Statement(NamedTuple):
    """A settled quote as lists show it. Offsets in code points."""

    uid: str
    kind: str
    act: str
    words: str
    verbatim: tuple[str, ...]
    speakers: tuple[Somebody, ...]
    targets: tuple[Somebody, ...]
    addressees: tuple[Somebody, ...]
    via: tuple[Somebody, ...]
    tags: tuple[str, ...]
    start: int
    end: int


def digest(article: Article, quotes: Sequence[Quote], mentions: Sequence[Mention]) -> dict[str, dict[str, Any]]:
    """The digest of an article with all its records: cache -> value."""
    return {CARDS: asdict(_card(article)), STATEMENTS: {"rows": _statements(quotes, mentions)},
            NAMED: {"first": _first_places(mentions)}}


def named(dataset: Dataset, articles: Collection[str] | None = None) -> dict[str, dict[str, int]]:
    """Article -> the entries that its mentions stand for, each with the offset of its first mention; of some articles
    or of all. Derived here where the cache lacks it."""
    cache = dataset.cache(NAMED)
    with as_written(NAMED):
        found = {uid: dict(value["first"])
                 for uid, value in (cache.items() if articles is None else cache.get_many(articles).items())}
    if articles is None and len(found) == len(dataset.articles):
        return found
    for uid in map(str, dataset.articles.tally("uid")) if articles is None else articles:
        if uid not in found:
            found[uid] = _first_places(dataset.mentions.search(where("article") == uid))
    return found


def cards(dataset: Dataset, articles: Collection[str] | None = None) -> dict[str, Card]:
    """The cards of some articles by uid, or of all in the order of uids; derived here where the cache lacks one."""
    if articles is not None:
        return {uid: _card(article) for uid, article in dataset.articles.get_many(articles).items()}
    with as_written(CARDS):
        found = {uid: Card(**value) for uid, value in dataset.cache(CARDS).items()}
    if len(found) == len(dataset.articles):  # who is gone is dropped in the same transaction
        return dict(sorted(found.items()))
    there = [str(uid) for uid in dataset.articles.tally("uid")]
    lacking = dataset.articles.get_many([uid for uid in there if uid not in found])
    return {uid: found[uid] if uid in found else _card(lacking[uid]) for uid in there if uid in found or uid in lacking}


def statements_in(dataset: Dataset, article: str) -> list[Statement]:
    """The settled statements of one article in the order of its text."""
    found = dataset.cache(STATEMENTS).get(article)
    with as_written(STATEMENTS):
        return _derived(dataset, article) if found is None else list(map(_statement, found["rows"]))


def all_statements(dataset: Dataset) -> Iterator[tuple[str, list[Statement]]]:
    """Each article with its settled statements, in no particular order; derived here where the cache lacks it."""
    seen = set()
    for uid, value in dataset.cache(STATEMENTS).items():
        seen.add(uid)
        with as_written(STATEMENTS):
            rows = list(map(_statement, value["rows"]))
        yield uid, rows
    if len(seen) != len(dataset.articles):
        for uid in map(str, dataset.articles.tally("uid")):
            if uid not in seen:
                yield uid, _derived(dataset, uid)


def keep_named(dataset: Dataset, by: str, *, progress: Callable[[int, int], None] | None = None,
               stop: Callable[[], bool] = lambda: False) -> int:
    """Keep who is named in the articles of a dataset from before that was kept; returns in how many. What was kept is
    kept though it is interrupted."""
    cache = dataset.cache(NAMED)
    there = set(cache.keys()) if len(dataset.articles) else set()
    lacking = [uid for uid in map(str, dataset.articles.tally("uid")) if uid not in there]
    for first in range(0, len(lacking), AT_ONCE):
        if stop():
            return first
        with dataset.transaction("keep who is named", by=by):
            some = [uid for uid in lacking[first:first + AT_ONCE] if cache.get(uid) is None]
            cache.put_many({uid: {"first": _first_places(dataset.mentions.search(where("article") == uid))}
                            for uid in some if dataset.articles.get(uid)})
        if progress:
            progress(min(first + AT_ONCE, len(lacking)), len(lacking))
    return len(lacking)


def _first_places(mentions: Sequence[Mention]) -> dict[str, int]:
    first: dict[str, int] = {}
    for mention in mentions:
        for uid in mention.entities:
            first[uid] = min(first.get(uid, mention.spans[0].start), mention.spans[0].start)
    return dict(sorted(first.items()))


def _card(article: Article) -> Card:
    return Card(label(article), _value(article, "publisher"), _value(article, "published"), article.status)


def label(article: Article) -> str:
    """An article in a few words: its title, a guess at it marked with '?', or else its file."""
    title = title_of(article)
    if not title:
        return f"[{article.source.name or 'no name'}]"
    return title if article.title and article.title.value else f"? {title}"


def title_of(article: Article) -> str:
    """The title, or the first guess at it; empty where there is neither."""
    if article.title and article.title.value:
        return article.title.value
    return next((c.value for c in article.candidates if c.field == "title"), None) or ""


def _value(article: Article, field: str) -> str:
    decided = getattr(article, field)
    if decided is not None:
        return decided.value or "unknown"
    guess = next((c.value for c in article.candidates if c.field == field), None)
    return f"? {guess}" if guess else ""


def _derived(dataset: Dataset, article: str) -> list[Statement]:
    here = where("article") == article
    return _statements(dataset.quotes.search(here), dataset.mentions.search(here))


def _statements(quotes: Sequence[Quote], mentions: Sequence[Mention]) -> list[Statement]:
    by_uid = {mention.uid: mention for mention in mentions}

    def some(parties: Sequence[Party]) -> tuple[Somebody, ...]:
        return tuple(_somebody(party, by_uid) for party in parties)

    made = [Statement(q.uid, q.kind, q.act, " … ".join(s.exact for s in q.content),
                      tuple(s.exact for s in q.verbatim), some(q.speakers), some(q.targets), some(q.addressees),
                      some(q.via), q.tags, q.content[0].start, q.content[-1].end) for q in quotes]
    return sorted(made, key=lambda s: (s.start, s.uid))


def _somebody(party: Party, mentions: Mapping[str, Mention]) -> Somebody:
    stance = party.stance if isinstance(party, Target) else None
    if party.entity:
        return Somebody((party.entity,), "", stance)
    mention = mentions.get(party.mention or "")
    if mention is None:
        return Somebody((), "", stance)
    words = "" if mention.entities else " … ".join(span.exact for span in mention.spans)
    return Somebody(mention.entities, words, stance)


def _statement(row: list[Any]) -> Statement:
    """A statement as it was kept, its fields in their order: NamedTuples, for a list may have fifty thousand."""
    uid, kind, act, words, verbatim, speakers, targets, addressees, via, tags, start, end = row
    return Statement(uid, kind, act, words, tuple(verbatim), _parties(speakers), _parties(targets),
                     _parties(addressees), _parties(via), tuple(tags), start, end)


def _parties(rows: list[Any]) -> tuple[Somebody, ...]:
    return tuple([Somebody(tuple(entities), words, stance) for entities, words, stance in rows]) if rows else ()
