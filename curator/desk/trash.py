"""The trash: what was deleted, and bringing it back whole.

It is no state of its own: what is deleted stays in the history, each record as it was, so the trash lists the deletions
that nobody took back, and restoring one undoes that action, checked as any undo is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tinydb import where

from curator.desk.cards import label
from curator.desk.desk import SHORTEST_ID, Desk, Refused, listing, short
from curator.desk.recalling import newest_first
from curator.desk.references import referring
from curator.desk.undoing import Action, undo
from schema import Article, Record
from store.layouts import REFERENCES

DELETE_ARTICLE = "delete article"
KINDS = {DELETE_ARTICLE: "article", "delete quote": "quote", "delete mention": "mention", "delete entry": "entry",
         "delete note": "note"}
_ONE = {"entities": "entries", "judgements": "judgements on statements elsewhere"}
MOST = 1_000


@dataclass(frozen=True)
class Deleted:
    """A deletion that can be taken back; `uid` is that of its action."""

    uid: str
    kind: str
    what: str
    by: str
    at: str


def delete_article(desk: Desk, uid: str) -> Article:
    """Delete an article with its zones, mentions, quotes, notes and decisions; the trash brings all of it back.

    Refused while something outside of it refers to it, such as a role in the registry that it states."""
    with desk.act(DELETE_ARTICLE, "", uid) as action:
        article = desk.dataset.articles[uid]
        action.what = short(label(article))
        going = _going(desk, uid)
        _forbid_users(desk, going, article)
        for table, part in going:
            desk.dataset.collection(table).delete(part)
    return article


def hanging(desk: Desk, uid: str) -> str:
    """What goes with an article, counted: "2 quotes, 5 mentions"; empty for nothing."""
    counted = Counter(table for table, _ in _going(desk, uid))
    return ", ".join(f"{number} {table if number > 1 else table.removesuffix('s')}"
                     for table, number in counted.items() if table in ("quotes", "mentions", "notes", "judgements"))


def trash(desk: Desk, *, limit: int = MOST) -> list[Deleted]:
    """What was deleted and can come back, latest first."""
    found: list[Deleted] = []
    for action in _deletions(desk):
        if len(found) == limit:
            break
        found.append(Deleted(action.uid, KINDS[action.name], action.what, action.by, action.at))
    return found


def restore(desk: Desk, uid: str) -> Action:
    """Bring back what an action deleted; the new entry of history. Refused or CannotUndo name what is in the way."""
    action = desk.dataset.action(uid)
    if action.name not in KINDS or action.undoes is not None:
        raise Refused(f"“{action.title}” is no deletion: `curator trash` lists what can come back")
    if action.undone_by is not None:
        raise Refused(f"“{action.what}” was brought back before")
    changes = desk.dataset.changes(uid)
    coming = {change.uid for change in changes}
    for change in changes:
        home = str((change.before or {}).get("article", ""))
        if home and home not in coming and desk.dataset.articles.get(home) is None:
            raise Refused("its article was deleted, too: bring that back first")
        if change.table == "articles" and change.before:
            twins = desk.dataset.articles.search(where("text_sha256") == change.before["text_sha256"])
            if twins:
                raise Refused(f"the same text was imported again since, as {short(label(twins[0]))} "
                              f"({twins[0].uid[-6:]}): delete that first")
    return undo(desk, uid)


def find_deleted(desk: Desk, words: str) -> Deleted:
    """The one in the trash that a uid, or the end of one, of the deletion or of what was deleted names; Refused."""
    near = [each for each in trash(desk) if len(words) >= SHORTEST_ID and (
        each.uid.endswith(words.upper()) or any(c.after is None and c.uid.endswith(words.upper())
                                                for c in desk.dataset.changes(each.uid)))]
    if len(near) == 1:
        return near[0]
    if near:
        raise Refused(f"{len(near)} in the trash end in {words!r}: give more of the id, as `curator trash` lists it")
    raise Refused(f"nothing in the trash is {words!r}: `curator trash` lists it with ids")


def _deletions(desk: Desk) -> Iterator[Action]:
    return (a for a in newest_first(desk) if a.name in KINDS and a.undoes is None and a.undone_by is None)


def _going(desk: Desk, uid: str) -> list[tuple[str, str]]:
    """Table and uid of all that goes with an article, and it last: what refers to others first."""
    parts = _parts(desk, uid)
    notes = [("notes", note.uid) for table, part in (*parts, ("articles", uid))
             for note in desk.dataset.notes.search((where("on") == part) & (where("on_table") == table))]
    judged = [("judgements", j.uid) for j in desk.dataset.judgements.search(where("about") == "quote")
              if {("quotes", j.left), ("quotes", j.right)} & set(parts)]
    return [*notes, *judged, *parts, ("articles", uid)]


def _parts(desk: Desk, article: str) -> list[tuple[str, str]]:
    """Table and uid of everything that stands in an article: what refers to others first."""
    here = where("article") == article
    return [(table, record.uid) for table in ("decisions", "quotes", "mentions", "zones")
            for record in reversed(desk.dataset.collection(table).search(here))]


def _forbid_users(desk: Desk, going: list[tuple[str, str]], article: Article) -> None:
    """Refused while what stays refers to what goes."""
    gone = {uid for _, uid in going}
    targets = [each for each in going if each[0] in ("articles", "quotes", "mentions")]
    for table, fields in REFERENCES.items():
        for field, tables in fields.items():
            users: dict[str, Record] = {
                user.uid: user for its, uid in targets if its in tables and table != "notes" and not (
                    its != "articles" and field == "article")
                for user in referring(desk, table, field, uid) if user.uid not in gone}
            if users:
                names = [str(getattr(user, "preferred", user.uid[-6:])) for user in users.values()]
                raise Refused(f"{short(label(article))} cannot be deleted: {listing(names)} ({_ONE.get(table, table)}) "
                              f"refer to it; change those first")
