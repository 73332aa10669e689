"""What a curator can ask: the articles of the Library, all statements, all entries. Rows for lists and for --json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tinydb import where

from curator.desk.cards import label
from curator.desk.counts import Counts, counts
from curator.desk.desk import Desk
from curator.desk.registry import Registry, registry
from schema import Article, Mention, Party, Quote


@dataclass(frozen=True)
class ArticleRow:
    """An article in the Library. Title, publisher and date begin with '? ' where nobody has decided on them."""

    uid: str
    title: str
    publisher: str
    published: str
    status: str
    counts: Counts

    @property
    def needs_me(self) -> bool:
        """True while something is open and the article is neither done nor excluded."""
        return self.status in ("new", "in progress")


@dataclass(frozen=True)
class StatementRow:
    """A settled statement: who said what about whom, where. Offsets in code points."""

    uid: str
    article: str
    article_label: str
    kind: str
    act: str
    words: str
    verbatim: tuple[str, ...]
    speakers: tuple[str, ...]
    about: tuple[str, ...]
    via: tuple[str, ...]
    published: str
    start: int
    end: int


@dataclass(frozen=True)
class EntryRow:
    """An identity of the registry with all its spellings and how often it is mentioned and speaks."""

    uid: str
    name: str
    kind: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    mentions: int
    quotes: int


def library(desk: Desk, *, status: str | None = None) -> list[ArticleRow]:
    """All articles in the order in which they were imported; only those of one status if asked."""
    articles = sorted(desk.dataset.articles.all(), key=lambda a: a.uid)
    known = counts(desk.dataset, [a.uid for a in articles])
    return [ArticleRow(a.uid, label(a), _card(a, "publisher"), _card(a, "published"), a.status,
                       known.get(a.uid, Counts()))
            for a in articles if status is None or a.status == status]


def statements(desk: Desk, *, speaker: str = "", article: str = "", words: str = "") -> list[StatementRow]:
    """All settled statements in the order of articles and text; narrowed by words of the speaker's name, by article
    uid, and by words of the statement."""
    known, quotes = registry(desk), desk.dataset.quotes
    found = quotes.search(where("article") == article) if article else quotes.all()
    articles = desk.dataset.articles.get_many(q.article for q in found)
    mentions = desk.dataset.mentions.get_many(
        p.mention for q in found for p in (*q.speakers, *q.targets, *q.via) if p.mention)
    rows = [_statement(known, articles[q.article], mentions, q) for q in found if q.article in articles]
    rows = [r for r in rows if speaker.casefold() in " ".join(r.speakers).casefold()
            and words.casefold() in r.words.casefold()]
    return sorted(rows, key=lambda r: (r.article, r.start, r.uid))


def entries(desk: Desk, *, words: str = "", kind: str = "") -> list[EntryRow]:
    """The identities of the registry by name; narrowed by words of any of their names and by kind."""
    known, links = registry(desk), {m.uid: m.entities for m in desk.dataset.mentions}
    one = known.partition.of
    mentioned: Counter[str] = Counter(one(uid) for entities in links.values() for uid in entities)
    spoken: Counter[str] = Counter(
        uid for q in desk.dataset.quotes
        for uid in {one(e) for p in q.speakers for e in ((p.entity,) if p.entity else links.get(p.mention or "", ()))})
    return [EntryRow(i.uid, i.preferred, i.kind, i.names, tuple(m.uid for m in i.members), mentioned[i.uid],
                     spoken[i.uid])
            for i in known.identities()
            if (not kind or i.kind == kind) and words.casefold() in " ".join(i.names).casefold()]


def who(known: Registry, mentions: dict[str, Mention], party: Party) -> str:
    """A party by the name of its identity or, where it has none, by its words."""
    if party.entity:
        return known.name(party.entity)
    mention = mentions.get(party.mention or "")
    if mention is None:
        return ""
    if mention.entities:
        return ", ".join(known.name(uid) for uid in mention.entities)
    return " … ".join(span.exact for span in mention.spans)


def _statement(known: Registry, article: Article, mentions: dict[str, Mention], quote: Quote) -> StatementRow:
    def names(parties: tuple[Party, ...]) -> tuple[str, ...]:
        return tuple(who(known, mentions, p) for p in parties)

    signs = {"positive": " +", "negative": " −", "neutral": " 0"}
    return StatementRow(
        quote.uid, article.uid, label(article), quote.kind, quote.act, " … ".join(s.exact for s in quote.content),
        tuple(s.exact for s in quote.verbatim), names(quote.speakers),
        tuple(who(known, mentions, t) + signs.get(t.stance or "", "") for t in quote.targets), names(quote.via),
        _card(article, "published"), quote.content[0].start, quote.content[-1].end)


def _card(article: Article, field: str) -> str:
    decided = getattr(article, field)
    if decided is not None:
        return decided.value or "unknown"
    guess = next((c.value for c in article.candidates if c.field == field), None)
    return f"? {guess}" if guess else ""


def first_mention(desk: Desk, members: Iterable[str]) -> tuple[str, int] | None:
    """Article uid and offset of the first mention of an identity's members; None when no text names them."""
    mentions = desk.dataset.mentions
    places = [(m.article, m.spans[0].start) for uid in members for m in mentions.referring("entities", uid)]
    return min(places) if places else None
