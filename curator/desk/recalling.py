"""The history of one record or article, and what undoing an entry of it would do, asked before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from curator.desk.desk import Desk, short
from curator.desk.undoing import Action, settle
from store import CannotUndo, Change

SHOWN = 12  # changes that are told one by one
_PAGE = 500
_ONE = {"articles": "article", "zones": "zone", "mentions": "mention", "quotes": "quote", "entities": "entry",
        "judgements": "judgement", "decisions": "rejection", "labels": "label", "notes": "note"}


class _Tried(Exception):
    """The undo would go well: thrown to take it back."""


def history_about(desk: Desk, uid: str, *, limit: int = 50) -> list[Action]:
    """What was done to a record, newest first; of an article, what was done to anything in it."""
    if desk.dataset.articles.get(uid) is None:
        return desk.dataset.history(limit=limit, uid=uid)
    own = {action.seq for action in desk.dataset.history(limit=limit, uid=uid)}
    found: list[Action] = []
    for action in newest_first(desk):
        if uid in action.where or action.seq in own:
            found.append(action)
            if len(found) == limit:
                break
    return found


def undo_effect(desk: Desk, action_uid: str) -> list[str]:
    """What undoing an entry of history would do, a line for each record; CannotUndo or Refused with the reason when it
    cannot be done. It is tried out and taken back, so that only what would really work is offered."""
    action = desk.dataset.action(action_uid)
    if action.undoes is not None:
        raise CannotUndo("that entry is an undo: U (redo) takes the last one back")

    def tried(changes: list[Change]) -> None:
        settle(desk, changes)
        raise _Tried

    with suppress(_Tried):
        desk.dataset.undo(desk.by, action=action_uid, after=tried)
    told = [line for change in reversed(desk.dataset.changes(action_uid)) if (line := _told(change))]
    return told if len(told) <= SHOWN else [*told[:SHOWN - 1], f"and {len(told) - SHOWN + 1} more changes"]


def _told(change: Change) -> str:
    """The change undone, in a few words; nothing for texts, which stay."""
    if change.table not in _ONE:
        return ""
    what = f"{_ONE[change.table]} {_words(change)}".rstrip()
    if change.before is None:
        return f"takes away {what}"
    if change.after is None:
        return f"brings back {what}"
    fields = [field.replace("_", " ") for field in change.after
              if field != "rev" and change.after[field] != change.before.get(field)]
    return f"puts back {', '.join(fields)} of {what}"


def _words(change: Change) -> str:
    image = change.after or change.before or {}
    spans = image.get("content") or image.get("spans") or ([image["span"]] if image.get("span") else [])
    if spans:
        return f"“{short(' … '.join(span['exact'] for span in spans))}”"
    source = image.get("source") or {}
    return short(str(image.get("preferred") or image.get("name") or image.get("text") or image.get("exact")
                     or source.get("name") or ""))


def newest_first(desk: Desk) -> Iterator[Action]:
    """The whole history, latest first, some at a time in memory."""
    before = None
    while some := desk.dataset.history(limit=_PAGE, before=before):
        yield from some
        before = some[-1].seq
