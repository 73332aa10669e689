"""The word index in SQLite: a row for each word and block of records, its bits as a number in little-endian bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from store import sqlite_words as words
from store.engine import BLOCK, Holder
from store.sqlite_connections import Connections

_LAST = "\U0010ffff"  # behind every letter


def put(connections: Connections, table: str, holder: Holder, wanted: Collection[str], *, is_new: bool) -> None:
    """See `store.engine.Engine.replace_words`."""
    if not is_new:
        remove(connections, table, holder.number)
    connections.run(f"INSERT INTO {words.holders_name(table)} VALUES (?, ?, ?, ?)", holder)
    block, bit = divmod(holder.number, BLOCK)
    there = _bits_of(connections, table, block, wanted)
    connections.run_many(f"INSERT OR REPLACE INTO {words.index_name(table)} VALUES (?, ?, ?)",
                         [(block, word, _bytes(there.get(word, 0) | 1 << bit)) for word in sorted(wanted)])


def remove(connections: Connections, table: str, number: int) -> None:
    """See `store.engine.Engine.forget_words`. Looks through the block: words are added far more often."""
    name = words.index_name(table)
    block, bit = divmod(number, BLOCK)
    connections.run(f"DELETE FROM {words.holders_name(table)} WHERE number = ?", [number])
    there = {word: found for word, raw in connections.all(f"SELECT word, bits FROM {name} WHERE block = ?", [block])
             if (found := _number(raw)) >> bit & 1}
    left = {word: bits & ~(1 << bit) for word, bits in there.items()}
    connections.run_many(f"DELETE FROM {name} WHERE block = ? AND word = ?",
                         [(block, word) for word, bits in left.items() if not bits])
    connections.run_many(f"UPDATE {name} SET bits = ? WHERE block = ? AND word = ?",
                         [(_bytes(bits), block, word) for word, bits in left.items() if bits])


def holders(connections: Connections, table: str, group: str) -> list[Holder]:
    """See `store.engine.Engine.holders`."""
    return [Holder(*row) for row in connections.all(
        f'SELECT number, uid, "group", mark FROM {words.holders_name(table)} WHERE "group" = ?', [group])]


def bits(connections: Connections, table: str, word: str, *, is_prefix: bool, blocks: Collection[int] | None,
         ) -> dict[int, int]:
    """See `store.engine.Engine.bits`."""
    name = words.index_name(table)
    last = connections.all(f"SELECT max(block) FROM {name}")[0][0]
    if last is None:
        return {}
    test, values = ("word >= ? AND word < ?", [word, word + _LAST]) if is_prefix else ("word = ?", [word])
    found: dict[int, int] = {}
    if blocks is not None and len(blocks) < _FEW:
        rows: Iterable[tuple[int, bytes]] = (row for block in blocks for row in connections.all(
            f"SELECT block, bits FROM {name} WHERE block = ? AND {test}", [block, *values]))
    else:
        rows = connections.all(
            "WITH RECURSIVE every(n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM every WHERE n < ?) "
            f"SELECT block, bits FROM every CROSS JOIN {name} ON block = n AND {test}", [last, *values])
    for block, raw in rows:
        found[block] = found.get(block, 0) | _number(raw)
    return found


_FEW = 20  # blocks that are asked for one by one


def every_holder(connections: Connections, table: str) -> Iterator[Holder]:
    """See `store.engine.Engine.every_holder`."""
    cursor = connections.run(f'SELECT number, uid, "group", mark FROM {words.holders_name(table)} ORDER BY number')
    while some := connections.some(cursor):
        yield from (Holder(*row) for row in some)


def words_of_block(connections: Connections, table: str, block: int) -> dict[str, int]:
    """See `store.engine.Engine.words_of_block`."""
    return {word: _number(raw) for word, raw in connections.all(
        f"SELECT word, bits FROM {words.index_name(table)} WHERE block = ?", [block])}


def uids_of(connections: Connections, table: str, numbers: Sequence[int]) -> list[str]:
    """See `store.engine.Engine.uids_of`."""
    found = dict(connections.all(f"SELECT number, uid FROM {words.holders_name(table)} "
                                 f"WHERE number IN ({', '.join('?' * len(numbers))})", list(numbers)))
    return [found[number] for number in numbers if number in found]


def _bits_of(connections: Connections, table: str, block: int, wanted: Collection[str]) -> dict[str, int]:
    """The bits of some words in one block: words lie together there, so they are asked for in few questions."""
    every, found = sorted(wanted), dict[str, int]()
    for first in range(0, len(every), _AT_ONCE):
        some = every[first:first + _AT_ONCE]
        rows = connections.all(f"SELECT word, bits FROM {words.index_name(table)} WHERE block = ? AND word IN "
                               f"({', '.join('?' * len(some))})", [block, *some])
        found |= {word: _number(raw) for word, raw in rows}
    return found


_AT_ONCE = 200


def _number(raw: object) -> int:
    """The bits of a row; none where the row is damaged."""
    return int.from_bytes(raw, "little") if isinstance(raw, bytes) else 0


def _bytes(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "little")
