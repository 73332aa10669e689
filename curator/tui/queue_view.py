"""The queue of pairs beside the pair to judge: those decided just now with their sign, then the open ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.desk.judging import Proposal
from curator.tui.widgets.fit import Piece, fit
from schema import Verdict

Line = list[Piece]
SIGNS: dict[Verdict, str] = {"same": "y", "different": "n", "unsure": "w"}
WIDTH = 30  # cells
DECIDED = 3  # how many of the decided ones are shown


@dataclass(frozen=True)
class Decided:
    """A pair judged just now, as it was shown."""

    left: str
    right: str
    verdict: Verdict


def queue_lines(queue: Sequence[Proposal], at: int, decided: Sequence[Decided], height: int) -> list[Line]:
    """Exactly `height` lines of `WIDTH` cells, two a pair; the pair at `at` is among them and carries a `>`."""
    lines: list[Line] = [_line("  QUEUE, likeliest first", "dim")]
    for pair in decided[-DECIDED:]:
        lines += [_line(f"{SIGNS[pair.verdict]} {pair.left}", "dim"), _line(f"  {pair.right}", "dim")]
    room = max(1, (height - len(lines)) // 2)
    first = min(max(0, at - room // 2), max(0, len(queue) - room))
    for number in range(first, min(first + room, len(queue))):
        pair_, style = queue[number], "strong" if number == at else ""
        lines += [_line(f"{'>' if number == at else ' '} {pair_.left.preferred}", style),
                  _line(f"  {pair_.right.preferred}", style, f" {pair_.score:.2f}")]
    return [*lines, *[_line("", "") for _ in range(height - len(lines))]][:height]


def _line(words: str, style: str, right: str = "") -> Line:
    return [(fit(words, WIDTH - len(right)), style), (right, "dim")]
