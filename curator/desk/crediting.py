"""Credit lines: through whom an article, or a part of it, came, and so every statement in that part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinydb import where

from curator.desk.counts import cover
from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.parties import Who, entities_of, is_publisher, party, shown
from curator.desk.registry import registry
from schema import Article, Credit, Party, Quote, Span, revise


@dataclass(frozen=True)
class Credited:
    """A credit as it was set, and the statements that came through it with it."""

    credit: Credit
    name: str
    quotes: tuple[Quote, ...]


def credit(desk: Desk, article_uid: str, who: Who, *, scope: tuple[int, int] | None = None) -> Credited:
    """Say that an article, or the part of it that `scope` names, came through somebody: every settled statement there
    has them as via, and every one made there later. An exception is struck on the statement itself. Words of the text
    that name them are kept as the credit's proof. Refused for the publisher: what was told to it came first-hand."""
    with desk.act("set credit", "", article_uid) as action:
        article = desk.dataset.articles[article_uid]
        text = text_of(desk, article.text_sha256)
        through = party(desk, article, who, "inherited")
        entity = next(iter(entities_of(desk, through)), None)
        if entity is None:
            raise Refused("a credit needs somebody with an entry: choose whom these words name")
        if is_publisher(desk, article, entity):
            raise Refused(f"{shown(desk, through)} is the publisher of this article: what it was told came first-hand")
        words = desk.dataset.mentions[through.mention].spans[0] if through.mention else None
        part = (span_of(text, *trimmed(text, *scope)),) if scope else ()
        made = Credit(words=words, entity=entity, scope=part)
        kept = tuple(c for c in article.credits if not (_is_one(desk, c.entity, entity) and c.scope == part))
        desk.dataset.articles.put(revise(article, credits=(*kept, made)))
        changed = [desk.dataset.quotes.put(new) for quote in desk.dataset.quotes.search(where("article") == article.uid)
                   if (new := _through(desk, made, quote)) is not quote]
        name = shown(desk, Party(entity=entity))
        action.what = f"via {short(name)}: {len(changed)} statement{'' if len(changed) == 1 else 's'}"
        return Credited(made, name, tuple(changed))


def drop_credit(desk: Desk, article_uid: str, entity: str) -> Credited:
    """Take the credits of somebody off an article, and off the statements that had them as via by it."""
    with desk.act("drop credit", "", article_uid) as action:
        article = desk.dataset.articles[article_uid]
        gone = [c for c in article.credits if _is_one(desk, c.entity, entity)]
        if not gone:
            raise Refused("that is no credit of this article")
        desk.dataset.articles.put(revise(article, credits=tuple(c for c in article.credits if c not in gone)))
        changed = []
        for quote in desk.dataset.quotes.search(where("article") == article.uid):
            kept = tuple(p for p in quote.via if not (
                p.basis == "inherited" and any(_is_one(desk, e, entity) for e in entities_of(desk, p))))
            if kept != quote.via:
                changed.append(desk.dataset.quotes.put(revise(quote, via=kept)))
        name = shown(desk, Party(entity=entity))
        action.what = f"{short(name)}: {len(changed)} statement{'' if len(changed) == 1 else 's'}"
        return Credited(gone[0], name, tuple(changed))


def credited(desk: Desk, article: Article, quote: Quote) -> Quote:
    """A quote that is being made, with the via of the credit lines that cover it; within the caller's action."""
    for line in article.credits:
        quote = _through(desk, line, quote)
    return quote


def _through(desk: Desk, line: Credit, quote: Quote) -> Quote:
    """The quote with the via of a credit line that covers it; the very same where it does not or has it already."""
    if line.role != "reported by" or line.entity is None or not _covers(line.scope, quote.content):
        return quote
    if any(_is_one(desk, uid, line.entity) for p in (*quote.via, *quote.speakers) for uid in entities_of(desk, p)):
        return quote
    return revise(quote, via=(*quote.via, Party(entity=line.entity, basis="inherited")))


def _covers(scope: Sequence[Span], content: Sequence[Span]) -> bool:
    start, end = cover(content)
    return not scope or any(part.start <= start and end <= part.end for part in scope)


def _is_one(desk: Desk, one: str | None, other: str) -> bool:
    same = registry(desk).partition
    return one is not None and same.of(one) == same.of(other)
