"""A small dataset to export: a text full of traps, everything linked, one excluded article."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from curator.exporters import ArticleRecords, Identity, Records, Status
from schema import (
    Article,
    Candidate,
    Credit,
    DateValue,
    Decision,
    Entity,
    Fact,
    Figure,
    Identifier,
    Judgement,
    Label,
    Mention,
    Name,
    Note,
    Origin,
    Party,
    Quote,
    Role,
    SourceFile,
    Span,
    SuggestedMention,
    SuggestedParty,
    SuggestedQuote,
    SuggestedTarget,
    SuggestedZone,
    Suggestions,
    Target,
    Zone,
)

AT = "2031-03-04T05:06:07.000Z"
TEXT = (
    "Both Men Speak 👍\r\n=SUM(1) is what Ann Lee wrote.\u2028"
    "“Yes,” said Ann Lee on 4 March, “we\u00a0did, e\u0301 👩‍👩‍👧.”\r\n"
    "Анна Ли, according to \"NORDA\", blamed Bo Ray; both men left. "
    "More than 60 people came.\nSubscribe!"
)


def uid(number: int) -> str:
    return f"01{number:024d}"


def stamp(number: int) -> dict[str, Any]:
    return {"uid": uid(number), "rev": number % 7, "created_at": AT, "created_by": "ana"}


def span(words: str, text: str = TEXT, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span.of(text, start, start + len(words))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class World:
    """`Records` over values in memory. `broken` shifts the span of the first mention by one."""

    status: Status = "accepted"
    broken: bool = False
    article_status: str = "done"
    copies: int = 1

    @property
    def dataset_uid(self) -> str:
        return uid(1)

    def articles(self) -> Iterator[ArticleRecords]:
        yield self._main()
        yield self._excluded()
        for number in range(1, self.copies):
            yield ArticleRecords(_article(1000 + number, TEXT), TEXT)

    def _main(self) -> ArticleRecords:
        on: dict[str, Any] = {"article": uid(10), "text_sha256": sha256(TEXT)}
        ann, bo = span("Ann Lee"), span("Bo Ray")
        if self.broken:
            ann = Span(start=ann.start + 1, end=ann.end + 1, exact=ann.exact)
        mentions = (
            Mention(**stamp(20), **on, spans=(ann,), label="PERSON", entities=(uid(30),)),
            Mention(**stamp(21), **on, spans=(span("Анна Ли"),), label="PERSON", entities=(uid(31),)),
            Mention(**stamp(22), **on, spans=(bo,), label="PERSON"),
            Mention(**stamp(23), **on, spans=(span("both men"),), label="PERSON", reference="collective",
                    entities=(uid(30), uid(32))),
            Mention(**stamp(24), **on, spans=(span("4"), span("March")), label="DATE",
                    value=DateValue(edtf="2031-03-04")),
            Mention(**stamp(25), **on, spans=(span("More than 60 people"),), label="NUMBER",
                    value=Figure(low=60, qualifier="more than", counted="people")),
        )
        quotes = (
            Quote(**stamp(40), **on, content=(span("Yes"), span("we\u00a0did, e\u0301 👩‍👩‍👧")), kind="direct",
                  verbatim=(span("Yes"), span("we\u00a0did, e\u0301 👩‍👩‍👧")), cue=(span("said"),),
                  speakers=(Party(mention=uid(20)),),
                  said=Fact(value="2031-03-04", basis="stated", evidence=(span("4 March"),)), tags=("a", "b")),
            Quote(**stamp(41), **on, content=(span("blamed Bo Ray"),), kind="indirect", act="accuse",
                  speakers=(Party(mention=uid(21)),), via=(Party(entity=uid(33), basis="inherited"),), within=uid(40),
                  targets=(Target(mention=uid(22), stance="negative"), Target(mention=uid(23)), Target(entity=uid(33))),
                  origin=Origin(key="k1", recogniser="indirect", version="1", confidence=0.5, grade="likely",
                                changed=True)),
        )
        suggested: dict[str, Any] = {"recogniser": "direct", "version": "1", "confidence": 0.4, "grade": "guess"}
        suggestions = Suggestions(
            text_sha256=sha256(TEXT), version="1", registry="x",
            zones=(SuggestedZone(span=span("Subscribe!"), kind="promo"),),
            mentions=(SuggestedMention(**suggested, key="m9", spans=(span("NORDA"),), label="ORG", name="NORDA",
                                       entity=uid(33)),),
            quotes=(SuggestedQuote(**suggested, key="q9", content=(span("both men left"),), kind="indirect",
                                   speakers=(SuggestedParty(span=span("Анна Ли"), name="Anna Li"),),
                                   targets=(SuggestedTarget(name="Ann Lee", entity=uid(31), stance="positive"),)),),
        )
        return ArticleRecords(
            _article(10, TEXT, status=self.article_status), TEXT,
            zones=(Zone(**stamp(11), **on, span=span("Both Men Speak 👍"), kind="headline"),
                   Zone(**stamp(12), **on, span=span("Subscribe!"), kind="promo", reason="an appeal")),
            mentions=mentions, quotes=quotes, suggestions=suggestions,
            notes=(Note(**stamp(13), on=uid(41), on_table="quotes", text="+check", flag=True),),
        )

    def _excluded(self) -> ArticleRecords:
        text = "Nothing new."
        on: dict[str, Any] = {"article": uid(50), "text_sha256": sha256(text)}
        quote = Quote(**stamp(51), **on, content=(span("Nothing", text),), kind="free")
        return ArticleRecords(_article(50, text, status="excluded"), text, quotes=(quote,))

    def entities(self) -> list[Entity]:
        return [
            Entity(**stamp(30), kind="person", preferred="Ann Lee",
                   identifiers=(Identifier(scheme="wikidata", value="Q1"),),
                   roles=(Role(title="mayor", organisation=uid(33), since="2030~", article=uid(10),
                               evidence=span("Ann")),)),
            Entity(**stamp(31), kind="person", preferred="Анна Ли", preferred_at=AT,
                   names=(Name(text="A. Lee", kind="alias", script="Latn"),)),
            Entity(**stamp(32), kind="person", preferred="Bo Ray"),
            Entity(**stamp(33), kind="organisation", preferred="NORDA", note="-x"),
        ]

    def judgements(self) -> list[Judgement]:
        return [
            Judgement(**stamp(60), left=uid(30), right=uid(31), judgement="same", score=0.75),
            Judgement(**stamp(61), about="quote", left=uid(40), right=uid(51), judgement="same"),
            Judgement(**stamp(62), about="quote", left=uid(41), right=uid(51), judgement="same", retracted=True),
        ]

    def labels(self) -> list[Label]:
        return [Label(**stamp(70), name="PERSON", examples=("Ann", "Bo"))]

    def decisions(self) -> list[Decision]:
        rest: dict[str, Any] = {"subject": "mention", "exact": "x", "recogniser": "names", "version": "1"}
        return [Decision(**stamp(80), article=uid(10), text_sha256=sha256(TEXT), key="r1", **rest),
                Decision(**stamp(81), article=uid(50), text_sha256=sha256("Nothing new."), key="r2", **rest)]

    def notes(self) -> list[Note]:
        return [Note(**stamp(90), on=uid(30), on_table="entities", text="who?")]

    def identity(self, entity: str) -> Identity:
        if entity in (uid(30), uid(31)):
            return Identity(uid(30), "Анна Ли", (uid(30), uid(31)))
        [preferred] = [each.preferred for each in self.entities() if each.uid == entity]
        return Identity(entity, preferred, (entity,))


def _article(number: int, text: str, **changes: Any) -> Article:
    source = SourceFile(
        name="a.txt", media_type="text/plain", sha256=sha256(text), importer="plain", importer_version="1",
    )
    full: dict[str, Any] = {}
    if text == TEXT:
        full = {
            "title": Fact(value="Both Men Speak 👍", basis="stated", evidence=(span("Both Men Speak 👍"),)),
            "publisher": Fact(value="Norda", basis="typed", entity=uid(33)),
            "authors": (Fact(value="@lee", basis="typed"), Fact(value="B", basis="file")),
            "published": Fact(value="2031-03~", basis="inferred"),
            "language": Fact(value="", basis="unknown"),
            "credits": (Credit(words=span("NORDA"), role="source", scope=(span("Subscribe!"),)),),
            "candidates": (Candidate(field="title", value="Both", basis="inferred", evidence=(span("Both"),)),),
        }
    return Article(**stamp(number), text_sha256=sha256(text), source=source, **(full | changes))


@pytest.fixture
def world() -> Callable[..., Records]:
    return World
