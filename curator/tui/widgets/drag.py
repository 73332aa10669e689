"""Selecting with the mouse: press, drag, release; the view scrolls by itself while the pointer is beyond an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.timer import Timer

from curator.text.graphemes import next_boundary

if TYPE_CHECKING:
    from curator.tui.widgets.article_view import ArticleView

SCROLL_EVERY = 0.05  # seconds


class Drag:
    """One drag over an article view. Both ends are included, as terminals select."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._pressed: int | None = None
        self._pointer = Offset(0, 0)
        self._moved = False
        self._timer: Timer | None = None

    def press(self, where: Offset) -> None:
        """The button went down at a cell of the view: the caret goes there, and nothing is selected."""
        self._pressed = self._view.offset_under(where)
        self._moved = False
        self._view.stop_selection()
        self._view.caret = self._pressed
        self._view.capture_mouse()

    def move(self, where: Offset) -> None:
        """The pointer moved; without the button it means nothing."""
        if self._pressed is None:
            return
        self._pointer = where
        self._extend()
        outside = not 0 <= where.y < self._view.page_height
        if outside and self._timer is None:
            self._timer = self._view.set_interval(SCROLL_EVERY, self._scroll)
        elif not outside:
            self._stop_scrolling()

    def release(self) -> None:
        """The button came up: what is selected stays selected."""
        if self._pressed is not None:
            self._pressed = None
            self._view.release_mouse()
        self._stop_scrolling()

    def _extend(self) -> None:
        pressed, under = self._pressed, self._view.offset_under(self._pointer)
        if pressed is None or (under == pressed and not self._moved):
            return
        self._moved = True
        if under >= pressed:
            self._view.select(pressed, self._behind(under))
        else:
            self._view.select(self._behind(pressed), under)

    def _behind(self, offset: int) -> int:
        """The end of the grapheme at an offset; a newline is not taken along."""
        shown = self._view.shown
        return offset if shown[offset:offset + 1] in ("", "\n") else next_boundary(shown, offset)

    def _scroll(self) -> None:
        step = -1 if self._pointer.y < 0 else 1
        self._view.scroll_to(y=self._view.scroll_offset.y + step, animate=False, immediate=True, force=True)
        self._extend()

    def _stop_scrolling(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
