"""The window of what was judged: each may be looked at, judged anew in its place, or taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.judging import WORD, judge, line, past_judgements, retract
from curator.tui.room import Room
from curator.tui.screens.contradicted import GivesWay, judge_or_ask
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.fit import Piece, fit
from schema import Judgement, Verdict


class JudgementsWindow(RowWindow[Judgement]):
    """The live judgements on entries, latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "anew('same')"), Binding("n", "anew('different')"), Binding("w", "anew('unsure')"),
        Binding("r", "retract"), Binding("J", "leave")]
    EMPTY = "nothing was judged yet"
    KEYS = "y same   n different   w unsure   r take it back   u undo"

    def __init__(self, below: PlaceScreen, room: Room, then: Callable[[], None]) -> None:
        super().__init__(below, room)
        self._then = then

    def heading(self) -> str:
        return f"Judged: {len(self.rows)}, latest first (UTC)"

    def ask(self) -> list[Judgement]:
        return past_judgements(self.room.desk)

    def key_of(self, row: Judgement) -> str:
        return f"{row.left} {row.right}"

    def pieces(self, row: Judgement, width: int) -> list[Piece]:
        """When, who, the verdict and both names as they were shown."""
        return [(str(row.created_at)[:16].replace("T", " ") + "  ", "dim"), (fit(row.created_by, 10) + " ", "dim"),
                (f"{row.left_shown or row.left} {WORD[row.judgement]} {row.right_shown or row.right}", "")]

    def details(self, row: Judgement) -> str:
        score = "" if row.score is None else f", names {row.score:.2f} by {row.scorer}"
        return f"{line(row)}{score}{f': {row.reason}' if row.reason else ''}"

    def action_anew(self, verdict: Verdict) -> None:
        """Another verdict in the place of this one, in one action."""
        row, desk = self.row, self.room.desk
        if row is None or row.judgement == verdict:
            self.say(f"it is judged {verdict} already" if row else "nothing was judged yet")
            return

        def attempt(gives: GivesWay) -> Judgement:
            instead = tuple(dict.fromkeys((row.uid, *gives.retracting)))
            return judge(desk, row.left, row.right, verdict, retracting=instead, unsure_of=gives.unsure_of)

        def done(made: Judgement) -> None:
            self.say(f"{line(made)} (u undoes)", "good")
            self.reload()
            self._then()

        wanted = f"{row.left_shown} {WORD[verdict]} {row.right_shown}"
        judge_or_ask(self, self.room, wanted, attempt, done, kept=self.reload)

    def action_retract(self) -> None:
        """Take it back: both are to be judged again."""
        if row := self.row:
            self.change(lambda: retract(self.room.desk, row.uid), lambda made: f"taken back: {line(made)}")
            self._then()
