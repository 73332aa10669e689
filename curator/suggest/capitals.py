"""Capitalised phrases of a sentence: where a name may stand, before anybody asks what it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from curator.suggest.grammar import Grammar
from curator.suggest.tokens import WORD, Token

_ARTICLES = ("al-", "el-", "ul-")
_JOINING = frozenset({"of", "for", "and", "the", "&", "on"})
_INSIDE_ORGANISATION = frozenset({"of", "for", "and", "the", "on"})


class Phrase(NamedTuple):
    """Tokens `first` to `last` (excluded) of a sentence; `opens` when it stands at the sentence's start."""

    first: int
    last: int
    opens: bool


def phrases(sentence: Sequence[Token], grammar: Grammar) -> list[Phrase]:
    """Capitalised words joined by single blanks, with small connectors only between capitals."""
    found = []
    behind = 0
    particles = grammar.words["particles"]
    heads = grammar.names["organisation_heads"]
    for at, token in enumerate(sentence):
        if not (token.capital or "-" in token.text) or at < behind or not is_capital(token):
            continue
        last = at + 1
        head = token.text in heads
        while last < len(sentence):
            step = _joined(sentence, last, particles, head)
            if not step:
                break
            head = head or any(one.text in heads for one in sentence[last:last + step])
            last += step
        found.append(Phrase(at, last, _opens(sentence, at)))
        behind = last
    return found


def is_capital(token: Token) -> bool:
    """True for a word with a capital first letter, or after its hyphen (al-Assad)."""
    if token.capital:
        return token.kind == WORD
    return "-" in token.text and token.low.startswith(_ARTICLES) and token.text[0].islower() \
        and token.text.rpartition("-")[2][:1].isupper()


def _joined(sentence: Sequence[Token], at: int, particles: frozenset[str], head: bool) -> int:
    """How many tokens from `at` on go on with the phrase before it: 0 when none does."""
    if sentence[at].start != sentence[at - 1].end + 1:
        return 0
    if is_capital(sentence[at]):
        return 1
    step = 0
    while at + step < len(sentence) and step < 3:
        token = sentence[at + step]
        if token.start != sentence[at + step - 1].end + 1:
            return 0
        if is_capital(token):
            words = {sentence[at + n].low for n in range(step)}
            if words <= particles or words <= {"&"}:
                return step + 1
            return step + 1 if head and words <= _INSIDE_ORGANISATION else 0
        if token.low not in _JOINING and token.low not in particles:
            return 0
        step += 1
    return 0


def _opens(sentence: Sequence[Token], at: int) -> bool:
    return all(token.kind not in (WORD, "n") for token in sentence[:at]) or (
        at > 0 and sentence[at - 1].text in "“\"«:„‘—" and at >= 1)
