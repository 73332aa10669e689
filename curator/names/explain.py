"""A comparison in plain lines for the terminal: names one above the other, how they meet, what is left, the score."""

from __future__ import annotations

import unicodedata

from curator.names.comparison import Comparison


def explain(comparison: Comparison) -> list[str]:
    """Lines of plain text without markup or control characters. Three lines of columns when words were aligned."""
    columns = [(_shown(step.left), _shown(step.right), f"{step.how} {step.similarity:.2f}")
               for step in comparison.steps]
    left_rest, right_rest = (tuple(map(_shown, rest)) for rest in (comparison.left_rest, comparison.right_rest))
    columns += [(word, "-", "no partner") for word in left_rest] + [("-", word, "no partner") for word in right_rest]
    lines: list[str] = []
    widths = [max(map(_width, column)) for column in columns]
    for row in zip(*columns, strict=True):
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        lines.append("   ".join(cells).rstrip())
    if not columns:
        lines.append("no words of their own are alike")
    lines += [_shown(note) for note in comparison.notes]
    lines.append(f"score {comparison.score:.2f}, {comparison.band}: {comparison.verdict}")
    return lines


def _shown(words: str) -> str:
    """The words with a replacement sign for every character that a terminal would act upon."""
    return "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in words)


def _width(words: str) -> int:
    """Cells the words take: two for wide characters, none for combining ones."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
               for char in words)
