"""An article opened for reading: its text with everything settled and open on it, in one order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Literal

from tinydb import where

from curator.desk.claiming import others_of
from curator.desk.counts import all_notes, cover, still_open, stored_suggestions
from curator.desk.desk import Desk, text_of
from curator.desk.lacks import complete_ones
from curator.desk.missing import missing_line
from curator.desk.registry import ALIKE_KINDS, Registry, fold, of_country, registry
from curator.desk.settings import keep_setting, setting
from curator.desk.suggesting import refresh, zones_of
from schema import Article, Mention, Note, Party, Quote, Span, SuggestedMention, SuggestedParty, SuggestedQuote, Zone

SHOWN = "suggestions in the Reader"


@dataclass(frozen=True)
class Item:
    """A quote or mention on the text, settled (a record) or open (a suggestion). `id` is the uid or the key."""

    id: str
    tag: str  # Q4 for quotes, empty for mentions
    subject: Literal["quote", "mention"]
    settled: bool
    spans: tuple[Span, ...]
    value: Quote | Mention | SuggestedQuote | SuggestedMention

    @cached_property
    def start(self) -> int:
        return cover(self.spans)[0]

    @cached_property
    def end(self) -> int:
        return cover(self.spans)[1]


@dataclass(frozen=True)
class OpenArticle:
    """An article as the Reader shows it: items in text order, quotes before the mentions that begin with them."""

    article: Article
    text: str
    zones: tuple[Zone, ...]
    items: tuple[Item, ...]
    mentions: dict[str, Mention]
    registry: Registry
    notes: tuple[Note, ...] = ()  # those that nobody settled, on the article and on what is in it
    colours: Mapping[str, str] = field(default_factory=dict)  # of the labels that have one in the codebook
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # quote -> those that make the same claim
    complete: frozenset[str] = frozenset()  # records on which a flag was settled

    @cached_property
    def quotes(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.subject == "quote")

    def item(self, uid_or_key: str) -> Item | None:
        """The item of that id."""
        number = self.place.get(uid_or_key)
        return None if number is None else self.items[number]

    @cached_property
    def place(self) -> dict[str, int]:
        """The number of each item by its id."""
        return {item.id: number for number, item in enumerate(self.items)}

    def around(self, start: int, end: int) -> Iterator[Item]:
        """The items that reach from `start` or before to `end` or behind, from the last that begins there backwards."""
        starts, reach = self._reach
        for number in range(bisect_right(starts, start) - 1, -1, -1):
            if reach[number] < end:
                return
            if self.items[number].end >= end:
                yield self.items[number]

    @cached_property
    def _reach(self) -> tuple[list[int], list[int]]:
        """Where each item starts, and the last offset that it or any item before it reaches."""
        return [item.start for item in self.items], list(accumulate((item.end for item in self.items), max))

    @cached_property
    def labels(self) -> Counter[str]:
        """How often each label is marked or suggested."""
        return Counter(i.value.label for i in self.items if isinstance(i.value, (Mention, SuggestedMention)))

    def prepare(self) -> None:
        """Work out now, on this thread, what is worked out once and asked for with each key."""
        for known in (self.place, self.quotes, self.labels, self._reach, self._parts, self._progress):
            assert known is not None

    def who(self, party: Party | SuggestedParty) -> str:
        """A party as the Reader shows it: `he = Anatoly Antonov`, or just the name where the words are the name."""
        if isinstance(party, SuggestedParty):
            words = party.span.exact if party.span else ""
            return party.name if _bare(words) in ("", _bare(party.name)) else f"{words} = {party.name}"
        if party.entity:
            return self.registry.name(party.entity)
        mention = self.mentions.get(party.mention or "")
        if mention is None:
            return "?"
        words = " … ".join(span.exact for span in mention.spans)
        names = ", ".join(self.registry.name(uid) for uid in mention.entities)
        if not names:
            return words if mention.reference == "name" else f"{words} ({mention.reference})"
        return names if _bare(names) == _bare(words) else f"{words} = {names}"

    def quote_of(self, mention: Item) -> Item | None:
        """The first quote that the words of a mention are a speaker, target, addressee or via of."""
        parts = self._parts
        found = [parts[key] for key in (mention.id, *((s.start, s.end) for s in mention.spans)) if key in parts]
        return min(found, key=lambda item: self.place[item.id], default=None)

    @cached_property
    def _parts(self) -> dict[str | tuple[int, int], Item]:
        """The first quote of each party: by the uid of its mention or, for a suggested one, by where its words are."""
        found: dict[str | tuple[int, int], Item] = {}
        for item in self.quotes:
            value = item.value
            if isinstance(value, Quote):
                for party in (*value.speakers, *value.targets, *value.addressees, *value.via):
                    if party.mention:
                        found.setdefault(party.mention, item)
            elif isinstance(value, SuggestedQuote):
                for proposed in (*value.speakers, *value.targets, *value.addressees, *value.via):
                    if proposed.span:
                        found.setdefault((proposed.span.start, proposed.span.end), item)
        return found

    def noted(self, uid: str) -> list[Note]:
        """The open notes and flags on the article or an item, flags first."""
        return sorted((note for note in self.notes if note.on == uid), key=lambda note: not note.flag)

    def colour(self, item: Item) -> str:
        """The colour that the codebook gives the label of a mention; "" for none, and for a quote."""
        return "" if isinstance(item.value, (Quote, SuggestedQuote)) else self.colours.get(item.value.label, "")

    def entry_called(self, name: str, label: str) -> str:
        """The name of the entry that a mention of this name with this label will stand for; "" when the registry has
        none."""
        names = (name, *(of_country(name) if label == "PLACE" else ()))
        found = (self.registry.spelled.get((kind, fold(each))) for each in names for kind in ALIKE_KINDS.get(label, ()))
        return next((self.registry.name(uid) for uid in found if uid), "")

    def progress(self) -> str:
        """What is settled and what is missing, in one line."""
        return self._progress

    @cached_property
    def _progress(self) -> str:
        return missing_line(self)


def _bare(words: str) -> str:
    """Words without their article, for telling whether a name says more than they do."""
    first, _, rest = words.partition(" ")
    return rest if first.lower() in ("a", "an", "the") and rest else words


def open_article(desk: Desk, article_uid: str, *, anew: bool = True, before: OpenArticle | None = None) -> OpenArticle:
    """An article with its items. With `anew`, suggestions are asked for again where recogniser or registry moved on.
    Items that are as they were in `before` are the same objects."""
    article = desk.dataset.articles[article_uid]
    here = where("article") == article.uid
    quotes, mentions = desk.dataset.quotes.search(here), desk.dataset.mentions.search(here)
    cached = None if anew else stored_suggestions(desk.dataset, article.uid)
    zones, rest = zones_of(desk, article), None
    if suggestions_shown(desk):
        decided = desk.dataset.decisions.search(here)
        rest = still_open(cached or refresh(desk, article), quotes, mentions, decided, zones)
    notes = all_notes(desk.dataset, (article.uid, *(r.uid for r in (*quotes, *mentions))))
    items = _items(quotes, mentions, rest.quotes if rest else (), rest.mentions if rest else ())
    if before:
        items = tuple(_as_before(item, before) for item in items)
    return OpenArticle(article, text_of(desk, article.text_sha256), tuple(zones), items,
                       {item.id: item.value for item in items if isinstance(item.value, Mention)}, registry(desk),
                       tuple(note for note in notes if not note.settled),
                       {label.name: label.colour for label in desk.dataset.labels.all() if label.colour},
                       others_of(desk, [q.uid for q in quotes]), complete_ones(notes))


def _items(quotes: Sequence[Quote], mentions: Sequence[Mention], open_quotes: Sequence[SuggestedQuote],
           open_mentions: Sequence[SuggestedMention]) -> tuple[Item, ...]:
    made = [Item(q.uid, "", "quote", True, q.content, q) for q in quotes]
    made += [Item(q.key, "", "quote", False, q.content, q) for q in open_quotes]
    made.sort(key=lambda item: (item.start, -item.end))
    made = [Item(i.id, f"Q{n}", i.subject, i.settled, i.spans, i.value) for n, i in enumerate(made, 1)]
    made += [Item(m.uid, "", "mention", True, m.spans, m) for m in mentions]
    made += [Item(m.key, "", "mention", False, m.spans, m) for m in open_mentions]
    return tuple(sorted(made, key=lambda item: (item.start, item.subject == "mention", -item.end)))


def _as_before(item: Item, before: OpenArticle) -> Item:
    old = before.item(item.id)
    if old is None or old.tag != item.tag or type(old.value) is not type(item.value):
        return item
    if isinstance(old.value, (Quote, Mention)):
        return old if old.value.rev == getattr(item.value, "rev", None) else item
    return old if old.value == item.value else item


def suggestions_shown(desk: Desk) -> bool:
    """True unless this curator reads without suggestions, so as to judge a text unled."""
    return setting(desk, SHOWN, "on") == "on"


def show_suggestions(desk: Desk, shown: bool) -> None:
    """Show suggestions in the Reader, or none; what is made by hand is found all the same."""
    keep_setting(desk, SHOWN, "on" if shown else "off")
