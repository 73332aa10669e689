"""Quotes within quotes: what somebody says that somebody else has said."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb import where

from curator.desk.counts import cover
from curator.desk.desk import Desk, Refused, short
from schema import Quote, Span, revise


def around(desk: Desk, article_uid: str, content: Sequence[Span], *, but: str = "") -> str | None:
    """The uid of the smallest settled quote whose words hold all of these and more."""
    found = [(_size(q.content), q.uid) for q in desk.dataset.quotes.search(where("article") == article_uid)
             if q.uid != but and _holds(q.content, content)]
    return min(found, default=(0, None))[1]


def adopt(desk: Desk, quote: Quote) -> None:
    """Within the action that makes a quote: those inside it that are within none are within it now."""
    for inner in desk.dataset.quotes.search(where("article") == quote.article):
        if inner.within is None and inner.uid not in (quote.uid, quote.within) and _holds(quote.content, inner.content):
            desk.dataset.quotes.put(revise(inner, within=quote.uid))


def nest(desk: Desk, inner_uid: str, outer_uid: str | None) -> Quote:
    """Say within which quote another stands; None lets it stand on its own again."""
    inner = desk.dataset.quotes[inner_uid]
    if outer_uid is None:
        if inner.within is None:
            raise Refused("that quote stands on its own already")
        with desk.act("unnest quote", f"“{short(inner.content[0].exact)}”", inner.article):
            return desk.dataset.quotes.put(revise(inner, within=None))
    outer = desk.dataset.quotes[outer_uid]
    if outer.article != inner.article:
        raise Refused(f"that quote stands in another article: {outer.article}")
    if inner.uid in _chain(desk, outer):
        raise Refused("a quote cannot stand within itself, nor within one that stands within it")
    with desk.act("nest quote", f"“{short(inner.content[0].exact)}” in “{short(outer.content[0].exact)}”",
                  inner.article):
        return desk.dataset.quotes.put(revise(inner, within=outer.uid))


def _chain(desk: Desk, quote: Quote) -> list[str]:
    """A quote and those around it, outermost last (uids)."""
    chain = [quote.uid]
    while quote.within and quote.within not in chain and (above := desk.dataset.quotes.get(quote.within)):
        chain.append(above.uid)
        quote = above
    return chain


def _holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return (_size(outer) > _size(inner) and cover(outer) != cover(inner)
            and all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner))


def _size(content: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in content)
