"""`python -m bench.store [ARTICLES...]`: the store beside raw SQLite and stock TinyDB in one run; 1,000, 10,000 and
100,000 articles with 20 annotations each, made once (`bench.large_dataset`; the largest takes a quarter of an hour).

Raw SQLite holds the same records in a table of its own with the same indexes and does the same: an edit writes the
record, the change and the action and waits for the disk; a read asks an index and decodes each row. Milliseconds are
medians; CPU is the thread's.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from random import Random
from shutil import copy
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory, gettempdir
from time import perf_counter, thread_time
from typing import Any

from tinydb import TinyDB, where

from bench.large_dataset import large_dataset
from curator.desk.desk import Desk, open_desk
from curator.desk.searching import search
from schema import Mention, revise

SIZES = (1_000, 10_000, 100_000)
LARGEST = 100_000  # where the absolute limits hold
EDIT_LIMIT, QUERY_LIMIT, MODELS_LIMIT = 2.0, 2.0, 5.0  # times raw SQLite
PAGE_LIMIT, OPEN_LIMIT, HEAP_LIMIT, SEARCH_LIMIT = 5.0, 150.0, 60.0, 60.0  # ms CPU, ms CPU, MB, ms CPU
EDITS, QUERIES, PAGES, SEARCHES = 120, 400, 60, 40
FOUND_BY = {"mentions": ("uid", "article", "label"), "changes": ("uid", "action"), "actions": ("uid", "by")}
STOCK = 1_000  # articles that stock TinyDB can hold in a reasonable time
SOUGHT = ("harbour guards", "sorok veltsk", "grain papers", "ministry roads", "agreement sign")
OPENING = ("import sys\nfrom pathlib import Path\nfrom time import process_time\nfrom store import open_dataset\n"
           "def resident():\n"
           "    return int(next(l for l in open('/proc/self/status') if l.startswith('VmRSS')).split()[1]) / 1024\n"
           "before, began = resident(), process_time()\n"
           "dataset = open_dataset(Path(sys.argv[1]), create=False)\n"
           "found = dataset.articles.page(limit=50)\n"
           "print(1000 * (process_time() - began), resident() - before)\n")


def main() -> None:
    """Print one row a measurement; exit code 1 when a limit is missed."""
    sizes = [int(words) for words in sys.argv[1:]] or list(SIZES)
    folder, met = Path(gettempdir(), "curator-bench"), True
    for articles in sizes:
        began = perf_counter()
        kept = large_dataset(folder, articles=articles)
        print(f"{articles:,} articles, {kept.stat().st_size / 1e6:,.0f} MB, made in {perf_counter() - began:.0f} s "
              "(0: it was there)", flush=True)
        with TemporaryDirectory(dir=folder) as name:
            met &= _measured(Path(copy(kept, name)), articles)
        print(flush=True)
    sys.exit(0 if met else 1)


def _measured(path: Path, articles: int) -> bool:
    is_largest = articles >= LARGEST
    met = _opening(path, is_largest=is_largest)
    with open_desk(path, by="bench") as desk, closing(_raw(path.with_suffix(".raw"), desk)) as raw:
        met &= _edits(desk, raw)
        met &= _queries(desk, raw)
        met &= _pages(desk, is_largest=is_largest)
        met &= _searches(desk, is_largest=is_largest)
        if articles <= STOCK:
            _stock(path.with_suffix(".json"), desk)
    return met


def _opening(path: Path, *, is_largest: bool) -> bool:
    taken = [tuple(map(float, run([sys.executable, "-c", OPENING, str(path)], capture_output=True, text=True,
                                  check=True).stdout.split())) for _ in range(5)]
    cpu, heap = median(t[0] for t in taken), median(t[1] for t in taken)
    met = row("open, with a first page", f"{cpu:.0f} ms CPU", cpu if is_largest else None, OPEN_LIMIT)
    return met & row("memory that this takes", f"{heap:.0f} MB", heap if is_largest else None, HEAP_LIMIT)


def _raw(path: Path, desk: Desk) -> sqlite3.Connection:
    """The mentions of the dataset as they are, in a table of raw SQLite with an index and a log."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-2048"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE mentions (doc_id INTEGER PRIMARY KEY, doc TEXT NOT NULL)")
    connection.execute("CREATE TABLE changes (n INTEGER PRIMARY KEY, doc TEXT NOT NULL)")
    connection.execute("CREATE TABLE actions (n INTEGER PRIMARY KEY, doc TEXT NOT NULL)")
    connection.execute("BEGIN")
    engine = desk.dataset.db.engine
    connection.executemany("INSERT INTO mentions VALUES (?, ?)", engine.rows("mentions"))
    connection.execute("COMMIT")
    for table, fields in FOUND_BY.items():
        for field in fields:
            connection.execute(f"CREATE INDEX {table}_{field} ON {table}(json_extract(doc, '$.{field}'))")
    return connection


def _edits(desk: Desk, raw: sqlite3.Connection) -> bool:
    """One field of a record, durably, turn and turn about."""
    ours, theirs = [], []
    for number, uid in enumerate(_chosen(desk, EDITS)):
        record = revise(desk.dataset.mentions[uid], label=f"LABEL {number}")  # as it stands on a screen
        ours.append(_wall(lambda record=record: _edit(desk, record)))  # type: ignore[misc]
        theirs.append(_wall(lambda uid=uid, n=number: _raw_edit(raw, uid, n)))  # type: ignore[misc]
    return _beside("durable edit", ours, theirs, EDIT_LIMIT)


def _edit(desk: Desk, record: Mention) -> None:
    """What was read before; the store looks whether it is still the one that is kept."""
    with desk.dataset.transaction("set label", by="bench", what=record.uid):
        desk.dataset.mentions.put(record)


