"""The names of entries in stored indexes, kept in each entry's own transaction: folded for exact look-up, and the keys
under which names that may be one meet (curator.names.keys).

A dataset whose keys were written by an older version gets them anew: some entries in a transaction, so that nobody
waits for it and nothing is lost when it is interrupted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from schema import NEVER_MATCHED, Entity
from store import Dataset

if TYPE_CHECKING:
    from curator.names import Kind

VERSION = 2  # raise it when `keys` of curator.names gives other keys: older ones are dropped and made anew
BLOCKING = f"blocking_{VERSION}"
KEY_INDEXES = ("names", BLOCKING)
STATE = "derived"  # the cache that says how far an index has come
FEWEST, LONG_ENOUGH = 100, 0.1  # entries in one transaction at least, unless its seconds are over
_OLD = ("blocking", *(f"blocking_{version}" for version in range(2, VERSION)))


def index_names(dataset: Dataset, entities: Iterable[Entity]) -> None:
    """Write the keys of some entries, within the caller's transaction; what did not change costs little."""
    for entity in entities:
        for name, its in keys_of(entity).items():
            dataset.keys(name).replace(entity.uid, its)


def drop_names(dataset: Dataset, uids: Iterable[str]) -> None:
    """Forget entries that are gone, within the caller's transaction."""
    for uid in uids:
        for name in KEY_INDEXES:
            dataset.keys(name).forget(uid)


def keys_of(entity: Entity) -> dict[str, set[str]]:
    """What the indexes of KEY_INDEXES have to hold of an entity."""
    from curator.names import keys

    scorer: Kind = "organisation" if entity.kind != "person" else "person"
    blocking = set() if entity.kind in NEVER_MATCHED else \
        {key for name in entity.all_names for key in keys(name, scorer)}
    return {"names": {fold(name) for name in entity.all_names}, BLOCKING: blocking}


def fold(name: str) -> str:
    """A name for exact look-up: NFKC, case and runs of white space aside."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def unindexed(dataset: Dataset) -> int:
    """How many entries of an old dataset have no keys of this version yet."""
    state = dataset.cache(STATE).get(BLOCKING)
    return len(dataset.entities) if state is None else int(state["left"])


def catch_up(dataset: Dataset, by: str, *, progress: Callable[[int, int], None] = lambda done, of: None,
             stop: Callable[[], bool] = lambda: False) -> int:
    """Give the entries of an old dataset their keys; returns how many. `progress` is told how many are done, and of how
    many; after `stop`, or a kill, the next call goes on from there. Unwritable where nothing may be written."""
    total = left = unindexed(dataset)
    while left and not stop():
        with dataset.transaction("index names", by=by):
            left = _some(dataset)
        progress(total - left, total)
    return total - left


def is_fresh(dataset: Dataset) -> None:
    """Note, within the caller's transaction, that every entry has its keys."""
    dataset.cache(STATE).put(BLOCKING, {"upto": 0, "left": 0})


def _some(dataset: Dataset) -> int:
    """Index a few entries more; returns how many are left."""
    cache, began = dataset.cache(STATE), monotonic()
    state = cache.get(BLOCKING)
    if state is None:
        for old in _OLD:
            dataset.keys(old).clear()
        state = {"upto": 0, "left": len(dataset.entities)}
    last = int(state["upto"])
    for number, (place, entity) in enumerate(dataset.entities.after(last, at_once=FEWEST), 1):
        index_names(dataset, [entity])
        last = place
        if number >= FEWEST and monotonic() - began > LONG_ENOUGH:
            left = max(int(state["left"]) - number, 1)
            break
    else:
        left = 0
    cache.put(BLOCKING, {"upto": last, "left": left})
    return left


@dataclass(frozen=True)
class StoredKeys:
    """The stored keys of the registry, as `curator.names` looks at them."""

    dataset: Dataset

    def owners_of_any(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        """See `curator.names.KeyView`."""
        return self.dataset.keys(BLOCKING).owners_of_any(keys)

    def sizes(self, keys: Collection[str], most: int) -> Mapping[str, int]:
        """See `curator.names.KeyView`."""
        return self.dataset.keys(BLOCKING).sizes(keys, most)

    def size(self) -> int:
        """See `curator.names.KeyView`."""
        return self.dataset.entities.about()
