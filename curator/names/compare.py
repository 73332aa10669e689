"""Two names compared, whatever they are names of. Symmetric: swapping the names swaps the sides and nothing else."""

from __future__ import annotations

from curator.names.comparison import Comparison, Kind
from curator.names.organisations import compare_organisations
from curator.names.persons import compare_persons


def compare(left: str, right: str, kind: Kind = "person") -> Comparison:
    """The comparison of two names of one kind. Never raises, whatever the strings; bounded in time for long ones."""
    return compare_persons(left, right) if kind == "person" else compare_organisations(left, right)
