"""TinyDB on top of an engine: its whole-database contract, and a TinyDB whose tables are ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage

from store.documents import decode
from store.engine import Engine
from store.table import Table


class EngineStorage(Storage):
    """TinyDB's view of a whole database. Our tables never use it; stock code that does writes only differences."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.table_named: Callable[[str], Table] = lambda name: Table(self, name)

    def read(self) -> dict[str, dict[str, Any]]:
        """Everything, decoded: {table: {id: document}}; for interchange and small databases."""
        with self.engine.snapshot():
            return {table: {str(doc_id): decode(raw, table) for doc_id, raw in self.engine.rows(table)}
                    for table in sorted(self.engine.tables())}

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make the database hold `data`, through the tables and so through the log; others are emptied and dropped."""
        with self.engine.transaction():
            for table in sorted(self.engine.tables() - data.keys()):
                self.table_named(table).truncate()
                self.engine.drop_table(table)
            for table, documents in data.items():
                self.table_named(table).replace_all({int(key): dict(doc) for key, doc in documents.items()})

    def close(self) -> None:
        """Close the engine."""
        self.engine.close()


class Database(TinyDB):
    """A TinyDB over an engine: `Database(engine)`. `table(name, layout=..., journal=...)` declares a table."""

    table_class = Table  # type: ignore[assignment]  # TinyDB declares its own class, not a subclass of it
    default_storage_class = EngineStorage  # type: ignore[assignment]

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.engine = engine
        storage = self.storage
        if isinstance(storage, EngineStorage):
            storage.table_named = self.table

    def table(self, name: str, **kwargs: Any) -> Table:
        """The table of that name; the first call for a name decides on its layout."""
        table = super().table(name, **kwargs)
        assert isinstance(table, Table)
        return table

    def tables(self) -> set[str]:
        """The names of all tables that have been written to."""
        return self.engine.tables()

    def drop_table(self, name: str) -> None:
        """Empty a table, each removal logged where the table is logged, and drop it."""
        with self.engine.transaction():
            self.table(name).truncate()
            self.engine.drop_table(name)
        self._tables.pop(name, None)

    def drop_tables(self) -> None:
        """Empty and drop every table."""
        with self.engine.transaction():
            for name in sorted(self.tables()):
                self.drop_table(name)


