"""What changed since a position of the log: for readings that are kept in memory and brought up to date."""

from __future__ import annotations

from curator.desk.desk import Desk
from store import Change

FEW_ACTIONS = 50  # so many at most are looked through; after more, everything is read again


def changed_since(desk: Desk, then: int, now: int) -> list[Change] | None:
    """The changes of the actions after the position `then` up to `now`; None when these are too many to look at."""
    passed = now - then
    if not 0 <= passed <= FEW_ACTIONS:
        return None
    since = desk.dataset.history(limit=passed, before=now + 1)
    return [change for action in since if action.seq > then for change in desk.dataset.changes(action.uid)]
