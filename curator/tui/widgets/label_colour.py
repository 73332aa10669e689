"""The colour of a label of the codebook: a style by name, "label-red", that each theme draws legibly."""

from __future__ import annotations

from rich.style import Style
from textual.app import App
from textual.color import Color

_PREFIX = "label-"


def label_look(colour: str) -> str:
    """The name of the style of a colour of the codebook; "" where a label has none."""
    return _PREFIX + colour if colour else ""


def is_label_look(name: str) -> bool:
    """True for what `label_look` names."""
    return name.startswith(_PREFIX)


def label_style(app: App[object], name: str) -> Style:
    """The style as the theme in force has it; a plain one where it knows no such colour."""
    colour = app.theme_variables.get(name)
    return Style(color=Color.parse(colour).rich_color) if colour else Style()
