"""A dataset of one article of a given length with a given number of spans, half of them settled, for `bench.reader`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from bench.large_dataset import BODIES, GIVEN, PLACES, REMARKS, STEMS
from curator.desk.counts import SUGGESTIONS
from curator.desk.desk import Desk, open_desk
from curator.desk.registry import index
from curator.desk.suggesting import registry_view
from curator.suggest import VERSION
from schema import (
    Article,
    Entity,
    EntityKind,
    Mention,
    Party,
    Quote,
    SourceFile,
    Span,
    SuggestedMention,
    SuggestedParty,
    SuggestedQuote,
    Suggestions,
)

AT_ONCE = 100  # paragraphs settled in one action
BY: dict[str, Any] = {"recogniser": "marks", "version": VERSION, "confidence": 0.95, "grade": "sure", "reason": "bench"}
FILLER = " Residents had waited for weeks for an answer, while trucks went on using the old bridge."
KINDS: dict[str, EntityKind] = {"PERSON": "person", "ORG": "organisation", "PLACE": "place"}


def long_article(path: Path, characters: int, spans: int) -> str:
    """A dataset at `path` with one article of about so many characters and spans; the uid of the article."""
    with open_desk(path, by="bench") as desk:
        return _Writing(desk, characters, spans).kept()


class _Writing:
    """Each paragraph is a quote with its speaker and three more names; every second paragraph is settled."""

    def __init__(self, desk: Desk, characters: int, spans: int) -> None:
        self._desk = desk
        self._entities: dict[tuple[str, str], Entity] = {}
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs: list[tuple[Span, Span, Span, list[tuple[Span, str, Entity]]]] = []
        for number in range(max(spans // 5, 1)):
            self._paragraph(number)
            missing = characters * (number + 1) * 5 // spans - self._length
            self._write((FILLER * (missing // len(FILLER) + 1))[:max(missing, 0)].rstrip() + "\n\n")

    def kept(self) -> str:
        """Write all of it to the desk."""
        desk, text = self._desk, "".join(self._parts)
        article = Article(text_sha256=hashlib.sha256(text.encode()).hexdigest(), status="in progress",
                          source=SourceFile(name="long.txt", media_type="text/plain", sha256="0" * 64, importer="text",
                                            importer_version="1"), **desk.stamp())
        here: dict[str, Any] = {"article": article.uid, "text_sha256": article.text_sha256}
        quotes, mentions = list[SuggestedQuote](), list[SuggestedMention]()
        with desk.act("import", "1 file"):
            desk.dataset.put_text(text)
            desk.dataset.articles.add(article)
            for entity in self._entities.values():
                desk.dataset.entities.add(entity)
            index(desk, self._entities.values())
        for number, (content, inner, cue, named) in enumerate(self._paragraphs):
            if number % 2:
                quotes.append(SuggestedQuote(
                    key=f"q{content.start}", content=(content,), verbatim=(inner,), kind="direct", cue=(cue,),
                    speakers=(SuggestedParty(span=named[0][0], name=named[0][0].exact, entity=named[0][2].uid),), **BY))
                mentions += [SuggestedMention(key=f"m{span.start}", spans=(span,), label=label, name=span.exact,
                                              entity=entity.uid, **BY) for span, label, entity in named]
        for first in range(0, len(self._paragraphs), 2 * AT_ONCE):
            with desk.act("accept all", f"{AT_ONCE} paragraphs"):
                for content, inner, cue, named in self._paragraphs[first:first + 2 * AT_ONCE:2]:
                    made = [desk.dataset.mentions.add(Mention(
                        spans=(span,), label=label, entities=(entity.uid,), **here, **desk.stamp()))
                        for span, label, entity in named]
                    desk.dataset.quotes.add(Quote(content=(content,), verbatim=(inner,), kind="direct", cue=(cue,),
                                                  speakers=(Party(mention=made[0].uid),), **here, **desk.stamp()))
        found = Suggestions(text_sha256=article.text_sha256, version=VERSION, registry=registry_view(desk).mark,
                            quotes=tuple(quotes), mentions=tuple(mentions))
        with desk.act("keep suggestions", "", article.uid):
            desk.dataset.cache(SUGGESTIONS).put(article.uid, found.model_dump(mode="json", exclude_defaults=True))
        return article.uid

    def _write(self, words: str) -> Span:
        self._parts.append(words)
        self._length += len(words)
        return Span(start=self._length - len(words), end=self._length, exact=words)

    def _name(self, label: str, words: str) -> tuple[Span, str, Entity]:
        entity = self._entities.setdefault((label, words), Entity(kind=KINDS[label], preferred=words,
                                                                  **self._desk.stamp()))
        return self._write(words), label, entity

    def _paragraph(self, number: int) -> None:
        opening = self._write("“")
        inner = self._write(f"{REMARKS[number % len(REMARKS)][:40].rstrip()}, day {number}")
        closing = self._write(",”")
        content = Span(start=opening.start, end=closing.end, exact=f"“{inner.exact},”")
        self._write(" ")
        cue = self._write("said")
        self._write(" ")
        named = [self._name("PERSON", f"{GIVEN[number % len(GIVEN)]} {STEMS[number // 7 % len(STEMS)]}in")]
        body = f"{STEMS[number % len(STEMS)]} {BODIES[number % len(BODIES)]}"
        for before, label, words in ((" of the ", "ORG", body),
                                     (" in ", "PLACE", PLACES[number % len(PLACES)]),
                                     (" about ", "PERSON", f"{GIVEN[number // 3 % len(GIVEN)]} {STEMS[-1]}ova")):
            self._write(before)
            named.append(self._name(label, words))
        self._write(".")
        self._paragraphs.append((content, inner, cue, named))
