"""Importing: files to articles with their zones and suggestions, in batches that are kept as they are acknowledged."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Literal

from tinydb import where

from curator.desk.counts import SUGGESTIONS, tally
from curator.desk.desk import Desk, listing
from curator.desk.learning import taught
from curator.desk.suggesting import registry_view
from curator.importers import Draft, ImportRefused
from schema import Article, Suggestions, Zone

BATCH = 20  # articles in one transaction: another program waits no longer than that
PATIENCE = 1.0  # seconds after which a batch is written though it is not full


@dataclass(frozen=True)
class Outcome:
    """What became of one file; given only after it is safe on disk."""

    path: str
    state: Literal["added", "known", "refused"]
    article: str | None = None
    said: str = ""


@dataclass(frozen=True)
class _Read:
    path: Path
    draft: Draft
    sha256: str
    found: Suggestions


def import_paths(desk: Desk, paths: Sequence[str], *, progress: Callable[[int], None] | None = None,
                 stop: Callable[[], bool] = lambda: False) -> Iterator[Outcome]:
    """Read files, folders and standard input ('-') into the dataset, an outcome a file in the order they were found.

    A file that cannot be read is refused with the reason and the rest goes on. What was yielded stays, whatever
    happens next; `stop` is asked between files. `progress` is told how many files were read."""
    from curator.importers import find

    waiting: list[_Read] = []
    since = monotonic()
    for number, path in enumerate(find(paths), 1):
        if stop():
            break
        if progress:
            progress(number)
        try:
            if isinstance(path, ImportRefused):
                raise path
            waiting.append(_read(desk, path))
        except ImportRefused as trouble:
            yield from _write(desk, waiting)
            waiting = []
            yield Outcome(trouble.path, "refused", said=trouble.reason)
        if len(waiting) >= BATCH or monotonic() - since > PATIENCE:
            yield from _write(desk, waiting)
            waiting, since = [], monotonic()
    yield from _write(desk, waiting)


def _read(desk: Desk, path: Path) -> _Read:
    from curator.importers import read_file
    from curator.suggest import Context, suggest

    draft = read_file(path)
    view = registry_view(desk)
    language = next((c.value for c in draft.candidates if c.field == "language"), None)
    found = suggest(draft.text, Context(language=language, known=view.names, memory=taught(desk, view.of).memory,
                                      registry=view.mark + taught(desk, view.of).memory.mark))
    return _Read(path, draft, hashlib.sha256(draft.text.encode()).hexdigest(), found)


def _write(desk: Desk, batch: Sequence[_Read]) -> list[Outcome]:
    if not batch:
        return []
    with desk.act("import", listing([read.draft.source.name for read in batch])):
        return [_add(desk, read) for read in batch]


def _add(desk: Desk, read: _Read) -> Outcome:
    there = desk.dataset.articles.search(where("text_sha256") == read.sha256)
    if there:
        return Outcome(str(read.path), "known", there[0].uid,
                       f"the same text as {there[0].source.name} ({there[0].uid[-6:]}); nothing added")
    desk.dataset.put_text(read.draft.text)
    if read.draft.original is not None:
        desk.dataset.put_original(read.draft.original)
    article = desk.dataset.articles.add(Article(
        text_sha256=read.sha256, source=read.draft.source, candidates=read.draft.candidates, **desk.stamp()))
    for zone in read.found.zones:
        desk.dataset.zones.add(Zone(article=article.uid, text_sha256=read.sha256, span=zone.span, kind=zone.kind,
                                    reason=zone.reason, **desk.stamp()))
    desk.dataset.cache(SUGGESTIONS).put(article.uid, read.found.model_dump(mode="json", exclude_defaults=True))
    tally(desk.dataset, article.uid)
    return Outcome(str(read.path), "added", article.uid)
