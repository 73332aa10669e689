"""The SQL that SQLite understands: conditions, the names of tables, their definitions. Nothing here runs it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from store.narrowing import AllOf, AnyOf, Compare, Condition, Path

Statements = Mapping[str, str]  # quoted name of a table or index -> what makes it
_PLAIN_NAME = re.compile(r"(?!sqlite_)[a-z_][a-z0-9_]*")


@lru_cache(1000)
def table_name(table: str) -> str:
    """The quoted name of a document table. SQLite's names know no case: those not plain are spelt in hexadecimal."""
    return quoted(table if _PLAIN_NAME.fullmatch(table) else f"x-{table.encode('utf-8', 'surrogatepass').hex()}")


def table_of(name: str) -> str | None:
    """The document table of an unquoted name, None for tables of other kinds."""
    if name.startswith("x-"):
        return bytes.fromhex(name[2:]).decode("utf-8", "surrogatepass")
    return name if _PLAIN_NAME.fullmatch(name) else None


def pairs_name(table: str) -> str:
    """The quoted name of a table of pairs."""
    return quoted(f"pairs-{table}")


def blobs_name(table: str) -> str:
    """The quoted name of a blob table."""
    return quoted(f"blobs-{table}")


def index_name(table: str) -> str:
    """The quoted name of a word index."""
    return quoted(f"words-{table}")


def holders_name(table: str) -> str:
    """The quoted name of the table that says whose words are indexed."""
    return quoted(f"holders-{table}")


def quoted(name: str) -> str:
    """An identifier, safe in any statement."""
    return '"' + name.replace('"', '""') + '"'


@lru_cache(1000)
def column(path: Path) -> str:
    """The expression for the value at a path; index and query must spell it alike. Keys are plain (see narrowing)."""
    steps = "".join(f'."{part}"' for part in path).replace("'", "''")
    return f"json_extract(doc, '${steps}')"


def where(condition: Condition | None) -> tuple[str, list[str | int | float]]:
    """The condition as SQL and its values; json_extract gives 1 and 0 for true and false, so numbers need no more."""
    match condition:
        case None:
            return "1", []
        case Compare(path, comparison, value):
            return f"{column(path)} {comparison} ?", [value]
        case AllOf(parts):
            return _joined(parts, " AND ")
        case AnyOf((Compare(path, "==", _), *_) as parts) if all(
                isinstance(part, Compare) and part.path == path and part.comparison == "==" for part in parts):
            values = [part.value for part in parts if isinstance(part, Compare)]
            return f"{column(path)} IN ({', '.join('?' * len(values))})", values
        case AnyOf(parts):
            return _joined(parts, " OR ")


def order_by(paths: Sequence[Path], *, descending: bool) -> str:
    """The ORDER BY clause, by id at last."""
    direction = " DESC" if descending else ""
    return "ORDER BY " + ", ".join([*(column(path) + direction for path in paths), "doc_id" + direction])


NO_DOCUMENTS = ('"pairs-', '"blobs-', '"words-', '"holders-')  # how the names of the other tables begin


@cache
def document_table(table: str, unique: str | None, indexes: tuple[str, ...]) -> Statements:
    """The statements for a table and its indexes."""
    name = table_name(table)
    columns = "doc_id INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT NOT NULL"
    statements = {name: f"CREATE TABLE IF NOT EXISTS {name} ({columns})"}
    for field in dict.fromkeys([*filter(None, [unique]), *indexes]):
        index = quoted(f"{name[1:-1]} by {field}")
        kind = "UNIQUE INDEX" if field == unique else "INDEX"
        statements[index] = f"CREATE {kind} IF NOT EXISTS {index} ON {name}({column(tuple(field.split('.')))})"
    return statements


@cache
def pairs_table(table: str) -> Statements:
    """The statements for a table of pairs, found by key and by owner."""
    name, by_owner = pairs_name(table), quoted(f"pairs-{table} by owner")
    return {
        name: f"CREATE TABLE IF NOT EXISTS {name} (key TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (key, owner)) "
              "WITHOUT ROWID",
        by_owner: f"CREATE INDEX IF NOT EXISTS {by_owner} ON {name}(owner)",
    }


@cache
def word_tables(table: str) -> Statements:
    """The statements for a word index: rows in the order of blocks, so what is added lies at the end."""
    name, holders, by_group = index_name(table), holders_name(table), quoted(f"holders-{table} by group")
    return {
        name: f"CREATE TABLE IF NOT EXISTS {name} (block INTEGER NOT NULL, word TEXT NOT NULL, bits BLOB NOT NULL, "
              "PRIMARY KEY (block, word)) WITHOUT ROWID",
        holders: f"CREATE TABLE IF NOT EXISTS {holders} (number INTEGER PRIMARY KEY, uid TEXT NOT NULL, "
                 '"group" TEXT NOT NULL, mark TEXT NOT NULL)',
        by_group: f'CREATE INDEX IF NOT EXISTS {by_group} ON {holders}("group")',
    }


@cache
def blobs_table(table: str) -> Statements:
    """The statements for a blob table."""
    name = blobs_name(table)
    return {name: f"CREATE TABLE IF NOT EXISTS {name} (key TEXT PRIMARY KEY, content BLOB NOT NULL)"}


def spelt(name: str) -> frozenset[str]:
    """How a table or index of that unquoted name may be defined, as SQLite keeps it; empty for none of ours."""
    of, _, field = name.rpartition(" by ")
    if name.startswith("pairs-"):
        made = [pairs_table((of or name).removeprefix("pairs-")).get(quoted(name))]
    elif name.startswith("blobs-"):
        made = [blobs_table(name.removeprefix("blobs-")).get(quoted(name))]
    elif name.startswith(("words-", "holders-")):
        made = [word_tables((of or name).partition("-")[2]).get(quoted(name))]
    else:
        table = table_of(of or name)
        both = () if table is None else (document_table(table, field or None, ()),
                                         document_table(table, None, (field,) if of else ()))
        made = [statements.get(quoted(name)) for statements in both]
    return frozenset(sql.replace(" IF NOT EXISTS", "", 1) for sql in made if sql)


def _joined(parts: tuple[Condition, ...], word: str) -> tuple[str, list[str | int | float]]:
    pieces = [where(part) for part in parts]
    return "(" + word.join(sql for sql, _ in pieces) + ")", [value for _, values in pieces for value in values]
