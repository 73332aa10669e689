"""Bars of one line and lines of state: the five places, what is current, the keys, the last message.

Each is drawn from pieces that a screen gives; outside text is made inert and cut to the width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from curator.tui.widgets.fit import Piece, clip, fit_pieces
from curator.tui.widgets.label_colour import is_label_look, label_style


class Lines(Widget):
    """As many lines as given, each of pieces; styles: dim, strong, warn, good, key, "" for the plain one, and those of
    `label_colour`."""

    ALLOW_SELECT = False
    STYLES: ClassVar[tuple[str, ...]] = ("dim", "strong", "warn", "good", "key")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in STYLES}
    DEFAULT_CSS = """
    Lines {
        height: 1; width: 1fr;
        & > .lines--dim { color: $text-muted; }
        & > .lines--strong { text-style: bold; }
        & > .lines--warn { text-style: bold; color: $text-warning; }
        & > .lines--good { color: $text-success; }
        & > .lines--key { text-style: bold; color: $text-accent; }
    }
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._lines: list[Sequence[Piece]] = []
        self._styles: dict[str, Style] = {}

    def show(self, *lines: str | Sequence[Piece]) -> None:
        """Other lines; those beyond the height of the widget are not drawn."""
        old, self._lines = self._lines, [[(line, "")] if isinstance(line, str) else line for line in lines]
        changed = [y for y, (before, now) in enumerate(zip_longest(old, self._lines)) if before != now]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def pieces(self, y: int, width: int) -> Sequence[Piece]:
        """What line `y` says on `width` cells."""
        return self._lines[y] if y < len(self._lines) else ()

    def render_line(self, y: int) -> Strip:
        """The strip of line `y`, exactly as wide as the widget."""
        width = self.content_size.width
        segments = [Segment(words, self._style(name)) for words, name in fit_pieces(self.pieces(y, width), width)]
        return Strip(segments).adjust_cell_length(width, self._style(""))

    def notify_style_update(self) -> None:
        """Another theme: no style looked up before holds."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self.rich_style
            if name:
                style += label_style(self.app, name) if is_label_look(name) else \
                    self.get_component_rich_style(f"lines--{name}", partial=True)
            self._styles[name] = style
        return style


class TopBar(Lines):
    """The places, the current one in brackets, and a text at the right; a click asks for a place."""

    @dataclass
    class PlaceClicked(Message):
        """A place was clicked; the first is 0."""

        bar: TopBar
        index: int

        @property
        def control(self) -> TopBar:
            return self.bar

    def __init__(self, places: Sequence[str], *, name: str | None = None, id: str | None = None,
                 classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._places = places
        self._current = 0
        self._right = ""

    def show_place(self, current: int, right: str = "") -> None:
        """Which place is current (the first is 0), and what stands at the right."""
        if (current, right) != (self._current, self._right):
            self._current, self._right = current, right
            self.refresh()

    def pieces(self, y: int, width: int) -> Sequence[Piece]:
        labels = [words for words, _ in self._labels(width)]
        left = sum(map(len, labels))
        right = clip(self._right, width - left - 1)
        gap = " " * (width - left - cell_len(right))
        places = [(words, "strong" if number == self._current else "dim") for number, words in enumerate(labels)]
        return [*places, (gap, ""), (right, "")]

    def on_click(self, event: events.Click) -> None:
        cell = event.get_content_offset_capture(self).x
        for index, (words, start) in enumerate(self._labels(self.content_size.width)):
            if start <= cell < start + len(words):
                self.post_message(self.PlaceClicked(self, index))

    def _labels(self, width: int) -> list[tuple[str, int]]:
        """The words of each place and the cell where they begin; on narrow screens the others are numbers only."""
        for is_short in (False, True):
            labels = [f"[{number} {place}]" if number - 1 == self._current else
                      f" {number} " if is_short else f" {number} {place} "
                      for number, place in enumerate(self._places, start=1)]
            if sum(map(len, labels)) <= width:
                break
        starts = [sum(map(len, labels[:number])) for number in range(len(labels))]
        return list(zip(labels, starts, strict=True))


class FooterBar(Lines):
    """The keys that matter now; the last two pairs (undo, all keys) stay, others go when the width is short."""

    @dataclass
    class KeyClicked(Message):
        """A pair was clicked."""

        bar: FooterBar
        key: str

        @property
        def control(self) -> FooterBar:
            return self.bar

    _pairs: Sequence[tuple[str, str]] = ()

    def show_keys(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Pairs of a key as written ("Space") and what it does."""
        self._pairs = pairs
        self.refresh()

    def pieces(self, y: int, width: int) -> Sequence[Piece]:
        pieces: list[Piece] = []
        for key, label, _ in self._that_fit(width):
            pieces += [("  ", "")] if pieces else []
            pieces += [(key, "key"), (f" {label}", "")]
        return pieces

    def on_click(self, event: events.Click) -> None:
        cell = event.get_content_offset_capture(self).x
        for key, label, start in self._that_fit(self.content_size.width):
            if start <= cell < start + cell_len(key) + cell_len(label) + 1:
                self.post_message(self.KeyClicked(self, key))

    def _that_fit(self, width: int) -> list[tuple[str, str, int]]:
        """Key, label and first cell of each pair that fits, the last two always among them."""
        first, last = self._pairs[:-2], self._pairs[-2:]
        left = width + 2 - sum(_cells(pair) for pair in last)
        kept = []
        for pair in first:
            left -= _cells(pair)
            if left < 0:
                break
            kept.append(pair)
        placed, start = [], 0
        for key, label in (*kept, *last):
            placed.append((key, label, start))
            start += cell_len(key) + cell_len(label) + 3
        return placed


def _cells(pair: tuple[str, str]) -> int:
    """The width of a pair with the blanks behind it."""
    return cell_len(pair[0]) + cell_len(pair[1]) + 3


class MessageLine(Lines):
    """What happened last, in one line; trouble begins with `!`, so that it reads without colour. While something takes
    its time, `working …` stands at the right."""

    WORKING = "working …"
    _is_working = False

    def show_working(self, is_working: bool) -> None:
        """Whether something takes its time."""
        if is_working != self._is_working:
            self._is_working = is_working
            self.refresh()

    def pieces(self, y: int, width: int) -> Sequence[Piece]:
        said = super().pieces(y, width)
        if not self._is_working or y:
            return said
        left = max(width - len(self.WORKING) - 1, 0)
        return [*fit_pieces(said, left), (" ", ""), (self.WORKING, "dim")]

    def say(self, text: str, kind: Literal["plain", "good", "trouble"] = "plain") -> None:
        """Shows a message until the next one."""
        self.show([(f"! {text}", "warn")] if kind == "trouble" else [(text, "good" if kind == "good" else "")])
