"""The names of keys: which there are, and how each is shown."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


class NoKey(Exception):
    """Words that name no key, or one that no action can have; says why."""


def read_key(words: str) -> str:
    """The one name under which a key is known: "?", "enter", "shift+tab"; NoKey when it is none."""
    *before, name = [words] if len(words) == 1 else words.lower().split("+")
    table = _names()
    letter = words[-1:]
    if len(words) == 1 and words.isprintable() and not words.isspace():
        return words
    if name == "comma" and not before:
        return ","
    if not (name in table["shown"] or (before and len(name) == 1 and name.isascii() and name.isprintable())):
        raise NoKey(f"{words[:30]!r} is no key: write one character, or a name such as enter, space, pagedown, f2")
    if len(set(before)) < len(before) or not set(before) <= table["modifiers"].keys():
        raise NoKey(f"{words[:30]!r} is no key: before + may stand {', '.join(table['modifiers'])}")
    if before == ["shift"] and len(name) == 1:
        raise NoKey(f"{words!r} is no key: write the character that it types, such as {letter.upper()!r}")
    key = "+".join([*(m for m in table["modifiers"] if m in before), name])
    if key in table["taken"]:
        raise NoKey(f"{key!r} cannot be given to an action: {table['taken'][key]}")
    return key


def shown(key: str) -> str:
    """A key as footer, help and pages show it: Enter, Shift+Tab, ↓, a."""
    table = _names()
    *before, name = [key] if len(key) == 1 else key.split("+")
    return "".join(table["modifiers"][m] for m in before) + table["shown"].get(name, name.upper() if before else name)


@cache
def _names() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("keynames.toml").read_text(encoding="utf-8"))
