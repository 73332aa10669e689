"""Two names compared, whatever they are names of. Symmetric: swapping the names swaps the steps and nothing else."""

from __future__ import annotations

from curator.names.comparison import Comparison, Kind, Step
from curator.names.organisations import compare_organisations
from curator.names.persons import compare_persons


def compare(left: str, right: str, kind: Kind = "person") -> Comparison:
    """The comparison of two names of one kind. Never raises, whatever the strings; bounded in time for long ones."""
    scorer = compare_persons if kind == "person" else compare_organisations
    if left <= right:
        return scorer(left, right)
    found = scorer(right, left)
    return found._replace(
        steps=tuple([Step(step.right, step.left, step.how, step.similarity) for step in found.steps]),
        left_rest=found.right_rest, right_rest=found.left_rest)
