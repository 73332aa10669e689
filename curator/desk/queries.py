"""What a curator can ask: the articles of the Library, all statements, all entries. Rows for lists and for --json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from sys import intern

from curator.desk.counts import Counts, counts
from curator.desk.desk import Desk
from curator.desk.digests import Card, Somebody, Statement, all_statements, cards, statements_in
from curator.desk.lately import changed_since
from curator.desk.registry import Registry, registry
from schema import Stance

SIGN_OF_STANCE: dict[Stance, str] = {"positive": "+", "negative": "−", "neutral": "0"}


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the Library. Title, publisher and date begin with '? ' where nobody has decided on them."""

    uid: str
    title: str
    publisher: str
    published: str
    status: str
    counts: Counts

    @property
    def needs_me(self) -> bool:
        """True while something is open and the article is neither done nor excluded."""
        return self.status in ("new", "in progress")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A settled statement: who said what about whom, where. Offsets in code points. A name in `about` ends in the
    sign of the stance, where one is coded; outlet and date begin with '? ' where nobody has decided on them."""

    uid: str
    article: str
    article_label: str
    kind: str
    act: str
    words: str
    verbatim: tuple[str, ...]
    speakers: tuple[str, ...]
    about: tuple[str, ...]
    via: tuple[str, ...]
    published: str
    outlet: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An identity of the registry with all its spellings and how often it is mentioned and speaks."""

    uid: str
    name: str
    kind: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    mentions: int
    quotes: int


@dataclass(frozen=True)
class Listed:
    """The statements of each article as they were listed at a position of the log, with the names of that time."""

    position: int
    registry: Registry
    rows: Mapping[str, tuple[StatementRow, ...]]


def library(desk: Desk, *, status: str | None = None) -> list[ArticleRow]:
    """All articles in the order in which they were imported; only those of one status if asked."""
    with desk.dataset.snapshot():
        every, known = cards(desk.dataset), counts(desk.dataset)
    nothing = Counts()
    return [ArticleRow(uid, card.label, card.publisher, card.published, card.status, known.get(uid, nothing))
            for uid, card in sorted(every.items()) if status is None or card.status == status]


def statements(desk: Desk, *, speaker: str = "", article: str = "", words: str = "") -> list[StatementRow]:
    """All settled statements in the order of articles and text; narrowed by words of the speaker's name, by article
    uid, and by words of the statement."""
    speaker, words = speaker.casefold(), words.casefold()
    listed = _listed(desk)
    some = [article] if article else sorted(listed)
    rows = (row for uid in some for row in listed.get(uid, ()))
    if not speaker and not words:
        return list(rows)
    return [row for row in rows if words in row.words.casefold() and speaker in " ".join(row.speakers).casefold()]


def _listed(desk: Desk) -> Mapping[str, tuple[StatementRow, ...]]:
    """The rows of each article, read once; then, unless a name changed, only those of articles that were changed."""
    with desk.dataset.snapshot():
        kept, known, position = desk.listed, registry(desk), desk.dataset.position()
        changes = changed_since(desk, kept.position, position) if kept and kept.registry is known else None
        name = cache(known.name)
        if kept is None or changes is None:
            every = cards(desk.dataset)
            rows = {uid: _rows(name, uid, every[uid], some) for uid, some in all_statements(desk.dataset)
                    if uid in every}
        else:
            touched = {c.uid if c.table == "articles" else str((c.after or c.before or {}).get("article", ""))
                       for c in changes}
            there = cards(desk.dataset, touched)
            rows = {uid: some for uid, some in kept.rows.items() if uid not in touched}
            rows |= {uid: _rows(name, uid, card, statements_in(desk.dataset, uid)) for uid, card in there.items()}
    if not desk.is_acting:
        desk.listed = Listed(position, known, rows)
    return rows


def entries(desk: Desk, *, words: str = "", kind: str = "") -> list[EntryRow]:
    """The identities of the registry by name; narrowed by words of any of their names and by kind."""
    words = words.casefold()
    return [row for row in _entered(desk)
            if (not kind or row.kind == kind) and (not words or words in " ".join(row.names).casefold())]


def _entered(desk: Desk) -> tuple[EntryRow, ...]:
    """The rows of all identities, kept until anything happens."""
    with desk.dataset.snapshot():
        position = desk.dataset.position()
        if desk.entered and desk.entered[0] == position and not desk.is_acting:
            return desk.entered[1]
        known, mentioned = registry(desk), desk.dataset.mentions.referred("entities")
        spoken = Counter(uid for _, some in all_statements(desk.dataset) for each in some
                         for uid in {known.partition.of(e) for one in each.speakers for e in one.entities})
    rows = tuple([EntryRow(i.uid, i.preferred, i.kind, i.names, tuple([m.uid for m in i.members]),
                           sum(mentioned.get(m.uid, 0) for m in i.members), spoken[i.uid])
                  for i in known.identities()])
    if not desk.is_acting:
        desk.entered = (position, rows)
    return rows


def _rows(name: Callable[[str], str], uid: str, card: Card, some: Iterable[Statement]) -> tuple[StatementRow, ...]:
    return tuple([_row(name, uid, card, each) for each in some])


def _row(name: Callable[[str], str], uid: str, card: Card, each: Statement) -> StatementRow:
    def names(parties: tuple[Somebody, ...]) -> tuple[str, ...]:
        return tuple([", ".join(map(name, p.entities)) if p.entities else p.words for p in parties])

    about = (intern(f"{who} {SIGN_OF_STANCE[party.stance]}") if party.stance else who
             for who, party in zip(names(each.targets), each.targets, strict=True))
    return StatementRow(each.uid, uid, card.label, intern(each.kind), intern(each.act), each.words, each.verbatim,
                        names(each.speakers), tuple(about), names(each.via), card.published, card.publisher,
                        each.start, each.end)


def first_mention(desk: Desk, members: Iterable[str]) -> tuple[str, int] | None:
    """Article uid and offset of the first mention of an identity's members; None when no text names them."""
    mentions = desk.dataset.mentions
    places = [(m.article, m.spans[0].start) for uid in members for m in mentions.referring("entities", uid)]
    return min(places) if places else None
