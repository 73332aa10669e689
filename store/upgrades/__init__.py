"""Old records in the words of today's schema: they are upgraded when read, and written so when next changed.

A change of `schema.SCHEMA_VERSION` from n to n + 1 adds a module here with a function for each table that changed, and
an entry `(table, n): function` in `STEPS`. A step takes the document as version n wrote it and returns version n + 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from schema import SCHEMA_VERSION
from store.errors import NewerDataset

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Mapping[tuple[str, int], Step] = {}


def upgraded(table: str, document: dict[str, Any], *, steps: Mapping[tuple[str, int], Step] = STEPS,
             to: int = SCHEMA_VERSION) -> dict[str, Any]:
    """The document as version `to` would have written it. Raises NewerDataset for one of a later version."""
    version = document.get("schema_version", 1)
    if not isinstance(version, int):
        return document  # its model will say what is wrong with it
    if version > to:
        raise NewerDataset(f"{table} {document.get('uid')} was written by a newer Curator: upgrade this one to read it")
    for old in range(version, to):
        step = steps.get((table, old))
        document = (step(document) if step else document) | {"schema_version": old + 1}
    return document
