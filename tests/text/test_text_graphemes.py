"""Caret stops: no grapheme is ever cut, and going on and back is the same way."""

from hypothesis import given
from hypothesis import strategies as st

from curator.text.graphemes import cells, clusters, next_boundary, previous_boundary, snap

ODD = st.lists(st.sampled_from(["a", " ", "é", "e\u0301", "“", "家", "👨\u200d👩\u200d👧", "❤\ufe0f", "🇩🇪", "🇫🇷", "\n",
                                "\r\n", "क्ष", "한", "Ж", "1\ufe0f\u20e3"]), max_size=40).map("".join)


def stops(text: str) -> list[int]:
    return [start for start, _ in clusters(text)] + [len(text)]


@given(ODD)
def test_next_visits_every_boundary_in_order(text: str) -> None:
    at, seen = 0, [0]
    while at < len(text):
        at = next_boundary(text, at)
        seen.append(at)
    assert seen == stops(text)


@given(ODD)
def test_previous_is_the_inverse_of_next(text: str) -> None:
    for low, high in zip(stops(text), stops(text)[1:], strict=False):
        assert next_boundary(text, low) == high
        assert previous_boundary(text, high) == low


@given(ODD)
def test_snap_goes_to_the_start_of_the_grapheme(text: str) -> None:
    for start, end in clusters(text):
        assert {snap(text, at) for at in range(start, end)} == {start}
    assert snap(text, len(text) + 5) == len(text)


def test_a_family_fills_two_cells_and_a_flag_too() -> None:
    assert [cells(text) for text in ("👨\u200d👩\u200d👧", "🇩🇪", "家", "é", "e\u0301", "")] == [2, 2, 2, 1, 1, 0]
