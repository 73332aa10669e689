"""The themes: names and colours as data; the screen makes its own of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

THEMES = ("dark", "light", "high-contrast", "terminal")


@cache
def theme_tables() -> Mapping[str, Mapping[str, Any]]:
    """The table of each theme by its name: colours, `variables`, `dark`, `ansi`, `title`."""
    tables = tomllib.loads(files(__package__).joinpath("themes.toml").read_text(encoding="utf-8"))
    return {name: tables[name] for name in THEMES}
