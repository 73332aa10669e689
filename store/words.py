"""An index of the folded words of texts: which records hold all of some words, however many records there are.

A record is one bit: that of its `doc_id`, which grows with time and is never given twice. The bits of 256 neighbours
are kept together for each word, so a word that all of them hold is one small row, and what is written lies together.
Whose words are indexed under what mark is kept beside it, so what has not changed is not written again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.engine import BLOCK, Engine, Holder
from store.errors import NoTransaction
from store.narrowing import MOST_VALUES, one_of
from store.table import Table

Bits = Mapping[int, int]  # block -> bit n is set for the record `block * BLOCK + n`


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, or with `is_prefix` every one that begins so."""

    text: str
    is_prefix: bool = False


class Source(NamedTuple):
    """What to index of a record: `words` is asked only where the record was not indexed under this mark yet."""

    mark: str
    words: Callable[[], Collection[str]]


class WordIndex:
    """The words of the records of one table. Written in the transaction that changes the record, unlogged."""

    def __init__(self, engine: Engine, name: str, table: Table) -> None:
        self._engine = engine
        self._records = table
        self._table = f"words_{name}"
        self.name = name

    def replace(self, group: str, sources: Mapping[str, Source]) -> None:
        """Make these records, by uid, all that is indexed of a group: the quotes of an article, the article itself."""
        if not self._engine.is_writing:
            raise NoTransaction(f"a write to the words of {self.name} outside of any action")
        there = {holder.uid: holder for holder in self._engine.holders(self._table, group)}
        for uid in there.keys() - sources.keys():
            self._engine.forget_words(self._table, there[uid].number)
        fresh = {uid: source for uid, source in sources.items()
                 if uid not in there or there[uid].mark != source.mark}
        numbers = {uid: there[uid].number for uid in fresh if uid in there}
        numbers |= self._numbers([uid for uid in fresh if uid not in there])
        for uid, number in sorted(numbers.items(), key=lambda each: each[1]):
            holder = Holder(number, uid, group, fresh[uid].mark)
            self._engine.replace_words(self._table, holder, fresh[uid].words(), is_new=uid not in there)

    def holding(self, *alternatives: Sequence[Word]) -> Bits:
        """The records that hold at least one word of each of the alternatives."""
        found: Bits | None = None
        for words in alternatives:
            some = self._any(words, found)
            found = some if found is None else _both(found, some)
            if not found:
                break
        return found or {}

    def uids(self, bits: Bits, offset: int = 0) -> Iterator[str]:
        """The uids of such records, the latest first, one by one; `offset` leaves out as many of the first."""
        numbers: list[int] = []
        for number in _numbers(bits, offset):
            numbers.append(number)
            if len(numbers) == _AT_ONCE:
                yield from self._engine.uids_of(self._table, numbers)
                numbers = []
        yield from self._engine.uids_of(self._table, numbers)

    def differs(self, wanted: Iterable[tuple[Holder, Callable[[], Collection[str]]]]) -> bool:
        """True where the index holds anything else than these, which come in the order of numbers with their words."""
        there, blocks = self._engine.every_holder(self._table), set[int]()
        block, words = -1, dict[str, int]()
        for holder, its in wanted:
            if next(there, None) != holder:
                return True
            at, bit = divmod(holder.number, BLOCK)
            if at != block and block >= 0 and self._engine.words_of_block(self._table, block) != words:
                return True
            if at != block:
                block, words = at, {}
            blocks.add(at)
            for word in its():
                words[word] = words.get(word, 0) | 1 << bit
        if block >= 0 and self._engine.words_of_block(self._table, block) != words:
            return True
        return next(there, None) is not None or not blocks.issuperset(
            self._engine.bits(self._table, "", is_prefix=True))

    def _any(self, words: Sequence[Word], among: Bits | None) -> Bits:
        """Only the blocks of `among` are looked at."""
        if len(words) == 1:
            return self._engine.bits(self._table, words[0].text, is_prefix=words[0].is_prefix, blocks=among)
        found: dict[int, int] = {}
        for word in words:
            some = self._engine.bits(self._table, word.text, is_prefix=word.is_prefix, blocks=among)
            for block, bits in some.items():
                found[block] = found.get(block, 0) | bits
        return found

    def _numbers(self, uids: Sequence[str]) -> dict[str, int]:
        return {found["uid"]: found.doc_id for first in range(0, len(uids), MOST_VALUES)
                for found in self._records.narrowed(one_of("uid", uids[first:first + MOST_VALUES]))}


_AT_ONCE = 64  # uids that are looked up in one go: a page of a list


def size(bits: Bits) -> int:
    """How many records they are."""
    return sum(some.bit_count() for some in bits.values())


def without(bits: Bits, others: Bits) -> Bits:
    """Those of the records that are not among the others."""
    return {block: left for block, some in bits.items() if (left := some & ~others.get(block, 0))}


def _both(left: Bits, right: Bits) -> Bits:
    return {block: bits for block, some in left.items() if (bits := some & right.get(block, 0))}


def _numbers(bits: Bits, offset: int) -> Iterator[int]:
    for block in sorted(bits, reverse=True):
        some = bits[block]
        if offset >= some.bit_count():
            offset -= some.bit_count()
            continue
        while some:
            at = some.bit_length() - 1
            some ^= 1 << at
            if offset:
                offset -= 1
            else:
                yield block * BLOCK + at
