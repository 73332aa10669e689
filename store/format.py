"""How the store keeps things, apart from the words of the records: format 2 brought checksums to log and caches.

`schema.SCHEMA_VERSION` counts changes of the records and their exports, this one changes of what lies around them. A
dataset of an older format is brought up when it is opened, after a backup beside it; one that can only be read is read
as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from store.backup import back_up, free_name
from store.cache import PREFIX, sealed_row
from store.engine import Engine
from store.log import Log
from store.seals import seal
from store.storage import Database

FORMAT = 2
ABOUT = "_dataset"  # one document: the dataset's uid, schema version, format, and their checksum


def about_of(uid: str, schema_version: int) -> dict[str, Any]:
    """The document of `_dataset`, today's."""
    return sealed({"uid": uid, "schema_version": schema_version, "format": FORMAT})


def sealed(about: Mapping[str, Any]) -> dict[str, Any]:
    """The document with its checksum."""
    content = {name: value for name, value in about.items() if name != "sum"}
    return content | {"sum": seal(content)}


def bring_up(engine: Engine, database: Database, log: Log, make_tables: Callable[[], None]) -> None:
    """From format 1 to today's in one transaction, after a backup beside the dataset; nothing when it is done already.

    Raises what keeps the backup or the transaction from being written; then all is as it was."""
    path = Path(engine.url)
    back_up(path, free_name(path, f"format-{engine.layout}"))
    with engine.transaction():
        make_tables()
        about = database.table(ABOUT)
        known = next(about.matching(None))
        if known.get("format", 1) >= FORMAT:
            return
        log.seal_all()
        for name in sorted(engine.tables()):
            if name.startswith(PREFIX):
                table = database.table(name)
                for row in list(table.matching(None)):
                    table.write(row.doc_id, dict(row), sealed_row(row["key"], row["value"]))
        about.write(known.doc_id, dict(known), sealed(known | {"format": FORMAT}))
        engine.raise_layout()
