"""Undo, redo and history on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict

from curator.cli.printing import show, show_json, show_rows
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.differences import RecordChange, changes_told
from curator.desk.notes import thing
from curator.desk.recalling import history_about
from curator.desk.undoing import Action, State, action_named, described, history, redo, states, the_action, titled, undo

MOST_CHANGES = 200  # of one action that are told: an import has thousands


def undo_(options: argparse.Namespace) -> int:
    """`curator undo [ACTION] [--redo]`."""
    return _turn(options, "done again", redo) if options.redo else _turn(options, "undone", undo)


def redo_(options: argparse.Namespace) -> int:
    """`curator redo [ACTION]`."""
    return _turn(options, "done again", redo)


def _turn(options: argparse.Namespace, word: str, turn: Callable[[Desk, str | None], Action]) -> int:
    with open_desk(options.dataset, create=False) as desk:
        show(f"{word}: {described(turn(desk, the_action(desk, options.action).uid if options.action else None))}")
    return 0


def _record(desk: Desk, words: str) -> str:
    """The uid of the record that is there, or else of one that is gone and must be given in full."""
    try:
        return thing(desk, words).uid
    except Refused:
        if history(desk, limit=1, uid=words):
            return words
        raise


def history_(options: argparse.Namespace) -> int:
    """`curator history [RECORD | ACTION]`: of all, of a record with what each action changed of it, of one action."""
    with open_desk(options.dataset, create=False) as desk:
        only = None
        if options.record is None:
            found = history(desk, limit=options.limit)
        elif (action := action_named(desk, options.record)) is not None:
            found = [action]
        else:
            only = _record(desk, options.record)
            found = history_about(desk, only, limit=options.limit)
        stand = states(desk, found)
        changed = {action.uid: _changed(desk, action, only) for action in found} if options.record else {}
    if options.json:
        for action in found:
            line: dict[str, object] = {
                "uid": action.uid, "name": action.name, "what": action.what, "by": action.by, "at": action.at,
                "where": list(action.where), "undoes": action.undoes, "redoes": action.redoes,
                "undone_by": action.undone_by, "state": stand[action.uid]}
            if options.record:
                line["changes"] = [asdict(record) for record in changed[action.uid]]
            show_json(line)
    elif options.record is None:
        show_rows(("id", "when (UTC)", "who", "", "what"), [_row(action, stand[action.uid]) for action in found],
                  flexible=4)
    else:
        for action in found:
            _tell(action, stand[action.uid], changed[action.uid])
    return 0


def _row(action: Action, state: State) -> tuple[str, ...]:
    return (action.uid[-6:], _moment(action), action.by, "" if state == "done" else state, titled(action))


def _tell(action: Action, state: State, changed: Sequence[RecordChange]) -> None:
    """One action, and below it what it did, field by field."""
    stands = f"  ({state})" if state != "done" else ""
    show(f"{action.uid[-6:]}  {_moment(action)}  {action.by}  {titled(action)}{stands}")
    for record in changed:
        show(f"  {record.did} {record.what}")
        for field in record.fields:
            show(f"    {field.field}: {field.after if record.did == 'made' else field.before}"
                 f"{f' -> {field.after}' if record.did == 'changed' else ''}")


def _changed(desk: Desk, action: Action, only: str | None) -> list[RecordChange]:
    """What an action did, of a record only if one is named and the action changed it; at most `MOST_CHANGES`."""
    found = desk.dataset.changes(action.uid)
    own = [change for change in found if change.uid == only]
    return changes_told(desk, (own or found)[:MOST_CHANGES])


def _moment(action: Action) -> str:
    return action.at[:19].replace("T", " ")
