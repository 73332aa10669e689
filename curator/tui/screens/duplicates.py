"""Duplicates: two entries side by side, and a key for each verdict."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from curator.desk.actions import Place
from curator.desk.clusters import cluster_of
from curator.desk.desk import Desk, Refused
from curator.desk.evidence import PairEvidence, pair_evidence
from curator.desk.judging import WORD, Proposal, judge, line, past_judgements, proposals
from curator.desk.notes import Thing
from curator.desk.pair_filter import narrowed
from curator.desk.undoing import Action
from curator.text.counted import counted
from curator.tui.keymap import bindings
from curator.tui.pair_view import pair_lines
from curator.tui.queue_view import WIDTH, Decided, queue_lines
from curator.tui.room import Room
from curator.tui.screens.clusters import ClusterWindow, SureWindow
from curator.tui.screens.contradicted import GivesWay, judge_or_ask
from curator.tui.screens.judgements import JudgementsWindow
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.prompt import LineInput
from schema import Judgement, Verdict

EMPTY = "No pair to judge: accept names in the Reader ({reader}), or all are judged."
NO_PAIR = "No pair is like that: {clear_filter} shows all."
FILTER = "kind:person  label:PERSON  article:storm  score:0.8  words of a name"
FEW, MANY = 4, 30  # sentences a side
SLOW = 1_000  # names from which looking at them shows how far it is
WIDE = 110  # cells from which the queue stands beside the pair


class DuplicatesScreen(PlaceScreen):
    """Pairs of identities that may be one, likeliest first."""

    PLACE: ClassVar[Place] = "duplicates"
    AUTO_FOCUS = ""  # keys are for the pair, not for the line of the filter
    BINDINGS: ClassVar[list[BindingType]] = bindings("duplicates")
    CSS = """
    #pair { height: 1fr; }
    #filter { height: 1; display: none; }
    #filter > Lines { width: 2; }
    """

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.all_pairs: list[Proposal] = []
        self.queue: list[Proposal] = []  # those of them that the filter wants
        self.at = 0
        self.evidence: PairEvidence | None = None
        self.preferred = ""
        self.sentences = FEW
        self.latin = False
        self.judged = 0  # how many judgements hold, whoever made them and when
        self.decided: list[Decided] = []
        self.turning = False  # something was undone: its pair is in the queue again
        self.words = ""
        self.line = LineInput(placeholder=FILTER)  # narrows the queue

    def body(self) -> ComposeResult:
        yield Lines(id="pair")
        with Horizontal(id="filter"):
            yield Lines(id="filter-sign")
            yield self.line

    @property
    def pair(self) -> Proposal | None:
        """The pair on the screen."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    def things(self) -> list[Thing]:
        pair = self.pair
        return [Thing("entities", one.uid, one.preferred) for one in (pair.left, pair.right)] if pair else []

    def reload(self, *, thorough: bool = False) -> None:
        if not self.queue:
            self.query_one("#pair", Lines).show("looking for names that may be one …")
        desk, words = self.room.desk, self.words

        def work() -> tuple[list[Proposal], list[Proposal], int]:
            found = proposals(desk, progress=self._look_on, thorough=thorough)
            return found, _narrowed(desk, found, words), len(past_judgements(desk))

        def then(read: tuple[list[Proposal], list[Proposal], int]) -> None:
            self.all_pairs, kept, self.judged = read
            if words == self.words:
                self._queue(kept)
            else:
                self._narrow()
            if thorough:
                self.say(f"looked through all names: {counted(len(self.all_pairs), 'pair')} to judge", "good")

        self.room.do(self, work, then, lane="search")

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
        self.show_top(f"{self.judged} of {self.judged + len(self.all_pairs)} judged")
        if pair is None:
            self.evidence = None
            self.query_one("#pair", Lines).show(self.keyed(NO_PAIR if self.words and self.all_pairs else EMPTY))
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
            where = f"pair {self.at + 1} of {len(self.queue)}" + (f" ({self.words})" if self.words else "")
            again = self.pair.again if self.pair else ()
            pair = pair_lines(self.evidence, self.preferred, left, height, latin=self.latin, place=where, again=again)
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
        desk, left, right = self.room.desk, pair.left.uid, pair.right.uid

        def attempt(gives: GivesWay) -> Judgement:
            return judge(desk, left, right, verdict, preferred=preferred, retracting=gives.retracting,
                         unsure_of=gives.unsure_of)

        def then(made: Judgement) -> None:
            self.decided.append(Decided(pair.left.preferred, pair.right.preferred, verdict))
            self.say_done(f"{line(made)}")
            self.reload()

        self.queue.pop(self.at)
        self.evidence, self.preferred = None, ""
        judge_or_ask(self, self.room, f"{pair.left.preferred} {WORD[verdict]} {pair.right.preferred}", attempt, then,
                     kept=self.reload)

    def action_cluster(self) -> None:
        """All who may be one with this pair, to be judged at once."""
        if pair := self.pair:
            uids = [one.uid for one in cluster_of(self.all_pairs, pair)]
            self.app.push_screen(ClusterWindow(self, self.room, uids, latin=self.latin, then=self._next))
        else:
            self.say("there is no pair whose cluster could be shown")

    def action_sure_ones(self) -> None:
        """The pairs that leave no doubt, to be accepted after a look: of those that the filter wants."""
        self.app.push_screen(SureWindow(self, self.room, list(self.queue), then=self._next))

    def action_past_judgements(self) -> None:
        """What was judged, to be judged anew or taken back."""
        self.app.push_screen(JudgementsWindow(self, self.room, then=self.reload))

    def action_thorough(self) -> None:
        """Look through all names again, by their letters too."""
        self.say("looking through all names, by their letters too …")
        self.reload(thorough=True)

    def _next(self) -> None:
        self.evidence, self.preferred = None, ""
        self.reload()

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
        self.say("names of other scripts with Latin letters beside them" if self.latin else "names as they are written")

    def action_filter(self) -> None:
        """Type a line; only pairs that answer to all of it stay."""
        self.query_one("#filter").display = True
        self.query_one("#filter-sign", Lines).show([("/", "key")])
        self.set_focus(self.line)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.words = message.value
        self._narrow()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self._leave_line()

    def action_clear_filter(self) -> None:
        """All pairs again."""
        if self.words:
            with self.line.prevent(Input.Changed):
                self.line.value = ""
            self.words = ""
            self._narrow()
        self._leave_line()

    def _leave_line(self) -> None:
        self.query_one("#filter").display = bool(self.words)
        self.set_focus(None)
        self.line.reopen(self.app.post_message)

    def _narrow(self) -> None:
        desk, found, words = self.room.desk, self.all_pairs, self.words

        def then(kept: list[Proposal]) -> None:
            if words == self.words and found is self.all_pairs and self.is_mounted:
                self._queue(kept)
                left = f"{len(kept)} of {len(found)} pairs; {self.key('clear_filter')} shows all"
                self.say(left if words else "")

        self.room.do(self, lambda: narrowed(desk, found, words), then, lane="search", opens=True)

    def action_hint_same(self) -> None:
        self.say("y is same, n is different, w is unsure; a and x do nothing here")


def _narrowed(desk: Desk, found: list[Proposal], words: str) -> list[Proposal]:
    """The pairs that a filter wants; all of them where it means nothing any more, such as a label that went."""
    try:
        return narrowed(desk, found, words)
    except Refused:
        return list(found)


def _key(pair: Proposal) -> tuple[str, str]:
    return pair.left.uid, pair.right.uid
