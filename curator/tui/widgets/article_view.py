"""The article view: a page with a caret and a selection, moved by keys and by the mouse.

The screen that owns it says what to show, binds the keys and listens to the messages; the view never changes the
text. Offsets are code points into the text as stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Offset
from textual.message import Message

from curator.text.graphemes import snap
from curator.text.growing import grow
from curator.text.motion import MOTIONS, paragraph_at, word_at, word_end
from curator.tui.widgets.drag import Drag
from curator.tui.widgets.folds import holding, passed
from curator.tui.widgets.jump import labels, lettered
from curator.tui.widgets.marks import Mark, MarkIndex, Range, Shade
from curator.tui.widgets.page import Page

# While selecting, forward motions stop at the end of what they pass, so that `v w w w` is three words.
_SELECTING = {"word": "word end", "sentence": "sentence end", "paragraph": "paragraph end"}


class ArticleView(Page, can_focus=True):
    """A text to read and to mark; see the module."""

    @dataclass
    class CaretMoved(Message):
        """The caret stands at another offset."""

        view: ArticleView
        offset: int

        @property
        def control(self) -> ArticleView:
            return self.view

    @dataclass
    class SelectionChanged(Message):
        """Other characters are selected, or none."""

        view: ArticleView
        selection: Range | None

        @property
        def control(self) -> ArticleView:
            return self.view

    @dataclass
    class MarkClicked(Message):
        """A mark was clicked, in the text or in the gutter: `id` is the shortest there, `ids` all, shortest first."""

        view: ArticleView
        id: str
        ids: tuple[str, ...]
        offset: int

        @property
        def control(self) -> ArticleView:
            return self.view

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.text = ""
        self._caret = 0
        self._anchor: int | None = None
        self._goal: int | None = None  # the cell that up and down keep to
        self._grown: list[Range] = []
        self._drag = Drag(self)
        self.jumps: dict[str, int] = {}  # while jumping: the letters of each word in view -> its offset
        self._after_jump: Callable[[], None] | None = None
        self._typed = ""

    def show(self, text: str, marks: Sequence[Mark] | MarkIndex = (), zones: Sequence[Shade] = (), *,
             caret: int = 0) -> None:
        """Another text, with the caret at an offset; nothing is selected and no mark is current."""
        self.text = text
        self._anchor = self._goal = None
        self._grown = []
        self._caret = 0
        self.lay_text(text, marks, zones)
        self.scene.caret = self._caret = snap(self.shown, min(max(caret, 0), len(text)))
        self.scroll_to_offset(self._caret, centre=True)
        self.place_cursor()

    @property
    def caret(self) -> int:
        """The offset of the caret: the start of a grapheme, or the end of the text."""
        return self._caret

    @caret.setter
    def caret(self, offset: int) -> None:
        self._goal = None
        self._put(offset, self._anchor)

    @property
    def selection(self) -> Range | None:
        """The selected characters, or None."""
        if self._anchor is None or self._anchor == self._caret:
            return None
        return min(self._anchor, self._caret), max(self._anchor, self._caret)

    @property
    def is_selecting(self) -> bool:
        """True while motions extend a selection, even an empty one."""
        return self._anchor is not None

    def select(self, start: int, end: int) -> None:
        """Selects a range; the caret stands at `end`, which may lie before `start`."""
        self._goal = None
        self._put(end, snap(self.shown, start))

    def start_selection(self) -> None:
        """From now on motions extend a selection that begins at the caret."""
        self._grown = []
        self._put(self._caret, self._caret)

    def stop_selection(self) -> None:
        """Nothing is selected; the caret stays."""
        self._grown = []
        self._put(self._caret, None)

    def move_caret(self, motion: str) -> None:
        """One of `curator.text.motion.MOTIONS`, or up, down, page up, page down, row start, row end.

        KeyError for any other name.
        """
        self._grown = []
        if motion in ("up", "down", "page up", "page down"):
            self._put(self._vertical(motion), self._anchor)
        elif motion in ("row start", "row end"):
            row = self.rows.row_of(self._caret)
            self.caret = self.rows.offset_at(row, 0 if motion == "row start" else self.rows.width + 1)
        else:
            name = _SELECTING.get(motion, motion) if self.is_selecting else motion
            self.caret = passed(self.rows.folds, self._caret, MOTIONS[name](self.shown, self._caret), len(self.shown))

    def fold(self, is_folding: bool) -> int:
        folds = super().fold(is_folding)
        if around := holding(self.rows.folds, self._caret):
            self.caret = around.start
        return folds

    def grow_selection(self) -> None:
        """Selects the next larger range around the caret or the selection, from a word to the whole text."""
        before = [*self._grown, self.selection or (self._caret, self._caret)]
        self.select(*grow(self.shown, *before[-1]))
        self._grown = before

    def shrink_selection(self) -> None:
        """Goes back to what was selected before it last grew."""
        if self._grown:
            *before, (start, end) = self._grown
            self.select(start, end)
            self._grown = before

    def start_jump(self, then: Callable[[], None] | None = None) -> None:
        """Letters over every word in view: the two of a word, typed next, put the caret on it; `then` follows."""
        first = min(self.scroll_offset.y, len(self.rows) - 1)
        self.jumps = lettered(self.rows, first, min(first + self.page_height, len(self.rows)) - 1)
        self._typed, self._after_jump = "", then
        self.set_labels(labels(self.rows, self.jumps, ""))

    def stop_jump(self) -> None:
        """No letters any more."""
        self.jumps = {}
        self.set_labels({})

    def would_take(self, event: events.Key) -> bool:
        """True while letters stand over the words: any key is for them then."""
        return bool(self.jumps)

    def on_key(self, event: events.Key) -> None:
        """While letters stand over the words, keys are for them; one that none has ends it."""
        if not self.jumps:
            return
        event.stop()
        event.prevent_default()
        self._typed += event.character or "?"
        here = labels(self.rows, self.jumps, self._typed)
        if self._typed in self.jumps:
            at = self.jumps[self._typed]
            self.stop_jump()
            is_on = self._anchor is not None and at >= self._anchor
            self.caret = word_end(self.shown, at) if is_on else at  # a selection takes the word in
            if self._after_jump:
                self._after_jump()
        elif here:
            self.set_labels(here)
        else:
            self.stop_jump()

    def select_word(self, offset: int) -> None:
        """Selects the word at an offset, if there is one."""
        word = word_at(self.shown, offset)
        if word:
            self.select(*word)

    def action_move_caret(self, motion: str) -> None:
        self.move_caret(motion)

    def action_toggle_selection(self) -> None:
        if self.is_selecting:
            self.stop_selection()
        else:
            self.start_selection()

    def action_grow_selection(self) -> None:
        self.grow_selection()

    def action_shrink_selection(self) -> None:
        self.shrink_selection()

    def on_focus(self) -> None:
        self.place_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.place_cursor()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._drag.press(event.get_content_offset_capture(self))
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._drag.move(event.get_content_offset_capture(self))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._drag.release()

    def on_click(self, event: events.Click) -> None:
        where = event.get_content_offset_capture(self)
        offset = self.offset_under(where)
        if event.chain == 2:
            self.select_word(offset)
        elif event.chain == 3:
            self.select(*paragraph_at(self.shown, offset))
        elif self.selection is None:
            marks = self._tagged_at(where) if where.x < self.gutter_width else self.marks.at(offset)
            if marks:
                self.post_message(self.MarkClicked(self, marks[0].id, tuple(mark.id for mark in marks), offset))

    def offset_under(self, where: Offset) -> int:
        """The offset of the grapheme drawn at a cell of the view; the nearest one outside the text."""
        row = min(max(where.y + self.scroll_offset.y, 0), len(self.rows) - 1)
        return self.rows.offset_at(row, max(where.x - self.gutter_width, 0))

    def place_cursor(self) -> None:
        """Puts the terminal's own cursor where the caret is: screen readers and input methods follow it."""
        row, cell = self.rows.cell_of(self._caret)
        y = row - self.scroll_offset.y
        if self.has_focus and 0 <= y < self.page_height:
            self.app.cursor_position = self.content_region.offset + Offset(self.gutter_width + cell, y)

    def shows(self, start: int, end: int) -> bool:
        """True while all rows from one offset to another are in view."""
        top = self.scroll_offset.y
        return top <= self.rows.row_of(start) and self.rows.row_of(end - 1) < top + self.page_height

    def could_show(self, start: int, end: int) -> bool:
        """True where all rows from one offset to another fit into the view."""
        return self.rows.row_of(end - 1) - self.rows.row_of(start) < self.page_height

    def _vertical(self, motion: str) -> int:
        row, cell = self.rows.cell_of(self._caret)
        page = max(self.page_height - 2, 1)
        target = row + {"up": -1, "down": 1, "page up": -page, "page down": page}[motion]
        self._goal = cell if self._goal is None else self._goal
        return self.rows.offset_at(min(max(target, 0), len(self.rows) - 1), self._goal)

    def _tagged_at(self, where: Offset) -> list[Mark]:
        row = min(max(where.y + self.scroll_offset.y, 0), len(self.rows) - 1)
        start, end = self.rows.bounds(row)
        return [mark for _, _, mark in self.marks.touching(start, max(end, start + 1)) if mark.tag]

    def _put(self, offset: int, anchor: int | None) -> None:
        """Caret and the other end of the selection; draws only the rows between old and new."""
        was, was_selected = self._caret, self.selection
        self.scene.caret = self._caret = snap(self.shown, min(max(offset, 0), len(self.shown)))
        if (fold := holding(self.rows.folds, self._caret)) and fold.start != self._caret:
            self.unfold(fold)
        self._anchor = anchor
        self.scene.selection = selected = self.selection
        self.refresh_between(was, was)
        self.refresh_between(self._caret, self._caret)
        if selected != was_selected:
            for start, end in _symmetric_difference(was_selected, selected):
                self.refresh_between(start, end)
            self.post_message(self.SelectionChanged(self, selected))
        if was != self._caret:
            self.scroll_to_offset(self._caret)
            self.post_message(self.CaretMoved(self, self._caret))
        self.place_cursor()


def _symmetric_difference(one: Range | None, other: Range | None) -> list[Range]:
    """What lies in one of two ranges only; at most two ranges."""
    if not one or not other or one[1] <= other[0] or other[1] <= one[0]:
        return [wanted for wanted in (one, other) if wanted]
    edges = sorted((*one, *other))
    return [(low, high) for low, high in (edges[:2], edges[2:]) if low != high]
