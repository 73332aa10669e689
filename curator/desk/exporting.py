"""Exports: the records of the dataset, with identities resolved, handed to an exporter from one snapshot."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from tinydb import where

from curator import exporters
from curator.desk.counts import still_open, stored_suggestions
from curator.desk.desk import Desk, text_of
from curator.desk.registry import registry
from curator.exporters import ArticleRecords, ExportRefused, Identity, Status, Summary
from schema import Article, Decision, Entity, Judgement, Label, Note

Progress = Callable[[int], None]


class DeskRecords:
    """The dataset as the exporters read it (`exporters.Records`): every list in the order of uids or of the text."""

    def __init__(self, desk: Desk, status: Status) -> None:
        self._desk, self._status, self._registry = desk, status, registry(desk)

    @property
    def dataset_uid(self) -> str:
        return self._desk.dataset.uid

    @property
    def status(self) -> Status:
        return self._status

    def articles(self) -> Iterator[ArticleRecords]:
        """Every article with what is on it, in the order of import."""
        notes: defaultdict[str, list[Note]] = defaultdict(list)
        for note in self._desk.dataset.notes:
            notes[note.on].append(note)
        for article in sorted(self._desk.dataset.articles.all(), key=lambda a: a.uid):
            yield self._article(article, notes)

    def _article(self, article: Article, notes: Mapping[str, list[Note]]) -> ArticleRecords:
        dataset, here = self._desk.dataset, where("article") == article.uid
        quotes = sorted(dataset.quotes.search(here), key=lambda q: (q.content[0].start, q.uid))
        mentions = sorted(dataset.mentions.search(here), key=lambda m: (m.spans[0].start, m.uid))
        zones = sorted(dataset.zones.search(here), key=lambda z: (z.span.start, z.uid))
        rest = None
        if self._status == "all":
            decided = dataset.decisions.search(here)
            rest = still_open(stored_suggestions(dataset, article.uid), quotes, mentions, decided)
        own = (article.uid, *(r.uid for r in (*quotes, *mentions, *zones)))
        mine = tuple(sorted((n for uid in own for n in notes.get(uid, ())), key=lambda n: n.uid))
        return ArticleRecords(article, text_of(self._desk, article.text_sha256), tuple(zones), tuple(mentions),
                              tuple(quotes), rest, mine)

    def entities(self) -> Iterable[Entity]:
        return sorted(self._registry.entities.values(), key=lambda e: e.uid)

    def judgements(self) -> Iterable[Judgement]:
        return sorted(self._desk.dataset.judgements.all(), key=lambda j: j.uid)

    def labels(self) -> Iterable[Label]:
        return sorted(self._desk.dataset.labels.all(), key=lambda label: label.uid)

    def decisions(self) -> Iterable[Decision]:
        return sorted(self._desk.dataset.decisions.all(), key=lambda d: d.uid)

    def notes(self) -> Iterable[Note]:
        on_text = {"articles", "quotes", "mentions", "zones"}
        return sorted((n for n in self._desk.dataset.notes.all() if n.on_table not in on_text), key=lambda n: n.uid)

    def identity(self, entity: str) -> Identity:
        found = self._registry.identity(entity)
        return Identity(found.uid, found.preferred, tuple(member.uid for member in found.members))


def export_jsonl(desk: Desk, path: str | Path, *, status: Status = "accepted", force: bool = False,
                 progress: Progress | None = None) -> Summary:
    """JSON Lines, one article a line, lossless; '-' is standard output. ExportRefused leaves what was there."""
    with desk.dataset.snapshot():
        records = DeskRecords(desk, status)
        if str(path) == "-":
            return exporters.export_jsonl(records, None, stream=sys.stdout, progress=progress)
        _refuse_the_dataset_itself(desk, path)
        return exporters.export_jsonl(records, Path(path), force=force, progress=progress)


def export_csv(desk: Desk, folder: str | Path, *, status: Status = "accepted", excel: bool = False, force: bool = False,
               progress: Progress | None = None) -> Summary:
    """A folder of CSV tables; `excel` adds a byte order mark and guards formulas. ExportRefused: all is as it was."""
    with desk.dataset.snapshot():
        records = DeskRecords(desk, status)
        return exporters.export_csv(records, Path(folder), excel=excel, force=force, progress=progress)


def export_tinydb(desk: Desk, path: str | Path, *, status: Status = "accepted", force: bool = False,
                  progress: Progress | None = None) -> Summary:
    """One JSON file with a table a kind of record, for stock TinyDB. ExportRefused leaves what was there."""
    _refuse_the_dataset_itself(desk, path)
    with desk.dataset.snapshot():
        return exporters.export_tinydb(DeskRecords(desk, status), Path(path), force=force, progress=progress)


def _refuse_the_dataset_itself(desk: Desk, path: str | Path) -> None:
    if os.path.realpath(path) == os.path.realpath(desk.dataset.url):
        raise ExportRefused(path, "is the dataset itself: name another place")
