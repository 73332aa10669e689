"""A large dataset made by a script: always the same articles, entries, mentions, quotes, suggestions and counts.

The records and the log are those that the desk writes; only the recognisers are not asked, as the builder knows what
stands where.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from curator.desk.counts import SUGGESTIONS
from curator.desk.desk import Desk, open_desk
from curator.desk.registry import index
from curator.desk.suggesting import registry_view
from curator.suggest import VERSION
from schema import (
    Article,
    ArticleStatus,
    Candidate,
    Entity,
    EntityKind,
    Fact,
    Mention,
    Name,
    Origin,
    Party,
    Quote,
    SourceFile,
    Span,
    SuggestedMention,
    SuggestedParty,
    SuggestedQuote,
    Suggestions,
    Target,
)

MADE = 4  # raise it when what is made, or what the desk keeps beside it, changes
ARTICLES, ENTITIES, BATCH = 10_000, 5_000, 20
QUOTES, MENTIONS = 4, 16  # settled ones an article; beside them two quotes and four mentions are open
AT = "2026-03-01T08:00:00Z"
GIVEN = ("Yelena", "Elena", "Viktor", "Wiktor", "Jonas", "Margaret", "Ilya", "Khadija", "Tomasz", "Ines", "Sergei",
         "Sergey", "Aiko", "Bruno", "Chandra", "Dmitri", "Dmitry", "Esther", "Farid", "Greta", "Hamid", "Ivana")
STEMS = ("Sorok", "Drag", "Lomt", "Wil", "Callow", "Berez", "Tarn", "Ovech", "Mast", "Krup", "Zel", "Haddar", "Quint",
         "Pavl", "Ruden", "Fesh", "Gorb", "Naz", "Abram", "Ustin")
MIDDLES = ("", "al", "ash", "ber", "dor", "el", "imov", "onk", "ut", "yr")
ENDS = ("in", "ina", "an", "ey", "ov", "ova", "sky", "skiy", "enko", "son", "ides", "oglu", "mann", "elli", "ez", "ard")
PLACES = ("Veltsk", "Port Amar", "Lindhaven", "Osmara", "Trevor Falls", "Kasbeck", "New Hollin", "Dunmere")
BODIES = ("Harbour Board", "Ministry of Roads", "Grain Union", "Coast Guard", "Water Council", "Chronicle", "Institute")
REMARKS = ("We will not sign an agreement that leaves the harbour without guards",
           "The figures were checked twice and nobody has shown an error",
           "Nobody asked the families before the road was closed",
           "There was no order to withdraw, and there will be none this winter",
           "The grain was loaded at night and the papers came a week later",
           "I have seen the letter, and it says the opposite")
FILLER = ("Residents of the lower town had waited for weeks for an answer, while trucks went on using the old bridge. "
          "Traders said prices had risen again, although the market was open on most days.\n\n")
STATUSES: tuple[ArticleStatus, ...] = ("new", "in progress", "done", "done")
KINDS: tuple[EntityKind, ...] = ("organisation", "organisation", "place", "person", "person", "person", "person",
                                "person", "person", "person")
LABELS = {"person": "PERSON", "organisation": "ORG", "place": "PLACE"}
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def large_dataset(folder: Path, *, articles: int = ARTICLES, entities: int = ENTITIES) -> Path:
    """The dataset in `folder`, built there unless a whole one is there already; with 20 annotations an article."""
    path, whole = (folder / f"library-{articles}-{MADE}.{ending}" for ending in ("curator", "whole"))
    if not whole.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for part in folder.glob(f"{path.name}*"):
            part.unlink()
        with open_desk(path, by="bench") as desk:
            _fill(desk, articles, entities)
        whole.touch()
    return path


def _fill(desk: Desk, articles: int, entities: int) -> None:
    uids = map(_uid, count())
    registry = _entities(entities, uids)
    for first in range(0, entities, 1000):
        with desk.act("add entries", f"{first} and more"):
            some = [desk.dataset.entities.add(entity) for entity in registry[first:first + 1000]]
            index(desk, some)
    mark = registry_view(desk).mark
    for first in range(0, articles, BATCH):
        written = [_Writing(number, registry, uids) for number in range(first, first + BATCH)]
        with desk.act("import", f"{BATCH} files"):
            for each in written:
                desk.dataset.put_text(each.text)
                desk.dataset.articles.add(each.article)
        with desk.act("accept all", f"in {BATCH} articles", *(each.article.uid for each in written)):
            for each in written:
                for mention in each.mentions:
                    desk.dataset.mentions.add(mention)
                for quote in each.quotes:
                    desk.dataset.quotes.add(quote)
                desk.dataset.cache(SUGGESTIONS).put(
                    each.article.uid, each.suggestions(mark).model_dump(mode="json", exclude_defaults=True))


def _uid(number: int) -> str:
    """A uid older than any that a clock makes now, in the order of `number`."""
    letters = ""
    for _ in range(16):
        number, digit = divmod(number, 32)
        letters = LETTERS[digit] + letters
    return f"01J0000000{letters}"


def _entities(size: int, uids: Iterator[str]) -> list[Entity]:
    """Seven in ten people, two bodies, one place; some with a second spelling."""
    surnames = [f"{stem}{middle}{end}" for stem in STEMS for middle in MIDDLES for end in ENDS]
    made = []
    for number in range(size):
        turn, kind = number // 10, KINDS[number % 10]
        name = (f"{GIVEN[number % len(GIVEN)]} {surnames[number * 7 % len(surnames)]}" if kind == "person"
                else f"{surnames[turn % len(surnames)]} {BODIES[number // 20 % len(BODIES)]}" if kind == "organisation"
                else f"{PLACES[turn % len(PLACES)]} {surnames[turn % len(surnames)]}")
        names = (Name(text=name.split()[-1], kind="spelling"),) if number % 5 == 4 else ()
        made.append(Entity(kind=kind, preferred=name, names=names, uid=next(uids), created_at=AT,
                           created_by="bench"))
    return made


class _Writing:
    """One article: its text is written piece by piece, and what is written is noted with its span."""

    def __init__(self, number: int, registry: Sequence[Entity], uids: Iterator[str]) -> None:
        self.text = ""
        self._stamp: Callable[[], Any] = lambda: {"uid": next(uids), "created_at": AT, "created_by": "bench"}
        self._random = Random(number)
        self._number = number
        self._registry = registry
        self._linked: list[tuple[Span, Entity]] = []
        self._parts: list[tuple[Span, Span, Span, int]] = []  # words, marked words, cue, the speaker's place in _linked
        headline = f"{self._random.choice(PLACES)} waits for an answer, day {number}"
        self.text = f"{headline}\n\n"
        for paragraph in range(QUOTES + 2):
            self._paragraph(paragraph)
        spans = [(Span(start=s.start, end=s.end, exact=self.text[s.start:s.end]), e) for s, e in self._linked]
        self._linked = spans
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        title = Fact(value=headline, basis="typed")
        outlet = self._registry[number % (len(registry) // 25) * 10]
        date = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        self.article = Article(
            text_sha256=sha256, title=title if number % 2 else None,
            published=Fact(value=date, basis="typed") if number % 3 else None,
            publisher=Fact(value=outlet.preferred, basis="typed", entity=outlet.uid) if number % 3 else None,
            candidates=(Candidate(field="title", value=headline, basis="inferred"),
                        Candidate(field="language", value="en", basis="inferred"),
                        Candidate(field="published", value=date, basis="inferred")),
            status=STATUSES[number % 4],
            source=SourceFile(name=f"{number:05}.txt", media_type="text/plain", sha256=sha256, importer="text",
                              importer_version="1"), **self._stamp())
        self._settle(sha256)

    def _write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span.of(self.text, start, len(self.text))

    def _somebody(self, kind: int) -> Entity:
        """A person (3 to 9), a body (0, 1) or a place (2); some are in the news far more often than others."""
        tens = int(len(self._registry) / 10 * self._random.random() ** 3)
        return self._registry[tens * 10 + kind]

    def _name(self, kind: int) -> int:
        entity = self._somebody(kind)
        self._linked.append((self._write(entity.preferred), entity))
        return len(self._linked) - 1

    def _paragraph(self, number: int) -> None:
        remark = self._random.choice(REMARKS)
        start = len(self.text)
        self._write("“")
        inner = self._write(f"{remark}, not after day {self._number}")
        self._write(",”")
        content = Span.of(self.text, start, len(self.text))
        self._write(" ")
        cue = self._write("said")
        self._write(" ")
        speaker = self._name(3 + self._random.randrange(7))
        self._write(" of the ")
        self._name(self._random.randrange(2))
        self._write(f" in the {number + 2}nd hour in ")
        self._name(2)
        self._write(", asked about ")
        self._name(3 + self._random.randrange(7))
        self._write(". " + FILLER)
        self._parts.append((content, inner, cue, speaker))

    def _settle(self, sha256: str) -> None:
        here: Any = {"article": self.article.uid, "text_sha256": sha256}
        settled = self._linked[:MENTIONS]
        self.mentions = [Mention(spans=(span,), label=LABELS[entity.kind], entities=(entity.uid,),
                                 origin=_origin(f"m{span.start}"), **here, **self._stamp()) for span, entity in settled]
        self.quotes = [Quote(content=(content,), verbatim=(inner,), kind="direct", cue=(cue,),
                             speakers=(Party(mention=self.mentions[speaker].uid),),
                             targets=(Target(mention=self.mentions[speaker + 3].uid, stance="negative"),),
                             origin=_origin(f"q{content.start}"), **here, **self._stamp())
                       for content, inner, cue, speaker in self._parts[:QUOTES]]

    def suggestions(self, mark: str) -> Suggestions:
        """Everything as a recogniser would propose it. Every second article was read before the registry moved on."""
        by: Any = {"recogniser": "marks", "version": VERSION, "confidence": 0.95, "grade": "sure", "reason": "bench"}
        mentions = [SuggestedMention(key=f"m{span.start}", spans=(span,), label=LABELS[entity.kind],
                                     name=entity.preferred, entity=entity.uid, **by) for span, entity in self._linked]
        quotes = [SuggestedQuote(key=f"q{content.start}", content=(content,), verbatim=(inner,), kind="direct",
                                 cue=(cue,), speakers=(SuggestedParty(span=mentions[speaker].spans[0],
                                                                      name=mentions[speaker].name),), **by)
                  for content, inner, cue, speaker in self._parts]
        return Suggestions(text_sha256=self.article.text_sha256, version=VERSION,
                           registry=mark if self._number % 2 == 0 else "earlier", quotes=tuple(quotes),
                           mentions=tuple(mentions))


def _origin(key: str) -> Origin:
    return Origin(key=key, recogniser="marks", version=VERSION, confidence=0.95, grade="sure", reason="bench")
