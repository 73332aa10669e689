"""The article view in a running app: caret, selection, marks, gutter, mouse, and what reaches the terminal."""

import time
from collections.abc import Iterable

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from curator.tui.widgets.article_view import ArticleView
from curator.tui.widgets.marks import Mark, Shade

TEXT = (
    "Support us! Subscribe.\n"
    "\n"
    "“We know nothing,” Anna Lee told the Herald on Tuesday, and the reporters left the room.\n"
    "\n"
    "The total number of people who have been taken, exceeds 60,” she added. 家族 met.\n"
    + "".join(f"Paragraph {number} is here to make the text longer than the view.\n" for number in range(60))
)


def mark(name: str, words: str, *, tag: str = "", kind: str = "quote", state: str = "open") -> Mark:
    start = TEXT.index(words)
    return Mark(name, ((start, start + len(words)),), kind, state, tag=tag)  # type: ignore[arg-type]


QUOTES = [mark("q1", "“We know nothing,”", tag="Q1", state="settled"),
          mark("q2", "The total number of people who have been taken, exceeds 60", tag="Q2")]
NAMES = [mark("anna", "Anna Lee", kind="mention"), mark("herald", "Herald", kind="mention", state="settled")]


class Reading(App[None]):
    """One article view, and every message it posts."""

    def __init__(self, text: str = TEXT, marks: Iterable[Mark] = (), zones: Iterable[Shade] = ()) -> None:
        super().__init__()
        self.content = text, tuple(marks), tuple(zones)
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_mount(self) -> None:
        self.view.show(*self.content)
        self.view.focus()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def on_article_view_caret_moved(self, message: ArticleView.CaretMoved) -> None:
        self.heard.append(message)

    def on_article_view_selection_changed(self, message: ArticleView.SelectionChanged) -> None:
        self.heard.append(message)

    def on_article_view_mark_clicked(self, message: ArticleView.MarkClicked) -> None:
        self.heard.append(message)

    def lines(self) -> list[str]:
        return [self.view.render_line(y).text.rstrip() for y in range(self.view.page_height)]

    def looks(self, y: int, words: str) -> set[str]:
        """The attributes of the first segment of a line that holds some words."""
        style = next(segment.style for segment in self.view.render_line(y) if words in segment.text)
        assert style is not None
        return {name for name in ("bold", "italic", "underline", "reverse", "dim") if getattr(style, name)}

    def selected(self) -> str:
        return TEXT[slice(*(self.view.selection or (0, 0)))]


SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 10)])


@SIZES
async def test_every_strip_is_exactly_as_wide_as_the_view(size: tuple[int, int]) -> None:
    app = Reading(marks=QUOTES + NAMES, zones=[Shade(0, 22)])
    async with app.run_test(size=size):
        for y in range(size[1]):
            strip = app.view.render_line(y)
            assert sum(segment.cell_length for segment in strip) == strip.cell_length == size[0] - 1


async def test_the_gutter_says_which_quote_and_how_it_stands() -> None:
    app = Reading(marks=QUOTES, zones=[Shade(0, 22)])
    async with app.run_test(size=(60, 24)):
        app.view.current = "q2"
        assert [line[:5] for line in app.lines()[:7]] == ["   : ", "", "Q1 + ", "     ", "", "Q2>? ", "  >? "]


async def test_a_quote_that_begins_beside_the_current_one_is_hinted_at() -> None:
    two, three = Mark("a", ((4, 9),), "quote", tag="Q1"), Mark("b", ((10, 17),), "quote", tag="Q2")
    app = Reading("One “two” “three”.", [two, three])
    async with app.run_test():
        assert app.lines()[0].startswith("Q1,? One")
        app.view.current = "b"
        assert app.lines()[0].startswith("Q2>? One")


async def test_states_are_told_apart_by_attributes_alone() -> None:
    app = Reading(marks=QUOTES + NAMES, zones=[Shade(0, 22)])
    async with app.run_test(size=(80, 24)):
        app.view.caret = 22
        looks = [app.looks(0, "Support"), app.looks(2, "know"), app.looks(5, "total"), app.looks(2, "Anna"),
                 app.looks(2, "Herald"), app.looks(2, " told the ")]
        assert looks == [set(), {"bold"}, {"italic"}, {"underline"}, {"bold", "underline"}, set()]


async def test_without_colour_what_is_no_running_text_is_dim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Reading(zones=[Shade(0, 22)])
    async with app.run_test(size=(80, 24)):
        app.view.caret = 22
        assert app.looks(0, "Support") == {"dim"}
        assert app.lines()[0].startswith("   : Support")


async def test_without_colour_the_current_mark_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Reading(marks=QUOTES)
    async with app.run_test(size=(60, 24)):
        app.view.current = "q2"
        assert "reverse" in app.looks(5, "total")
        assert "reverse" not in app.looks(2, "know")


