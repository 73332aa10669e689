"""What was added, changed or withdrawn since an earlier export, as rows of the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

ChangeKind = Literal["added", "changed", "withdrawn"]
WORDS = {"quotes": "statements", "articles": "articles", "mentions": "mentions", "entities": "entries"}


@dataclass(frozen=True)
class Changed:
    """One record that is not what it was. `fields` say what differs ("speaker merged"); `words` show the record."""

    kind: ChangeKind
    table: str
    uid: str
    fields: tuple[str, ...] = ()
    article: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Since:
    """The changes since the export of that name; asked for when everything else has been written."""

    name: str
    changes: Callable[[], Iterable[Changed]]


def change_rows(since: Since) -> Iterator[dict[str, Any]]:
    """The changes as rows of JSON Lines."""
    for one in since.changes():
        yield {"kind": one.kind, "table": one.table, "uid": one.uid, "fields": list(one.fields),
               "article": one.article, "words": one.words, "since": since.name}


def change_cells(since: Since) -> Iterator[tuple[str, dict[str, Any]]]:
    """The changes as rows of the table `changes`."""
    for one in since.changes():
        yield "changes", {"change": one.kind, "table": one.table, "id": one.uid, "article": one.article,
                          "fields": "; ".join(one.fields), "words": one.words}


def summed_up(changes: Iterable[Changed]) -> str:
    """One line: "statements: 41 added, 3 changed (speaker merged), 1 withdrawn; articles: 2 added"."""
    of_table: dict[str, list[Changed]] = {table: [] for table in WORDS}
    for one in changes:
        of_table[one.table].append(one)
    parts = [f"{WORDS[table]}: {_sum(found)}" for table, found in of_table.items() if found]
    return "; ".join(parts) or "nothing is new"


def _sum(changes: list[Changed]) -> str:
    number = Counter(one.kind for one in changes)
    why = Counter(field for one in changes if one.kind == "changed" for field in one.fields)
    told = ", ".join(field if len(why) == 1 else f"{field} {times}" for field, times in why.most_common(4))
    more = f" and {len(why) - 4} more" if len(why) > 4 else ""
    kinds: tuple[ChangeKind, ...] = ("added", "changed", "withdrawn")
    return ", ".join(f"{number[kind]} {kind}{f' ({told}{more})' if kind == 'changed' else ''}"
                     for kind in kinds if number[kind])
