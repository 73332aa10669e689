"""What an engine offers to the store: documents, blobs and key pairs in named tables, and transactions.

A document is JSON text under a whole number; what is in it, and the log, are the business of the layers above.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from schema import Record
from store.errors import StoreError
from store.narrowing import Condition, Path


@dataclass(frozen=True)
class Layout:
    """What is declared of a table. Paths are dotted field names; `links` names lists of paths that hold uids."""

    unique: str | None = None
    indexes: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    model: type[Record] | None = None


BLOCK = 256  # records whose bits stand together in a word index


class Holder(NamedTuple):
    """Whose words are indexed: a record by its number and uid, what it belongs to, and a mark of what was indexed."""

    number: int
    uid: str
    group: str
    mark: str


class Engine(Protocol):
    """One open dataset file or server. Every method may be called from any thread; transactions belong to a thread.

    All methods raise `StoreError` subclasses that name the dataset.
    """

    url: str
    read_only: StoreError | None  # why nothing can be written; raised by `transaction`

    @property
    def layout(self) -> int:
        """Which release's way of keeping things the file says it follows: a `store.format.FORMAT`."""

    def raise_layout(self) -> None:
        """Say, within the transaction of an upgrade, that the file follows today's: older programs then refuse it."""

    def transaction(self) -> AbstractContextManager[None]:
        """Write everything inside or nothing; nested, the inner one can fail alone."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads inside see the same moment."""

    @property
    def is_writing(self) -> bool:
        """True while this thread is inside `transaction()`."""

    def tables(self) -> set[str]:
        """Names of the document tables."""

    def create_table(self, table: str, layout: Layout) -> None:
        """Make the table and its indexes where they are missing."""

    def drop_table(self, table: str) -> None:
        """Remove a document table and all that is in it."""

    def rows(self, table: str, condition: Condition | None = None, *, order: Sequence[Path] = (),
             descending: bool = False, limit: int | None = None, offset: int = 0, beyond: int | None = None,
             ) -> Iterator[tuple[int, str]]:
        """Ids and documents that meet the condition, ordered by the paths and then by id. Use them up or drop them
        before writing.

        A missing value or null comes first, then numbers, then words by code point. `beyond` leaves out that id and
        those before it (after it when descending).
        """

    def row(self, table: str, doc_id: int) -> str | None:
        """One document by its id."""

    def size(self, table: str, condition: Condition | None = None) -> int:
        """How many documents meet the condition."""

    def tally(self, table: str, path: Path) -> dict[str | int | float | None, int]:
        """How many documents have each value at the path."""

    def last_id(self, table: str) -> int:
        """The highest id in the table, 0 for none."""

    def next_id(self, table: str) -> int:
        """The id that the next insert gets: ids are never used twice."""

    def insert(self, table: str, doc_id: int | None, document: str) -> int:
        """Add a document and return its id; the caller has checked that a given id is free."""

    def replace(self, table: str, doc_id: int, document: str) -> None:
        """Put a document in the place of another."""

    def delete(self, table: str, doc_id: int) -> None:
        """Remove a document."""

    def put_blob(self, table: str, key: str, content: bytes) -> bool:
        """Keep bytes under a key; False when the key was there already."""

    def blob(self, table: str, key: str) -> bytes | None:
        """The bytes under a key."""

    def blob_keys(self, table: str) -> list[str]:
        """All keys of a blob table, in order."""

    def replace_pairs(self, table: str, owner: str, keys: Iterable[str]) -> None:
        """Make these the keys of the owner, in the place of those it had."""

    def pairs(self, table: str, keys: Collection[str]) -> list[tuple[str, str]]:
        """(key, owner) for each of the keys, in order of key and owner."""

    def pair_sizes(self, table: str, keys: Collection[str] | None = None, most: int | None = None) -> dict[str, int]:
        """How many owners each key has; all keys when None. Of given keys nobody counts further than `most`."""

    def keys_of(self, table: str, owner: str) -> list[str]:
        """The keys of one owner, in order."""

    def clear_pairs(self, table: str) -> None:
        """Remove all pairs of a table."""

    def replace_words(self, table: str, holder: Holder, words: Collection[str], *, is_new: bool) -> None:
        """Make these the words of a record; `is_new` when it has none yet."""

    def forget_words(self, table: str, number: int) -> None:
        """Remove a record and its words from a word index."""

    def holders(self, table: str, group: str) -> list[Holder]:
        """Whose words are indexed, of one group."""

    def bits(self, table: str, word: str, *, is_prefix: bool = False, blocks: Collection[int] | None = None,
             ) -> dict[int, int]:
        """Who holds a word, or any that begins so: block -> bit n for record `block * BLOCK + n`; only in some blocks
        if given."""

    def uids_of(self, table: str, numbers: Sequence[int]) -> list[str]:
        """The uids of the records of a word index, in the order of the numbers; those that are gone are left out."""

    def every_holder(self, table: str) -> Iterator[Holder]:
        """Whose words are indexed, in the order of numbers."""

    def words_of_block(self, table: str, block: int) -> dict[str, int]:
        """The words of one block of records with their bits."""

    def drop_words(self, table: str) -> None:
        """Remove a word index."""

    def verify(self) -> list[str]:
        """What the engine's own consistency check finds wrong, in its words."""

    def rebuild_indexes(self) -> None:
        """Make every index of the document tables anew, within a transaction; what is no JSON becomes a document that
        holds its bytes and no uid."""

    def close(self) -> None:
        """Close every connection; closing twice does no harm."""


Progress = Callable[[int, int], None]
