"""Odd documents, and queries about them that find some: mixed types, missing fields, numbers at every limit, and keys
and words that mean something to SQL, JSON or a terminal. The same seed makes the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import reduce
from typing import Any

from tinydb import Query
from tinydb.queries import QueryInstance

KEYS = ["a", "b", "a.b", 'quo"te', "back\\slash", "it's", "ключ", "$", "with space", "tab\t", "é", "A"]
NUMBERS = [0, 1, -1, 2, 5, 2**40, 2**53 - 1, 2**53, 2**53 + 1, 2**63, -(2**63) - 1, 10**20 + 1, 10**30, 0.0, -0.0, 0.1,
           0.3, 0.1 + 0.2, 1.0, 2.0, 5.000000000000001, 4.999999999999999, 1e22, 1e-310, 1.7976931348623157e308, 5e-324,
           123456789.123456789, float(2**40), 2**40 + 1]
WORDS = ["", "a", "B", "b", "[1]", '{"a":1}', "true", "1", "null", "ü", "u\u0308", "\U0001f600", "\uffff", "%",
         "'; DROP TABLE x; --", "line\nbreak", "\x1b[2J", 'say "no"', "C:\\new"]
SCALARS = [None, True, False, *NUMBERS, *WORDS]
NARROWED = ["==", "==", "==", "<", "<=", ">", ">=", "one_of"]
NOT_NARROWED = ["!=", "exists", "any", "all", "test", "fragment", "matches", "map"]


class Chance(random.Random):
    """Odd documents and queries about them. Hypothesis was tried: its queries hardly ever met its documents."""

    def value(self, depth: int = 2) -> Any:
        kind = self.random()
        if depth and kind < 0.1:
            return [self.value(depth - 1) for _ in range(self.randrange(3))]
        if depth and kind < 0.3:
            return self.document(depth - 1)
        if kind < 0.9:
            return self.choice(SCALARS)
        return self.choice([self.random(), self.gauss(0, 1e6), self.getrandbits(70)])

    def document(self, depth: int = 2) -> dict[str, Any]:
        return {key: self.value(depth) for key in self.sample(KEYS, self.randrange(1, 6))}

    def query(self, places: list[tuple[tuple[str, ...], Any]], depth: int = 2) -> QueryInstance:
        shape = self.choice(["and", "or", "or", "not", "leaf", "leaf", "leaf"]) if depth else "leaf"
        if shape == "not":
            return ~self.query(places, depth - 1)
        if shape in ("and", "or"):
            left, right = self.query(places, depth - 1), self.query(places, depth - 1)
            return left & right if shape == "and" else left | right
        path, value = self.choice(places)
        while isinstance(value, list | dict | None) and self.random() < 0.8:
            path, value = self.choice(places)
        if isinstance(value, int | float) and self.random() < 0.3:
            value = self.choice([value + 1, bool(value), -value, float(value) if abs(value) < 1e300 else 1.0])
        elif self.random() < 0.1:
            value = self.choice(SCALARS)
        test: QueryInstance = leaf(self, self.choice(NARROWED * 2 + NOT_NARROWED), path, value)
        return test


def leaf(chance: Chance, test: str, path: tuple[str, ...], value: Any) -> Any:
    field = reduce(lambda query, key: query[key], path, Query())
    match test:
        case "==":
            return field == value
        case "!=":
            return field != value
        case "<":
            return field < value
        case "<=":
            return field <= value
        case ">":
            return field > value
        case ">=":
            return field >= value
        case "one_of":
            return field.one_of([value, *chance.sample(SCALARS, 2)])
        case "exists":
            return field.exists()
        case "any":
            return field.any([value])
        case "all":
            return field.all([value])
        case "test":
            return field.test(bool)
        case "fragment":
            return field.fragment({chance.choice(KEYS): value})
        case "matches":
            return field.matches("[a-z]*")
        case _:
            return field.map(str) == str(value)


def places_in(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every path in a document with what is there."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places_in(each, (*path, key))