def _raw_edit(raw: sqlite3.Connection, uid: str, number: int) -> None:
    raw.execute("BEGIN IMMEDIATE")
    doc_id, doc = raw.execute("SELECT doc_id, doc FROM mentions WHERE json_extract(doc, '$.uid') = ?", [uid]).fetchone()
    before = json.loads(doc)
    after = before | {"label": f"LABEL {number}", "rev": before["rev"] + 1}
    raw.execute("UPDATE mentions SET doc = ? WHERE doc_id = ?", [_words(after), doc_id])
    change = {"before": before, "after": after, "uid": uid, "action": number}
    action = {"name": "set label", "what": uid, "uid": str(number), "by": "bench"}
    raw.execute("INSERT INTO changes (doc) VALUES (?)", [_words(change)])
    raw.execute("INSERT INTO actions (doc) VALUES (?)", [_words(action)])
    raw.execute("COMMIT")


def _queries(desk: Desk, raw: sqlite3.Connection) -> bool:
    """The mentions of one article, twenty or so: as documents, and as records."""
    articles = [mention.article for mention in desk.dataset.mentions.get_many(_chosen(desk, QUERIES)).values()]
    table, collection = desk.dataset.mentions.table, desk.dataset.mentions
    theirs, plain, modelled = [], [], []
    for uid in articles:
        theirs.append(_cpu(lambda uid=uid: _raw_query(raw, uid)))  # type: ignore[misc]
        plain.append(_cpu(lambda uid=uid: table.search(where("article") == uid)))  # type: ignore[misc]
        modelled.append(_cpu(lambda uid=uid: collection.search(where("article") == uid)))  # type: ignore[misc]
    met = _beside("indexed query, documents", plain, theirs, QUERY_LIMIT)
    return met & _beside("indexed query, records", modelled, theirs, MODELS_LIMIT)


def _raw_query(raw: sqlite3.Connection, uid: str) -> list[Any]:
    found = raw.execute("SELECT doc FROM mentions WHERE json_extract(doc, '$.article') = ?", [uid])
    return [json.loads(doc) for (doc,) in found]


def _pages(desk: Desk, *, is_largest: bool) -> bool:
    """Fifty articles somewhere in the list: in the order of adding after a record, of one status, by a field."""
    dice, total, articles = Random(7), len(desk.dataset.articles), desk.dataset.articles
    some = [article.uid for article in articles.page(limit=PAGES, offset=total // 2)]
    asked: dict[str, Callable[[int], object]] = {
        "a page of 50, in order of adding": lambda n: articles.page(limit=50, after=some[n]),
        "a page of 50 of one status": lambda n: articles.page(where("status") == "done", limit=50, offset=n),
        "a page of 50 by a field": lambda n: articles.page(order=["status"], limit=50, offset=dice.randrange(1_000)),
    }
    met = True
    for what, ask in asked.items():
        taken = [_cpu(lambda n=n, ask=ask: ask(n)) for n in range(min(PAGES, len(some)))]  # type: ignore[misc]
        met &= row(what, f"{median(taken):.2f} ms CPU", median(taken) if is_largest else None, PAGE_LIMIT)
    return met


def _searches(desk: Desk, *, is_largest: bool) -> bool:
    taken, found = [], 0
    for number in range(SEARCHES):
        words = SOUGHT[number % len(SOUGHT)]
        taken.append(_cpu(lambda words=words: search(desk, words)))  # type: ignore[misc]
        found = max(found, search(desk, words).total)
    cpu = median(taken)
    return row("two words in full texts", f"{cpu:.1f} ms CPU, at most {max(taken):.1f}; up to {found:,} found",
               cpu if is_largest else None, SEARCH_LIMIT)


def _stock(path: Path, desk: Desk) -> None:
    """Stock TinyDB with the same mentions: it reads and writes the whole file each time."""
    chosen = list(desk.dataset.mentions.get_many(_chosen(desk, 5)).values())
    with TinyDB(path, encoding="utf-8") as stock:
        stock.insert_multiple(mention.model_dump(mode="json") for mention in desk.dataset.mentions)
        edits = [_wall(lambda m=m: stock.update({"label": "X"}, where("uid") == m.uid)) for m in chosen]  # type: ignore[misc]
        reads = [_cpu(lambda m=m: stock.search(where("article") == m.article)) for m in chosen]  # type: ignore[misc]
    row("stock TinyDB: edit", f"{median(edits):.0f} ms")
    row("stock TinyDB: query", f"{median(reads):.0f} ms CPU")


def _chosen(desk: Desk, size: int) -> list[str]:
    """Uids of mentions from all over the table."""
    dice, total = Random(size), len(desk.dataset.mentions)
    return [mention.uid for _ in range(size)
            for mention in _at(desk, dice.randrange(1, total))]


def _at(desk: Desk, doc_id: int) -> Iterable[Mention]:
    for _, mention in desk.dataset.mentions.after(doc_id - 1, at_once=1):
        yield mention
        return


def _words(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _wall(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return 1000 * (perf_counter() - began)


def _cpu(do: Callable[[], object]) -> float:
    began = thread_time()
    do()
    return 1000 * (thread_time() - began)


def _beside(what: str, ours: list[float], theirs: list[float], limit: float) -> bool:
    mine, raw = median(ours), median(theirs)
    return row(what, f"{mine:.3f} ms, raw SQLite {raw:.3f}: {mine / raw:.2f} x", mine / raw, limit)


def row(what: str, value: str, measured: float | None = None, limit: float = 0) -> bool:
    """One line of the table; False when the measured figure is over its limit."""
    met = measured is None or measured <= limit
    print(f"  {what:<34} {value}{'' if met else f'   OVER {limit:g}'}", flush=True)
    return met


if __name__ == "__main__":
    main()
