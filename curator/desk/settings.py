"""Settings of a dataset: how a curator likes to see it. Kept beside the records, outside history."""

from __future__ import annotations

from typing import Any

from curator.desk.desk import Desk
from store import Damaged

SETTINGS = "settings"


def setting(desk: Desk, name: str, otherwise: str) -> str:
    """The value of a setting, or `otherwise` where this curator has set none."""
    try:
        kept: dict[str, Any] = desk.dataset.cache(SETTINGS).get(_key(desk, name)) or {}
    except Damaged:  # `check` names it; what is set anew takes its place
        return otherwise
    return str(kept.get("value", otherwise))


def keep_setting(desk: Desk, name: str, value: str) -> None:
    """Remember a setting of this curator in this dataset."""
    desk.dataset.cache(SETTINGS).put(_key(desk, name), {"value": value})


def _key(desk: Desk, name: str) -> str:
    return f"{desk.by}/{name}"
