"""One report: a cue, the one who speaks, and where what is said stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from curator.suggest.grammar import Grammar
from curator.suggest.subjects import Source
from schema import Act, Stance

BEFORE, AFTER, SHARED, PHRASE, NOUN = "before", "after", "shared", "phrase", "noun"


class Report(NamedTuple):
    """A cue (tokens `first` to `last`, excluded) of the verb `lemma` in the form `form`, its source and where that
    stands: BEFORE or AFTER the cue, SHARED with another cue of the sentence, or in a PHRASE ("according to"). A NOUN
    is a cue with its owner before it ("his claim that", "her complaint was that").

    What is reported can start at token `content`, behind addressee, time and "that" (then `that` is true).
    """

    first: int
    last: int
    lemma: str
    form: str
    source: Source | None
    order: str
    content: int
    that: bool = False
    addressee: Source | None = None
    negated: bool = False
    fronted: bool = False  # "As Vera Holt told ..., ..."
    cited: Source | None = None  # whose words the source reports: "..., TASS reported, citing the mayor"
    through: Source | None = None  # through whom the words came: was quoted by TASS as saying

    @property
    def left(self) -> int:
        """The first token of cue and source together."""
        return min(self.first, self.source.first) if self.source and self.order != SHARED else self.first

    @property
    def right(self) -> int:
        """The token after cue and source."""
        return max(self.last, self.source.last) if self.source and self.order != SHARED else self.last


@dataclass(frozen=True)
class Reported:
    """A report and the token ranges of its content (end excluded); `frame` is a row of the table in grades.py."""

    report: Report
    content: tuple[tuple[int, int], ...]
    frame: str
    act: Act
    target: tuple[int, int] | None = None  # tokens of the one spoken about
    stance: Stance | None = None


def act_of(report: Report, grammar: Grammar) -> Act:
    """What somebody does by what the report reports."""
    return grammar.acts.get(report.lemma, "state")
