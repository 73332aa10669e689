"""Lists and bars: exact widths, a cursor that keeps its row, and quick opening."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message

from curator.tui.widgets.bars import FooterBar, Lines, MessageLine, TopBar
from curator.tui.widgets.fit import Piece, clip, fit, fit_pieces
from curator.tui.widgets.row_list import RowList

PLACES = ("Library", "Reader", "Names", "Quotes", "Duplicates")
KEYS = (("a", "accept"), ("x", "reject"), ("Space", "next"), ("c", "quote"), ("u", "undo"), ("?", "all keys"))
PARTS = ["a", "家", "e\u0301", "👨\u200d👩\u200d👧", "\x1b", "\n", "[b]", "🇩🇪"]
ODD = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)


@given(ODD, st.integers(0, 30), st.booleans())
def test_a_field_is_exactly_as_wide_as_asked(text: str, cells: int, right: bool) -> None:
    assert cell_len(fit(text, cells, right=right)) == cells
    assert cell_len(clip(text, cells)) <= cells
    assert cell_len("".join(words for words, _ in fit_pieces([(text, ""), (text, "dim")], cells))) == cells


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert [fit("Herald", cells) for cells in (8, 6, 4, 1)] == ["Herald  ", "Herald", "Her…", "…"]
    assert fit("家族家族", 6) == "家族… "
    assert fit("7", 3, right=True) == "  7"


class Listing(App[None]):
    """A list of numbered rows, the keys of which are the words in `names`."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield RowList(empty="nothing here")

    def on_mount(self) -> None:
        self.fill(self.names)
        self.rows.focus()

    def fill(self, names: list[str], *, header: list[Piece] | None = None) -> None:
        self.rows.set_rows(len(names), lambda index, width: [(names[index], "strong"), (f" {width}", "dim")],
                           key=lambda index: names[index], header=header)

    @property
    def rows(self) -> RowList:
        return self.query_one(RowList)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        self.heard.append(message)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.heard.append(message)

    def lines(self) -> list[str]:
        return [self.rows.render_line(y).text.rstrip() for y in range(self.rows.size.height)]


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 6)])
async def test_every_strip_of_a_list_is_exactly_as_wide_as_the_view(size: tuple[int, int]) -> None:
    app = Listing(["家族" * 30, "\x1b[31m" * 9, "short"])
    async with app.run_test(size=size):
        for y in range(size[1]):
            strip = app.rows.render_line(y)
            assert sum(segment.cell_length for segment in strip) == strip.cell_length == size[0] - 1
            assert "\x1b" not in strip.text


async def test_cursor_and_marks_read_without_colour() -> None:
    app = Listing(["one", "two", "three"])
    async with app.run_test(size=(40, 10)):
        app.rows.move(1)
        app.rows.toggle_mark()
        app.rows.move(1)
        assert app.lines()[:3] == ["  one 37", " *two 37", "> three 37"]
        assert app.rows.marked == {"two"}


async def test_the_cursor_stays_in_range_and_in_view() -> None:
    app = Listing([f"row {number}" for number in range(100)])
    async with app.run_test(size=(40, 10)):
        app.fill(app.names, header=[("name", "")])
        for step, at in ((-5, 0), (9, 9), (500, 99), (-1, 98)):
            app.rows.move(step)
            assert app.rows.cursor == at
            assert any(line.startswith(f"> row {at}") for line in app.lines())
            assert app.lines()[0] == "  name"
        app.rows.home()
        app.rows.page(1)
        assert app.rows.cursor == 8
        app.rows.end()
        assert app.rows.cursor == 99


async def test_the_cursor_keeps_its_row_when_rows_come_and_go() -> None:
    app = Listing(["a", "b", "c", "d"])
    async with app.run_test():
        app.rows.cursor = 2
        app.fill(["x", "y", "a", "c"])
        assert app.rows.cursor == 3
        app.fill(["x", "y"])
        assert app.rows.cursor == 1
        app.fill([])
        assert app.rows.cursor is None
        assert app.lines()[0] == "  nothing here"


async def test_rows_are_highlighted_and_chosen_by_keys_and_mouse() -> None:
    app = Listing(["a", "b", "c"])
    async with app.run_test() as pilot:
        app.heard.clear()
        await pilot.click(RowList, offset=(5, 1))
        await pilot.click(RowList, offset=(5, 1))
        app.rows.choose()
        await pilot.pause()
        assert [(type(message).__name__, message.index) for message in app.heard  # type: ignore[attr-defined]
                ] == [("Highlighted", 1), ("Chosen", 1), ("Chosen", 1)]


async def test_a_hundred_thousand_rows_open_like_ten() -> None:
    def spent(count: int) -> float:
        started = time.thread_time()
        app.rows.set_rows(count, lambda index, width: [(f"row {index}", "")], key=lambda index: index)
        app.rows.end()
        for y in range(24):
            app.rows.render_line(y)
        return time.thread_time() - started

    app = Listing([])
    async with app.run_test():
        few = min(spent(10) for _ in range(5))
        assert min(spent(100_000) for _ in range(5)) < few * 20


class Barred(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield TopBar(PLACES)
        yield Lines()
        yield MessageLine()
        yield FooterBar()

    def on_mount(self) -> None:
        self.query_one(TopBar).show_place(1, "002, 2 of 5")
        self.query_one(FooterBar).show_keys(KEYS)

    def text(self, kind: type[Lines]) -> str:
        return self.query_one(kind).render_line(0).text

    def on_top_bar_place_clicked(self, message: TopBar.PlaceClicked) -> None:
        self.heard.append(message.index)

    def on_footer_bar_key_clicked(self, message: FooterBar.KeyClicked) -> None:
        self.heard.append(message.key)


async def test_bars_at_eighty_columns() -> None:
    app = Barred()
    async with app.run_test(size=(80, 24)):
        assert app.text(TopBar) == " 1 Library [2 Reader] 3 Names  4 Quotes  5 Duplicates                002, 2 of 5"
        assert app.text(FooterBar).rstrip() == "a accept  x reject  Space next  c quote  u undo  ? all keys"


@pytest.mark.parametrize("width", [40, 20])
async def test_narrow_bars_keep_what_matters(width: int) -> None:
    app = Barred()
    async with app.run_test(size=(width, 10)):
        assert "[2 Reader]" in app.text(TopBar) or width < 22
        assert app.text(FooterBar).rstrip().endswith("? all keys")
        assert {cell_len(app.text(kind)) for kind in (TopBar, FooterBar, MessageLine)} == {width}


async def test_bars_listen_to_the_mouse() -> None:
    app = Barred()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(TopBar, offset=(24, 0))
        await pilot.click(FooterBar, offset=(12, 0))
        await pilot.pause()
        assert app.heard == [2, "x"]


async def test_trouble_reads_without_colour_and_markup_is_text() -> None:
    app = Barred()
    async with app.run_test():
        app.query_one(MessageLine).say("[red]\x1b[0m could not be read", "trouble")
        assert app.text(MessageLine).rstrip() == "! [red]␛[0m could not be read"
