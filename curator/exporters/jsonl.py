"""JSON Lines: everything, an article a line, with the identity of everybody in each row.

The first line is the header (format, offset unit, dataset, status). Then come the articles, each with its text, zones,
mentions, quotes and notes; then entities, judgements, labels, decisions and the other notes, a line each, told apart by
`kind`. Offsets are code points, end excluded. Rows hold the fields of `schema` plus what is resolved for the reader:
`status` (accepted or suggested), `as_written`, `identity` or `identities`, and `statement`, which quotes judged the
same share. `rev` and `created_at` are left out; keys are sorted; the order is the dataset's: two exports of one dataset
are the same bytes. The original bytes of web pages are not in it.

With `since`, the full data is followed by a line for each record that was added, changed or withdrawn since an earlier
export: `kind` (added, changed, withdrawn), `table`, `uid`, `fields` (what changed, and how), `words`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from curator.exporters.atomic import new_file
from curator.exporters.changes import Since, change_rows
from curator.exporters.records import Progress, Records, Summary
from curator.exporters.resolved_rows import Row, article_row, line, rows_of_the_rest
from curator.exporters.selection import Selection
from schema import SCHEMA_VERSION

FORMAT = "curator-jsonl"
FORMAT_VERSION = 1

_KINDS = {"entities": "entity", "judgements": "judgement", "labels": "label", "decisions": "decision", "notes": "note"}


def export_jsonl(
    records: Records, path: Path | None, *, force: bool = False, progress: Progress | None = None,
    stream: TextIO | None = None, since: Since | None = None,
) -> Summary:
    """Write `records` to `path`, atomically, or to `stream` (standard output, say) when there is no path.

    ExportRefused when the file exists without `force`, on trouble with the disk, and when a span does not hold.
    """
    if path is None:
        if stream is None:
            raise TypeError("either a path or a stream")
        return _write(records, stream, "-", progress, since)
    with new_file(path, force=force) as file:
        return _write(records, file, str(path), progress, since)


def _write(records: Records, file: TextIO, name: str, progress: Progress | None, since: Since | None) -> Summary:
    articles = mentions = quotes = suggested = 0
    selection = Selection(records)
    _put(file, {
        "kind": "header", "format": FORMAT, "version": FORMAT_VERSION, "schema_version": SCHEMA_VERSION,
        "offset_unit": "codepoint", "dataset": records.dataset_uid, "status": records.status,
    } | ({"since": since.name} if since else {}))
    for each in selection.articles():
        _put(file, article_row(each, selection) | {"kind": "article"})
        articles, mentions, quotes = articles + 1, mentions + len(each.mentions), quotes + len(each.quotes)
        suggested += len(each.suggestions.quotes) + len(each.suggestions.mentions) if each.suggestions else 0
        if progress:
            progress(articles)
    entities = 0
    for row in _others(selection):
        _put(file, row)
        entities += row["kind"] == "entity"
    for row in change_rows(since) if since else ():
        _put(file, row)
    return Summary(name, articles, mentions, quotes, entities, suggested)


def _put(file: TextIO, row: Row) -> None:
    file.write(line(row) + "\n")


def _others(selection: Selection) -> Iterator[Row]:
    """`kind` tells the rows apart, so the kind of an entity has another name."""
    for table, row in rows_of_the_rest(selection):
        yield row | ({"entity_kind": row["kind"]} if table == "entities" else {}) | {"kind": _KINDS[table]}
