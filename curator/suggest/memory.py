"""What the curators of a dataset have taught the recognisers, without training: counts, and words of their own.

All of it follows from decisions and records, so undo takes it back and an export carries it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from curator.suggest.grammar import Grammar, Verb

PRIOR = 10  # observations that the rate set by hand counts for
SILENT = 3  # rejections after which a name that nobody ever accepted is proposed no more
_HALVED = 0.5  # what a rejection of the same words elsewhere leaves of the confidence


@dataclass(frozen=True)
class Memory:
    """How often each rule's suggestions were accepted and rejected, which names were rejected, the project's words."""

    rules: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    rejected: Mapping[str, int] = field(default_factory=dict)  # the words of names -> how often, none of the registry
    verbs: tuple[str, ...] = ()  # forms that curators marked as cues and no list holds
    titles: tuple[str, ...] = ()  # last words of the roles in the registry

    @property
    def mark(self) -> str:
        """Changes when, and only when, suggestions may: rates count in steps of a twentieth."""
        steps = sorted((rule, round(20 * learned(0.7, *counts))) for rule, counts in self.rules.items())
        names = sorted((words, min(times, SILENT)) for words, times in self.rejected.items())
        if not (names or self.verbs or self.titles or any(step != 14 for _, step in steps)):
            return ""
        return hashlib.sha256(repr((steps, names, self.verbs, self.titles)).encode()).hexdigest()[:8]

    def confidence(self, rule: str, rate: float) -> float:
        """The rate of a rule after what was decided here."""
        return learned(rate, *self.rules.get(rule, (0, 0)))

    def of_name(self, words: str, confidence: float) -> float | None:
        """The confidence in a name after what was decided on the same words; None where it is to be left out."""
        times = self.rejected.get(words, 0)
        return None if times >= SILENT else round(confidence * _HALVED ** times, 3)

    def grammar(self, own: Grammar) -> Grammar:
        """A language with the verbs and titles of the project added."""
        return _taught(own.code, self.verbs, self.titles) if (self.verbs or self.titles) and own.code else own


def learned(rate: float, accepted: int, rejected: int) -> float:
    """A rate set by hand, weighed as ten observations, and those made here."""
    return round((rate * PRIOR + accepted) / (PRIOR + accepted + rejected), 3)


@lru_cache(maxsize=4)
def _taught(code: str, verbs: tuple[str, ...], titles: tuple[str, ...]) -> Grammar:
    from curator.suggest.grammar import grammar

    own = grammar(code)
    added = {form: Verb(form, "past") for form in verbs if form not in own.verbs}
    cues = own.cues | {name: own.cues[name] | frozenset(added) for name in ("quote", "that")}
    roles = own.words["roles"] | {title.lower() for title in titles}
    named = own.names["titles"] | {title.capitalize() for title in titles}
    return replace(own, verbs=own.verbs | added, cues=cues, words=own.words | {"roles": roles},
                   names=own.names | {"titles": named})
