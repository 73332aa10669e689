"""The themes as Textual takes them, and which one fits a terminal."""

from __future__ import annotations

from textual.app import App
from textual.theme import Theme

from curator.desk.themes import theme_tables

PLAIN = "terminal"


def themes() -> list[Theme]:
    """All of ours, in their order."""
    return [Theme(name=name, **{key: value for key, value in table.items() if key != "title"})
            for name, table in theme_tables().items()]


def fitting(app: App[None], wanted: str) -> str:
    """The theme to begin with: `wanted`, else dark; the terminal's own colours where there are but sixteen, which
    would turn ours into others, and where none are wanted."""
    return PLAIN if app.no_color or app.console.color_system in ("standard", None) else wanted or "dark"
