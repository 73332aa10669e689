"""Undo and redo of my own last action, checked before they commit; and the history."""

from __future__ import annotations

from collections.abc import Sequence

from curator.desk.cards import label
from curator.desk.counts import tally
from curator.desk.desk import Desk, Refused, short
from curator.desk.judging import check_graph
from curator.desk.notes import articles_of
from curator.desk.references import referring
from curator.desk.registry import forget, index
from store import Action as Action
from store import Change
from store.documents import at_path
from store.layouts import REFERENCES


def undo(desk: Desk, action: str | None = None) -> Action:
    """Undo my last action, or the one named by uid; NothingToUndo, or CannotUndo naming the later change."""
    return desk.dataset.undo(desk.by, action=action, after=lambda changes: settle(desk, changes))


def redo(desk: Desk) -> Action:
    """Do again what I undid last; NothingToUndo when there is nothing."""
    return desk.dataset.redo(desk.by, after=lambda changes: settle(desk, changes))


def history(desk: Desk, *, limit: int = 50, uid: str | None = None, mine: bool = False) -> list[Action]:
    """What was done, newest first; only what touched one record with `uid`."""
    return desk.dataset.history(limit=limit, uid=uid, by=desk.by if mine else None)


def described(action: Action) -> str:
    """An action in one line."""
    return f"{action.name}: {short(action.what, 60)}" if action.what else action.name


def place_of(desk: Desk, action: Action) -> str:
    """The article an action was about, in a few words, and how many more; empty when it was about none that is left."""
    articles = desk.dataset.articles.get_many(action.where)
    labels = [short(label(articles[uid])) for uid in action.where if uid in articles]
    return labels[0] + (f" and {len(labels) - 1} more" if len(labels) > 1 else "") if labels else ""


def settle(desk: Desk, changes: Sequence[Change]) -> None:
    """Within the transaction of an undo: references hold, the judgement graph is sound, index and counts follow."""
    for change in changes:
        if change.after is None:
            _forbid_dangling(desk, change)
        else:
            _forbid_loose_ends(desk, change)
    if any(change.table == "judgements" for change in changes):
        check_graph(desk)
    touched = {c.uid for c in changes if c.table == "entities"}
    found = desk.dataset.entities.get_many(touched)
    index(desk, found.values())
    forget(desk, touched - found.keys())
    articles = {c.uid for c in changes if c.table == "articles"}
    articles |= {str((c.after or c.before or {}).get("article", "")) for c in changes} - {""}
    noted = [(c.after or c.before or {}) for c in changes if c.table == "notes"]
    articles |= {uid for note in noted for uid in articles_of(desk, note["on_table"], note["on"])}
    for article in articles:
        tally(desk.dataset, article)


def _forbid_dangling(desk: Desk, change: Change) -> None:
    """Refused while records refer to what would be gone."""
    for table, fields in REFERENCES.items():
        for field, tables in fields.items():
            if change.table in tables and (users := referring(desk, table, field, change.uid)):
                raise Refused(f"cannot undo: {len(users)} of the {table} made since refer to it (the first by "
                              f"{users[0].created_by}); undo or change those first")


def _forbid_loose_ends(desk: Desk, change: Change) -> None:
    """Refused where what would come back refers to what is gone."""
    for field, tables in REFERENCES.get(change.table, {}).items():
        for uid in at_path(change.after or {}, field):
            if not any(desk.dataset.collection(table).get(uid) for table in tables):
                raise Refused(f"cannot undo: what would come back refers to one of the {tables[0]} that is gone since; "
                              "bring that back first")
