"""Importing from inside the program: a path, then a count of what was added, known and refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from curator.desk.importing import Outcome, import_paths
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.picker import Prompt


def import_into(screen: PlaceScreen, room: Room, then: Callable[[], None]) -> None:
    """Ask for a path and import what is there on the long thread."""
    def typed(words: str | None) -> None:
        if words:
            path = str(Path(words).expanduser())
            screen.say(f"reading {path} …")
            room.do(screen, lambda: list(import_paths(room.desk, [path], progress=progress, stop=room.closing.is_set)),
                    done, lane="long")

    def progress(number: int) -> None:
        if number % 10 == 0:
            screen.call_later(screen.say, f"read {number} files …")  # posts a message: waits for nobody

    def done(outcomes: list[Outcome]) -> None:
        states = Counter(outcome.state for outcome in outcomes)
        refused = next((o for o in outcomes if o.state == "refused"), None)
        words = f"{states['added']} added, {states['known']} there already, {states['refused']} refused"
        if refused:
            screen.say(f"{words}; {refused.path}: {refused.said}", "trouble")
        else:
            screen.say(f"{words} (u undoes)", "good")
        then()

    screen.app.push_screen(Prompt("Import a file or folder", hint="a path; folders are read whole"), typed)
