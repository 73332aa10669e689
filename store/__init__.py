"""The local database: TinyDB's API over a real engine, with transactions, history and undo. Knows the schema only."""

from store.cache import Cache
from store.collection import Collection
from store.dataset import Dataset, open_dataset
from store.engine import Holder
from store.errors import (
    Busy,
    CannotUndo,
    Closed,
    Damaged,
    DuplicateUid,
    LostRace,
    Missing,
    NewerDataset,
    NoDataset,
    NothingToUndo,
    NoTransaction,
    NotYet,
    Race,
    StoreError,
    Unstorable,
    Unwritable,
)
from store.keys import KeyIndex
from store.log import Action, Change
from store.problems import Problem
from store.repair import Mended
from store.transaction import Transaction
from store.words import Source, Word, WordIndex

__all__ = [
    "Action", "Busy", "Cache", "CannotUndo", "Change", "Closed", "Collection", "Damaged", "Dataset", "DuplicateUid",
    "Holder",
    "KeyIndex", "LostRace", "Mended", "Missing", "NewerDataset", "NoDataset", "NoTransaction", "NotYet",
    "NothingToUndo", "Problem", "Race", "Source", "StoreError", "Transaction", "Unstorable", "Unwritable", "Word",
    "WordIndex", "open_dataset",
]
