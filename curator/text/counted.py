"""Numbers with the noun in its right number."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """Such as "1 article", "7 articles"; `several` for nouns without a plain -s ("entry", "entries")."""
    return f"{number} {one if number == 1 else several or one + 's'}"
