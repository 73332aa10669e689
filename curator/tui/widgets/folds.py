"""Folding: whole lines of a text that stand in one row, so that what is no running text takes no room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curator.tui.widgets.marks import Shade

LEAST = 2  # lines that are worth a fold


@dataclass(frozen=True, slots=True)
class Fold:
    """The lines from `start` to `end` (without the newline behind the last), and what stands for them."""

    start: int
    end: int
    words: str


Folds = Mapping[int, Fold]  # by start


def folds_of(text: str, zones: Sequence[Shade]) -> dict[int, Fold]:
    """A fold for each zone and for zones with nothing between them; only lines that lie in a zone whole."""
    joined: list[tuple[int, int, list[str]]] = []
    for zone in sorted(zones, key=lambda zone: (zone.start, zone.end)):
        if joined and not text[joined[-1][1]:zone.start].strip():
            start, end, labels = joined.pop()
            joined.append((start, max(end, zone.end), labels if zone.label in labels else [*labels, zone.label]))
        else:
            joined.append((zone.start, zone.end, [zone.label]))
    return {fold.start: fold for start, end, labels in joined if (fold := _fold(text, start, end, labels))}


def _fold(text: str, start: int, end: int, labels: Sequence[str]) -> Fold | None:
    if start and text[start - 1] != "\n":
        start = text.find("\n", start, end) + 1 or end
    while end > start and text[end - 1].isspace():
        end -= 1
    if end < len(text) and text[end:end + 1] != "\n":
        end = text.rfind("\n", start, end)
    lines = sum(bool(line.strip()) for line in text[start:max(start, end)].split("\n"))
    return Fold(start, end, f"··· {', '.join(labels)}, {lines} lines ···") if lines >= LEAST else None


def passed(folds: Folds, was: int, now: int, last: int) -> int:
    """Where a motion from `was` to `now` rests: a fold is passed whole, and its start stands for it."""
    fold = holding(folds, now)
    if fold is None or now == fold.start:
        return now
    return fold.end + 1 if was == fold.start and now > was and fold.end < last else fold.start


def holding(folds: Folds, offset: int) -> Fold | None:
    """The fold in which an offset lies; its newline belongs to it."""
    return next((fold for fold in folds.values() if fold.start <= offset <= fold.end), None)
