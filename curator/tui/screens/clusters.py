"""Windows over Duplicates in which many are judged at once: a whole cluster, and all pairs that leave no doubt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.clusters import Accepted, Member, accept_sure, judge_all_same, members_of, sure_ones
from curator.desk.desk import listing
from curator.desk.evidence import counted, where_from
from curator.desk.judging import Proposal
from curator.tui.latin import latinised
from curator.tui.room import Room
from curator.tui.screens.contradicted import GivesWay, judge_or_ask
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.row_list import RowList
from schema import Judgement

NAME = 30  # cells
SENTENCES = 3  # of each of a cluster


class ClusterWindow(RowWindow[Member]):
    """Everybody who may be one with a pair, most often mentioned first. Who is dropped stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "drop"), Binding("p", "prefer"), Binding("y", "same"), Binding("enter", "drop")]
    EMPTY = "nobody is left of this cluster"
    KEYS = "y all ticked are the same   Space drops one   p shown under this name"

    def __init__(self, below: PlaceScreen, room: Room, uids: Sequence[str], *, latin: bool,
                 then: Callable[[], None]) -> None:
        super().__init__(below, room)
        self._uids, self._latin, self._then = uids, latin, then
        self._dropped: set[str] = set()
        self._preferred = ""

    @property
    def chosen_ones(self) -> list[Member]:
        """Those who would be one."""
        return [row for row in self.rows if self.key_of(row) not in self._dropped]

    @property
    def preferred(self) -> str:
        """The uid of the one under whose name they would be shown."""
        kept = [self.key_of(row) for row in self.chosen_ones]
        return self._preferred if self._preferred in kept else kept[0] if kept else ""

    def heading(self) -> str:
        kept = self.chosen_ones
        moved = [row.side for row in kept if self.key_of(row) != self.preferred]
        mentions, quotes = sum(side.mentions for side in moved), sum(side.quotes for side in moved)
        return f"Cluster: {len(kept)} of {len(self.rows)} ticked; " + (
            f"y moves {counted(mentions, 'mention')} and {counted(quotes, 'statement')}" if len(kept) > 1 else
            "too few to judge")

    def ask(self) -> list[Member]:
        return members_of(self.room.desk, self._uids, most=SENTENCES)

    def key_of(self, row: Member) -> str:
        return row.side.identity.uid

    def pieces(self, row: Member, width: int) -> list[Piece]:
        """Whether it is ticked, its name, what hangs on it, how its name meets that of the first."""
        side, key = row.side, self.key_of(row)
        name = latinised(side.identity.preferred) if self._latin else side.identity.preferred
        sign = "[ ] " if key in self._dropped else "[*] " if key == self.preferred else "[x] "
        return [(sign, "strong"), (fit(name, NAME) + " ", "dim" if key in self._dropped else "strong"),
                (fit(f"{side.mentions}m {side.quotes}s", 9), "dim"),
                (row.how or "the first: the others are compared with it", "dim" if not row.how else "")]

    def details(self, row: Member) -> str:
        side = row.side
        noted = "; ".join(filter(None, (
            " = ".join(side.identity.names), ", ".join(side.roles), side.dates, ", ".join(side.outlets))))
        sentences = " / ".join(f"{where_from(s)}: {' '.join(s.text.split())}" for s in side.sentences)
        return f"{noted} — {sentences or 'no article names it'}"

    def action_drop(self) -> None:
        """Leave this one out, or take it in again."""
        if row := self.row:
            self._dropped ^= {self.key_of(row)}
            self._redraw()
            self.query_one(RowList).move(1)

    def action_prefer(self) -> None:
        """Show them under this name."""
        if row := self.row:
            self._dropped -= {self.key_of(row)}
            self._preferred = self.key_of(row)
            self._redraw()

    def action_same(self) -> None:
        """Those that are ticked are one, in one action."""
        kept, preferred, desk = self.chosen_ones, self.preferred, self.room.desk
        uids, names = [self.key_of(row) for row in kept], [row.side.identity.preferred for row in kept]
        if len(kept) < 2:
            self.say("tick two or more: one by itself is nobody's twin", "trouble")
            return

        def attempt(gives: GivesWay) -> list[Judgement]:
            return judge_all_same(desk, uids, preferred, retracting=gives.retracting, unsure_of=gives.unsure_of)

        def done(_: list[Judgement]) -> None:
            self.leave()
            self.below.say_done(f"{listing(names)} are one")
            self._then()

        judge_or_ask(self, self.room, f"{listing(names)} are one", attempt, done, kept=lambda: None)

    def _redraw(self) -> None:
        self.query_one(".title", Lines).show(self.heading())
        self.query_one(RowList).refresh_rows()


class SureWindow(RowWindow[Proposal]):
    """The pairs whose names are the same and that nothing speaks against, to be accepted after a look."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "drop"), Binding("y", "accept"), Binding("enter", "drop")]
    EMPTY = "there is no pair whose names leave no doubt"
    KEYS = "y all ticked are the same   Space drops one"

    def __init__(self, below: PlaceScreen, room: Room, queue: Sequence[Proposal], then: Callable[[], None]) -> None:
        super().__init__(below, room)
        self._queue, self._then = queue, then
        self._dropped: set[str] = set()

    @property
    def chosen_ones(self) -> list[Proposal]:
        """The pairs that would be judged."""
        return [row for row in self.rows if self.key_of(row) not in self._dropped]

    def heading(self) -> str:
        return f"Sure: {len(self.chosen_ones)} of {len(self.rows)} pairs ticked, names the same, nothing against"

    def ask(self) -> list[Proposal]:
        return sure_ones(self.room.desk, self._queue)

    def key_of(self, row: Proposal) -> str:
        return f"{row.left.uid} {row.right.uid}"

    def pieces(self, row: Proposal, width: int) -> list[Piece]:
        """Whether it is ticked, and both names."""
        return [("[ ] " if self.key_of(row) in self._dropped else "[x] ", "strong"),
                (fit(row.left.preferred, NAME) + " = ", ""), (fit(row.right.preferred, NAME) + " ", ""),
                (row.left.kind, "dim")]

    def details(self, row: Proposal) -> str:
        return f"{' = '.join(row.left.names)}  and  {' = '.join(row.right.names)}"

    def action_drop(self) -> None:
        """Leave this pair for later, or take it in again."""
        if row := self.row:
            self._dropped ^= {self.key_of(row)}
            self.query_one(".title", Lines).show(self.heading())
            self.query_one(RowList).refresh_rows()
            self.query_one(RowList).move(1)

    def action_accept(self) -> None:
        """All that are ticked are the same, in one action."""
        chosen = self.chosen_ones

        def done(accepted: Accepted) -> None:
            self.leave()
            left = f"; left out: {accepted.refused[0]}" if accepted.refused else ""
            self.below.say_done(f"{counted(len(accepted.made), 'pair')} judged the same{left}")
            self._then()

        self.room.do(self, lambda: accept_sure(self.room.desk, chosen), done, opens=True)
