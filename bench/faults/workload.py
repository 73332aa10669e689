"""A curator who does random things, telling each as soon as it is done; and everything that can be read afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any, get_args

from tinydb import where

from curator.desk.cards import set_card
from curator.desk.counts import DERIVED, counts, stored_suggestions
from curator.desk.deciding import accept_all
from curator.desk.desk import Desk, Refused
from curator.desk.digests import all_statements, cards
from curator.desk.importing import import_paths
from curator.desk.mentioning import make_mention
from curator.desk.name_index import KEY_INDEXES
from curator.desk.notes import Thing, add_note
from curator.desk.parties import Who
from curator.desk.quoting import delete_quote, make_quote, toggle_party
from curator.desk.searching import Over, search
from curator.desk.trash import delete_article, restore, trash
from curator.desk.undoing import redo, undo
from schema import TABLES
from store import CannotUndo, NothingToUndo

SOUGHT = ("harbour opens", "mayor monday", "spring*", "brandt")
OVER: tuple[Over, ...] = get_args(Over)
NAMES = ("Ilse Brandt", "Arkady Lomtev", "Maria Silva", "Jonas Wil", "Yelena Sorokina")
TEXT = ("Harbour {0} opens again\n\nMayor {1} said on Monday that harbour {0} would be open in the spring. “We shall "
        "see ships {0} times a day,” {2} told the Chronicle.\n")
Tell = Callable[["Done"], None]


@dataclass(frozen=True)
class Done:
    """What was acknowledged: the seq of the latest action, and (table, uid, sha256 of the content or none) of what it
    wrote."""

    seq: int
    wrote: list[tuple[str, str, str | None]]


def work(desk: Desk, dice: Random, folder: Path, tell: Tell, actions: int) -> None:
    """Do some random actions, each told when it is acknowledged."""
    for _ in range(actions):
        before = desk.dataset.position()
        with suppress(Refused, NothingToUndo, CannotUndo):
            _one(desk, dice, folder)
        if desk.dataset.position() > before:
            (action,) = desk.dataset.history(limit=1, by=desk.by)
            tell(Done(action.seq, [(c.table, c.uid, None if c.after is None else sha256(c.after))
                                   for c in desk.dataset.changes(action.uid)]))


def _one(desk: Desk, dice: Random, folder: Path) -> None:
    articles = [str(uid) for uid in desk.dataset.articles.tally("uid")]
    kind = dice.choice(("import", "card", "card", "quote", "quote", "mention", "accept", "note", "speaker", "unquote",
                        "undo", "undo", "redo", "delete", "restore")) if articles else "import"
    article = dice.choice(articles) if articles else ""
    if kind == "import":
        path = folder / f"{dice.randrange(10**12)}.txt"
        path.write_text(TEXT.format(dice.randrange(10**6), dice.choice(NAMES), dice.choice(NAMES)), encoding="utf-8")
        list(import_paths(desk, [str(path)]))
        path.unlink()
    elif kind == "card":
        set_card(desk, article, "title", f"title {dice.random()}")
    elif kind == "quote":
        start = dice.randrange(60)
        make_quote(desk, article, [(start, start + dice.randrange(5, 60))])
    elif kind == "mention":
        start = dice.randrange(60)
        make_mention(desk, article, start, start + dice.randrange(3, 20), "PERSON")
    elif kind == "accept":
        accept_all(desk, article, grade="guess")
    elif kind == "note":
        add_note(desk, Thing("articles", article, "it"), f"note {dice.random()}", flag=dice.random() < 0.5)
    elif kind == "undo":
        undo(desk)
    elif kind == "redo":
        redo(desk)
    elif kind == "delete":
        delete_article(desk, article)
    elif kind == "restore":
        for each in trash(desk, limit=1):
            restore(desk, each.uid)
    elif quotes := desk.dataset.quotes.search(where("article") == article):
        quote = dice.choice(quotes)
        if kind == "speaker":
            toggle_party(desk, article, quote.uid, "speakers", Who(name=dice.choice(NAMES)))
        else:
            delete_quote(desk, quote.uid)


def lost(desk: Desk, told: list[Done]) -> int:
    """How many acknowledged actions are not in the dataset with what they wrote; the one under way when the program
    ended may have gone further."""
    missing = sum(done.seq > desk.dataset.position() for done in told)
    last = {(table, uid): (done, content) for done in told for table, uid, content in done.wrote}
    seqs = [done.seq for done in told]
    later = {change.uid for action in desk.dataset.history(limit=5) if seqs and action.seq > seqs[-1]
             for change in desk.dataset.changes(action.uid)}
    wrong = {done.seq for (table, uid), (done, content) in last.items()
             if uid not in later and _now(desk, table, uid) != content}
    return missing + len(wrong)


def _now(desk: Desk, table: str, uid: str) -> str | None:
    if table in ("texts", "originals"):
        content = desk.dataset.text(uid).encode() if table == "texts" else desk.dataset.original(uid)
        return sha256({"sha256": uid, "bytes": len(content)})
    found = desk.dataset.db.table(table).get(where("uid") == uid)
    return None if found is None else sha256(dict(found))  # type: ignore[arg-type]


def everything(desk: Desk) -> str:
    """A hash of all that a curator can come to see: records one by one, by article and by id, texts, history,
    suggestions, counts, lists, the search for names and in texts."""
    dataset, seen = desk.dataset, list[Any]()
    with dataset.snapshot():
        articles = [article.uid for article in dataset.articles.all()]
        for table in TABLES:
            collection = dataset.collection(table)
            records = collection.all()
            seen += [table, [record.model_dump(mode="json") for record in records],
                     sorted(map(str, collection.tally("uid")))]
            seen += [[uid for uid in (r.uid for r in records) if collection.get(uid) is None]]
        for uid in articles:
            seen += [[r.uid for r in dataset.collection(table).search(where("article") == uid)]
                     for table in ("quotes", "mentions", "decisions", "zones")]
            suggestions = stored_suggestions(dataset, uid)
            seen += [dataset.text(dataset.articles[uid].text_sha256),
                     suggestions.model_dump(mode="json") if suggestions else None]
            seen += [dataset.cache(name).get(uid) for name in DERIVED]
        seen += [sorted((uid, asdict(count)) for uid, count in counts(dataset).items()),
                 sorted((uid, asdict(card)) for uid, card in cards(dataset).items()), sorted(all_statements(dataset))]
        seen += [sorted((str(key), size) for key, size in dataset.keys(name).sizes().items()) for name in KEY_INDEXES]
        seen += [[hit.uid for hit in search(desk, words, over=over).hits] for words in SOUGHT for over in OVER]
        seen += [sorted(dataset.keys(name).keys_of(entity.uid)) for name in KEY_INDEXES for entity in dataset.entities]
        for action in dataset.history(limit=1_000_000):
            seen += [asdict(action), [asdict(change) for change in dataset.changes(action.uid)]]
    return sha256(seen)


def sha256(value: object) -> str:
    """Of its JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode("utf-8", "surrogatepass")).hexdigest()
