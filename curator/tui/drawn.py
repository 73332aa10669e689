"""An article as the Reader draws it: what is on its text as marks. Made on a thread, as there may be many thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.desk.reading import OpenArticle
from curator.tui.widgets.label_colour import label_look
from curator.tui.widgets.marks import Mark, MarkIndex, Range, changed_ranges, reindexed


@dataclass(frozen=True)
class Drawn:
    """An article with its marks, and where they differ from those that were drawn `before`."""

    opened: OpenArticle
    marks: MarkIndex
    before: MarkIndex
    changed: Sequence[Range]


def drawn(opened: OpenArticle, before: MarkIndex) -> Drawn:
    """The marks of an article; those that look as they did before are kept."""
    marks = reindexed(before, _marks(opened))
    opened.prepare()
    assert opened.registry.spelled is not None
    return Drawn(opened, marks, before, changed_ranges(before, marks))


def _marks(opened: OpenArticle) -> Iterator[Mark]:
    for item in opened.items:
        yield Mark(item.id, tuple((s.start, s.end) for s in item.spans),
                   "quote" if item.subject == "quote" else "mention", "settled" if item.settled else "open",
                   tag=item.tag, grade=getattr(item.value, "grade", ""),
                   look=label_look(opened.colour(item)))
