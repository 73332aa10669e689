"""Coming back: an export remembers what it held, so that the next can say what was added, changed or withdrawn since.

A mark is a cache, not history: the fingerprints of everything the export held (`exporters/fingerprints.py`), and which
entries were one. Ids stay, so a colleague's own columns can be joined to the next export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from curator.desk.cards import label
from curator.desk.desk import Desk, Refused, listing, short
from curator.desk.registry import registry
from curator.exporters.changes import Changed
from curator.exporters.fingerprints import FIELDS, SHOWN, Prints, Watched, differing
from curator.exporters.records import Status
from schema import Article, Entity, Mention, Quote, Record
from store.documents import as_written

EXPORTS = "exports"
LAST = "LAST"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,59}")
_AT_ONCE = 500


@dataclass(frozen=True)
class Mark:
    """An export that is remembered under a name. `position` is that of the log when it was made."""

    name: str
    at: str
    by: str
    position: int
    status: Status
    format: str


def marks(desk: Desk) -> list[Mark]:
    """The exports that are remembered, latest first."""
    kept = desk.dataset.cache(EXPORTS)
    with as_written(EXPORTS):
        found = [_mark(name, kept.get(name) or {}) for name in kept.keys() if "/" not in name]  # noqa: SIM118 - no dict
    return sorted(found, key=lambda mark: (mark.at, mark.name), reverse=True)


def mark_of(desk: Desk, name: str) -> Mark:
    """The export that is remembered under a name; Refused when there is none."""
    found = {mark.name: mark for mark in marks(desk)}
    if name not in found:
        raise Refused(f"no export was remembered as {name!r}: "
                      f"{f'there are {listing(list(found), 9)}' if found else 'export once first'}")
    return found[name]


def check_name(name: str) -> str:
    """The name, if an export may be remembered under it; Refused."""
    if not _NAME.fullmatch(name):
        raise Refused(f"{name!r} cannot name an export: letters, digits, blanks, dots and dashes, at most 60")
    return name


def remember(desk: Desk, name: str, held: Watched, *, position: int, format: str) -> Mark:
    """Keep what an export held under a name, in the place of an earlier one of that name."""
    mark = Mark(check_name(name), desk.dataset.now(), desk.by, position, held.status, format)
    head = {"at": mark.at, "by": mark.by, "position": position, "status": held.status, "format": format}
    tables = {f"{name}/{table}": {"fields": list(FIELDS[table]), "prints": prints}
              for table, prints in held.prints.items()}
    desk.dataset.cache(EXPORTS).put_many({name: head, f"{name}/identities": held.identities, **tables})
    return mark


def changes_since(desk: Desk, name: str, held: Watched) -> list[Changed]:
    """What is not as the export of that name had it, table by table, in the order of ids; Refused when there is none.
    `held` must have been walked through."""
    mark_of(desk, name)
    kept = desk.dataset.cache(EXPORTS)
    before: Mapping[str, Any] = kept.get_many([f"{name}/{part}" for part in (*FIELDS, "identities")])
    found: list[Changed] = []
    with as_written(EXPORTS):
        was: dict[str, str] = before[f"{name}/identities"]
        for table in ("articles", "quotes", "mentions", "entities"):
            old = before[f"{name}/{table}"]
            found += _described(desk, table, list(_compared(table, old, held.prints[table])), was, held.identities)
    return found


def new_since(desk: Desk, name: str = LAST) -> list[Changed]:
    """What was added, changed or withdrawn since the export of that name, without writing anything."""
    from curator.desk.exporting import DeskRecords

    with desk.dataset.snapshot():
        held = Watched(DeskRecords(desk, mark_of(desk, name).status))
        held.walk()
        return changes_since(desk, name, held)


def _mark(name: str, head: Mapping[str, Any]) -> Mark:
    return Mark(name, head.get("at", ""), head.get("by", ""), head.get("position", 0), head.get("status", "accepted"),
                head.get("format", ""))


def _compared(table: str, old: Mapping[str, Any], new: Prints) -> Iterator[Changed]:
    prints: Prints = old["prints"]
    for uid in sorted(prints.keys() | new.keys()):
        if uid not in prints:
            yield Changed("added", table, uid)
        elif uid not in new:
            yield Changed("withdrawn", table, uid)
        elif prints[uid] != new[uid]:
            fields = differing(table, prints[uid], new[uid], old["fields"])
            if fields:
                yield Changed("changed", table, uid, tuple(fields))


def _described(desk: Desk, table: str, changes: list[Changed], was: Mapping[str, str], now: Mapping[str, str],
               ) -> Iterator[Changed]:
    """The changes with the words of each record, and why a name that nobody touched is another now."""
    for first in range(0, len(changes), _AT_ONCE):
        some = changes[first:first + _AT_ONCE]
        there = desk.dataset.collection(table).get_many(one.uid for one in some)
        for one in some:
            record = there.get(one.uid) or _last_seen(desk, table, one.uid)
            why = tuple(_why(desk, field, one.fields, record, was, now) for field in one.fields)
            if one.kind == "withdrawn":
                why = ("article excluded" if one.uid in there else "deleted",)
            yield replace(one, fields=tuple(dict.fromkeys(word for word in why if word)), words=_words(desk, record),
                          article=_article(record))


def _why(desk: Desk, field: str, fields: Iterable[str], record: Record | None, was: Mapping[str, str],
         now: Mapping[str, str]) -> str:
    """A field as it is told: what is shown changed with its link, or because entries were merged, parted, renamed."""
    plain = field.removesuffix(SHOWN)
    if plain == field and field != "identity":
        return field
    if field != "identity" and plain in fields:
        return ""
    entities = [record.uid] if isinstance(record, Entity) else _entities(desk, plain, record)
    turns = [(was.get(uid, uid), now.get(uid, uid)) for uid in entities]
    how = "merged" if any(after < before for before, after in turns) else \
        "parted" if any(after > before for before, after in turns) else "renamed"
    return how if field == "identity" else f"{plain} {how}"


def _entities(desk: Desk, field: str, record: Record | None) -> list[str]:
    if isinstance(record, Mention):
        return list(record.entities)
    if isinstance(record, Article):
        return [record.publisher.entity] if record.publisher and record.publisher.entity else []
    if not isinstance(record, Quote):
        return []
    parties = {"speaker": record.speakers, "about": record.targets, "addressee": record.addressees, "via": record.via}
    mentions = desk.dataset.mentions.get_many(p.mention for p in parties[field] if p.mention)
    return [p.entity for p in parties[field] if p.entity] + [e for m in mentions.values() for e in m.entities]


def _last_seen(desk: Desk, table: str, uid: str) -> Record | None:
    """A record that is gone, as it was last."""
    last = next(iter(desk.dataset.history(limit=1, uid=uid)), None)
    image = next((c.before or c.after for c in desk.dataset.changes(last.uid) if c.uid == uid), None) if last else None
    return desk.dataset.collection(table).model.model_validate(image) if image else None


def _words(desk: Desk, record: Record | None) -> str:
    match record:
        case Article():
            return label(record)
        case Quote():
            return short(" … ".join(span.exact for span in record.content), 80)
        case Mention():
            return " … ".join(span.exact for span in record.spans)
        case Entity():
            known = registry(desk)
            return known.name(record.uid) if record.uid in known.entities else record.preferred
    return ""


def _article(record: Record | None) -> str | None:
    if isinstance(record, Article):
        return record.uid
    return record.article if isinstance(record, (Quote, Mention)) else None
