"""Who refers to a record: asked before anything is deleted, by hand or by undo."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb import where

from curator.desk.desk import Desk
from schema import Record
from store.layouts import LAYOUTS


def referring(desk: Desk, table: str, field: str, uid: str) -> Sequence[Record]:
    """The records of `table` whose `field` (a path of `store.layouts.REFERENCES`) names `uid`."""
    links = (link for link, paths in LAYOUTS[table].links.items() if field in paths)
    link, collection = next(links, None), desk.dataset.collection(table)
    return collection.referring(link, uid) if link else collection.search(where(field) == uid)
