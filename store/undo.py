"""Undo and redo: writing the old content again as a new action, with a higher rev.

A redo is a new doing of the same action, so undo finds it in its place. An undo, too, can be undone: that is redo.
So an action and what undid it, did it again and so on form a chain (`Log.last_turn`), whose end says how it stands.
"""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError
from tinydb.table import Document

from store.documents import Doc, without_rev
from store.errors import CannotUndo, NothingToUndo, StoreError, Unstorable
from store.log import Action, Change, Log
from store.table import Table
from store.transaction import Transaction, Transactions
from store.upgrades import upgraded

After = Callable[[list[Change]], None]
TableNamed = Callable[[str], Table | None]  # None for what is never undone: texts and originals


def undo(log: Log, transactions: Transactions, table_named: TableNamed, *, by: str, action: str | None,
         after: After | None) -> Action:
    """Undo the curator's last action that is not undone, or the one named (by whom it ever was; where that was done
    again, its last doing); returns the new entry of history.

    Raises NothingToUndo, and CannotUndo when something was changed since. `after` sees the changes before they are
    final; what it raises undoes the undo.
    """
    _refuse_inside_an_action(transactions)
    with transactions.begin("undo", by=by) as transaction:
        target = _last_done(log, by) if action is None else _undoable(log, log.action(action))
        transaction.undoes = target.uid
        _revert(log, transactions, table_named, transaction, target, after)
    return log.action(transaction.uid)


def redo(log: Log, transactions: Transactions, table_named: TableNamed, *, by: str, action: str | None,
         after: After | None) -> Action:
    """Undo the curator's last undo, as long as they have done nothing else since, or do the named action again, whoever
    undid it and whatever was done since; returns the new entry of history.

    Raises NothingToUndo and CannotUndo; `after` as for undo.
    """
    _refuse_inside_an_action(transactions)
    with transactions.begin("redo", by=by) as transaction:
        target = _last_undone(log, by) if action is None else _redoable(log, log.action(action))
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


def _undoable(log: Log, action: Action) -> Action:
    if action.undoes is not None:
        raise CannotUndo(f"“{action.title}” is an undo: redo takes it back")
    last = log.last_turn(action)
    if last.undoes is not None:
        raise CannotUndo(f"“{action.title}” of {action.at} is undone already ({last.by}, {last.at})")
    return last


def _last_undone(log: Log, by: str) -> Action:
    undone = None
    done_since = None
    for action in log.newest_first(by=by):
        if action.undoes is not None and action.undone_by is None:
            undone = action
            break
        if action.undoes is None and action.redoes is None:
            done_since = done_since or action
    if undone is None:
        raise NothingToUndo(f"{by} has undone nothing that can be redone")
    if done_since is not None:
        raise NothingToUndo(f"“{done_since.name}” was done since the last undo: what was undone before, such as "
                            f"“{undone.name}”, is done again from the history")
    return undone


def _redoable(log: Log, action: Action) -> Action:
    last = log.last_turn(action)
    if last.undoes is None:
        again = " any more: it was done again" if last.seq != action.seq else ""
        raise CannotUndo(f"“{action.name}” of {action.at} is not undone{again}")
    return last


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
    """Take back what the action did to one record: the fields that it changed, where they still are as it left them."""
    document = table.with_uid(change.uid)
    found, before, after = _content(table, document), _content(table, change.before), _content(table, change.after)
    fields = _differing(before, after)
    is_whole = found is None or before is None or after is None
    if log.standing_since(change.uid, target.seq, None if is_whole else fields) is not None:
        raise _conflict(log, change, target, fields)  # even where it looks again as the action left it
    if found is None or before is None or after is None:
        if found != after:
            raise _conflict(log, change, target, fields)
        restored = before
    elif all(found.get(field) == after.get(field) for field in fields):
        restored = found | {field: before[field] for field in fields if field in before}
    else:
        raise _conflict(log, change, target, fields)
    try:
        if document is not None:
            table.write(document.doc_id, dict(document), restored)
        elif restored is not None:
            table.write(change.doc_id, None, restored)
    except Unstorable as trouble:  # each field may go back, but not beside what others hold now
        raise _conflict(log, change, target, None) from trouble


def _content(table: Table, document: Document | Doc | None) -> Doc | None:
    """A record but for its rev, in today's form: fields that came since it was written are there, and empty."""
    if document is None:
        return None
    content = without_rev(upgraded(table.name, dict(document)))
    assert content is not None
    if table.layout.model is None:
        return content
    try:
        record = table.layout.model.model_validate(content | {"rev": 1})
    except ValidationError:  # what is damaged is compared as it stands
        return content
    return without_rev(record.model_dump(mode="json"))


def _differing(one: Doc | None, other: Doc | None) -> set[str]:
    one, other = one or {}, other or {}
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def _conflict(log: Log, change: Change, target: Action, fields: set[str] | None) -> CannotUndo:
    turn = "done again" if target.undoes else "undone"
    later = log.standing_since(change.uid, target.seq, fields) or log.standing_since(change.uid, target.seq)
    if later is None:
        return CannotUndo(f"“{target.name}” cannot be {turn}: {change.table} {change.uid} is not what it left behind")
    return CannotUndo(f"“{target.name}” cannot be {turn}: {later.by} changed the same since "
                      f"({later.title}{f': {later.what}' if later.what else ''}, {later.at}); undo that first",
                      by=later.by, action=later.title, at=later.at, uid=later.uid)
