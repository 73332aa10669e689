"""Marks: what is drawn over a text, and an index that finds them by place.

A screen makes marks from records and suggestions; the article view knows nothing else of them. Every span is filed
under each block of 512 code points that it touches, so that drawing a row costs the same among 20,000 marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

BLOCK = 9  # 2 ** 9 code points

Range = tuple[int, int]
MarkKind = Literal["quote", "cue", "speaker", "target", "via", "addressee", "mention", "hit", "zone"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that the text holds. `tag` ("Q4") stands in the gutter beside the row where the mark begins; a mark
    without a tag stays out of the gutter. `look` is the style of its label in the codebook, if that has a colour.
    Offsets are code points, end excluded."""

    id: str
    spans: tuple[Range, ...]
    kind: MarkKind
    state: Literal["open", "settled"] = "open"
    label: str = ""
    grade: str = ""
    tag: str = ""
    look: str = ""

    @property
    def start(self) -> int:
        """Where its first span begins."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """Where its last span ends."""
        return max(end for _, end in self.spans)


@dataclass(frozen=True, slots=True)
class Shade:
    """A part of the text that is not running text: drawn dim."""

    start: int
    end: int
    label: str = ""

    def as_mark(self, number: int) -> Mark:
        """The mark under which an index files it."""
        return Mark(f"zone {number}", ((self.start, self.end),), "zone", "settled", self.label)


class MarkIndex:
    """The marks of one text by place, in the order in which they were given."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.by_id: dict[str, Mark] = {}
        self._blocks: dict[int, list[tuple[int, int, Mark]]] = {}
        for mark in marks:
            self.by_id[mark.id] = mark
            for start, end in mark.spans:
                for block in range(start >> BLOCK, (max(end - 1, start) >> BLOCK) + 1):
                    self._blocks.setdefault(block, []).append((start, end, mark))
        self._in_order = sorted((mark for mark in self.by_id.values() if mark.spans), key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._in_order]
        self.widest_tag = max((len(mark.tag) for mark in self.by_id.values()), default=0)

    def touching(self, start: int, end: int) -> list[tuple[int, int, Mark]]:
        """Each span that shares a character with `start` to `end`, with its mark."""
        found: dict[tuple[int, int, str], tuple[int, int, Mark]] = {}
        for block in range(start >> BLOCK, (max(end - 1, start) >> BLOCK) + 1):
            for first, last, mark in self._blocks.get(block, ()):
                if first < end and last > start:
                    found[first, last, mark.id] = (first, last, mark)
        return list(found.values())

    def at(self, offset: int) -> list[Mark]:
        """The marks that cover an offset, the shortest span first."""
        spans = sorted(self.touching(offset, offset + 1), key=lambda span: span[1] - span[0])
        return [mark for _, _, mark in spans]

    def after(self, offset: int) -> Mark | None:
        """The first mark that begins after an offset."""
        at = bisect_right(self._starts, offset)
        return self._in_order[at] if at < len(self._in_order) else None

    def before(self, offset: int) -> Mark | None:
        """The last mark that begins before an offset."""
        at = bisect_left(self._starts, offset)
        return self._in_order[at - 1] if at else None


def reindexed(old: MarkIndex, marks: Iterable[Mark]) -> MarkIndex:
    """The index of these marks; those that look as they did in `old` are the same objects, so that they are told from
    the others in no time."""
    known = old.by_id
    return MarkIndex(known[mark.id] if known.get(mark.id) == mark else mark for mark in marks)


def changed_ranges(old: MarkIndex, new: MarkIndex) -> Sequence[Range]:
    """The spans of every mark that came, went or changed between two indexes."""
    if old is new:
        return ()
    ranges: list[Range] = []
    for name, after in new.by_id.items():
        before = old.by_id.get(name)
        if before is not after and before != after:
            ranges += (*(before.spans if before else ()), *after.spans)
    for name in old.by_id.keys() - new.by_id.keys():
        ranges += old.by_id[name].spans
    return tuple(ranges)
