"""From a TinyDB query to a condition that every matching document meets: the engine narrows, the query decides.

The condition may let through too much, never too little, so leaving a part out costs speed and never rows. It is
read off the query's hash, a nested tuple such as `("==", ("article",), "01J...")` or `("and", frozenset({...}))`;
that is a private detail of TinyDB 4.9, guarded by tests/store/test_narrowing.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from tinydb.queries import QueryInstance, QueryLike

Path = tuple[str, ...]
Comparison = Literal["==", "<=", ">="]


@dataclass(frozen=True)
class Compare:
    """One field against one value. Words compare by code point; true and false are the numbers 1 and 0."""

    path: Path
    comparison: Comparison
    value: str | int | float


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


Condition = Compare | AllOf | AnyOf

MOST_VALUES = 500  # engines limit the number of bound values
_EXACT_BELOW = 2**40  # whole numbers that every engine reads from JSON and compares exactly, "x.0" too
_ROUNDED_ABOVE = 2**53
_TOLERANCE = 1e-12  # engines may read a decimal fraction one unit in the last place off
_PLAIN_KEY = re.compile(r'[^"\\\x00-\x1f]+')  # others are escaped in JSON or in an engine's paths


def narrow(query: QueryLike | None) -> Condition | None:
    """A necessary condition for `query`, or None when nothing useful can be said."""
    return _narrowed(query._hash) if isinstance(query, QueryInstance) else None


def exactly(query: QueryLike | None) -> Condition | None:
    """The condition that `query` is, so that an engine may count, order and cut without asking it; None when it only
    narrows. Only equalities of words can be that: numbers may be read a little off, and words compare with anything.
    """
    if not isinstance(query, QueryInstance) or not _is_exact(query._hash):
        return None
    return _narrowed(query._hash)


def equals(field: str, value: str | int) -> Condition:
    """The condition that a field has this value; for the store's own look-ups."""
    return Compare((field,), "==", value)


def one_of(field: str, values: Collection[str]) -> Condition:
    """The condition that a field has one of these values, at most `MOST_VALUES` of them."""
    return AnyOf(tuple(Compare((field,), "==", value) for value in values))


def _narrowed(tree: Any) -> Condition | None:
    match tree:
        case ("and", frozenset() as branches):
            parts = tuple(part for branch in _in_order(branches) if (part := _narrowed(branch)) is not None)
            return AllOf(parts) if parts else None
        case ("or", frozenset() as branches):
            maybe = [_narrowed(branch) for branch in _in_order(branches)]
            every = tuple(part for part in maybe if part is not None)
            return AnyOf(every) if len(every) == len(maybe) else None
        case ("==" | "<" | "<=" | ">" | ">=" as comparison, tuple() as path, value) if _is_plain(path):
            return _compared(path, comparison, value)
        case ("one_of", tuple() as path, (tuple() | frozenset()) as values) if _is_plain(path):
            if len(values) > MOST_VALUES:
                return None
            tests = [_compared(path, "==", value) for value in values]
            known = tuple(test for test in tests if test is not None)
            return AnyOf(known) if known and len(known) == len(tests) else None
    return None


def _is_exact(tree: Any) -> bool:
    match tree:
        case ("and" | "or", frozenset() as branches):
            return bool(branches) and all(map(_is_exact, branches))
        case ("==", tuple() as path, str() as value):
            return _is_plain(path) and _is_only_words(value)
        case ("one_of", tuple() as path, (tuple() | frozenset()) as values):
            return _is_plain(path) and 0 < len(values) <= MOST_VALUES and all(
                isinstance(value, str) and _is_only_words(value) for value in values)
    return False


def _is_only_words(value: str) -> bool:
    """False for what an engine could take for a list or an object, which it knows by their JSON text."""
    return not value.startswith(("[", "{")) and _compared_words(("any",), "==", value) is not None


def _in_order(branches: frozenset[Any]) -> list[Any]:
    """The branches in an order that does not change between runs: the same query gives the same SQL."""
    return sorted(branches, key=repr)


def _is_plain(path: tuple[Any, ...]) -> bool:
    return bool(path) and all(isinstance(part, str) and _PLAIN_KEY.fullmatch(part) for part in path)


def _compared(path: Path, comparison: str, value: Any) -> Condition | None:
    if isinstance(value, str):
        return _compared_words(path, comparison, value)
    if isinstance(value, int | float) and abs(value) < _ROUNDED_ABOVE:
        return _compared_number(path, comparison, value)
    return None


def _compared_words(path: Path, comparison: str, value: str) -> Condition | None:
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        return None
    match comparison:
        case "==":
            return Compare(path, "==", value)
        case "<" | "<=":
            return Compare(path, "<=", value)
        case _:
            return Compare(path, ">=", value)


def _compared_number(path: Path, comparison: str, value: int | float) -> Condition:
    if comparison == "==" and value == int(value) and abs(value) < _EXACT_BELOW:
        return Compare(path, "==", int(value))
    slack = abs(value) * _TOLERANCE
    low, high = Compare(path, ">=", value - slack), Compare(path, "<=", value + slack)
    match comparison:
        case "==":
            return AllOf((low, high))
        case "<" | "<=":
            return high
        case _:
            return low
