"""A list of rows, drawn line by line: 100,000 rows open as fast as ten, because only those in view are rendered.

The owner gives a number of rows and a function that renders one; the list keeps the cursor, the marked rows and the
scroll, and posts messages. What a row says is made inert and cut to the width here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curator.tui.widgets.fit import Piece, fit_pieces
from curator.tui.widgets.label_colour import is_label_look, label_style

GUTTER = 2  # the cursor `>` and the mark `*`
_AWAY = Style(bold=True)  # the cursor of a list that has not the focus

Render = Callable[[int, int], Sequence[Piece]]
KeyOf = Callable[[int], Hashable]


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor; see the module. Styles of pieces: dim, strong, warn, good, "" for the plain one, and those
    of `label_colour`."""

    ALLOW_SELECT = False
    STYLES: ClassVar[tuple[str, ...]] = ("dim", "strong", "warn", "good")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{name}" for name in (*STYLES, "cursor", "header", "empty")}
    DEFAULT_CSS = """
    RowList {
        overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        & > .rows--dim { color: $text-muted; }
        & > .rows--strong { text-style: bold; }
        & > .rows--warn { text-style: italic; color: $text-warning; }
        & > .rows--good { color: $text-success; }
        & > .rows--cursor { text-style: reverse; }
        & > .rows--header { text-style: bold underline; }
        & > .rows--empty { text-style: italic; color: $text-muted; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another row, or the rows under it changed; None when there are none."""

        rows: RowList
        index: int | None

        @property
        def control(self) -> RowList:
            return self.rows

    @dataclass
    class Chosen(Message):
        """A row was chosen by Enter or by a click on the cursor."""

        rows: RowList
        index: int

        @property
        def control(self) -> RowList:
            return self.rows

    def __init__(self, *, empty: str = "", name: str | None = None, id: str | None = None,
                 classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.empty = empty
        self.count = 0
        self.marked: frozenset[Hashable] = frozenset()
        self._cursor = 0
        self._header: Sequence[Piece] | None = None
        self._pieces_of: Render = lambda index, width: ()
        self._key_of: KeyOf = lambda index: index
        self._cursor_key: Hashable = None
        self._strips: LRUCache[tuple[int, int, bool, bool, bool], Strip] = LRUCache(512)
        self._looks: dict[tuple[str, Style], Style] = {}

    def set_rows(self, count: int, render: Render, *, key: KeyOf | None = None,
                 header: Sequence[Piece] | None = None) -> None:
        """Other rows: `render(index, cells)` gives the pieces of one, `key(index)` what it is.

        The cursor stays on the row with its key, if that is still there; else where it is. Marks of rows that went
        stay in `marked`: the owner knows whether they are only filtered out.
        """
        had, old_key = bool(self.count), self._cursor_key
        self.count, self._pieces_of, self._header = count, render, header
        self._key_of = key or (lambda index: index)
        found = self._find(old_key, near=self._cursor) if had and key else None
        self._cursor = max(min(self._cursor if found is None else found, count - 1), 0)
        self._remember_key()
        self.refresh_rows()
        self._resize_content()
        self._scroll_into_view()
        self.post_message(self.Highlighted(self, self._cursor if count else None))

    def refresh_rows(self) -> None:
        """Renders every row in view again, because what they say has changed."""
        self._strips.clear()
        self.refresh()

    @property
    def cursor(self) -> int | None:
        """The index of the row under the cursor, or None in an empty list."""
        return self._cursor if self.count else None

    @cursor.setter
    def cursor(self, index: int | None) -> None:
        old, self._cursor = self._cursor, max(min(index or 0, self.count - 1), 0)
        self._remember_key()
        self._scroll_into_view()
        if old != self._cursor:
            for row in (old, self._cursor):
                self.refresh_lines(row + self._top_rows)
            self.post_message(self.Highlighted(self, self._cursor))

    def move(self, rows: int) -> None:
        """Moves the cursor by some rows, up when negative, as far as it goes."""
        if self.count:
            self.cursor = self._cursor + rows if self._cursor + rows > 0 else 0

    def page(self, pages: int) -> None:
        """Moves the cursor by some screenfuls."""
        self.move(pages * max(self._body_height - 1, 1))

    def home(self) -> None:
        """The first row."""
        self.cursor = 0

    def end(self) -> None:
        """The last row."""
        self.cursor = self.count - 1

    def choose(self) -> None:
        """Chooses the row under the cursor, if there is one."""
        if self.count:
            self.post_message(self.Chosen(self, self._cursor))

    def toggle_mark(self) -> None:
        """Marks the row under the cursor, or takes its mark away."""
        if self.count:
            self.marked = self.marked ^ {self._key_of(self._cursor)}
            self.refresh_lines(self._cursor + self._top_rows)

    def clear_marks(self) -> None:
        """No row is marked."""
        self.marked = frozenset()
        self.refresh()

    def action_move(self, rows: int) -> None:
        self.move(rows)

    def action_page(self, pages: int) -> None:
        self.page(pages)

    def action_home(self) -> None:
        self.home()

    def action_end(self) -> None:
        self.end()

    def action_choose(self) -> None:
        self.choose()

    def action_toggle_mark(self) -> None:
        self.toggle_mark()

    def render_line(self, y: int) -> Strip:
        """The strip at line `y` of the view, exactly as wide as the view."""
        width = self.scrollable_content_region.width
        if y == 0 and self._header is not None:
            header = [(" " * GUTTER, ""), *self._header]
            return self._strip(header, width, self.get_component_rich_style("rows--header", partial=True))
        index = y + self.scroll_offset.y - self._top_rows
        if index >= self.count:
            says = [("  ", ""), (self.empty, "")] if not self.count and index == 0 else []
            return self._strip(says, width, self.get_component_rich_style("rows--empty", partial=True))
        is_cursor, is_marked = index == self._cursor, self._key_of(index) in self.marked
        key = index, width, is_cursor, is_marked, is_cursor and self.has_focus
        strip = self._strips.get(key)
        if strip is None:
            signs = (">" if is_cursor else " ") + ("*" if is_marked else " ")
            over = Style()
            if is_cursor:
                over = self.get_component_rich_style("rows--cursor", partial=True) if self.has_focus else _AWAY
            strip = self._strip([(signs, "strong"), *self._pieces_of(index, max(width - GUTTER, 0))], width, over)
            self._strips[key] = strip
        return strip

    def on_resize(self, event: events.Resize) -> None:
        self._resize_content()
        self._scroll_into_view()

    def on_focus(self) -> None:
        self.refresh_lines(self._cursor + self._top_rows)
        self._place_cursor()

    def on_blur(self) -> None:
        self.refresh_lines(self._cursor + self._top_rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        event.stop()

    def on_click(self, event: events.Click) -> None:
        y = event.get_content_offset_capture(self).y
        index = y + self.scroll_offset.y - self._top_rows
        if not 0 <= index < self.count or (y == 0 and self._header is not None):
            return
        if index == self._cursor:
            self.choose()
        else:
            self.cursor = index

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._place_cursor()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()
        self._looks.clear()

    @property
    def _top_rows(self) -> int:
        return 0 if self._header is None else 1

    @property
    def _body_height(self) -> int:
        return max(self.scrollable_content_region.height - self._top_rows, 0)

    def _strip(self, pieces: Sequence[Piece], width: int, over: Style) -> Strip:
        segments = [Segment(words, self._look(name, over)) for words, name in fit_pieces(pieces, width)]
        return Strip(segments).adjust_cell_length(width, self._look("", Style()))

    def _look(self, name: str, over: Style) -> Style:
        """The style of a piece; looked up once, for going up to the screen each time costs more than drawing."""
        look = self._looks.get((name, over))
        if look is None:
            style = label_style(self.app, name) if is_label_look(name) else \
                self.get_component_rich_style(f"rows--{name}", partial=True) if name in self.STYLES else Style()
            look = self._looks[name, over] = self.rich_style + style + over
        return look

    def _find(self, key: Hashable, *, near: int) -> int | None:
        """The row with a key, looked for from `near` outwards."""
        if near < self.count and self._key_of(near) == key:
            return near
        return next((index for index in range(self.count) if self._key_of(index) == key), None)

    def _remember_key(self) -> None:
        self._cursor_key = self._key_of(self._cursor) if self.count else None

    def _resize_content(self) -> None:
        size = Size(self.scrollable_content_region.width, max(self.count, 1) + self._top_rows)
        if self.styles.auto_dimensions or not self.show_vertical_scrollbar:
            self.virtual_size = size
            return
        self.set_reactive(RowList.virtual_size, size)  # the widget keeps its size: no need to lay out the whole screen
        self.vertical_scrollbar.window_virtual_size = size.height
        self.vertical_scrollbar.window_size = self.scrollable_content_region.height
        if self.scroll_offset.y > self.max_scroll_y:
            self._scroll_to_row(self.max_scroll_y)

    def _scroll_into_view(self) -> None:
        top, height = self.scroll_offset.y, self._body_height
        if height and self._cursor < top:
            self._scroll_to_row(self._cursor)
        elif height and self._cursor >= top + height:
            self._scroll_to_row(self._cursor - height + 1)
        self._place_cursor()

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=row, animate=False, immediate=True, force=True)

    def _place_cursor(self) -> None:
        y = self._cursor - self.scroll_offset.y + self._top_rows
        if self.has_focus and 0 <= y < self.scrollable_content_region.height:
            self.app.cursor_position = self.content_region.offset + Offset(0, y)
