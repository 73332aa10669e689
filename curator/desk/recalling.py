"""The history of one record or article, what each entry changed, and what undoing or redoing it would do, asked before
it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from curator.desk.desk import Desk
from curator.desk.differences import ONE, differing, subject
from curator.desk.undoing import Action, settle
from store import CannotUndo, Change

SHOWN = 12  # changes that are told one by one
_PAGE = 500


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
    if desk.dataset.action(action_uid).undoes is not None:
        raise CannotUndo("that entry is an undo: U (redo) on what it undid takes it back")
    return _effect(lambda tried: desk.dataset.undo(desk.by, action=action_uid, after=tried), desk)


def redo_effect(desk: Desk, action_uid: str) -> list[str]:
    """The same of doing an undone entry again."""
    return _effect(lambda tried: desk.dataset.redo(desk.by, action=action_uid, after=tried), desk)


def _effect(turn: Callable[[Callable[[list[Change]], None]], Action], desk: Desk) -> list[str]:
    seen: list[Change] = []

    def tried(changes: list[Change]) -> None:
        seen.extend(changes)
        settle(desk, changes)
        raise _Tried

    with suppress(_Tried):
        turn(tried)
    told = [line for change in seen if (line := _told(change))]
    return told if len(told) <= SHOWN else [*told[:SHOWN - 1], f"and {len(told) - SHOWN + 1} more changes"]


def _told(change: Change) -> str:
    """What the undo or redo does to one record, in a few words; nothing for texts, which stay."""
    if change.table not in ONE:
        return ""
    what = f"{ONE[change.table]} {subject(change.after or change.before or {})}".rstrip()
    if change.after is None:
        return f"takes away {what}"
    if change.before is None:
        return f"brings back {what}"
    return f"puts back {', '.join(differing(change.before, change.after))} of {what}"


def newest_first(desk: Desk) -> Iterator[Action]:
    """The whole history, latest first, some at a time in memory."""
    before = None
    while some := desk.dataset.history(limit=_PAGE, before=before):
        yield from some
        before = some[-1].seq
