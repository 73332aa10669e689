"""Ranges of a text by place, for asking which of many share a character with one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate

Range = tuple[int, int]  # code points, end excluded


class Ranges:
    """Some ranges; finding those that touch another costs a logarithm, as long as few of them are long."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [start for start, _ in self._ranges]
        self._reach = list(accumulate((end for _, end in self._ranges), max))

    def touching(self, start: int, end: int) -> Iterator[Range]:
        """Those that share a character with `start` to `end`, the last one first."""
        for number in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[number] <= start:
                return
            if self._ranges[number][1] > start:
                yield self._ranges[number]
