"""Names of other scripts with their letters in Latin beside them, for one who does not read that script."""

from __future__ import annotations


def latinised(name: str) -> str:
    """`Анна [Anna]`; a name in Latin letters as it is."""
    if name.isascii():
        return name
    from anyascii import anyascii

    latin = anyascii(name)
    return name if latin == name else f"{name} [{latin}]"
