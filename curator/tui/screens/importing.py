"""Importing from inside the program: a path, progress while it runs; it can be stopped, and what is done stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from curator.desk.importing import Outcome, import_paths
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.path_prompt import PathPrompt


def import_into(screen: PlaceScreen, room: Room, then: Callable[[], None]) -> None:
    """Ask for a path and import what is there on the long thread; while one import runs, stop it instead."""
    if stop_work(screen, room):
        return

    def typed(words: str | None) -> None:
        if words:
            _import(screen, room, str(Path(words).expanduser()), then)

    screen.app.push_screen(PathPrompt("Import a file or folder", hint="Tab completes; folders are read whole"), typed)


def stop_work(screen: PlaceScreen, room: Room) -> bool:
    """Ask the import or export that runs to stop; false when none does."""
    if room.working is None:
        return False
    room.working.set()
    screen.say("stopping; what is done stays …")
    return True


def _import(screen: PlaceScreen, room: Room, path: str, then: Callable[[], None]) -> None:
    stop = room.begin_work()
    states: Counter[str] = Counter()

    def work() -> list[Outcome]:
        outcomes = []
        for outcome in import_paths(room.desk, [path], progress=progress, stop=stops):
            states[outcome.state] += 1
            outcomes.append(outcome)
        return outcomes

    def stops() -> bool:
        return stop.is_set() or room.closing.is_set()

    def progress(number: int) -> None:
        if number == 1 or number % 5 == 0:
            told = f"reading file {number}; {states['added']} added, {states['refused']} refused (i or Esc stops)"
            screen.call_later(screen.say, told)  # posts a message: waits for nobody

    def done(outcomes: list[Outcome]) -> None:
        stopped = " before it was stopped" if stop.is_set() else ""
        room.end_work()
        refused = next((o for o in outcomes if o.state == "refused"), None)
        words = f"{states['added']} added, {states['known']} there already, {states['refused']} refused{stopped}"
        if refused:
            screen.say(f"{words}; {refused.path}: {refused.said}", "trouble")
        else:
            screen.say_done(f"{words}")
        then()

    screen.say(f"reading {path} …")
    room.do(screen, work, done, failed=room.end_work, lane="long")
