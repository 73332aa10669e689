"""START-END on the command line: a range of a text in code points, end excluded."""

from __future__ import annotations

import re

from curator.cli.parser import WrongUsage

_RANGE = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")  # no article is longer


def is_range(words: str) -> bool:
    """True for something like 12-40."""
    return _RANGE.fullmatch(words) is not None


def parse_range(words: str) -> tuple[int, int]:
    """(12, 40) for 12-40; WrongUsage for anything else or an empty range."""
    found = _RANGE.fullmatch(words)
    if not found or int(found[1]) >= int(found[2]):
        raise WrongUsage(f"{words!r} is no range: write START-END in characters, such as 12-40")
    return int(found[1]), int(found[2])
