"""Word lists as data: one TOML a language, TSV for pairs; each file says its source and licence at the top."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def toml(name: str) -> dict[str, Any]:
    """The tables of `name`.toml in this folder; FileNotFoundError when there is none."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `name`.tsv in this folder, without comments (`#`) and empty lines."""
    text = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.split("\n") if line and not line.startswith("#"))