async def test_a_current_name_is_reversed_and_pointed_at_where_no_quote_is() -> None:
    app = Reading(marks=[*QUOTES, *NAMES, mark("us", "Support us", kind="mention")])
    async with app.run_test(size=(80, 24)):
        app.view.caret = 22
        app.view.current = "us"
        assert app.lines()[0].startswith("  >? Support us!")
        assert app.looks(0, "Support us") == {"bold", "underline", "reverse"}
        app.view.current = "anna"
        assert app.lines()[0].startswith("     Support us!")
        assert app.lines()[2].startswith("Q1 + ")
        assert "reverse" in app.looks(2, "Anna")


async def test_the_caret_shows_inside_a_selection_and_behind_the_last_character() -> None:
    app = Reading("abc")
    async with app.run_test():
        app.view.select(3, 1)
        assert [(piece.text, bool(piece.style and piece.style.reverse)) for piece in app.view.render_line(0)][1:4] == [
            ("a", False), ("b", False), ("c", True)]
        app.view.caret = 3
        assert app.view.render_line(0).text.startswith("     abc ")


async def test_hostile_text_reaches_the_terminal_as_signs() -> None:
    app = Reading("\x1b[31mred\x1b]52;c;aGk=\x07 \u202eevil [bold red]plain[/]\r\nnext")
    async with app.run_test():
        assert app.lines()[0] == "     ␛[31mred␛]52;c;aGk=␇ ⇄evil [bold red]plain[/]"
        assert app.lines()[1] == "     next"
        assert not any("\x1b" in segment.text for y in range(5) for segment in app.view.render_line(y))


async def test_motions_move_the_caret_and_say_so() -> None:
    app = Reading()
    async with app.run_test(size=(60, 24)) as pilot:
        for motion, words in (("paragraph", "“We know"), ("word", "We know"), ("word", "know nothing"),
                              ("row end", " the\nreporters"[:1]), ("down", ""), ("sentence back", "“We know"),
                              ("end", ""), ("start", "Support")):
            app.view.move_caret(motion)
            assert TEXT[app.view.caret:].startswith(words)
        await pilot.pause()
        assert [type(message).__name__ for message in app.heard] == ["CaretMoved"] * 8
        with pytest.raises(KeyError):
            app.view.move_caret("sideways")


async def test_up_and_down_keep_the_goal_cell() -> None:
    app = Reading("a long first line\nx\nanother long line")
    async with app.run_test():
        app.view.caret = 10
        app.view.move_caret("down")
        app.view.move_caret("down")
        assert app.view.caret == 20 + 10


async def test_selecting_by_words_takes_whole_words() -> None:
    app = Reading()
    async with app.run_test() as pilot:
        app.view.caret = TEXT.index("Anna")
        app.view.start_selection()
        app.view.move_caret("word")
        app.view.move_caret("word")
        assert app.selected() == "Anna Lee"
        await pilot.pause()
        assert [message.selection for message in app.heard if isinstance(message, ArticleView.SelectionChanged)][-1] \
            == app.view.selection
        app.view.stop_selection()
        assert app.view.selection is None


async def test_growing_and_shrinking_go_the_same_way() -> None:
    app = Reading()
    async with app.run_test():
        app.view.caret = TEXT.index("nna Lee")
        seen: list[str] = []
        while not seen or seen[-1] != TEXT:
            app.view.grow_selection()
            seen.append(app.selected())
        assert seen[:2] == ["Anna", "Anna Lee"]
        for words in reversed(seen[:-1]):
            app.view.shrink_selection()
            assert app.selected() == words


@SIZES
async def test_the_caret_never_leaves_the_view(size: tuple[int, int]) -> None:
    app = Reading()
    async with app.run_test(size=size):
        for motion in ("down", "word", "page down", "sentence", "row end", "end", "up", "page up", "start"):
            for _ in range(8):
                app.view.move_caret(motion)
                row, cell = app.view.rows.cell_of(app.view.caret)
                assert 0 <= row - app.view.scroll_offset.y < size[1]
                assert 0 <= cell + app.view.gutter_width < size[0] - 1
                assert app.cursor_position == (cell + app.view.gutter_width, row - app.view.scroll_offset.y)


