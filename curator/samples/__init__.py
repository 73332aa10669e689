"""Sample articles to try Curator with. People, outlets and events in them are invented; so is most of the map."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def paths() -> list[Path]:
    """The sample files in order of their names. Curator is installed unpacked, so they are files on disk."""
    folder = Path(str(files(__name__).joinpath("articles")))
    return sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".html"})
