"""The index of marks finds what a scan of all marks finds."""

from hypothesis import given
from hypothesis import strategies as st

from curator.tui.widgets.marks import Mark, MarkIndex, changed_ranges

SPANS = st.tuples(st.integers(0, 3000), st.integers(1, 1500)).map(lambda pair: (pair[0], pair[0] + pair[1]))
MARKS = st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=12).map(
    lambda all_spans: [Mark(str(number), tuple(spans), "quote") for number, spans in enumerate(all_spans)])


@given(MARKS, SPANS)
def test_touching_finds_every_span_that_shares_a_character(marks: list[Mark], wanted: tuple[int, int]) -> None:
    start, end = wanted
    found = {(first, last, mark.id) for first, last, mark in MarkIndex(marks).touching(start, end)}
    assert found == {(first, last, mark.id) for mark in marks for first, last in mark.spans
                     if first < end and last > start}


@given(MARKS, st.integers(0, 4500))
def test_after_and_before_go_by_where_a_mark_begins(marks: list[Mark], offset: int) -> None:
    index, starts = MarkIndex(marks), [mark.start for mark in marks]
    after, before = index.after(offset), index.before(offset)
    assert (after.start if after else None) == min((at for at in starts if at > offset), default=None)
    assert (before.start if before else None) == max((at for at in starts if at < offset), default=None)


def test_the_shortest_mark_at_an_offset_comes_first() -> None:
    index = MarkIndex([Mark("long", ((0, 100),), "quote"), Mark("short", ((10, 20),), "mention")])
    assert [mark.id for mark in index.at(15)] == ["short", "long"]
    assert [mark.id for mark in index.at(20)] == ["long"]


def test_only_what_differs_has_changed() -> None:
    same, gone, new = Mark("a", ((0, 5),), "quote"), Mark("b", ((10, 15),), "quote"), Mark("b", ((10, 12),), "quote")
    assert changed_ranges(MarkIndex([same, gone]), MarkIndex([same, gone])) == ()
    assert set(changed_ranges(MarkIndex([same, gone]), MarkIndex([same, new]))) == {(10, 15), (10, 12)}
