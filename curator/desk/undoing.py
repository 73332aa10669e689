"""Undo and redo of my own last action, checked before they commit; and the history."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb import where

from curator.desk.counts import tally
from curator.desk.desk import Desk, Refused, short
from curator.desk.judging import check_graph
from curator.desk.registry import forget, index
from store import Action as Action
from store import Change

REFERENCES = {  # table of what may be gone -> where it may still be referred to
    "entities": (("mentions", "entities"), ("mentions", "affiliation"), ("quotes", "speakers"), ("quotes", "targets"),
                 ("quotes", "addressees"), ("quotes", "via"), ("judgements", "left"), ("judgements", "right")),
    "mentions": (("quotes", "speakers"), ("quotes", "targets"), ("quotes", "addressees"), ("quotes", "via")),
    "quotes": (("quotes", "within"),),
    "articles": (("mentions", "article"), ("quotes", "article"), ("zones", "article"), ("decisions", "article")),
}


def undo(desk: Desk, action: str | None = None) -> Action:
    """Undo my last action, or the one named by uid; NothingToUndo, or CannotUndo naming the later change."""
    return desk.dataset.undo(desk.by, action=action, after=lambda changes: _settle(desk, changes))


def redo(desk: Desk) -> Action:
    """Do again what I undid last; NothingToUndo when there is nothing."""
    return desk.dataset.redo(desk.by, after=lambda changes: _settle(desk, changes))


def history(desk: Desk, *, limit: int = 50, uid: str | None = None, mine: bool = False) -> list[Action]:
    """What was done, newest first; only what touched one record with `uid`."""
    return desk.dataset.history(limit=limit, uid=uid, by=desk.by if mine else None)


def described(action: Action) -> str:
    """An action in one line."""
    return f"{action.name}: {short(action.what, 60)}" if action.what else action.name


def _settle(desk: Desk, changes: Sequence[Change]) -> None:
    """Within the transaction of an undo: references hold, the judgement graph is sound, index and counts follow."""
    for change in changes:
        if change.after is None:
            _forbid_dangling(desk, change)
    if any(change.table == "judgements" for change in changes):
        check_graph(desk)
    touched = {c.uid for c in changes if c.table == "entities"}
    found = desk.dataset.entities.get_many(touched)
    index(desk, found.values())
    forget(desk, touched - found.keys())
    articles = {c.uid for c in changes if c.table == "articles"}
    articles |= {str((c.after or c.before or {}).get("article", "")) for c in changes} - {""}
    for article in articles:
        tally(desk.dataset, article)


def _forbid_dangling(desk: Desk, change: Change) -> None:
    for table, field in REFERENCES.get(change.table, ()):
        collection = desk.dataset.collection(table)
        if field in ("article", "left", "right", "within", "affiliation"):
            users = collection.search(where(field) == change.uid)
        else:
            users = collection.referring(field, change.uid)
        if users:
            raise Refused(f"cannot undo: {len(users)} of the {table} made since refer to it (the first by "
                          f"{users[0].created_by}); undo or change those first")
