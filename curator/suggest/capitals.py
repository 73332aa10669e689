"""Capitalised phrases of a sentence: where a name may stand, before anybody asks what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.suggest.grammar import Grammar
from curator.suggest.tokens import WORD, Token

_JOINING = frozenset({"of", "for", "and", "the", "&", "on"})
_INSIDE_ORGANISATION = frozenset({"of", "for", "and", "the", "on"})


@dataclass(frozen=True)
class Phrase:
    """Tokens `first` to `last` (excluded) of a sentence; `opens` when it stands at the sentence's start."""

    first: int
    last: int
    opens: bool


def phrases(sentence: Sequence[Token], grammar: Grammar) -> list[Phrase]:
    """Capitalised words joined by single blanks, with small connectors only between capitals."""
    found = []
    at = 0
    particles = grammar.words["particles"]
    heads = grammar.names["organisation_heads"]
    while at < len(sentence):
        if not is_capital(sentence[at]):
            at += 1
            continue
        last = at + 1
        head = sentence[at].text in heads
        while last < len(sentence):
            step = _joined(sentence, last, particles, head)
            if not step:
                break
            head = head or any(token.text in heads for token in sentence[last:last + step])
            last += step
        found.append(Phrase(at, last, _opens(sentence, at)))
        at = last
    return found


def is_capital(token: Token) -> bool:
    """True for a word with a capital first letter, or after its hyphen (al-Assad)."""
    if token.kind != WORD:
        return False
    words = token.text
    if words[0].isupper():
        return True
    return "-" in words and words[0].islower() and words.rpartition("-")[2][:1].isupper() \
        and token.low.startswith(("al-", "el-", "ul-"))


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
