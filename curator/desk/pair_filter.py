"""Which pairs to judge: `kind:person label:SHIP article:storm score:0.8 lee`, all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tinydb import where

from curator.desk.desk import Desk, Refused
from curator.desk.digests import cards, named
from curator.desk.judging import Proposal

FIELDS = "kind: label: article: score: or words of a name"
_TERM = re.compile(r'(?:(?P<field>[a-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S+))')


def narrowed(desk: Desk, found: Iterable[Proposal], line: str) -> list[Proposal]:
    """The pairs that answer to every word of a line: a kind of entry, a label of the codebook under which a text names
    one of them, words of the title (or the end of the id) of an article that does, the least score; else words that one
    of their names holds. Refused where a field means nothing."""
    kept = list(found)
    for term in _TERM.finditer(line):
        value = term["quoted"] if term["quoted"] is not None else term["bare"]
        match term["field"]:
            case None:
                kept = [p for p in kept if _holds(p, value.casefold())]
            case "kind":
                kept = [p for p in kept if p.left.kind.startswith(value.casefold())]
            case "score":
                least = _number(value)
                kept = [p for p in kept if p.score >= least]
            case "label":
                kept = _of(kept, _labelled(desk, value))
            case "article":
                kept = _of(kept, _in_articles(desk, value))
            case other:
                raise Refused(f"{other}: is no field of a pair: {FIELDS}")
    return kept


def _holds(pair: Proposal, word: str) -> bool:
    return any(word in name.casefold() for side in (pair.left, pair.right) for name in side.names)


def _of(pairs: Iterable[Proposal], entries: set[str]) -> list[Proposal]:
    return [p for p in pairs if any(m.uid in entries for side in (p.left, p.right) for m in side.members)]


def _labelled(desk: Desk, value: str) -> set[str]:
    label = next((known.name for known in desk.dataset.labels if known.name.casefold() == value.casefold()), None)
    if label is None:
        raise Refused(f"the codebook has no label {value}")
    return {uid for mention in desk.dataset.mentions.search(where("label") == label) for uid in mention.entities}


def _in_articles(desk: Desk, value: str) -> set[str]:
    words = value.casefold()
    wanted = [uid for uid, card in cards(desk.dataset).items()
              if words in card.label.casefold() or uid.casefold().endswith(words)]
    if not wanted:
        raise Refused(f"no article has {value} in its title or id")
    return {uid for its in named(desk.dataset, wanted).values() for uid in its}


def _number(value: str) -> float:
    try:
        return float(value.lstrip(">="))
    except ValueError:
        raise Refused(f"score:{value} is no number: write score:0.8") from None
