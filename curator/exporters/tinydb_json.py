"""One JSON file that stock TinyDB opens: `TinyDB(path, encoding="utf-8").table("quotes").search(...)`.

The tables are articles (with the text), zones, mentions, quotes, entities, judgements, labels, decisions and notes, and
for the status "all" suggested_zones, suggested_mentions and suggested_quotes, which name their `article`. Documents
are the rows of JSON Lines (see resolved_rows), so a quote names its speakers' identities. The table `_curator` says
what the file is; `curator open` refuses it, because it has no history. Ids of documents count from 1; what stays the
same from one export to the next is `uid`. All but the articles is held in memory until the last one is written: TinyDB
holds everything anyway.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from curator.exporters.atomic import new_file
from curator.exporters.records import Progress, Records, Summary
from curator.exporters.resolved_rows import Row, article_row, line, rows_of_the_rest
from curator.exporters.selection import Selection
from schema import SCHEMA_VERSION, TABLES

FORMAT = "curator-tinydb"  # store/json_file.py knows it, to refuse it
FORMAT_VERSION = 1
HEADER = "_curator"
SUGGESTED = ("zones", "mentions", "quotes")


def export_tinydb(records: Records, path: Path, *, force: bool = False, progress: Progress | None = None) -> Summary:
    """Write `records` to `path`, atomically.

    ExportRefused when the file exists without `force`, on trouble with the disk, and when a span does not hold.
    """
    with new_file(path, force=force) as file:
        later: dict[str, list[str]] = {table: [] for table in TABLES if table != "articles"}
        if records.status == "all":
            later |= {f"suggested_{table}": [] for table in SUGGESTED}
        selection = Selection(records)
        file.write(f'{{\n"{HEADER}":{{\n"1":{line(_header(records))}\n}}')
        articles = _table(file, "articles", _articles(selection, later, progress))
        for table, row in rows_of_the_rest(selection):
            later[table].append(line(row))
        counts = {table: _table(file, table, lines) for table, lines in later.items()}
        file.write("\n}\n")
    suggested = counts.get("suggested_mentions", 0) + counts.get("suggested_quotes", 0)
    return Summary(str(path), articles, counts["mentions"], counts["quotes"], counts["entities"], suggested)


def _header(records: Records) -> Row:
    return {"format": FORMAT, "version": FORMAT_VERSION, "schema_version": SCHEMA_VERSION, "offset_unit": "codepoint",
            "dataset": records.dataset_uid, "status": records.status}


def _articles(selection: Selection, later: dict[str, list[str]], progress: Progress | None) -> Iterator[str]:
    """The articles alone; what is on them is kept for the tables that come later."""
    for number, each in enumerate(selection.articles(), 1):
        row = article_row(each, selection)
        for table in ("zones", "mentions", "quotes", "notes"):
            later[table] += map(line, row.pop(table))
        suggestions = row.pop("suggestions", None)
        if suggestions is not None:
            for table in SUGGESTED:
                named = {"article": each.article.uid, "text_sha256": each.article.text_sha256}
                later[f"suggested_{table}"] += (line(one | named) for one in suggestions[table])
        yield line(row)
        if progress:
            progress(number)


def _table(file: TextIO, name: str, lines: Iterable[str]) -> int:
    """Write a table, a document a line; returns how many there were."""
    count = 0
    file.write(f",\n{json.dumps(name)}:{{")
    for count, document in enumerate(lines, 1):
        file.write(f'{"," if count > 1 else ""}\n"{count}":{document}')
    file.write("\n}" if count else "}")
    return count
