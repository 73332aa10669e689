"""Exports: the records of the dataset, with identities resolved, handed to an exporter from one snapshot."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tinydb import where

from curator import exporters
from curator.desk.counts import still_open, stored_suggestions
from curator.desk.desk import Desk, Refused, text_of
from curator.desk.registry import registry
from curator.desk.since import LAST, changes_since, check_name, mark_of, remember
from curator.exporters import ArticleRecords, ExportRefused, Identity, Records, Status, Summary
from curator.exporters.changes import Changed, Since, summed_up
from curator.exporters.fingerprints import Watched
from schema import Article, Decision, Entity, Judgement, Label, Note
from store import Action

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
            rest = still_open(stored_suggestions(dataset, article.uid), quotes, mentions, decided, zones)
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
                 progress: Progress | None = None, name: str | None = None, since: str | None = None,
                 as_of: Action | None = None) -> Summary:
    """JSON Lines, one article a line, lossless; '-' is standard output. ExportRefused leaves what was there.

    With `name` the export is remembered; with `since`, lines at the end say what is new since the one of that name.
    With `as_of` it is the export that would have been made right after that action (`past.action_at`)."""
    def write(records: Records, news: Since | None) -> Summary:
        if str(path) == "-":
            return exporters.export_jsonl(records, None, stream=sys.stdout, progress=progress, since=news)
        _refuse_the_dataset_itself(desk, path)
        return exporters.export_jsonl(records, Path(path), force=force, progress=progress, since=news)

    return _export(desk, "jsonl", status, write, name, since, as_of)


def export_csv(desk: Desk, folder: str | Path, *, status: Status = "accepted", excel: bool = False, force: bool = False,
               progress: Progress | None = None, name: str | None = None, since: str | None = None,
               as_of: Action | None = None) -> Summary:
    """A folder of CSV tables; `excel` adds a byte order mark and guards formulas. ExportRefused: all is as it was.

    `name`, `since` and `as_of` as for JSON Lines; what is new stands in the table `changes`."""
    return _export(desk, "csv", status, lambda records, news: exporters.export_csv(
        records, Path(folder), excel=excel, force=force, progress=progress, since=news), name, since, as_of)


def export_tinydb(desk: Desk, path: str | Path, *, status: Status = "accepted", force: bool = False,
                  progress: Progress | None = None, name: str | None = None, as_of: Action | None = None) -> Summary:
    """One JSON file with a table a kind of record, for stock TinyDB. ExportRefused leaves what was there."""
    _refuse_the_dataset_itself(desk, path)
    return _export(desk, "tinydb", status, lambda records, _: exporters.export_tinydb(
        records, Path(path), force=force, progress=progress), name, None, as_of)


def _export(desk: Desk, format: str, status: Status, write: Callable[[Records, Since | None], Summary],
            name: str | None, since: str | None, as_of: Action | None) -> Summary:
    """Write from one moment of the dataset; compare and remember what was written, if asked for."""
    if as_of is not None:
        if name is not None or since is not None or status == "all":
            raise Refused("what was then is neither compared nor remembered, and what was suggested then is not known: "
                          "history keeps what curators did")
        with desk.dataset.as_of(as_of.seq) as past:
            return write(DeskRecords(Desk(past, desk.by), status), None)
    if name is not None:
        check_name(name)
    if since is not None:
        mark_of(desk, since)
    news: list[Changed] = []
    with desk.dataset.snapshot():
        position = desk.dataset.position()
        held = Watched(DeskRecords(desk, status))

        def changes() -> list[Changed]:
            news[:] = changes_since(desk, since or LAST, held)
            return news

        made = write(held if name or since else DeskRecords(desk, status), Since(since, changes) if since else None)
    if name is not None and not desk.dataset.read_only:
        remember(desk, name, held, position=position, format=format)
    return replace(made, new=f"since {since}: {summed_up(news)}") if since else made


def _refuse_the_dataset_itself(desk: Desk, path: str | Path) -> None:
    if os.path.realpath(path) == os.path.realpath(desk.dataset.url):
        raise ExportRefused(path, "is the dataset itself: name another place")
