"""What the recognisers of names hand to each other: a name, and where in its sentence it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from curator.suggest.context import KnownName
from curator.suggest.grammar import Grammar
from curator.suggest.tokens import NUMBER, Token


class Name(NamedTuple):
    """A name in the text: spans in code points (mostly one), its label, its canonical form, the rule that found it."""

    spans: tuple[tuple[int, int], ...]
    label: str
    name: str
    rule: str
    known: KnownName | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


class Spot(NamedTuple):
    """Tokens `first` to `last` (excluded) of a sentence; `opens` where the capital may be the sentence's, `shouted`
    in a line of capitals. `name` is None for words that nobody could label yet."""

    sentence: Sequence[Token]
    first: int
    last: int
    name: Name | None = None
    opens: bool = False
    shouted: bool = False

    @property
    def words(self) -> str:
        return " ".join(token.text for token in self.sentence[self.first:self.last])

    @property
    def span(self) -> tuple[int, int]:
        return self.sentence[self.first].start, self.sentence[self.last - 1].end


def is_heading(sentence: Sequence[Token]) -> bool:
    """True for a short line without a stop: its capitals may be those of a heading."""
    return (len(sentence) <= 12 and sentence[-1].text not in ".?!”\""
            and not any(token.kind == NUMBER or token.text in ".,;" for token in sentence))


def opens_a_sentence(token: Token, grammar: Grammar, lower: set[str]) -> bool:
    """True for a word that may have its capital from the place at a sentence's start."""
    return (token.text in grammar.names["starters"] or token.low in grammar.function_words or token.low in lower
            or token.low in grammar.verbs)
