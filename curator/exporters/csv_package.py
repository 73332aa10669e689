"""A folder of CSV tables with their Frictionless descriptor: for spreadsheets, statistics and databases.

UTF-8, CRLF between rows, empty cells for what is not there. `statements.csv` is the one sheet most people want. Whoever
takes part is named by `identity`, so nobody has to follow the judgements. By default every cell is exact; for
Excel there is a byte order mark, cells that would run as formulas get an apostrophe, and the articles' texts are
left out, because a cell of Excel ends at 32,767 characters.
"""

from __future__ import annotations

import csv
import hashlib
import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

from curator.exporters.atomic import new_folder
from curator.exporters.changes import Since, change_cells
from curator.exporters.records import Progress, Records, Summary
from curator.exporters.rows import Rows, rows_of_article, rows_of_the_rest
from curator.exporters.selection import Selection
from curator.exporters.tables import Table, tables

DESCRIPTOR = "datapackage.json"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Writer(Protocol):
    def writerow(self, row: list[Any], /) -> Any: ...


def export_csv(
    records: Records, folder: Path, *, excel: bool = False, force: bool = False, progress: Progress | None = None,
    since: Since | None = None,
) -> Summary:
    """Write `records` as tables into a new folder, atomically; with `since`, a table of what is new beside them.

    ExportRefused when the folder exists without `force`, when it holds anything that is no part of an export, on
    trouble with the disk, and when a span does not hold.
    """
    layout = dict(tables())
    members = {DESCRIPTOR, *(f"{name}.csv" for name in layout)}
    if since is None:
        layout.pop("changes")
    if excel:
        layout["articles"] = layout["articles"].without("text")
    with new_folder(folder, force=force, members=members) as partial:
        counts = _write(records, partial, layout, excel, progress, since)
        _describe(records, partial, layout)
    return Summary(
        str(folder), counts["articles"], counts["mentions"], counts["quotes"], counts["entities"], counts["suggested"]
    )


def _write(
    records: Records, folder: Path, layout: dict[str, Table], excel: bool, progress: Progress | None,
    since: Since | None,
) -> dict[str, int]:
    counts = dict.fromkeys([*layout, "suggested"], 0)
    selection = Selection(records)
    with ExitStack() as files:
        writers: dict[str, _Writer] = {}
        for name, table in layout.items():
            encoding = "utf-8-sig" if excel else "utf-8"
            file = files.enter_context((folder / f"{name}.csv").open("w", encoding=encoding, newline=""))
            writers[name] = csv.writer(file, lineterminator="\r\n")
            writers[name].writerow([column.name for column in table.columns])

        def put(rows: Rows) -> None:
            for name, cells in rows:
                writers[name].writerow([_cell(cells[column.name], excel) for column in layout[name].columns])
                counts["suggested" if name in ("mentions", "quotes") and cells["status"] == "suggested" else name] += 1

        for each in selection.articles():
            put(rows_of_article(each, selection))
            if progress:
                progress(counts["articles"])
        put(rows_of_the_rest(selection))
        if since:
            put(change_cells(since))
    return counts


def _cell(value: object, excel: bool) -> object:
    """As csv writes it: booleans as Table Schema has them, and for Excel no text that would be taken for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if excel and isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _describe(records: Records, folder: Path, layout: dict[str, Table]) -> None:
    resources = []
    for name, table in layout.items():
        data = (folder / f"{name}.csv").read_bytes()
        resources.append({
            "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
            "schema": table.schema(),
        })
    package = {
        "profile": "tabular-data-package", "name": "curator-export", "id": records.dataset_uid,
        "offset_unit": "codepoint", "status": records.status, "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8", newline="\n")
