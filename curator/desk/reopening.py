"""What is new on either side of a pair that a curator was unsure of: then the pair is asked about again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from curator.desk.desk import Desk
from curator.desk.registry import Registry
from schema import Judgement
from store import Change

TELLING = {"preferred": "name", "names": "name", "roles": "role", "identifiers": "identifier",
           "affiliation": "affiliation", "note": "note"}
_MERGED = "entry judged the same"


def new_since(desk: Desk, known: Registry, unsure: Judgement) -> tuple[str, ...]:
    """What touches either side of the pair since it was judged, in words: mentions, statements, names, roles and so on.
    Ids tell what came later, as they grow with time; where records were changed, the history does."""
    found: Counter[str] = Counter()
    uids = {uid for end in (unsure.left, unsure.right) for uid in known.partition.members(end)}
    for uid in uids:
        mentions = desk.dataset.mentions.referring("entities", uid)
        found["mention"] += sum(m.uid > unsure.uid or (m.rev > 1 and _linked_since(desk, m.uid, unsure.uid, uid))
                                for m in mentions)
        found["statement"] += sum(q.uid > unsure.uid for q in desk.dataset.quotes.referring("entities", uid))
        found.update(_noted_since(desk, uid, unsure.uid))
    found[_MERGED] += sum(j.judgement == "same" and j.uid > unsure.uid and bool({j.left, j.right} & uids)
                          for j in known.live)
    return tuple(f"{n} {word if n == 1 or word == _MERGED else word + 's'}" for word, n in found.items() if n)


def _linked_since(desk: Desk, mention: str, since: str, entity: str) -> bool:
    """True when a mention did not stand for the entity before."""
    return any(entity in (change.after or {}).get("entities", ()) and
               entity not in (change.before or {}).get("entities", ())
               for change in _changes(desk, mention, since))


def _noted_since(desk: Desk, entity: str, since: str) -> Iterable[str]:
    """What an entry has that it had not: a word for each field."""
    for change in _changes(desk, entity, since):
        if change.before is None or change.after is None:
            continue
        for field, word in TELLING.items():
            if change.after.get(field) and change.after.get(field) != change.before.get(field):
                yield word


def _changes(desk: Desk, uid: str, since: str) -> Iterable[Change]:
    for action in desk.dataset.history(limit=100, uid=uid):
        if action.uid < since:
            return
        yield from (change for change in desk.dataset.changes(action.uid) if change.uid == uid)
