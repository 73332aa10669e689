"""Ranges find those that touch another."""

from hypothesis import given
from hypothesis import strategies as st

from curator.desk.ranges import Ranges

RANGE = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(RANGE), RANGE)
def test_the_same_ranges_touch_as_when_each_is_looked_at(ranges: list[tuple[int, int]], one: tuple[int, int]) -> None:
    start, end = one
    assert sorted(Ranges(ranges).touching(start, end)) == sorted(r for r in ranges if r[0] < end and start < r[1])
