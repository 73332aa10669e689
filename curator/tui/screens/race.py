"""A lost race as a window: what somebody else wrote, what the curator was about to write, and whose it shall be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from curator.desk.racing import Contest, LostRace
from curator.tui.room import Room
from curator.tui.screens.windows import Row
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import wrap
from curator.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from curator.tui.app import CuratorApp

Answer = Literal["theirs", "mine", "again"]


class RaceWindow(ModalScreen[Answer]):
    """Both versions, field by field; contested fields stand first."""

    DEFAULT_CSS = """
    RaceWindow { align: center middle; }
    RaceWindow > Vertical {
        width: 100%; max-width: 110; height: auto; max-height: 90%; border: round $primary; background: $surface;
        padding: 0 1;
    }
    RaceWindow .title { text-style: bold; }
    RaceWindow RowList { height: auto; max-height: 16; }
    RaceWindow .hint { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "answer('theirs')", "Keep theirs"), Binding("w", "answer('mine')", "Write mine"),
        Binding("l,escape", "answer('again')", "Look again"), Binding("j,down", "move(1)"), Binding("k,up", "move(-1)"),
        Binding("pagedown,space", "page(1)"), Binding("pageup", "page(-1)")]

    def __init__(self, found: Contest) -> None:
        super().__init__()
        self._contest = found

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            yield RowList()
            yield Lines(classes="hint")

    def on_mount(self) -> None:
        found = self._contest
        self.query_one(".title", Lines).show(
            f"{found.by} changed the {found.what} while you did ({found.action}, {found.at[11:16]} UTC)")
        self.query_one(".hint", Lines).show("t keep theirs   w write mine   l look again")
        rows = _rows(found, max(20, min(self.app.size.width, 110) - 6))
        table = self.query_one(RowList)
        table.set_rows(len(rows), lambda index, width: rows[index])
        table.focus()

    def action_answer(self, answer: Answer) -> None:
        self.dismiss(answer)

    def action_move(self, rows: int) -> None:
        self.query_one(RowList).move(rows)

    def action_page(self, pages: int) -> None:
        self.query_one(RowList).page(pages)


def ask_whose(app: CuratorApp, room: Room, read: Callable[[], Contest], lost: LostRace,
              write_mine: Callable[[int], None]) -> None:
    """Show the window; *write mine* writes over what is shown and is asked again where that has changed once more."""
    race = lost.race

    def ask(found: Contest) -> None:
        def answered(answer: Answer | None) -> None:
            if answer == "mine" and race is not None:
                write_mine(race.position)
            elif answer == "theirs":
                app.say(f"kept what {found.by} wrote", "good")
            elif app.place is not None:
                wanted = "; ".join(f"{side.field} {side.mine}" for side in found.sides if side.mine != side.seen)
                app.say(f"not written: {wanted}")
            if app.place is not None and answer != "mine":
                app.place.refreshed()

        app.push_screen(RaceWindow(found), answered)

    room.do(app, read, ask, opens=True)


def _rows(found: Contest, width: int) -> list[Row]:
    rows: list[Row] = []
    for side in found.sides:
        rows.append([(side.field, "warn" if side.is_contested else "strong")])
        for who, words, tone in (("was   ", side.seen, "dim"), ("theirs", side.theirs, ""), ("mine  ", side.mine, "")):
            first, *rest = wrap(words, max(10, width - len(who) - 5)) or [""]
            rows.append([(f"  {who} ", "dim"), (first, tone)])
            rows += [[(" " * (len(who) + 3), ""), (line, tone)] for line in rest]
    return rows
