"""A judgement that others forbid: their chain is shown, and one of them may give way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple, Protocol, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from curator.desk.judging import Contradiction, line
from curator.tui.room import Room, Speaks
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import wrap
from curator.tui.widgets.prompt import BOX
from curator.tui.widgets.row_list import RowList
from schema import Judgement

T = TypeVar("T")
WIDTH = 72  # cells of a line
KEPT = "left as it was judged before"


class GivesWay(NamedTuple):
    """The judgements (uids) that are taken back for a new one, and those that become unsure for it."""

    retracting: tuple[str, ...] = ()
    unsure_of: tuple[str, ...] = ()


NOTHING = GivesWay()


class Asking(Speaks, Protocol):
    """A place or window from which somebody judges."""

    @property
    def app(self) -> App[object]:
        """The app it stands in."""


class ContradictionWindow(ModalScreen[GivesWay | None]):
    """The chain, a judgement a row; the one under the cursor gives way, or all stay."""

    DEFAULT_CSS = BOX.format(name="ContradictionWindow") + """
    ContradictionWindow RowList { height: auto; max-height: 12; }
    ContradictionWindow #why { height: auto; max-height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retract"), Binding("w", "unsure"), Binding("escape,q,k,n", "keep"),
        Binding("j,down", "move(1)"), Binding("up", "move(-1)")]

    def __init__(self, wanted: str, against: Sequence[Judgement]) -> None:
        super().__init__()
        self._wanted, self._against = wanted, against

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines(classes="title")
            yield Lines(id="why")
            yield RowList()
            yield Lines(classes="hint", id="hint")

    def on_mount(self) -> None:
        self.query_one(".title", Lines).show("That contradicts what was judged before")
        why = wrap(f"{self._wanted}: but", WIDTH)
        lines = self.query_one("#why", Lines)
        lines.styles.height = len(why)
        lines.show(*why)
        self.query_one("#hint", Lines).show("k keep these   r retract this one for it   w be unsure of it   Esc leaves")
        rows = self.query_one(RowList)
        rows.set_rows(len(self._against), lambda n, width: [
            (line(self._against[n]), ""), (f"  {self._against[n].reason}", "dim")])
        rows.focus()

    @property
    def _uid(self) -> str:
        return self._against[self.query_one(RowList).cursor or 0].uid

    def action_retract(self) -> None:
        self.dismiss(GivesWay(retracting=(self._uid,)))

    def action_unsure(self) -> None:
        self.dismiss(GivesWay(unsure_of=(self._uid,)))

    def action_keep(self) -> None:
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        self.query_one(RowList).move(rows)


def judge_or_ask(asking: Asking, room: Room, wanted: str, attempt: Callable[[GivesWay], T], then: Callable[[T], object],
                 *, kept: Callable[[], None], given: GivesWay = NOTHING) -> None:
    """Try a judgement off the UI thread; where others forbid it, ask which of them gives way, and try again until none
    does. `kept` is called where all stay, or something else went wrong."""
    def work() -> T | Contradiction:
        try:
            return attempt(given)
        except Contradiction as trouble:
            return trouble

    def tried(made: T | Contradiction) -> None:
        if isinstance(made, Contradiction):
            asking.app.push_screen(ContradictionWindow(wanted, made.against), answered)
        else:
            then(made)

    def answered(gives: GivesWay | None) -> None:
        if gives is None:
            asking.say(KEPT)
            kept()
        else:
            more = GivesWay(given.retracting + gives.retracting, given.unsure_of + gives.unsure_of)
            judge_or_ask(asking, room, wanted, attempt, then, kept=kept, given=more)

    room.do(asking, work, tried, failed=kept, opens=True)
