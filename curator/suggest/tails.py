"""Tails: words after speech that name its speaker (", he said", ", said Vera Holt"), found without closing marks."""

from __future__ import annotations

import re

from curator.suggest.grammar import Grammar
from curator.suggest.tokens import MARK, tokens

_SEPARATOR = re.compile(r"[,?!…—–―](?=\s)")
_REACH = 90  # characters after the separator in which the cue must stand
_MOST_WORDS = 7


def tail(text: str, start: int, end: int, grammar: Grammar, gap: int = 1) -> int | None:
    """Where speech that starts at `start` ends because a tail follows: the offset after its comma, or None.

    `gap` characters are skipped after `start` when the separator is known to stand there.
    """
    if gap > 1:
        return start + 1 if is_tail(text, start + gap, end, grammar) else None
    for separator in _SEPARATOR.finditer(text, start + 1, end):
        if is_tail(text, separator.end(), end, grammar):
            return separator.end()
    return None


def last_tail(text: str, start: int, end: int, grammar: Grammar) -> int | None:
    """The same for the last tail between two offsets that closes a sentence."""
    for separator in reversed(list(_SEPARATOR.finditer(text, start + 1, end))):
        if is_tail(text, separator.end(), end, grammar):
            return separator.end()
    return None


def is_tail(text: str, at: int, end: int, grammar: Grammar) -> bool:
    """True for "he said ..." and "said Vera Holt ..." in the third person, close to `at`."""
    found = tokens(text, at, min(end, at + _REACH))[:_MOST_WORDS + 2]
    if not found or found[0].low in grammar.words["first_person"]:
        return False
    first = grammar.verbs.get(found[0].low)
    if first and first.lemma in grammar.cues["quote"] and first.form in ("past", "s", "any"):
        return len(found) > 1 and _names_somebody(found[1].text, found[1].low, grammar)
    if not _names_somebody(found[0].text, found[0].low, grammar):
        return False
    for index, token in enumerate(found[1:], 1):
        if token.kind == MARK or token.low in grammar.words["subordinators"]:
            return False
        verb = grammar.verbs.get(token.low)
        if (verb and verb.lemma in grammar.cues["quote"] and verb.form in ("past", "s", "any")
                and (token.low not in grammar.words["noun_like"] or index == 1)):
            following = found[index + 1] if index + 1 < len(found) else None
            return following is None or following.kind == MARK or following.low not in grammar.words["determiners"]
        if token.low in grammar.finite and token.low not in grammar.words["auxiliary"]:
            return False
    return False


def _names_somebody(word: str, low: str, grammar: Grammar) -> bool:
    return (word[:1].isupper() or low in grammar.words["speaking_pronouns"]
            or low in grammar.words["determiners"] or low in grammar.words["sources"] or low in grammar.words["roles"])
