"""Undo and redo of my own last action or of any that is named, checked before they commit; and the history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from tinydb import where

from curator.desk.cards import label
from curator.desk.counts import tally
from curator.desk.desk import SHORTEST_ID, Desk, Refused, short
from curator.desk.judging import check_graph
from curator.desk.notes import articles_of
from curator.desk.references import referring
from curator.desk.registry import forget, index
from store import Action as Action
from store import CannotUndo, Change, Missing
from store.documents import at_path
from store.layouts import REFERENCES

LATEST = 1000  # actions among which the end of an id is looked for
State = Literal["done", "undone", "done again"]


def undo(desk: Desk, action: str | None = None) -> Action:
    """Undo my last action, or the one named by uid; NothingToUndo, or CannotUndo naming the later change."""
    return desk.dataset.undo(desk.by, action=action, after=lambda changes: settle(desk, changes))


def redo(desk: Desk, action: str | None = None) -> Action:
    """Do again what I undid last, or the undone action named by uid; NothingToUndo, or CannotUndo with the reason."""
    return desk.dataset.redo(desk.by, action=action, after=lambda changes: settle(desk, changes))


def states(desk: Desk, actions: Iterable[Action]) -> dict[str, State]:
    """How each action stands now, by uid: undone since, or undone and done again."""
    return {action.uid: _state(action, desk.dataset.last_turn(action)) for action in actions}


def _state(action: Action, last: Action) -> State:
    if action.uid == last.uid or (action.undoes is not None and last.undoes is not None):
        return "done"
    return "undone" if last.undoes is not None or action.undoes is not None else "done again"


def history(desk: Desk, *, limit: int = 50, uid: str | None = None, mine: bool = False) -> list[Action]:
    """What was done, newest first; only what touched one record with `uid`."""
    return desk.dataset.history(limit=limit, uid=uid, by=desk.by if mine else None)


def action_named(desk: Desk, words: str) -> Action | None:
    """The action that a uid, or the end of one of the latest, names; None for no action, Refused for several."""
    try:
        return desk.dataset.action(words)
    except Missing:
        ended = [a for a in history(desk, limit=LATEST) if len(words) >= SHORTEST_ID and a.uid.endswith(words.upper())]
    if len(ended) > 1:
        raise Refused(f"{len(ended)} actions end in {words!r}: give more of the id")
    return ended[0] if ended else None


def the_action(desk: Desk, words: str) -> Action:
    """The action that a uid or the end of one names; Refused when there is none."""
    found = action_named(desk, words)
    if found is None:
        raise Refused(f"there is no action {words!r}: `curator history` lists them with ids")
    return found


def described(action: Action) -> str:
    """An action in one line."""
    return f"{action.name}: {short(action.what, 60)}" if action.what else action.name


def titled(action: Action) -> str:
    """The same with undo or redo before it."""
    return f"{'undo ' if action.undoes else 'redo ' if action.redoes else ''}{described(action)}"


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
    _forbid_nameless_labels(desk, changes)
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
                raise _in_the_way(desk, users[0].uid, f"{len(users)} of the {table} made since would refer to nothing",
                                  "undo or change those first")


def _forbid_loose_ends(desk: Desk, change: Change) -> None:
    """Refused where what would come back refers to what is gone."""
    for field, tables in REFERENCES.get(change.table, {}).items():
        for uid in at_path(change.after or {}, field):
            if not any(desk.dataset.collection(table).get(uid) for table in tables):
                raise _in_the_way(desk, uid, f"what would come back refers to one of the {tables[0]} that is gone",
                                  "bring that back first")


def _forbid_nameless_labels(desk: Desk, changes: Sequence[Change]) -> None:
    """Refused where mentions would carry a label that the codebook has no more."""
    gone = {str(c.before["name"]) for c in changes if c.table == "labels" and c.before}
    gone |= {str(c.after["label"]) for c in changes if c.table == "mentions" and c.after}
    for name in sorted(gone - {known.name for known in desk.dataset.labels}):
        users = desk.dataset.mentions.page(where("label") == name, limit=1)
        if users:
            raise _in_the_way(desk, users[0].uid, f"mentions would carry the label {name}, which the codebook would "
                              "not have", "change those, or bring the label back, first")


def _in_the_way(desk: Desk, uid: str, why: str, advice: str) -> CannotUndo:
    """The refusal, with the last action on the record that stands in the way: who, what, when."""
    last = next(iter(desk.dataset.history(limit=1, uid=uid)), None)
    if last is None:
        return CannotUndo(f"that cannot be done: {why}; {advice}")
    return CannotUndo(f"that cannot be done: {why} ({last.by}, {last.title}"
                      f"{f' {short(last.what)}' if last.what else ''}, {last.at}); {advice}",
                      by=last.by, action=last.title, at=last.at, uid=last.uid)
