"""What a comparison of two names says: a score, a verdict, a band, and the steps that explain them."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["person", "organisation"]
Verdict = Literal["same", "unsure", "different"]
Band = Literal["strong", "likely", "surname only", "weak"]
SCORER = "names-2"  # goes into every judgement: raise it whenever scores change


class Step(NamedTuple):
    """Two words, as written, that stand for each other; `how` names the rule, similarity is 0..1."""

    left: str
    right: str
    how: str
    similarity: float


class Comparison(NamedTuple):
    """The outcome: score 0..1; the rests are words that found no partner."""

    score: float
    verdict: Verdict
    band: Band
    steps: tuple[Step, ...] = ()
    left_rest: tuple[str, ...] = ()
    right_rest: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
