"""What stands on the screen, cell by cell, with its colours: for tests of looks."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass

from rich.color import Color, ColorSystem
from rich.style import Style
from textual.app import App

from curator.text.graphemes import cells

BLANK, FRAME = " ", range(0x2500, 0x25A0)  # what is no text: blanks; lines and blocks that frame it

LETTERS = string.ascii_lowercase + string.ascii_uppercase + string.digits
ATTRIBUTES = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike", "overline", "blink")


@dataclass(frozen=True)
class Run:
    """Some words in one style on one row of the screen."""

    row: int
    words: str
    style: Style


def runs(app: App[None]) -> Iterator[Run]:
    """Everything that is drawn on the screen on top, row by row."""
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        for segment in strip:
            yield Run(row, segment.text, segment.style or Style())


def picture(app: App[None]) -> str:
    """The screen as text: its rows, then a letter for the style of each cell (the last one of a row stands for all that
    follow), then what the letters mean, and where the terminal's own cursor is."""
    rows: dict[int, list[Run]] = {}
    for run in runs(app):
        rows.setdefault(run.row, []).append(run)
    letters: dict[str, str] = {}
    looks = []
    for row, found in rows.items():
        signs = "".join(letters.setdefault(look(run.style), LETTERS[len(letters)]) * cells(run.words) for run in found)
        looks.append(f"{row:2} {signs.rstrip(signs[-1:])}{signs[-1:]}")
    text = ["".join(run.words for run in found).rstrip() for found in rows.values()]
    cursor = f"cursor: row {app.cursor_position.y}, cell {app.cursor_position.x}"
    return "\n".join([*text, "", *looks, "", *(f"{letter} {words}" for words, letter in letters.items()), cursor, ""])


def look(style: Style) -> str:
    """A style in words: attributes, colour and ground; what the terminal itself chooses is 'default'."""
    ink, ground = (colour.name if colour else "default" for colour in (style.color, style.bgcolor))
    return " ".join([*(name for name in ATTRIBUTES if getattr(style, name)), f"{ink} on {ground}"])


def is_text(words: str) -> bool:
    """True when there is something to read."""
    return any(sign != BLANK and ord(sign) not in FRAME for sign in words)


def contrast(style: Style, colours: ColorSystem = ColorSystem.TRUECOLOR) -> float:
    """The contrast of text and ground as WCAG 2.2 defines it, 1 to 21, on a terminal with so many colours."""
    assert style.color, style
    assert style.bgcolor, style
    dark, light = sorted(_luminance(colour.downgrade(colours)) for colour in (style.color, style.bgcolor))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (part / 255 for part in colour.get_truecolor())
    return sum(share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
               for share, part in ((0.2126, red), (0.7152, green), (0.0722, blue)))
