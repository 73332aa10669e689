"""Whether a dataset is whole, what desk derives included: `store` looks at records, log and texts, this at the rest.

Repair is an action like any other: it makes a copy first, puts right what the history knows, makes anew what follows
from the records, and leaves alone, named, what nobody knows any more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.desk.counts import COUNTS, DERIVED, SUGGESTIONS, derived, stored_suggestions, tally
from curator.desk.desk import Desk, Refused, listing
from curator.desk.indexing import index_anew, wrongly_indexed
from curator.desk.judging import line
from curator.desk.name_index import KEY_INDEXES, index_names, is_fresh, keys_of, unindexed
from curator.desk.registry import read_registry
from curator.desk.settings import SETTINGS
from curator.desk.since import EXPORTS
from curator.desk.suggesting import refresh
from schema import Article, Suggestions
from store import Damaged, Missing, StoreError
from store import Mended as Mended
from store import Problem as Problem
from store.backup import back_up, dated_name
from store.cache import PREFIX

Progress = Callable[[int, int], None]
_LEFT = frozenset({SETTINGS, EXPORTS})  # caches that nothing can make again: what is damaged in them is dropped


@dataclass(frozen=True)
class Repair:
    """What a repair did: where the copy of before is, what was put right, and what is wrong still."""

    copy: Path | None
    mended: tuple[Mended, ...]
    left: tuple[Problem, ...]


def check(desk: Desk, progress: Progress | None = None) -> list[Problem]:
    """Everything that is wrong with the dataset; empty when it is whole."""
    with desk.dataset.snapshot():
        found = desk.dataset.check(progress)
        try:
            found += _of_judgements(desk)
            found += _of_keys(desk)
            found += _of_caches(desk)
            found += [Problem(f"words_{table}", "", "search would not find what the texts say", "derived")
                      for table in wrongly_indexed(desk.dataset)]
        except StoreError as trouble:
            if not found:
                found.append(Problem("", "", str(trouble)))
    return found


def repair(desk: Desk, progress: Progress | None = None) -> Repair:
    """Make a copy beside the dataset, then put right what can be; nothing is done where nothing is wrong.

    Raises what keeps the copy from being made; then nothing was changed."""
    if not check(desk, progress):
        return Repair(None, (), ())
    path = Path(desk.dataset.url)
    copy = dated_name(path)
    back_up(path, copy, damaged=True)
    with desk.act("repair", "") as action:
        mended = desk.dataset.mend()
        mended += _rebuilt(desk)
        action.what = listing([f"{each.table} {each.uid[-6:]}".rstrip() for each in mended])
    desk.known = None
    return Repair(copy, tuple(mended), tuple(check(desk)))


def _of_judgements(desk: Desk) -> Iterator[Problem]:
    for judgement in read_registry(desk).partition.refused:
        yield Problem("judgements", judgement.uid, f"{line(judgement)} contradicts others: retract one of them")


def _of_keys(desk: Desk) -> Iterator[Problem]:
    for name in _differing(desk):
        yield Problem(f"keys_{name}", "", "the index does not hold what the names in the registry give", "derived")


def _differing(desk: Desk) -> list[str]:
    """The indexes of names that do not follow from the registry."""
    wanted = {entity.uid: keys_of(entity) for entity in desk.dataset.entities}
    differ = []
    unfinished = unindexed(desk.dataset)
    for name in KEY_INDEXES:
        if unfinished and name != "names":
            continue  # of an older version: it is brought up when the dataset is opened
        keys = desk.dataset.keys(name)
        whole = sum(len(its[name]) for its in wanted.values())
        if whole != sum(keys.sizes().values()) or any(
                set(keys.keys_of(uid)) != its[name] for uid, its in wanted.items()):
            differ.append(name)
    return differ


def _of_caches(desk: Desk) -> Iterator[Problem]:
    there = {article.uid: article for article in desk.dataset.articles}
    for uid, article in there.items():
        for name, value in derived(desk.dataset, article).items():
            kept = desk.dataset.cache(name).get(uid)
            if kept != _plain(value) and (kept is not None or name == COUNTS):
                yield Problem(PREFIX + name, uid, "does not follow from the records", "derived")
        try:
            found = stored_suggestions(desk.dataset, uid)
        except Damaged:
            yield Problem(PREFIX + SUGGESTIONS, uid, "cannot be read", "derived")
            continue
        if found is None:
            yield Problem(PREFIX + SUGGESTIONS, uid, "is lost: no suggestions are shown", "derived")
        elif found.text_sha256 == article.text_sha256 and not _holds(desk, found):
            yield Problem(PREFIX + SUGGESTIONS, uid, "does not hold in the text", "derived")
    for name in DERIVED:
        for uid in sorted(set(desk.dataset.cache(name).keys()) - there.keys()):
            yield Problem(PREFIX + name, uid, "is of an article that is not there", "derived")


def _holds(desk: Desk, found: Suggestions) -> bool:
    """False when a span is not what the text says there; a text that is lost or altered is told of elsewhere."""
    try:
        text = desk.dataset.text(found.text_sha256)
    except (Missing, Damaged):
        return True
    spans = [zone.span for zone in found.zones]
    spans += [span for quote in found.quotes for span in quote.content]
    spans += [span for mention in found.mentions for span in mention.spans]
    return all(span.holds_in(text) for span in spans)


def _rebuilt(desk: Desk) -> list[Mended]:
    """Make anew what follows from the records; drop what is damaged and follows from nothing."""
    mended = []
    for name in _differing(desk):
        desk.dataset.keys(name).clear()
        mended.append(Mended(f"keys_{name}", "", "made again from the registry"))
    index_names(desk.dataset, desk.dataset.entities.all())
    is_fresh(desk.dataset)
    if wrong := wrongly_indexed(desk.dataset):
        index_anew(desk.dataset)
        mended += [Mended(f"words_{table}", "", "made again from the texts") for table in wrong]
    for table in sorted(name for name in desk.dataset.db.tables() if name.startswith(PREFIX)):
        mended += _without_damaged(desk, table)
    for article in desk.dataset.articles.all():
        with suppress(Refused):  # its text is lost
            if _needs_reading(desk, article):
                desk.dataset.cache(SUGGESTIONS).drop(article.uid)
                refresh(desk, article)
                mended.append(Mended("articles", article.uid, "read again for suggestions"))
    for uid in [*map(str, desk.dataset.articles.tally("uid")), *_cached(desk)]:
        before = [desk.dataset.cache(name).get(uid) for name in DERIVED]
        tally(desk.dataset, uid)
        if before != [desk.dataset.cache(name).get(uid) for name in DERIVED]:
            mended.append(Mended("articles", uid, "counted again"))
    return mended


def _needs_reading(desk: Desk, article: Article) -> bool:
    try:
        found = stored_suggestions(desk.dataset, article.uid)
    except Damaged:
        return True
    return found is None or (found.text_sha256 == article.text_sha256 and not _holds(desk, found))


def _cached(desk: Desk) -> list[str]:
    there = set(map(str, desk.dataset.articles.tally("uid")))
    return sorted({uid for name in DERIVED for uid in desk.dataset.cache(name).keys()} - there)  # noqa: SIM118 - no dict


def _without_damaged(desk: Desk, table: str) -> Iterator[Mended]:
    name = table.removeprefix(PREFIX)
    if dropped := desk.dataset.cache(name).drop_damaged():
        why = "nothing says what they were" if name in _LEFT else "made again when they are asked for"
        yield Mended(table, "", f"{dropped} damaged rows dropped: {why}")


def _plain(value: Any) -> Any:
    """A value as the cache gives it back."""
    return json.loads(json.dumps(value))
