"""Notes and flags on articles, quotes, mentions and entries: a remark, or "look at this again", until it is settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tinydb import where

from curator.desk.cards import label
from curator.desk.desk import Desk, Refused, short
from curator.desk.registry import registry
from schema import Article, Entity, Mention, Note, Quote, Record, revise

NOTED = ("articles", "quotes", "mentions", "entities")  # what a note or flag can be on
ONE = {"articles": "article", "quotes": "quote", "mentions": "mention", "entities": "entry", "labels": "label",
       "judgements": "judgement"}


@dataclass(frozen=True)
class Thing:
    """What a note or flag is on: a record, and words to show it by."""

    table: str
    uid: str
    words: str


@dataclass(frozen=True)
class NoteRow:
    """A note or flag with what it is on. `article` and `start` say where to go; there is no article for an entry."""

    uid: str
    flag: bool
    settled: bool
    text: str
    by: str
    at: str
    on: Thing
    article: str | None
    article_label: str
    start: int | None


def thing(desk: Desk, words: str) -> Thing:
    """The article, quote, mention or entry that a uid, or the end of one, names; Refused when none or several do."""
    found = [(table, uid) for table in NOTED
             for uid in ([words] if desk.dataset.collection(table).get(words) else desk.ending(table, words))]
    if len(found) > 1:
        raise Refused(f"{len(found)} records end in {words!r}: give more of the id")
    if not found:
        raise Refused(f"no article, quote, mention or entry {words!r}: the lists show their ids")
    table, uid = found[0]
    return Thing(table, uid, _shown(desk, desk.dataset.collection(table)[uid]))


def add_note(desk: Desk, on: Thing, text: str, *, flag: bool = False) -> Note:
    """A note on a record, or with `flag` a mark to look at it again, whose text says why and may be empty."""
    text = text.strip()
    if not text and not flag:
        raise Refused("a note needs words; a flag can do without")
    what = f"{ONE[on.table]} {short(on.words)}{f': {short(text)}' if text else ''}"
    with desk.act("flag" if flag else "note", what, *articles_of(desk, on.table, on.uid)):
        if desk.dataset.collection(on.table).get(on.uid) is None:
            raise Refused(f"that {ONE[on.table]} is gone")
        return desk.dataset.notes.add(Note(on=on.uid, on_table=on.table, text=text, flag=flag, **desk.stamp()))


def settle(desk: Desk, note_uid: str, *, settled: bool = True) -> Note:
    """Say that a note or flag is done with, or that it is open again."""
    note = desk.dataset.notes[note_uid]
    name = f"{'settle' if settled else 'reopen'} {'flag' if note.flag else 'note'}"
    with desk.act(name, short(note.text), *articles_of(desk, note.on_table, note.on)):
        return desk.dataset.notes.put(revise(desk.dataset.notes[note_uid], settled=settled))


def settle_flags(desk: Desk, on: Thing) -> list[Note]:
    """Settle every open flag on a record, as one action."""
    with desk.act("settle flag", f"{ONE[on.table]} {short(on.words)}", *articles_of(desk, on.table, on.uid)):
        return [settle(desk, note.uid) for note in notes_on(desk, [on.uid]) if note.flag and not note.settled]


def edit_note(desk: Desk, note_uid: str, text: str) -> Note:
    """Other words for a note."""
    text = text.strip()
    note = desk.dataset.notes[note_uid]
    if not text and not note.flag:
        raise Refused("a note needs words: delete it instead")
    with desk.act("edit note", short(text), *articles_of(desk, note.on_table, note.on)):
        return desk.dataset.notes.put(revise(desk.dataset.notes[note_uid], text=text))


def delete_note(desk: Desk, note_uid: str) -> Note:
    """Delete a note; undo brings it back."""
    note = desk.dataset.notes[note_uid]
    with desk.act("delete note", short(note.text) or ONE[note.on_table], *articles_of(desk, note.on_table, note.on)):
        desk.dataset.notes.delete(note)
    return note


def drop_notes(desk: Desk, uid: str) -> None:
    """Within the caller's action: what was noted on a record goes with it; undo brings both back."""
    for note in desk.dataset.notes.search(where("on") == uid):
        desk.dataset.notes.delete(note)


def move_notes(desk: Desk, uid: str, to: str) -> None:
    """Within the caller's action: what was noted on a record is noted on another of its table."""
    for note in desk.dataset.notes.search(where("on") == uid):
        desk.dataset.notes.put(revise(note, on=to))


def articles_of(desk: Desk, table: str, uid: str) -> tuple[str, ...]:
    """The article that a record is, or is in; none for an entry, and for what is gone."""
    record = desk.dataset.collection(table).get(uid) if table in NOTED else None
    return _articles(record) if record else ()


def notes_on(desk: Desk, uids: Iterable[str]) -> list[Note]:
    """The notes and flags on some records, oldest first."""
    wanted = set(uids)
    found = (note for uid in wanted for note in desk.dataset.notes.search(where("on") == uid))
    return sorted(found, key=lambda note: note.uid)


def notes(desk: Desk, *, open_only: bool = False) -> list[NoteRow]:
    """All notes and flags: open ones first, flags before notes, newest first."""
    found = [n for n in desk.dataset.notes.all() if n.on_table in NOTED and not (open_only and n.settled)]
    on: dict[str, Record] = {}
    for table in NOTED:
        on |= desk.dataset.collection(table).get_many(n.on for n in found if n.on_table == table)
    articles = desk.dataset.articles.get_many(uid for record in on.values() for uid in _articles(record))
    rows = [_row(desk, note, on[note.on], articles) for note in found if note.on in on]
    rows.sort(key=lambda row: row.uid, reverse=True)
    return sorted(rows, key=lambda row: (row.settled, not row.flag))


def _row(desk: Desk, note: Note, record: Record, articles: dict[str, Article]) -> NoteRow:
    article = next((articles[uid] for uid in _articles(record) if uid in articles), None)
    start = record.content[0].start if isinstance(record, Quote) else \
        record.spans[0].start if isinstance(record, Mention) else None
    return NoteRow(note.uid, note.flag, note.settled, note.text, note.created_by, note.created_at,
                   Thing(note.on_table, note.on, _shown(desk, record)), article.uid if article else None,
                   label(article) if article else "", start)


def _shown(desk: Desk, record: Record) -> str:
    match record:
        case Article():
            return label(record)
        case Quote():
            return f"“{short(' … '.join(span.exact for span in record.content), 60)}”"
        case Mention():
            return f"“{' … '.join(span.exact for span in record.spans)}”"
        case Entity():
            return registry(desk).name(record.uid)
    return record.uid


def _articles(record: Record) -> tuple[str, ...]:
    if isinstance(record, Article):
        return (record.uid,)
    return (record.article,) if isinstance(record, (Quote, Mention)) else ()
