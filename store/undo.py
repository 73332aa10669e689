"""Undo and redo: writing the old content again as a new action, with a higher rev.

A redo is a new doing of the same action, so undo finds it in its place. An undo, too, can be undone: that is redo.
"""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError
from tinydb.table import Document

from store.documents import Doc, without_rev
from store.errors import CannotUndo, NothingToUndo, StoreError
from store.log import Action, Change, Log
from store.table import Table
from store.transaction import Transaction, Transactions
from store.upgrades import upgraded

After = Callable[[list[Change]], None]
TableNamed = Callable[[str], Table | None]  # None for what is never undone: texts and originals


def undo(log: Log, transactions: Transactions, table_named: TableNamed, *, by: str, action: str | None,
         after: After | None) -> Action:
    """Undo the curator's last action that is not undone, or the one named; returns the new entry of history.

    Raises NothingToUndo, and CannotUndo when something was changed since. `after` sees the changes before they are
    final; what it raises undoes the undo.
    """
    _refuse_inside_an_action(transactions)
    with transactions.begin("undo", by=by) as transaction:
        target = _last_done(log, by) if action is None else _undoable(log.action(action))
        transaction.undoes = target.uid
        _revert(log, transactions, table_named, transaction, target, after)
    return log.action(transaction.uid)


def redo(log: Log, transactions: Transactions, table_named: TableNamed, *, by: str, after: After | None) -> Action:
    """Undo the curator's last undo, as long as they have done nothing else since; returns the new entry of history.

    Raises NothingToUndo and CannotUndo; `after` as for undo.
    """
    _refuse_inside_an_action(transactions)
    with transactions.begin("redo", by=by) as transaction:
        target = _last_undone(log, by)
        transaction.redoes = target.uid
        _revert(log, transactions, table_named, transaction, target, after)
    return log.action(transaction.uid)


def _refuse_inside_an_action(transactions: Transactions) -> None:
    if transactions.current is not None:
        raise StoreError("undo and redo are actions of their own and cannot be part of another")


def _last_done(log: Log, by: str) -> Action:
    for action in log.newest_first(by=by):
        if action.undoes is None and action.undone_by is None:
            return action
    raise NothingToUndo(f"{by} has done nothing that is left to undo")


def _undoable(action: Action) -> Action:
    if action.undoes is not None:
        raise CannotUndo(f"“{action.title}” is an undo: redo takes it back")
    if action.undone_by is not None:
        raise CannotUndo(f"“{action.title}” of {action.at} is undone already")
    return action


def _last_undone(log: Log, by: str) -> Action:
    for action in log.newest_first(by=by):
        if action.undoes is not None and action.undone_by is None:
            return action
        if action.undoes is None and action.redoes is None:
            break
    raise NothingToUndo(f"{by} has undone nothing that can be redone")


def _revert(log: Log, transactions: Transactions, table_named: TableNamed, transaction: Transaction, target: Action,
            after: After | None) -> None:
    transaction.name, transaction.what, transaction.where = target.name, target.what, target.where
    for change in reversed(log.changes(target.seq)):
        table = table_named(change.table)
        if table is not None:
            _restore(log, table, change, target)
    log.mark_undone(target, transaction.uid)
    if after is not None:
        after(log.changes(transactions.seq(transaction)))


def _restore(log: Log, table: Table, change: Change, target: Action) -> None:
    found = table.with_uid(change.uid)
    if not _is_same(table, found, change.after):
        raise _conflict(log, change, target)
    before = None if change.before is None else upgraded(table.name, change.before)
    if found is not None:
        table.write(found.doc_id, dict(found), before)
    elif before is not None:
        table.write(change.doc_id, None, before)


def _is_same(table: Table, found: Document | None, logged: Doc | None) -> bool:
    """True when a record is what the log says; fields that came since one of the two was written count as empty."""
    now, then = _content(table, found), _content(table, logged)
    if now == then or now is None or then is None or table.layout.model is None:
        return now == then
    try:
        as_today = [table.layout.model.model_validate(each | {"rev": 1}) for each in (now, then)]
    except ValidationError:
        return False
    return as_today[0] == as_today[1]


def _content(table: Table, document: Document | Doc | None) -> Doc | None:
    return None if document is None else without_rev(upgraded(table.name, dict(document)))


def _conflict(log: Log, change: Change, target: Action) -> CannotUndo:
    last = log.last_change(change.uid)
    if last is None or last[0] > log.position() or last[0] == target.seq:
        return CannotUndo(f"“{target.title}” cannot be undone: {change.table} {change.uid} is not what it left behind")
    later = log.at(last[0])
    return CannotUndo(f"“{target.title}” cannot be undone: {later.by} changed the same since "
                      f"({later.title}, {later.at})", by=later.by, action=later.title, at=later.at)
