"""Which identities stand in the same articles: what orders the queue of pairs beside the likeness of their names.

Cheap enough for every pair of a large registry; `curator.desk.context` says more of the one pair that is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress

from curator.desk.desk import PROGRAM, Desk, NamedAt
from curator.desk.digests import keep_named, named
from curator.desk.lately import changed_since
from curator.desk.registry import Registry
from store import StoreError

TOGETHER = 0.10  # a lone surname in an article that has the full name
TOLD_APART = 0.05  # two full names in one article, which mostly spells a name one way
SURE = 0.97  # from here on two full names are one whatever stands beside them


def nearness(desk: Desk, known: Registry,
             progress: Callable[[int, int], None] | None = None) -> Mapping[str, frozenset[str]]:
    """Identity (uid) -> the articles that name it."""
    if desk.named is None and not desk.dataset.read_only:
        with suppress(StoreError):  # a cache that cannot be kept now is made for this once
            keep_named(desk.dataset, PROGRAM, progress=progress)
    here = _named(desk)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for article, its in here.items():
        for uid in its:
            found[known.partition.of(uid)].add(article)
    return {uid: frozenset(articles) for uid, articles in found.items()}


def rank(near: Mapping[str, frozenset[str]], known: Registry, left: str, right: str, score: float) -> float:
    """The place of a pair in the queue, likest first: the likeness of the names, moved by what one article says of
    both. It orders; it is never shown as a score."""
    together = not near.get(left, frozenset()).isdisjoint(near.get(right, ()))
    if not together or known.entities[left].kind != "person":
        return score
    lone = any(len(known.entities[uid].preferred.split()) == 1 for uid in (left, right))
    return score + TOGETHER if lone else score - (TOLD_APART if score < SURE else 0.0)


def _named(desk: Desk) -> Mapping[str, Mapping[str, int]]:
    """Who is named in which article, read once; then only the articles that changed."""
    with desk.dataset.snapshot():
        kept, position = desk.named, desk.dataset.position()
        if kept and kept.position == position:
            return kept.entries
        changes = changed_since(desk, kept.position, position) if kept else None
        if kept is None or changes is None:
            entries: Mapping[str, Mapping[str, int]] = named(desk.dataset)
        else:
            touched = {str((c.after or c.before or {}).get("article", "")) for c in changes} - {""}
            touched |= {c.uid for c in changes if c.table == "articles"}
            there = touched & {uid for uid in touched if desk.dataset.articles.get(uid)}
            before = {uid: its for uid, its in kept.entries.items() if uid not in touched}
            entries = {**before, **named(desk.dataset, there)}
    if not desk.is_acting:
        desk.named = NamedAt(position, entries)
    return entries
