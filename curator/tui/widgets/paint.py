"""How a row of the article view looks: which pieces it is cut into and which looks each piece has, without colours.

A look is a name (`quote-open`, `cue`, `zone`) that the view turns into a style. Everything is told apart without
colour too: by the gutter, by bold, italic and underline, and by reversing (an odd number of reversals on a piece
reverses it, so that a caret inside a selection stays visible).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from curator.tui.widgets.folds import Fold
from curator.tui.widgets.layout import Layout
from curator.tui.widgets.marks import Mark, MarkIndex, Range

SIGNS = {"open": "?", "settled": "+"}
LOOKS = (
    "zone", "quote-open", "quote-settled", "mention-open", "mention-settled", "party", "cue", "hit", "current",
    "pointed", "selection", "caret", "jump", "gutter", "gutter-current",
)
_LOOK_OF_KIND = {
    "speaker": "party", "target": "party", "via": "party", "addressee": "party", "cue": "cue", "zone": "zone",
}

Looks = tuple[str, ...]


class Label(NamedTuple):
    """What stands in the place of the first characters of a word: two cells where the row has them."""

    end: int
    words: str


@dataclass(slots=True)
class Scene:
    """What is drawn over a text; `caret` is None while the view shows none."""

    marks: MarkIndex = field(default_factory=MarkIndex)
    parts: MarkIndex = field(default_factory=MarkIndex)  # of the current mark: they come and go with it
    hits: MarkIndex = field(default_factory=MarkIndex)
    zones: MarkIndex = field(default_factory=MarkIndex)
    current: str | None = None
    selection: Range | None = None
    caret: int | None = None
    labels: dict[int, Label] = field(default_factory=dict)  # while jumping: where a word begins -> what is typed for it


def pieces(layout: Layout, row: int, scene: Scene, caret_end: int) -> Iterator[tuple[str, Looks]]:
    """The text of a row, cut where its looks change; a blank for the newline where caret or selection cover it.

    `caret_end` is the end of the grapheme under the caret.
    """
    start, end = layout.bounds(row)
    covers = [(max(layout.edge(first), start), min(layout.edge(last, up=True) if last < end else end, end), look)
              for first, last, look in _covers(scene, start, end + 1, caret_end)]
    cuts = sorted({start, end, *(cut for first, last, _ in covers for cut in (first, last) if start < cut < end)})
    labelled = start
    for first, last in pairwise(cuts):
        if first < labelled:
            continue
        label = scene.labels.get(first)
        labelled = label.end if label else first
        yield (label.words if label else layout.text[first:last],
               tuple(look for low, high, look in covers if low < last and high > first))
    if row + 1 == len(layout) or layout.starts[row + 1] > end:
        at_newline = tuple(look for first, last, look in _covers(scene, end, end + 1, caret_end)
                           if look in ("selection", "caret"))
        if at_newline:
            yield " ", at_newline


def folded(fold: Fold, scene: Scene) -> Iterator[tuple[str, Looks]]:
    """What stands for the lines of a fold."""
    looks: Looks = ("zone",)
    if scene.selection and scene.selection[0] < fold.end and scene.selection[1] > fold.start:
        looks = (*looks, "selection")
    yield fold.words[0], (*looks, "caret") if scene.caret == fold.start else looks
    yield fold.words[1:], looks


def gutter(layout: Layout, row: int, scene: Scene, width: int) -> tuple[str, bool]:
    """The cells left of a row, such as `Q4>? `, and whether they belong to the current mark.

    The tag stands where its mark begins; `>` is the current one; `,` says that another begins in the same row;
    `+` is settled, `?` open, `:` a zone without any. A mark without a tag shows here only as the current one, and
    only where no quote is; in the text it is reversed then.
    """
    start, end = layout.bounds(row)
    touching = {mark.id: mark for _, _, mark in scene.marks.touching(start, max(end, start + 1))}
    tagged = {name: mark for name, mark in touching.items() if mark.tag}
    current = touching.get(scene.current or "")
    if not tagged:
        if current:
            return f"{'>':>{width - 2}}{SIGNS[current.state]} ", True
        in_zone = bool(scene.zones.touching(start, max(end, start + 1)))
        return (" " * (width - 2) + ": " if in_zone else " " * width), False
    beginning = [mark for mark in tagged.values() if start <= mark.start < max(end, start + 1)]
    chosen = tagged.get(scene.current or "") or min(beginning or tagged.values(), key=_narrowness)
    is_current = chosen.id == scene.current
    others = any(mark is not chosen for mark in beginning)
    tag = chosen.tag if chosen in beginning else ""
    pointer = ">" if is_current else "," if others else " "
    return f"{tag[:width - 3]:<{width - 3}}{pointer}{SIGNS[chosen.state]} ", is_current


def _narrowness(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end


def _covers(scene: Scene, start: int, end: int, caret_end: int) -> Iterator[tuple[int, int, str]]:
    """Every span that touches a range, with its look; those that must stay visible come last."""
    for first, last, _ in scene.zones.touching(start, end):
        yield first, last, "zone"
    touching = scene.marks.touching(start, end)
    for first, last, mark in (*touching, *scene.parts.touching(start, end)):
        yield first, last, _LOOK_OF_KIND.get(mark.kind) or f"{mark.kind}-{mark.state}"
        if mark.look:
            yield first, last, mark.look
    for first, last, mark in touching:
        if mark.id == scene.current:
            yield first, last, "current" if mark.tag else "pointed"
    for first, last, _ in scene.hits.touching(start, end):  # a hit brings its own ground
        yield first, last, "hit"
    if scene.selection and scene.selection[0] < end and scene.selection[1] > start:
        yield (*scene.selection, "selection")
    if scene.caret is not None and start <= scene.caret < end:
        yield scene.caret, max(caret_end, scene.caret + 1), "caret"
    for first, label in scene.labels.items():
        if start <= first < end:
            yield first, label.end, "jump"
