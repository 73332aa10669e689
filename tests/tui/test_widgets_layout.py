"""Rows, offsets and cells agree at every width."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from curator.text.graphemes import clusters
from curator.text.inert import inert
from curator.tui.widgets.layout import Layout

PARTS = ["word ", "a ", "“quoted”, ", "longer-than-anything-here ", "\n", "家族", "👨\u200d👩\u200d👧 ", "e\u0301t ",
         "❤\ufe0f", "🇩🇪", "\x1b[0m", "Слово ", " ", "\t"]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=60).map("".join).map(inert)
WIDTHS = pytest.mark.parametrize("width", [10, 37, 80])


@WIDTHS
@given(TEXTS)
def test_no_row_is_wider_than_the_view(width: int, text: str) -> None:
    layout = Layout(text, width)
    for row in range(len(layout)):
        start, end = layout.bounds(row)
        words = text[start:end]
        assert cell_len(words[:-1] if words.endswith(" ") else words) <= width
        assert cell_len(words) == layout.width_of(row) <= width + 1


@WIDTHS
@given(TEXTS)
def test_rows_cover_the_text_without_gaps(width: int, text: str) -> None:
    layout = Layout(text, width)
    ends = [*layout.starts[1:], len(text)]
    for row, (start, end) in enumerate(zip(layout.starts, ends, strict=True)):
        assert text[start:end].removesuffix("\n") == text[slice(*layout.bounds(row))]
        assert start < end or row == len(layout) - 1


@WIDTHS
@given(TEXTS)
def test_offset_to_cell_and_back_at_every_grapheme(width: int, text: str) -> None:
    layout = Layout(text, width)
    for start, end in clusters(text):
        assert layout.offset_at(*layout.cell_of(start)) == start
        assert {layout.cell_of(at) for at in range(start, end)} == {layout.cell_of(start)}
    assert layout.offset_at(*layout.cell_of(len(text))) == len(text)


def test_the_right_half_of_a_wide_character_is_that_character() -> None:
    layout = Layout("a家b", 10)
    assert [layout.offset_at(0, cell) for cell in range(6)] == [0, 1, 1, 2, 3, 3]


def test_rows_break_at_blanks_and_long_words_are_cut() -> None:
    layout = Layout("one two three\n\nincomprehensible", 8)
    assert [layout.text[slice(*layout.bounds(row))] for row in range(len(layout))] == [
        "one two ", "three", "", "incompre", "hensible"]


def test_a_place_beyond_a_row_is_its_nearest_end() -> None:
    layout = Layout("one two three\nx", 8)
    assert layout.offset_at(0, 99) == 7
    assert layout.offset_at(1, 99) == 13


def test_a_span_edge_inside_a_grapheme_moves_outwards() -> None:
    layout = Layout("ae\u0301b", 8)
    assert (layout.edge(2), layout.edge(2, up=True)) == (1, 3)


def test_a_megabyte_is_laid_out_about_as_fast_as_it_is_searched() -> None:
    text = ("The “quick” brown fox jumps over the dog. " * 12 + "\n") * 2000
    started = time.thread_time()
    for _ in range(20):
        text.count("fox jumps")
    baseline = time.thread_time() - started
    started = time.thread_time()
    Layout(text, 70)
    assert time.thread_time() - started < baseline * 40
