"""A page: an inert text laid out in rows and drawn line by line with a gutter, marks, zones, selection and caret.

Each drawn row is kept (512 of them) under what it depends on, so that a caret move draws two rows. What is drawn is
in `scene`; the article view, which knows of keys and the mouse, changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curator.text.graphemes import next_boundary
from curator.text.inert import inert
from curator.tui.widgets.folds import Fold, folds_of
from curator.tui.widgets.label_colour import is_label_look, label_style
from curator.tui.widgets.layout import Layout
from curator.tui.widgets.marks import Mark, MarkIndex, Range, Shade, changed_ranges, reindexed
from curator.tui.widgets.paint import LOOKS, Label, Looks, Scene, folded, gutter, pieces

MANY = 50  # changed ranges from which all rows are drawn anew: finding out which costs more
RowKey = tuple[int, Range | None, int | None, bool]


class Page(ScrollView, inherit_bindings=False):
    """A text with its marks, drawn; see the module."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    Page {
        overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        & > .page--zone { color: $text-muted; }
        &:ansi > .page--zone, &:nocolor > .page--zone { text-style: dim; }
        & > .page--quote-open { text-style: italic; color: $text-warning; }
        & > .page--quote-settled { text-style: bold; color: $text-success; }
        & > .page--mention-open { text-style: underline; }
        & > .page--mention-settled { text-style: bold underline; }
        & > .page--party { text-style: bold underline; color: $text-accent; }
        & > .page--cue { text-style: bold italic; color: $text-accent; }
        & > .page--hit {
            text-style: bold underline; color: $block-cursor-foreground; background: $block-cursor-background;
        }
        & > .page--current { background: $primary-muted; }
        & > .page--pointed { text-style: bold; }
        & > .page--selection { text-style: none; }
        & > .page--caret { text-style: bold; }
        & > .page--jump { text-style: bold reverse; }
        & > .page--gutter { color: $text-muted; }
        & > .page--gutter-current { text-style: bold; color: $text-accent; }
    }
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.shown = ""  # the inert form of the text, character for character
        self.rows = Layout("", 1)
        self.scene = Scene()
        self.is_folding = False
        self._zones: Sequence[Shade] = ()
        self._folds: dict[int, Fold] = {}
        self._view = Size(0, 0)
        self._strips: LRUCache[RowKey, Strip] = LRUCache(512)
        self._styles: dict[Looks, Style] = {}
        self._awaited: int | None = None  # an offset to scroll to as soon as there is a size

    def lay_text(self, text: str, marks: Sequence[Mark] | MarkIndex, zones: Sequence[Shade]) -> None:
        """Another text with what is drawn over it, from its top."""
        self.shown = inert(text.replace("\r\n", " \n"))
        self.scene = Scene(marks if isinstance(marks, MarkIndex) else MarkIndex(marks), zones=_index_of(zones))
        self._zones = zones
        self._folds = folds_of(self.shown, zones) if self.is_folding else {}
        self._lay_out((0, 0))

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Other marks over the same text; only rows that look different are drawn again."""
        new = reindexed(self.scene.marks, marks)
        self.take_marks(new, changed_ranges(self.scene.marks, new))

    def take_marks(self, marks: MarkIndex, changed: Sequence[Range]) -> None:
        """The same, with the index and what changes by it already known: a thread can make both."""
        old_width, place = self.gutter_width, self._place()
        self.scene.marks = marks
        if self.gutter_width != old_width:
            self._lay_out(place)
        self.redraw(changed)

    def set_parts(self, marks: Iterable[Mark]) -> None:
        """Other parts of the current mark, drawn over the marks."""
        old, self.scene.parts = self.scene.parts, MarkIndex(marks)
        self.redraw(changed_ranges(old, self.scene.parts))

    def set_hits(self, hits: Sequence[Range]) -> None:
        """Other places that were searched for, drawn over everything but selection and caret."""
        old, self.scene.hits = self.scene.hits, MarkIndex(
            Mark(f"hit {start}", ((start, end),), "hit", "settled") for start, end in hits)
        self.redraw(changed_ranges(old, self.scene.hits))

    def set_labels(self, labels: dict[int, Label]) -> None:
        """Letters over the words in view, or none."""
        self.scene.labels = labels
        self._strips.clear()
        self.refresh()

    def set_zones(self, zones: Sequence[Shade]) -> None:
        """Other zones over the same text."""
        old, self.scene.zones = self.scene.zones, _index_of(zones)
        self._zones = zones
        self.redraw(changed_ranges(old, self.scene.zones))
        if self.is_folding:
            self.fold(True)

    def fold(self, is_folding: bool) -> int:
        """One row for each zone, or every row; returns how many folds there are now."""
        place, self.is_folding = self._place(), is_folding
        self._folds = folds_of(self.shown, self._zones) if is_folding else {}
        self._lay_out(place)
        return len(self._folds)

    def unfold(self, fold: Fold) -> None:
        """Show what is folded in one row, until zones are folded anew."""
        place = self._place()
        del self._folds[fold.start]
        self._lay_out(place)

    @property
    def marks(self) -> MarkIndex:
        """The marks shown, by id and by place."""
        return self.scene.marks

    @property
    def current(self) -> str | None:
        """The id of the current mark, or None."""
        return self.scene.current

    @current.setter
    def current(self, mark_id: str | None) -> None:
        old, self.scene.current = self.scene.current, mark_id
        known = [self.marks.by_id[name] for name in {old, mark_id} if name in self.marks.by_id]
        if old != mark_id:
            self.redraw([span for mark in known for span in mark.spans])

    @property
    def gutter_width(self) -> int:
        """The cells left of the text: the longest tag (two to four cells), the pointer, the sign, a blank."""
        return min(max(self.marks.widest_tag, 2), 4) + 3

    @property
    def page_height(self) -> int:
        """The rows in view."""
        return self._view.height

    @property
    def top(self) -> int:
        """The offset at which the first row in view begins."""
        return self.rows.starts[min(max(self.scroll_offset.y, 0), len(self.rows) - 1)]

    def scroll_to_offset(self, offset: int, *, centre: bool = False) -> None:
        """Brings an offset into view: by one row where that does (and not `centre`), else a third from the edge."""
        height, top, row = self.page_height, self.scroll_offset.y, self.rows.row_of(offset)
        if not height:
            self._awaited = offset
        elif row < top:
            self._scroll_to_row(row if row == top - 1 and not centre else row - height // 3)
        elif row >= top + height:
            self._scroll_to_row(row - height + 1 if row == top + height and not centre else row - height * 2 // 3)

    def scroll_to_range(self, start: int, end: int) -> None:
        """Brings a range into view, whole if it fits, else from its start."""
        self.scroll_to_offset(start)
        height, first, last = self.page_height, self.rows.row_of(start), self.rows.row_of(max(end - 1, start))
        if height and last >= self.scroll_offset.y + height:
            self._scroll_to_row(min(first, last - height + 1))

    def refresh_between(self, first: int, last: int) -> None:
        """Draws the rows in view again that hold the offsets `first` to `last`."""
        low, high = sorted((self.rows.row_of(first), self.rows.row_of(last)))
        low, high = max(low, self.scroll_offset.y), min(high, self.scroll_offset.y + self.page_height)
        if low <= high:
            self.refresh_lines(low, high - low + 1)

    def redraw(self, ranges: Sequence[Range]) -> None:
        """Forgets the rows that touch any of the ranges, and draws those in view."""
        if len(ranges) > MANY:
            self._strips.clear()
            self.refresh()
            return
        touched = [(self.rows.row_of(start), self.rows.row_of(max(end - 1, start))) for start, end in ranges]
        for key in list(self._strips.keys()):
            if any(first <= key[0] <= last for first, last in touched):
                self._strips.discard(key)
        for start, end in ranges:
            self.refresh_between(start, end)

    def render_line(self, y: int) -> Strip:
        """The strip at line `y` of the view, exactly as wide as the view."""
        width, row = self._view.width, y + self.scroll_offset.y
        if row >= len(self.rows):
            return Strip.blank(width, self._style(()))
        start, end = self.rows.bounds(row)
        selection, caret = self.scene.selection, self.scene.caret
        selected = None
        if selection and selection[0] <= end and selection[1] > start:
            selected = max(selection[0], start), min(selection[1], end + 1)
        caret_here = caret if caret is not None and self.rows.row_of(caret) == row else None
        key = row, selected, caret_here, self.has_focus and caret_here is not None
        strip = self._strips.get(key)
        if strip is None:
            strip = self._draw(row)
            self._strips[key] = strip
        return strip

    def on_resize(self, event: events.Resize) -> None:
        """Wraps the text anew; the reader's place stays: the caret's line in the view, or the top one."""
        self._lay_out(self._place())
        if self._awaited is not None and self.page_height:
            awaited, self._awaited = self._awaited, None
            self.scroll_to_offset(awaited, centre=True)

    def on_focus(self) -> None:
        self._focus_changed()

    def on_blur(self) -> None:
        self._focus_changed()

    def notify_style_update(self) -> None:
        """Another theme, or the focus: nothing drawn before holds."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def _focus_changed(self) -> None:
        self._styles.clear()
        if self.scene.caret is not None:
            self.refresh_between(self.scene.caret, self.scene.caret)

    def _place(self) -> tuple[int, int]:
        """What must not move when rows change: an offset and its line in the view."""
        top, caret = self.scroll_offset.y, self.scene.caret
        line = self.rows.row_of(caret) - top if caret is not None else -1
        return (caret, line) if caret is not None and 0 <= line < self.page_height else (self.top, 0)

    def _lay_out(self, place: tuple[int, int]) -> None:
        self._view = self.scrollable_content_region.size
        # One cell for the blank at which a row breaks, one for a caret behind the last character.
        self.rows = Layout(self.shown, self._view.width - self.gutter_width - 2, self._folds)
        self._strips.clear()
        self.virtual_size = Size(self._view.width, len(self.rows))
        offset, line = place
        self._scroll_to_row(self.rows.row_of(offset) - min(line, max(self.page_height - 1, 0)))
        self.refresh()

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=max(row, 0), animate=False, immediate=True, force=True)

    def _draw(self, row: int) -> Strip:
        caret = self.scene.caret
        caret_end = next_boundary(self.shown, caret) if caret is not None else 0
        fold = self.rows.fold(row)
        cells, is_current = gutter(self.rows, row, self.scene, self.gutter_width)
        segments = [Segment(cells, self._style(("gutter-current" if is_current else "gutter",)))]
        drawn = folded(fold, self.scene) if fold else pieces(self.rows, row, self.scene, caret_end)
        segments += [Segment(text, self._style(looks)) for text, looks in drawn]
        return Strip(segments).adjust_cell_length(self._view.width, self._style(())).simplify()

    def _style(self, looks: Looks) -> Style:
        """The style of a piece: the looks in their order; each of caret, selection, current name, and where colours are
        none or not ours the current quote and a hit, turns the reversal round, so that one shows inside another."""
        style = self._styles.get(looks)
        if style is None:
            style = self.rich_style
            for look in looks:
                style += label_style(self.app, look) if is_label_look(look) else \
                    self.get_component_rich_style(f"page--{look}", partial=True)
            is_plain = self.app.native_ansi_color or self.app.no_color
            turning = {"selection", "caret", "pointed", *(["current", "hit"] if is_plain else [])}
            if not self.has_focus:
                turning.discard("caret")
                style += Style(underline=True) if "caret" in looks else Style()
            if len(turning.intersection(looks)) % 2:
                style += Style(reverse=True)
            self._styles[looks] = style
        return style


def _index_of(zones: Sequence[Shade]) -> MarkIndex:
    return MarkIndex(zone.as_mark(number) for number, zone in enumerate(zones))
