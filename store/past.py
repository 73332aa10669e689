"""A dataset as it was after one of its actions, made from the records of now and the log: what was changed since takes
its image of then. It stands in a file of its own that goes afterwards; texts, which stay, are read in the present.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from store.documents import Doc, decode, encode
from store.engine import Engine
from store.layouts import LAYOUTS
from store.log import Change, Log
from store.sqlite import SqliteEngine
from store.table import link_keys, links_table


class PastEngine(SqliteEngine):
    """The engine of the records of then, with the blobs of the present."""

    def __init__(self, path: Path, present: Engine) -> None:
        super().__init__(path, create=True)
        self._present = present

    def blob(self, table: str, key: str) -> bytes | None:
        return self._present.blob(table, key)

    def blob_keys(self, table: str) -> list[str]:
        return self._present.blob_keys(table)


@contextmanager
def past_engine(present: Engine, log: Log, seq: int) -> Iterator[Engine]:
    """The records as they stood after the action `seq`, each in its old place."""
    with TemporaryDirectory(prefix="curator-as-of-") as folder:
        engine = PastEngine(Path(folder, "past.curator"), present)
        try:
            with present.snapshot(), engine.transaction():
                _fill(engine, present, log, seq)
            yield engine
        finally:
            engine.close()


def _fill(engine: Engine, present: Engine, log: Log, seq: int) -> None:
    then: dict[str, dict[str, Change]] = {name: {} for name in LAYOUTS}
    for change in log.changes_after(seq):
        if change.table in then:
            then[change.table].setdefault(change.uid, change)  # the first one starts from the image of then
    for table, changed in then.items():
        engine.create_table(table, LAYOUTS[table])
        for doc_id, raw in present.rows(table):
            document = decode(raw, table)
            if document["uid"] not in changed:
                _put(engine, table, doc_id, document, raw)
        for change in changed.values():
            if change.before is not None:
                _put(engine, table, change.doc_id, change.before, encode(change.before, table))


def _put(engine: Engine, table: str, doc_id: int, document: Doc, raw: str) -> None:
    engine.insert(table, doc_id or None, raw)
    if links := link_keys(LAYOUTS[table], document):
        engine.replace_pairs(links_table(table), document["uid"], links)
