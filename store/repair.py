"""Repairing a dataset from its log: records as they were last written, indexes of links, checksums of the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from store.check_history import Image, problems_of_history
from store.collection import Collection
from store.documents import Doc, decode, encode
from store.engine import Engine
from store.errors import StoreError
from store.log import Log
from store.narrowing import equals
from store.problems import each_row
from store.seals import SEAL, seal, seal_of_change
from store.table import link_keys, links_table
from store.transaction import Transactions


@dataclass(frozen=True)
class Mended:
    """One record or index that was put right, and how."""

    table: str
    uid: str
    what: str


def mend(collections: Mapping[str, Collection[Any]], log: Log, transactions: Transactions, engine: Engine,
         ) -> Iterator[Mended]:
    """Put right what the log knows better, within the caller's action.

    A record that is damaged or lost gets its last logged content with a higher `rev`, as an entry of history from just
    that content: nothing of the damage enters the log. What the log does not know is left alone."""
    engine.rebuild_indexes()
    yield from _changes(collections, engine)
    images: dict[str, Image] = {}
    for _ in problems_of_history(engine, images, is_sealed=True):
        pass
    yield from _undone_marks(engine)
    for name, collection in collections.items():
        wanted = {uid: image for uid, image in images.items()
                  if image.table == name and image.seal is not None and image.is_sound}
        yield from _records(collection, wanted, log, transactions, engine)
        yield from _links(collection, engine)


def _changes(collections: Mapping[str, Collection[Any]], engine: Engine) -> Iterator[Mended]:
    """Changes of the log whose content was altered: their neighbours, or the record itself, may hold the same content,
    and the checksum says whether it is the right one."""
    for doc_id, raw in each_row(engine, "_changes"):
        try:
            change = decode(raw, "_changes")
        except StoreError:
            continue
        if change.get(SEAL) == seal_of_change(change):
            continue
        befores, afters = _neighbours(collections, engine, doc_id, change)
        for before, after in product([change.get("before"), *befores], [change.get("after"), *afters]):
            whole = change | {"before": before, "after": after}
            if change.get(SEAL) == seal_of_change(whole):
                engine.replace("_changes", doc_id, encode(whole, "_changes"))
                yield Mended("_changes", str(change.get("uid")), "its entry in the history is restored")
                break


def _neighbours(collections: Mapping[str, Collection[Any]], engine: Engine, doc_id: int, change: Doc,
                ) -> tuple[list[Doc | None], list[Doc | None]]:
    """What the record may have been before and after a change, by the changes beside it and the record."""
    befores: list[Doc | None] = [None]
    afters: list[Doc | None] = [None]
    for other, raw in engine.rows("_changes", equals("uid", str(change.get("uid")))):
        beside = decode(raw, "_changes")
        if other < doc_id:
            befores.append(beside.get("after"))
        elif other > doc_id:
            afters.append(beside.get("before"))
    collection = collections.get(str(change.get("table")))
    found = collection.table.with_uid(str(change.get("uid"))) if collection else None
    return befores[:1] + befores[-1:], afters[:2] + ([dict(found)] if found else [])


def _records(collection: Collection[Any], wanted: dict[str, Image], log: Log, transactions: Transactions,
             engine: Engine) -> Iterator[Mended]:
    name = collection.name
    places = {image.doc_id: uid for uid, image in wanted.items()}
    sound: set[str] = set()
    in_the_way: dict[int, str] = {}
    for doc_id, raw in each_row(engine, name):
        uid = _uid_if_sound(raw, doc_id, wanted)
        if uid is None:
            in_the_way[doc_id] = raw
        elif uid not in sound:
            sound.add(uid)
    for doc_id, raw in in_the_way.items():
        if (doc_id in places and places[doc_id] not in sound) or _claims(raw, wanted):
            engine.delete(name, doc_id)
    for uid in sorted(wanted.keys() - sound):
        last = log.last_change(uid)
        content = last[1].after if last else None
        if content is None:
            continue
        restored = content | {"rev": content["rev"] + 1}
        engine.insert(name, wanted[uid].doc_id, encode(restored, name))
        transactions.record(name, uid, content, restored, wanted[uid].doc_id)
        yield Mended(name, uid, "restored from the history")


def _uid_if_sound(raw: str, doc_id: int, wanted: Mapping[str, Image]) -> str | None:
    try:
        document = decode(raw, "")
    except StoreError:
        return None
    uid = str(document.get("uid"))
    image = wanted.get(uid)
    return uid if image is not None and image.doc_id == doc_id and image.seal == seal(document) else None


def _claims(raw: str, wanted: Mapping[str, Image]) -> bool:
    """True for a row that names itself after a record which is restored in its own place."""
    try:
        return str(decode(raw, "").get("uid")) in wanted
    except StoreError:
        return False


def _links(collection: Collection[Any], engine: Engine) -> Iterator[Mended]:
    """The index of links, made anew where it differs from the records."""
    table, layout = links_table(collection.name), collection.table.layout
    keys: dict[str, set[str]] = {}
    for _, raw in each_row(engine, collection.name):
        try:
            document: Doc = decode(raw, collection.name)
        except StoreError:
            continue
        keys[str(document.get("uid"))] = link_keys(layout, document)
    differs = [uid for uid, wanted in keys.items() if set(engine.keys_of(table, uid)) != wanted]
    if not differs and sum(engine.pair_sizes(table).values()) == sum(map(len, keys.values())):
        return
    engine.clear_pairs(table)
    for uid, wanted in keys.items():
        if wanted:
            engine.replace_pairs(table, uid, wanted)
    yield Mended(table, "", "made again from the records")


def _undone_marks(engine: Engine) -> Iterator[Mended]:
    """Whether an action was undone, as the entries that undid it say."""
    undone: dict[str, str] = {}
    actions: dict[int, Doc] = {}
    for seq, raw in each_row(engine, "_actions"):
        try:
            actions[seq] = decode(raw, "_actions")
        except StoreError:
            continue
        for field in ("undoes", "redoes"):
            if actions[seq].get(field):
                undone[str(actions[seq][field])] = str(actions[seq].get("uid"))
    for seq, action in actions.items():
        by = undone.get(str(action.get("uid")))
        if action.get("undone_by") != by:
            engine.replace("_actions", seq, encode(action | {"undone_by": by}, "_actions"))
            yield Mended("_actions", str(action.get("uid")), "whether it was undone is read from the other entries")
