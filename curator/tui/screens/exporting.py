"""Exporting from inside the program: format, records, where; what is new since an earlier export; progress, stop."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from curator.desk.desk import Refused
from curator.desk.exporting import export_csv, export_jsonl, export_tinydb
from curator.desk.since import LAST, Mark, marks
from curator.exporters import Status, Summary
from curator.tui.room import Room
from curator.tui.screens.importing import stop_work
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.path_prompt import PathPrompt
from curator.tui.widgets.picker import Choice, Confirm, Picker

FORMATS = (Choice("jsonl", "JSON Lines", "one article a line, lossless"),
           Choice("csv", "CSV tables", "a folder, exact"),
           Choice("excel", "CSV for spreadsheets", "a folder, with byte order mark and formula guard"),
           Choice("tinydb", "TinyDB", "one JSON file that TinyDB opens"))
PLACES = {"jsonl": "dataset.jsonl", "tinydb": "dataset-export.json"}
ALL = "everything"


@dataclass(frozen=True)
class Wanted:
    """What to export, as it was chosen so far."""

    form: str
    status: Status = "accepted"
    since: str | None = None


def ask_export(screen: PlaceScreen, room: Room) -> None:
    """Ask for format, records and path, and write them there; while an import or export runs, stop it instead."""
    if stop_work(screen, room):
        return

    def formed(form: object) -> None:
        if isinstance(form, str):
            screen.app.push_screen(Picker("Which records?", [
                Choice("accepted", "accepted", "what curators made or accepted; no excluded articles"),
                Choice("all", "all", "open suggestions and excluded articles as well, marked as such")]),
                lambda status: chosen(form, "all" if status == "all" else "accepted") if status else None)

    def chosen(form: str, status: Status) -> None:
        if form == "tinydb":
            _ask_where(screen, room, Wanted(form, status))
        else:
            room.do(screen, lambda: marks(room.desk), lambda found: compared(Wanted(form, status), found), opens=True)

    def compared(wanted: Wanted, found: list[Mark]) -> None:
        if not found:
            _ask_where(screen, room, wanted)
            return
        screen.app.push_screen(Picker("Tell what is new since an earlier export?", [
            Choice(ALL, "no", "the dataset as it is"),
            *(Choice(m.name, f"since {m.name}", f"{m.at[:16].replace('T', ' ')} UTC, by {m.by}") for m in found)]),
            lambda name: _ask_where(screen, room, Wanted(wanted.form, wanted.status, None if name == ALL else name))
            if isinstance(name, str) else None)

    screen.app.push_screen(Picker("Export as", FORMATS), formed)


def _ask_where(screen: PlaceScreen, room: Room, wanted: Wanted) -> None:
    def typed(path: str | None) -> None:
        if path:
            room.do(screen, lambda: _is_there(Path(path).expanduser()), lambda there: asked(path, there), opens=True)

    def asked(path: str, there: bool) -> None:
        if there:
            screen.app.push_screen(Confirm(f"{path} is there already. Write over it?"),
                                   lambda yes: _write(screen, room, wanted, path, True) if yes else None)
        else:
            _write(screen, room, wanted, path, False)

    name = PLACES.get(wanted.form, "dataset-csv")
    screen.app.push_screen(PathPrompt("Write to", value=name, hint="Tab completes; asks before it overwrites"), typed)


def _is_there(path: Path) -> bool:
    """True for a file, and for a folder that holds something."""
    return path.exists() and not (path.is_dir() and not any(path.iterdir()))


def _write(screen: PlaceScreen, room: Room, wanted: Wanted, path: str, force: bool) -> None:
    desk, where, stop = room.desk, Path(path).expanduser(), room.begin_work()

    def progress(number: int) -> None:
        if stop.is_set() or room.closing.is_set():
            raise Refused("the export was stopped; nothing was written")
        if number % 20 == 0:
            screen.call_later(screen.say, f"wrote {number} articles … (X stops)")

    def work() -> Summary:
        if wanted.form == "jsonl":
            return export_jsonl(desk, where, status=wanted.status, force=force, progress=progress, name=LAST,
                                since=wanted.since)
        if wanted.form == "tinydb":
            return export_tinydb(desk, where, status=wanted.status, force=force, progress=progress, name=LAST)
        return export_csv(desk, where, status=wanted.status, excel=wanted.form == "excel", force=force,
                          progress=progress, name=LAST, since=wanted.since)

    def done(said: Summary) -> None:
        room.end_work()
        screen.say(f"exported {said}", "good")

    screen.say("exporting …")
    room.do(screen, work, done, failed=room.end_work, lane="long")
