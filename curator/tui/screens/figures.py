"""Windows to read: the statistics, and what is new since the last export."""

from __future__ import annotations

from curator.desk.since import LAST, Mark, mark_of, marks, new_since
from curator.desk.statistics import Statistics, sections, statistics
from curator.exporters.changes import WORDS, Changed, summed_up
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.windows import ListWindow, Row
from curator.tui.widgets.fit import fit
from curator.tui.widgets.picker import Choice, Picker


def show_statistics(screen: PlaceScreen, room: Room) -> None:
    """Count on the long thread, then show the figures."""
    def show(made: Statistics) -> None:
        rows: list[Row] = []
        for title, figures in sections(made).items():
            rows += [[]] if rows else []
            rows.append([(title, "strong")])
            width = max((len(value) for value in figures.values()), default=0)
            rows += [[(f"  {value:>{width}}  ", ""), (name, "")] for name, value in figures.items()]
            rows += [] if figures else [[("  none yet", "dim")]]
        screen.say("")
        screen.app.push_screen(ListWindow("Statistics", rows))

    screen.say("counting …")
    room.do(screen, lambda: statistics(room.desk), show, lane="long", opens=True)


def show_new(screen: PlaceScreen, room: Room) -> None:
    """What was added, changed or withdrawn since an export; asks which where several are remembered."""
    def ask(found: list[Mark]) -> None:
        if not found:
            screen.say("nothing was exported from this dataset yet: X exports, and remembers what it held")
        elif len(found) == 1:
            compare(found[0].name)
        else:
            screen.app.push_screen(Picker("New since which export?", [
                Choice(m.name, m.name, f"{m.at[:16].replace('T', ' ')} UTC, {m.format}, by {m.by}") for m in found]),
                lambda name: compare(name) if isinstance(name, str) else None)

    def compare(name: str) -> None:
        screen.say("comparing …")
        room.do(screen, lambda: (mark_of(room.desk, name), new_since(room.desk, name)), show, lane="long", opens=True)

    def show(result: tuple[Mark, list[Changed]]) -> None:
        mark, changes = result
        rows: list[Row] = [[(summed_up(changes), "strong")]]
        rows += [[(fit(one.kind, 10) + " ", "warn" if one.kind == "withdrawn" else ""),
                  (fit(WORDS[one.table], 11) + " ", "dim"), (fit(", ".join(one.fields) or "-", 20) + " ", ""),
                  (one.words, "dim")] for one in changes]
        screen.say("")
        name = "the last export" if mark.name == LAST else f"the export “{mark.name}”"
        screen.app.push_screen(ListWindow(f"New since {name} of {mark.at[:16].replace('T', ' ')} UTC", rows))

    room.do(screen, lambda: marks(room.desk), ask, opens=True)
