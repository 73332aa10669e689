"""Duplicates: two entries side by side, and a key for each verdict."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.desk import Refused
from curator.desk.evidence import PairEvidence, pair_evidence
from curator.desk.judging import Proposal, judge, line, proposals
from curator.desk.notes import Thing
from curator.desk.undoing import Action
from curator.tui.keymap import bindings
from curator.tui.pair_view import pair_lines
from curator.tui.queue_view import WIDTH, Decided, queue_lines
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.bars import Lines
from schema import Judgement, Verdict

EMPTY = "No pair to judge: accept names in the Reader ({reader}), or all are judged."
FEW, MANY = 4, 30  # sentences a side
SLOW = 1_000  # names from which looking at them shows how far it is
WIDE = 110  # cells from which the queue stands beside the pair


class DuplicatesScreen(PlaceScreen):
    """Pairs of identities that may be one, likeliest first."""

    PLACE: ClassVar[Place] = "duplicates"
    BINDINGS: ClassVar[list[BindingType]] = bindings("duplicates")
    CSS = "#pair { height: 1fr; }"

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.queue: list[Proposal] = []
        self.at = 0
        self.evidence: PairEvidence | None = None
        self.preferred = ""
        self.sentences = FEW
        self.latin = False
        self.decided: list[Decided] = []
        self.turning = False  # something was undone: its pair is in the queue again

    def body(self) -> ComposeResult:
        yield Lines(id="pair")

    @property
    def pair(self) -> Proposal | None:
        """The pair on the screen."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    def things(self) -> list[Thing]:
        pair = self.pair
        return [Thing("entities", one.uid, one.preferred) for one in (pair.left, pair.right)] if pair else []

    def reload(self) -> None:
        if not self.queue:
            self.query_one("#pair", Lines).show("looking for names that may be one …")
        self.room.do(self, lambda: proposals(self.room.desk, progress=self._look_on), self._queue, lane="search")

    def _look_on(self, done: int, of: int) -> None:
        """Called on the errand's thread, now and then: looking at ten thousand names takes seconds."""
        if self.room.closing.is_set():
            raise Refused("the program closes")
        if of > SLOW:
            self.call_later(self._tell_progress, done, of)

    def _tell_progress(self, done: int, of: int) -> None:
        if not self.queue and self.is_mounted:
            self.query_one("#pair", Lines).show(f"looking for names that may be one: {done:,} of {of:,} …")

    def turned(self, action: Action) -> None:
        """Show the pair again whose judgement was undone."""
        self.turning, self.evidence = True, None
        if action.name.startswith("judge") and self.decided:
            self.decided.pop()
        self.reload()

    def _queue(self, found: list[Proposal]) -> None:
        before, there = self.pair, {_key(p) for p in self.queue}
        self.queue = found
        keys = [_key(p) for p in found]
        if before and _key(before) in keys:
            self.at = keys.index(_key(before))
        if self.turning and there:
            self.at = next((n for n, key in enumerate(keys) if key not in there), self.at)
        self.turning = False
        self.at = min(self.at, max(0, len(found) - 1))
        self._show_pair()

    def _show_pair(self) -> None:
        pair = self.pair
        self.show_top(f"{self.at + 1} of {len(self.queue)}, {len(self.decided)} judged" if self.queue else "")
        if pair is None:
            self.evidence = None
            self.query_one("#pair", Lines).show(self.keyed(EMPTY))
            return
        self.room.do(self, lambda: pair_evidence(self.room.desk, pair.left.uid, pair.right.uid, most=self.sentences),
                     self._evidence)

    def _evidence(self, evidence: PairEvidence) -> None:
        pair = self.pair
        if pair is None or {evidence.left.identity.uid, evidence.right.identity.uid} != {pair.left.uid, pair.right.uid}:
            return
        self.evidence = evidence
        sides = {evidence.left.identity.uid: evidence.left, evidence.right.identity.uid: evidence.right}
        if self.preferred not in sides:
            self.preferred = max(sides, key=lambda uid: (sides[uid].mentions, len(sides[uid].identity.preferred)))
        self._draw()

    def _draw(self) -> None:
        lines = self.query_one("#pair", Lines)
        if self.evidence:
            width, height = lines.size
            queue = queue_lines(self.queue, self.at, self.decided, height) if width >= WIDE else []
            left = width - WIDTH - 3 if queue else width
            pair = pair_lines(self.evidence, self.preferred, left, height, latin=self.latin)
            lines.show(*([[*one, (" | ", "dim"), *two] for one, two in zip(queue, pair, strict=False)] or pair))

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._draw)

    def action_same(self) -> None:
        self._judge("same")

    def action_different(self) -> None:
        self._judge("different")

    def action_unsure(self) -> None:
        self._judge("unsure")

    def _judge(self, verdict: Verdict) -> None:
        pair = self.pair
        if pair is None or self.evidence is None:
            self.say("the pair is on its way" if pair else "there is no pair to judge")
            return
        preferred = self.preferred if verdict == "same" else None

        def then(made: Judgement) -> None:
            self.decided.append(Decided(pair.left.preferred, pair.right.preferred, verdict))
            self.say_done(f"{line(made)}")
            self.reload()

        self.queue.pop(self.at)
        self.evidence, self.preferred = None, ""
        left, right = pair.left.uid, pair.right.uid
        self.room.do(self, lambda: judge(self.room.desk, left, right, verdict, preferred=preferred), then,
                     failed=self.reload)

    def action_skip(self) -> None:
        """Leave the pair where it is and show the next."""
        if self.at + 1 < len(self.queue):
            self._go(self.at + 1)
        else:
            self.say(f"that was the last pair; {self.key('previous_pair')} goes back")

    def action_next_pair(self) -> None:
        self.action_skip()

    def action_previous_pair(self) -> None:
        if self.at:
            self._go(self.at - 1)
        else:
            self.say("this is the first pair")

    def _go(self, index: int) -> None:
        self.at, self.preferred, self.sentences = index, "", FEW
        self._show_pair()

    def action_more_sentences(self) -> None:
        self.sentences = FEW if self.sentences == MANY else MANY
        self._show_pair()

    def action_preferred(self) -> None:
        """Show the other name after a merge."""
        if self.evidence:
            uids = [self.evidence.left.identity.uid, self.evidence.right.identity.uid]
            self.preferred = uids[1 - uids.index(self.preferred)]
            self._draw()

    def action_latinise(self) -> None:
        self.latin = not self.latin
        self._draw()

    def action_hint_same(self) -> None:
        self.say("y is same, n is different, w is unsure; a and x do nothing here")


def _key(pair: Proposal) -> tuple[str, str]:
    return pair.left.uid, pair.right.uid
