"""What the curator has set for every dataset: two TOML files in a folder of their own.

`$XDG_CONFIG_HOME/curator/keys.toml` (else `~/.config/curator/keys.toml`) changes keys, `config.toml` beside it the
looks. Neither need be there. What is wrong in one is told with its file and line, and nothing starts.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curator.desk.keymap import Keymap, NoKeymap, keymap_of
from curator.desk.themes import THEMES

LARGEST = 1_000_000  # bytes of a file of this kind; more is not one
KNOWN = {"keys.toml": ("keymap", "keys"), "config.toml": ("look",)}


class Misconfigured(Exception):
    """A file of the configuration is wrong; names the file, the line and what to do."""


@dataclass(frozen=True)
class Configuration:
    """What was set. An empty theme is the one that fits the terminal."""

    keymap: Keymap = field(default_factory=Keymap)
    theme: str = ""


def configuration_folder() -> Path:
    """$XDG_CONFIG_HOME/curator where that is set to a whole path, else ~/.config/curator."""
    base = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(base if os.path.isabs(base) else os.path.expanduser("~/.config"), "curator")


def read_configuration(folder: Path | None = None) -> Configuration:
    """What the files of a folder set; Misconfigured when one of them is wrong."""
    folder = folder or configuration_folder()
    keys = _Source(folder / "keys.toml")
    try:
        keymap = keymap_of(keys.table)
    except NoKeymap as trouble:
        raise keys.wrong(str(trouble), trouble.path) from trouble
    looks = _Source(folder / "config.toml")
    theme = _look(looks).get("theme", "")
    if theme != "" and theme not in THEMES:
        raise looks.wrong(f"there is no theme {str(theme)[:30]!r}: choose {', '.join(THEMES)}", ("look", "theme"))
    return Configuration(keymap, theme)


def keep_theme(name: str, folder: Path | None = None) -> Path:
    """Write the theme into config.toml and return its path; the other lines stay. Misconfigured for an unknown name or
    a file that is wrong already, OSError where the folder cannot be written."""
    path = (folder or configuration_folder()) / "config.toml"
    source = _Source(path)
    if name not in THEMES:
        raise Misconfigured(f"there is no theme {name[:30]!r}: choose {', '.join(THEMES)}")
    line = f'theme = "{name}"'
    lines = source.text.splitlines()
    if "theme" in _look(source):
        lines[source.line(("look", "theme")) - 1] = line
    elif "look" in source.table:
        lines.insert(source.line(("look",)), line)
    else:
        lines += [*([""] if lines else []), "[look]", line]
    text = "\n".join(lines) + "\n"
    if _look(_Source(path, text)).get("theme") != name:  # such as look = { theme = "dark" } on one line
        raise source.wrong(f"write the theme into a line of its own: [look] and below it {line}", ("look",))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
    return path


def _look(source: _Source) -> Mapping[str, Any]:
    look = source.table.get("look", {})
    if not isinstance(look, Mapping):
        raise source.wrong("[look] is a table: theme = \"dark\" below it", ("look",))
    for name in look:
        if name != "theme":
            raise source.wrong(f"[look] knows no {name[:30]!r}, only theme", ("look", name))
    return look


class _Source:
    """A TOML file with the lines on which its words stand."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        self.text = _text(path) if text is None else text
        try:
            self.table: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as trouble:
            words = re.sub(r" \(at .*\)$", "", str(trouble))
            found = re.search(r"at line (\d+)", str(trouble))
            line = int(found[1]) if found else len(self.text.splitlines())
            raise Misconfigured(f"{path}, line {line}: this is no TOML: {words[:1].lower()}{words[1:]}") from trouble
        known = KNOWN[path.name]
        for name in self.table:
            if name not in known:
                raise self.wrong(f"nothing is called {name[:30]!r} here, only {' and '.join(known)}", (name,))

    def wrong(self, words: str, path: tuple[str, ...]) -> Misconfigured:
        """What to raise for a trouble with what a path leads to."""
        return Misconfigured(f"{self.path}, line {self.line(path)}: {words}")

    def line(self, path: tuple[str, ...]) -> int:
        """The line (the first is 1) of what a path leads to, or of what stands for it: an entry of [keys] holds in
        every place, an entry that is written otherwise has its section's line."""
        lines = _lines(self.text)
        return next((lines[p] for p in (path, (path[0], path[-1]), path[:-1], path[:1]) if p in lines), 1)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each section and entry; values of several lines may add some that are none."""
    found: dict[tuple[str, ...], int] = {}
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        name, is_entry, _ = line.partition("=")
        heading = re.match(r"\s*\[([^\[\]]+)\]", line)
        if heading:
            section = _parts(heading[1])
            found.setdefault(section, number)
        elif is_entry and not name.lstrip().startswith("#"):
            found.setdefault((*section, *_parts(name)), number)
    return found


def _parts(words: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in words.split("."))


def _text(path: Path) -> str:
    """The text of a file, empty where there is none."""
    try:
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except FileNotFoundError:
        return ""
    except OSError as trouble:
        raise Misconfigured(f"{path}: {(trouble.strerror or str(trouble)).lower()}") from trouble
    if len(found) > LARGEST:
        raise Misconfigured(f"{path}: this is no configuration, it is larger than a million bytes")
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = found[:trouble.start].count(b"\n") + 1
        raise Misconfigured(f"{path}, line {line}: this is no UTF-8: save the file in that encoding") from trouble
