"""Two names compared, whatever they are names of. Symmetric: swapping the names swaps the sides and nothing else."""

from __future__ import annotations

from curator.names.comparison import Comparison, Kind, Verdict
from curator.names.organisations import compare_organisations, score_organisations
from curator.names.persons import compare_persons, score_persons


def compare(left: str, right: str, kind: Kind = "person") -> Comparison:
    """The comparison of two names of one kind. Never raises, whatever the strings; bounded in time for long ones."""
    return compare_persons(left, right) if kind == "person" else compare_organisations(left, right)


def score(left: str, right: str, kind: Kind = "person") -> tuple[float, Verdict]:
    """The score and the verdict of `compare`, for those who compare many and explain few."""
    return score_persons(left, right) if kind == "person" else score_organisations(left, right)
