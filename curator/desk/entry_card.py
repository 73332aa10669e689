"""The card of an entry: its names with how often and where from, what is noted of it, every place that mentions it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from curator.desk.cards import label
from curator.desk.desk import Desk, text_of
from curator.desk.entries import identity_of
from curator.desk.evidence import sentence_around
from curator.desk.judging import line
from curator.desk.registry import Identity, Registry, fold, registry
from schema import Article, Identifier, Judgement, Mention, Quote, Role

Part = Literal["named", "says", "about", "to", "via"]
PARTS: tuple[tuple[str, Part], ...] = (("speakers", "says"), ("targets", "about"), ("addressees", "to"), ("via", "via"))
UNDATED = "9999"


@dataclass(frozen=True)
class Occurrence:
    """A mention of the entry, or a statement in which it takes part, with its sentence. `start` and `end` are offsets
    into the text, `at` those of the words within `sentence`, all in code points."""

    uid: str
    part: Part
    article: str
    article_label: str
    published: str  # begins with '? ' while nobody has decided on it; empty: unknown
    start: int
    end: int
    sentence: str
    sentence_start: int
    at: tuple[int, int]


@dataclass(frozen=True)
class NameLine:
    """One name of the identity: how often a mention is worded so, and where it came from."""

    text: str
    kind: str
    entry: str  # uid of the entry that has it
    written: int
    first: str  # the article that first writes it so, in a few words; empty: no text does
    brought_by: str  # the judgement that brought it; empty: it is the entry's own


@dataclass(frozen=True)
class RoleLine:
    """A role with its organisation and article in words; `words` are those that state it."""

    role: Role
    organisation: str
    article_label: str
    words: str

    @property
    def line(self) -> str:
        """The role in one line: title, where, from when to when, and what states it."""
        role = self.role
        when = f"{role.since or '..'}/{role.until or '..'}" if role.since or role.until else ""
        stated = f"{self.article_label}: “{self.words}”" if self.words else self.article_label
        return ", ".join(filter(None, (role.title, self.organisation, when, stated)))


@dataclass(frozen=True)
class EntryCard:
    """Everything that is known of an identity; occurrences by article date, undated ones last, then as imported."""

    identity: Identity
    names: tuple[NameLine, ...]
    worded: tuple[tuple[str, int], ...]  # other words that mention it (he, the diplomat), most often first
    identifiers: tuple[Identifier, ...]
    roles: tuple[RoleLine, ...]
    affiliation: str
    note: str
    same: tuple[Judgement, ...]
    others: tuple[Judgement, ...]  # different and unsure
    mentions: int
    statements: int  # those it makes
    occurrences: tuple[Occurrence, ...]


def entry_card(desk: Desk, uid: str) -> EntryCard:
    """The card of the identity an entry belongs to; Refused when it is gone."""
    identity, known = identity_of(desk, uid), registry(desk)
    members = {m.uid for m in identity.members}
    mentions = {m.uid: m for e in members for m in desk.dataset.mentions.referring("entities", e)}
    quotes = {q.uid: q for link in ("mentions", "entities") for one in (mentions if link == "mentions" else members)
              for q in desk.dataset.quotes.referring(link, one)}
    articles = desk.dataset.articles.get_many({m.article for m in mentions.values()}
                                              | {q.article for q in quotes.values()})
    places = _occurrences(desk, articles, mentions, quotes, members)
    return EntryCard(
        identity, tuple(_names(known, identity, mentions, places)), tuple(_worded(identity, mentions)),
        tuple(dict.fromkeys(i for m in identity.members for i in m.identifiers)),
        tuple(_roles(desk, known, identity)),
        next((known.name(m.affiliation) for m in identity.members if m.affiliation), ""),
        "; ".join(dict.fromkeys(m.note for m in identity.members if m.note)),
        tuple(j for j in known.live if j.judgement == "same" and {j.left, j.right} <= members),
        tuple(j for j in known.live if j.judgement != "same" and {j.left, j.right} & members),
        len(mentions), sum(place.part == "says" for place in places), tuple(places))


def _occurrences(desk: Desk, articles: dict[str, Article], mentions: dict[str, Mention], quotes: dict[str, Quote],
                 members: set[str]) -> list[Occurrence]:
    here: defaultdict[str, list[tuple[str, Part, int, int]]] = defaultdict(list)
    for mention in mentions.values():
        here[mention.article].append((mention.uid, "named", mention.spans[0].start, mention.spans[-1].end))
    for quote in quotes.values():
        for field, part in PARTS:
            if any(p.mention in mentions or p.entity in members for p in getattr(quote, field)):
                here[quote.article].append((quote.uid, part, quote.content[0].start, quote.content[-1].end))
    made = []
    for uid in sorted((uid for uid in here if uid in articles), key=lambda uid: (_date(articles[uid]), uid)):
        article = articles[uid]
        text, published = text_of(desk, article.text_sha256), _published(article)
        for record, part, start, end in sorted(here[uid], key=lambda place: (place[2], place[3], place[1])):
            first, last = sentence_around(text, start, end)
            made.append(Occurrence(record, part, uid, label(article), published, start, end, text[first:last], first,
                                   (start - first, end - first)))
    return made


def _names(known: Registry, identity: Identity, mentions: dict[str, Mention],
           places: Sequence[Occurrence]) -> list[NameLine]:
    worded = {m.uid: fold(" ".join(s.exact for s in m.spans)) for m in mentions.values()}
    written = Counter(worded.values())
    first: dict[str, str] = {}
    for place in places:
        if place.part == "named":
            first.setdefault(worded[place.uid], place.article_label)
    made = []
    for name in identity.names:
        owner = next(m for m in identity.members if name in m.all_names)
        chain = known.partition.chain(identity.shown.uid, owner.uid)
        kind = next((n.kind for n in owner.names if n.text == name), "name")
        made.append(NameLine(name, kind, owner.uid, written[fold(name)], first.get(fold(name), ""),
                             line(chain[-1]) if chain else ""))
    return made


def _worded(identity: Identity, mentions: dict[str, Mention]) -> list[tuple[str, int]]:
    names = {fold(name) for name in identity.names}
    words = Counter(" ".join(" ".join(s.exact for s in m.spans).split()) for m in mentions.values())
    return [(each, count) for each, count in words.most_common() if fold(each) not in names]


def _roles(desk: Desk, known: Registry, identity: Identity) -> list[RoleLine]:
    roles = list(dict.fromkeys(role for m in identity.members for role in m.roles))
    articles = desk.dataset.articles.get_many({r.article for r in roles if r.article})
    roles.sort(key=lambda r: (r.since or r.until or _date(articles.get(r.article or "")), r.title))
    stated = {uid: label(article) for uid, article in articles.items()}
    return [RoleLine(role, known.name(role.organisation) if role.organisation else "",
                     stated.get(role.article or "", ""), role.evidence.exact if role.evidence else "")
            for role in roles]


def _date(article: Article | None) -> str:
    return _published(article).removeprefix("? ") or UNDATED if article else UNDATED


def _published(article: Article) -> str:
    if article.published is not None:
        return article.published.value
    guess = next((c.value for c in article.candidates if c.field == "published"), "")
    return f"? {guess}" if guess else ""
