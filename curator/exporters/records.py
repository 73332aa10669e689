"""What an exporter is given, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from curator.text.counted import counted
from schema import Article, Decision, Entity, Judgement, Label, Mention, Note, Quote, Suggestions, Zone

Status = Literal["accepted", "all"]
Progress = Callable[[int], None]  # told after each article how many are written

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Identity:
    """What the world calls one person or body: its smallest uid, its preferred name, the uids of all its entities."""

    uid: str
    preferred: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class ArticleRecords:
    """One article with everything on it, each list in text order. `suggestions`: those still open, or None."""

    article: Article
    text: str
    zones: tuple[Zone, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    suggestions: Suggestions | None = None
    notes: tuple[Note, ...] = ()  # on the article and on its zones, mentions and quotes


class Records(Protocol):
    """A dataset as an exporter reads it. Every order is stable: two readings of an unchanged dataset are equal.

    `status` "accepted" means what curators made or accepted in the articles that are not excluded; "all" adds the
    excluded articles and the suggestions still open. The exporters leave out what does not belong, whatever is given.
    """

    @property
    def dataset_uid(self) -> str: ...
    @property
    def status(self) -> Status: ...
    def articles(self) -> Iterator[ArticleRecords]: ...
    def entities(self) -> Iterable[Entity]: ...
    def judgements(self) -> Iterable[Judgement]: ...
    def labels(self) -> Iterable[Label]: ...
    def decisions(self) -> Iterable[Decision]: ...
    def notes(self) -> Iterable[Note]:
        """The notes that are on no article and on nothing in one: on entities, labels, judgements."""
        ...
    def identity(self, entity: str) -> Identity:
        """The identity to which an entity belongs; one that nobody judged is its own."""
        ...


@dataclass(frozen=True)
class Summary:
    """What an export holds."""

    path: str
    articles: int = 0
    mentions: int = 0
    quotes: int = 0
    entities: int = 0
    suggested: int = 0  # suggestions among the mentions and quotes; not counted there
    new: str = ""  # what is new since an earlier export, in one line

    def __str__(self) -> str:
        suggested = f", {self.suggested} open suggestions" if self.suggested else ""
        return (f"{self.path}: {counted(self.articles, 'article')}, {counted(self.quotes, 'quote')}, "
                f"{counted(self.mentions, 'mention')}, {counted(self.entities, 'entity', 'entities')}"
                f"{suggested}{f'; {self.new}' if self.new else ''}")


class ExportRefused(Exception):
    """Nothing was exported and what was there is as before. `str()` is one line, safe for a terminal."""

    def __init__(self, where: object, reason: str) -> None:
        self.where = _UNPRINTABLE.sub("\ufffd", str(where))
        self.reason = _UNPRINTABLE.sub("\ufffd", reason)
        super().__init__(where, reason)

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"