async def test_a_resize_keeps_the_readers_place() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.caret = TEXT.index("Paragraph 40")
        top, line = app.view.top, app.cursor_position.y
        for width in (50, 40, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert "Paragraph 40" in app.lines()[line]
        assert app.view.top == top
        app.view.scroll_to(y=5, animate=False, immediate=True)
        top = app.view.top
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert app.view.top == top


async def test_a_hopelessly_small_terminal_does_no_harm() -> None:
    app = Reading(marks=QUOTES)
    async with app.run_test(size=(6, 2)) as pilot:
        app.view.move_caret("page down")
        app.view.move_caret("end")
        await pilot.pause()
        assert app.view.render_line(0).cell_length == 5


async def test_another_theme_draws_everything_again() -> None:
    app = Reading(marks=QUOTES)
    async with app.run_test(size=(60, 24)) as pilot:
        dark = app.view.render_line(2)
        app.theme = "textual-light"
        await pilot.pause()
        light = app.view.render_line(2)
        assert dark.text == light.text
        assert [segment.style for segment in dark] != [segment.style for segment in light]


async def test_a_text_shown_before_there_is_a_size_opens_at_its_caret() -> None:
    class Early(App[None]):
        def compose(self) -> ComposeResult:
            view = ArticleView()
            view.show(TEXT, caret=TEXT.index("Paragraph 50"))
            yield view

    app = Early()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = app.query_one(ArticleView)
        assert any("Paragraph 50" in view.render_line(y).text for y in range(24))


async def press_drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(ArticleView, offset=start)
    await pilot.hover(ArticleView, offset=end)
    await pilot.mouse_up(ArticleView, offset=end)


async def test_dragging_selects_both_ends() -> None:
    app = Reading()
    async with app.run_test() as pilot:
        await press_drag(pilot, (5, 0), (11, 0))
        assert app.selected() == "Support"
        await press_drag(pilot, (15, 0), (13, 0))
        assert app.selected() == "us!"


async def test_the_view_scrolls_while_the_pointer_is_beyond_its_edge() -> None:
    class Framed(Reading):
        CSS = "ArticleView { height: 6; } "

    app = Framed()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.mouse_down(ArticleView, offset=(5, 2))
        await pilot.hover(offset=(8, 9))
        for _ in range(200):
            if app.view.scroll_offset.y > 3:
                break
            await pilot.pause(0.02)
        await pilot.mouse_up(offset=(8, 9))
        assert app.view.scroll_offset.y > 3
        assert len(app.selected()) > 100


async def test_two_clicks_take_the_word_and_three_the_paragraph() -> None:
    app = Reading()
    async with app.run_test() as pilot:
        await pilot.double_click(ArticleView, offset=(14, 2))
        assert app.selected() == "nothing"
        await pilot.triple_click(ArticleView, offset=(14, 0))
        assert app.selected() == "Support us! Subscribe."


async def test_the_right_half_of_a_wide_character_is_clicked_too() -> None:
    app = Reading("a家族b")
    async with app.run_test() as pilot:
        for cell, offset in ((5, 0), (6, 1), (7, 1), (8, 2), (9, 2), (10, 3)):
            await pilot.click(ArticleView, offset=(cell, 0))
            assert app.view.caret == offset


async def test_a_click_on_a_mark_names_the_shortest_first() -> None:
    app = Reading(marks=[*QUOTES, mark("know", "know", kind="mention")])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(ArticleView, offset=(10, 2))
        await pilot.pause()
        clicked = [message for message in app.heard if isinstance(message, ArticleView.MarkClicked)]
        assert [message.ids for message in clicked] == [("know", "q1")]
        await pilot.click(ArticleView, offset=(0, 5))
        await pilot.pause()
        clicked = [message for message in app.heard if isinstance(message, ArticleView.MarkClicked)]
        assert clicked[-1].id == "q2"


async def test_a_changed_mark_draws_only_its_own_rows_again() -> None:
    app = Reading(marks=QUOTES)
    async with app.run_test(size=(60, 24)):
        before = [app.view.render_line(y) for y in range(20)]
        app.view.set_marks([QUOTES[0], mark("q2", "The total number of people", tag="Q2", state="settled")])
        after = [app.view.render_line(y) for y in range(20)]
        assert [y for y in range(20) if before[y] is not after[y]] == [5, 6]
        assert app.lines()[5].startswith("Q2 + ")


async def test_a_key_in_a_long_article_costs_less_than_a_full_repaint() -> None:
    text = ("The “quick” brown fox jumps over the dog, Anna Lee said. " * 8 + "\n") * 2000
    starts = range(0, 800_000, 40)
    marks = [Mark(str(start), ((start, start + 30),), "quote", tag=f"Q{start}") for start in starts]
    app = Reading(text, marks)
    async with app.run_test(size=(120, 40)) as pilot:
        app.view.caret = 400_000
        app.view.notify_style_update()
        started = time.thread_time()
        for y in range(40):
            app.view.render_line(y)
        repaint = time.thread_time() - started
        await pilot.pause()
        started = time.thread_time()
        for _ in range(20):
            app.view.move_caret("right")
            for y in range(40):
                app.view.render_line(y)
        assert (time.thread_time() - started) / 20 < repaint
