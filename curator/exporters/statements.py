"""The one-sheet table: a row for each statement and each of those it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from curator.exporters.parties import PartyRole, Resolved, words_of
from curator.exporters.records import ArticleRecords
from curator.exporters.surroundings import context, position
from schema import Quote, SuggestedQuote

Cells = dict[str, Any]


def statements(each: ArticleRecords, quote: Quote | SuggestedQuote, parties: Sequence[Resolved]) -> Iterator[Cells]:
    """The rows of one quote, all columns but `publisher` and `statement`; one without a target where it has none.

    A speaker who is linked to nobody has no `speaker`, only the words.
    """
    row = quote_cells(each, quote) | _card(each) | _names(parties, "speaker", "speaker") | {
        "context": context(each.text, quote.content),
        "addressee": _chain(parties, "addressee"),
        "via": _chain(parties, "via"),
    }
    targets = [party for party in parties if party.role == "target"]
    for number, target in enumerate(targets or [None]):
        about = [target] if target else []
        yield row | _names(about, "target", "about") | {"target": number, "stance": target.stance if target else ""}


def quote_cells(each: ArticleRecords, quote: Quote | SuggestedQuote) -> Cells:
    """What the tables of quotes and of statements have in common; a suggestion's id is its key."""
    if isinstance(quote, Quote):
        own = {
            "quote": quote.uid, "status": "accepted",
            "said": quote.said.value if quote.said else "", "said_basis": quote.said.basis if quote.said else "",
            "tags": "; ".join(quote.tags), "coder": quote.created_by,
        }
    else:
        own = {"quote": quote.key, "status": "suggested", "said": "", "said_basis": "", "tags": "", "coder": ""}
    return own | {
        "article": each.article.uid,
        "kind": quote.kind,
        "act": quote.act,
        "words": words_of(quote.content),
        "verbatim": words_of(quote.verbatim),
        "start": min(span.start for span in quote.content),
        "end": max(span.end for span in quote.content),
        "position": position(each, quote.content),
        "flags": "; ".join(quote.flags),
    }


def _card(each: ArticleRecords) -> Cells:
    article = each.article
    return {
        "title": article.title.value if article.title else "",
        "published": article.published.value if article.published else "",
        "published_basis": article.published.basis if article.published else "",
    }


def _names(parties: Sequence[Resolved], role: PartyRole, column: str) -> Cells:
    """The three columns that tell who it is: the name (of a suggestion, the one proposed), the identity, the words."""
    members = [party for party in parties if party.role == role]
    names = {party.identity.uid if party.identity else party.name: party.name for party in members if party.name}
    return {
        column: "; ".join(names.values()),
        f"{column}_identity": " ".join(dict.fromkeys(party.identity.uid for party in members if party.identity)),
        f"{column}_as_written": "; ".join(dict.fromkeys(party.as_written for party in members if party.as_written)),
    }


def _chain(parties: Sequence[Resolved], role: PartyRole) -> str:
    return "; ".join(party.name or party.as_written for party in parties if party.role == role)
