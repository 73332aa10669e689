"""What the recognisers learn from a dataset: how its curators decided, and the words that are their own.

Read from what is stored and remembered until the dataset moves on: nothing is written, so undo unlearns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from curator.desk.desk import Desk, text_of
from curator.desk.registry import Registry
from schema import Article

if TYPE_CHECKING:
    from curator.suggest import Memory

_LATELY = 500  # quotes looked at for cue verbs of the project's own
_TWICE = 2  # uses that make a verb one
_LONGEST_NAME = 80  # characters
_NEIGHBOURS = 200  # articles, the latest, among which those of a publisher are looked for
_FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Taught:
    """What was learned as of a position of the history."""

    position: int
    memory: Memory
    lines: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)  # publisher -> article -> its lines


def taught(desk: Desk, known: Registry) -> Taught:
    """What this dataset teaches, as of its last action."""
    from curator.suggest import Memory

    position = desk.dataset.position()
    if desk.taught is None or desk.taught.position != position:
        desk.taught = Taught(position, Memory(rules=_rules(desk), rejected=_rejected(desk, known), verbs=_verbs(desk),
                                              titles=_titles(known)))
    return desk.taught


def seen_lines(desk: Desk, article: Article, known: Registry) -> frozenset[str]:
    """The lines of this article that others of its publisher, among the latest, have too: no running text."""
    publisher = article.publisher.value if article.publisher else ""
    if not publisher:
        return frozenset()
    kept = taught(desk, known).lines
    if publisher not in kept:
        kept[publisher] = {
            other.text_sha256: _lines(desk, other.text_sha256)
            for other in desk.dataset.articles.page(order=("created_at",), descending=True, limit=_NEIGHBOURS)
            if other.publisher and other.publisher.value == publisher}
    mine = _lines(desk, article.text_sha256)
    return frozenset(line for digest, lines in kept[publisher].items() if digest != article.text_sha256
                     for line in lines & mine)


def _lines(desk: Desk, digest: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text_of(desk, digest).split("\n") if line.strip())


def _rules(desk: Desk) -> dict[str, tuple[int, int]]:
    accepted: Counter[str] = Counter()
    for table in (desk.dataset.quotes, desk.dataset.mentions):
        accepted.update({str(rule): count for rule, count in table.tally("origin.recogniser").items() if rule})
    rejected = {str(rule): count for rule, count in desk.dataset.decisions.tally("recogniser").items() if rule}
    return {rule: (accepted[rule], rejected.get(rule, 0)) for rule in sorted({*accepted, *rejected})}


def _rejected(desk: Desk, known: Registry) -> dict[str, int]:
    names = {name for entity in known.entities.values() for name in entity.all_names}
    return {str(words): count for words, count in desk.dataset.decisions.tally("exact").items()
            if words and len(str(words)) <= _LONGEST_NAME and str(words) not in names}


def _verbs(desk: Desk) -> tuple[str, ...]:
    """Single words that curators marked as cues by hand, twice at least."""
    marked: Counter[str] = Counter()
    for quote in desk.dataset.quotes.page(order=("created_at",), descending=True, limit=_LATELY):
        if quote.origin is None or quote.origin.changed:
            marked.update(span.exact.lower() for span in quote.cue if span.exact.isalpha())
    return tuple(sorted(verb for verb, times in marked.items() if times >= _TWICE))


def _titles(known: Registry) -> tuple[str, ...]:
    """The words that end the titles of roles: "ombudsman" of "Deputy Ombudsman"."""
    last = {role.title.split()[-1].lower() for entity in known.entities.values() for role in entity.roles
            if role.title.split()}
    return tuple(sorted(word for word in last if word.isalpha() and len(word) >= _FEWEST_LETTERS))
