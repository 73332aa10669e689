"""Indexes of derived keys, such as blocking keys of names and folded words of texts: who has which key."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from store.engine import Engine
from store.errors import NoTransaction


class KeyIndex:
    """Pairs of owner and key, found from both sides. Written in the transaction that changes the owner, unlogged."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._table = f"keys_{name}"
        self.name = name

    def replace(self, owner: str, keys: Iterable[str]) -> None:
        """Make these the owner's keys."""
        if not self._engine.is_writing:
            raise NoTransaction(f"a write to the key index {self.name} outside of any action")
        self._engine.replace_pairs(self._table, owner, keys)

    def forget(self, owner: str) -> None:
        """Remove all keys of the owner."""
        self.replace(owner, ())

    def clear(self) -> None:
        """Remove all keys of all owners, to derive them anew."""
        if not self._engine.is_writing:
            raise NoTransaction(f"a write to the key index {self.name} outside of any action")
        self._engine.clear_pairs(self._table)

    def owners(self, key: str) -> list[str]:
        """Who has the key, in order."""
        return [owner for _, owner in self._engine.pairs(self._table, [key])]

    def owners_of_any(self, keys: Collection[str]) -> dict[str, list[str]]:
        """key -> who has it, in order; keys that nobody has are left out."""
        found: dict[str, list[str]] = {}
        for key, owner in self._engine.pairs(self._table, keys):
            found.setdefault(key, []).append(owner)
        return found

    def keys_of(self, owner: str) -> list[str]:
        """The owner's keys, in order."""
        return self._engine.keys_of(self._table, owner)

    def sizes(self, keys: Collection[str] | None = None, most: int | None = None) -> dict[str, int]:
        """key -> how many have it, of given keys at most `most`; of all keys when None."""
        return self._engine.pair_sizes(self._table, keys, most)
