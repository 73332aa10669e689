"""What is wrong with a dataset, in words; and reading a table of which some rows may be damaged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.engine import Engine
from store.errors import StoreError

Remedy = Literal["", "history", "derived"]  # nothing, the log has it, it can be made again from the records


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `table` and `uid` are empty when it is the file as a whole."""

    table: str
    uid: str
    what: str
    remedy: Remedy = ""


def each_row(engine: Engine, table: str) -> Iterator[tuple[int, str]]:
    """Every row of a table in order; one that cannot be read comes as no JSON, and those behind it still come."""
    last = 0
    try:
        for doc_id, raw in engine.rows(table):
            last = doc_id
            yield doc_id, raw
        return
    except StoreError:
        end = _last_id(engine, table, last)
    for doc_id in range(last + 1, end + 1):
        try:
            found = engine.row(table, doc_id)
        except StoreError:
            found = ""
        if found is not None:
            yield doc_id, found


def _last_id(engine: Engine, table: str, otherwise: int) -> int:
    try:
        return engine.last_id(table)
    except StoreError:
        return otherwise
