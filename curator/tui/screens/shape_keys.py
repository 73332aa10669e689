"""The keys that shape a quote on the text: cue, parts, edges, splitting, joining, nesting, credit lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from curator.desk import mentioning, quoting
from curator.desk.crediting import Credited, credit
from curator.desk.nesting import around, nest
from curator.desk.parties import Who
from curator.desk.quote_parts import join_quotes, move_edge, next_quote, split_quote, toggle_part
from curator.desk.reading import Item
from curator.text.edges import Side, Unit
from curator.text.motion import word_at
from curator.tui.screens.fact_keys import FactKeys
from curator.tui.screens.quote_keys import Edited
from curator.tui.screens.reading import ReadingScreen
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.picker import Choice, Picked, Picker

KEYS = ("h", "left", "l", "right", "b", "w", "left_parenthesis", "right_parenthesis",
        "less_than_sign", "greater_than_sign", "f", "escape", "enter")
Step = Callable[[Side, Unit, bool], None]
Leaving = tuple[Side, bool]  # an edge that goes to the caret, or to a word by its letters


class EdgeKeys(ModalScreen[Leaving | None]):
    """A line at the bottom while an edge moves: h l by character, w b by word, ( ) by clause, f to a word by letters;
    < > say which edge, and pressed again put it at the caret. Any other key is for what comes after it."""

    DEFAULT_CSS = """
    EdgeKeys { background: transparent; }
    EdgeKeys Lines { dock: bottom; height: 1; width: 100%; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "step('character', False)", "Back"), Binding("l,right", "step('character', True)", "On"),
        Binding("b", "step('word', False)", "Word back"), Binding("w", "step('word', True)", "Word on"),
        Binding("left_parenthesis", "step('clause', False)", "Clause back"),
        Binding("right_parenthesis", "step('clause', True)", "Clause on"),
        Binding("less_than_sign", "side('start')", "Start"), Binding("greater_than_sign", "side('end')", "End"),
        Binding("f", "letters", "Letters"),
        Binding("escape,enter", "leave", "Leave"),
    ]

    def __init__(self, side: Side, step: Step) -> None:
        super().__init__()
        self._side, self._step = side, step

    def compose(self) -> ComposeResult:
        yield Lines()

    def on_mount(self) -> None:
        self._say()

    def _say(self) -> None:
        here, other = ("<", ">") if self._side == "start" else (">", "<")
        self.query_one(Lines).show([(f"{self._side} ", "strong"), (
            f"h l character  w b word  ( ) clause  f letters  {here} caret  {other} other edge  Esc", "key")])

    def action_step(self, unit: Unit, forward: bool) -> None:
        self._step(self._side, unit, forward)

    def action_side(self, side: Side) -> None:
        if side == self._side:
            self.dismiss((side, False))
        else:
            self._side = side
            self._say()

    def action_letters(self) -> None:
        self.dismiss((self._side, True))

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """A key that means nothing here ends it and is for the text."""
        if event.key not in KEYS:
            event.stop()
            event.prevent_default()
            self.dismiss(None)
            again = events.Key(event.key, event.character)
            self.app.call_later(self.app.post_message, again)


class ShapeKeys(FactKeys, ReadingScreen):
    """The Reader's keys on the shape of a quote; see the module."""

    last_quote: str | None = None  # the one that was current before it: `part` gives it the open one under the caret

    def show_items(self) -> None:
        before = self.at_hand
        super().show_items()
        if before and before != self.at_hand and self.opened and self.opened.item(before):
            self.last_quote = before

    @property
    def picked_words(self) -> tuple[int, int] | None:
        return self.view.selection

    def action_cue(self) -> None:
        """The selection, or the word under the caret, as the cue of the current quote; again drops it."""
        def set_on(quote: Edited) -> None:
            opened = self.opened
            start, end = self.view.selection or (opened and word_at(opened.text, self.view.caret)) or (0, 0)
            if start == end:
                self.say("no word stands here: put the caret on the cue, or select it")
                return
            self.view.stop_selection()
            self.change(lambda: quoting.set_cue(self.room.desk, quote.article, quote.item, start, end), "set the cue",
                        current=quote.item)

        self._on_quote(set_on)

    def part_of_quote(self) -> None:
        """The selection, or the run or word under the caret, as a part of the current quote; on a part, drop it. An
        open quote becomes a part of the one that was current before."""
        def toggle(quote: Edited) -> None:
            selected, caret = self.view.selection, self.view.caret
            self.view.stop_selection()
            if not selected and (kept := self._takes_open(quote.item)):
                self.change(lambda: join_quotes(self.room.desk, quote.article, kept, quote.item),
                            "made the open quote a part", current=kept)
                return
            self.change(lambda: toggle_part(self.room.desk, quote.article, quote.item, selected=selected, at=caret),
                        "changed the parts", current=quote.item)

        self._on_quote(toggle)

    def _takes_open(self, current: str) -> str | None:
        """The quote that was current before, settled or open, for an open one of one part: whose part it becomes."""
        item = self.opened.item(current) if self.opened else None
        kept = self.opened.item(self.last_quote) if self.opened and self.last_quote else None
        return kept.id if kept and item and kept.id != item.id and not item.settled and len(item.spans) == 1 else None

    def action_move_start(self) -> None:
        self._move_edge("start")

    def action_move_end(self) -> None:
        self._move_edge("end")

    def _move_edge(self, side: Side) -> None:
        """A selection gives the edge at once; else the keys of edges follow."""
        item, opened = self.quote or self.item, self.opened
        if item is None or opened is None:
            self.say(self.keyed(self.NO_QUOTE))
        elif selected := self.view.selection:
            self._edges(item, side, *selected)
        elif item.subject == "mention":
            self._to_caret(item, side)
        else:
            near, desk, uid = self.view.caret, self.room.desk, opened.article.uid

            def step(which: Side, unit: Unit, forward: bool) -> None:
                self.change(lambda: move_edge(desk, uid, item.id, which, by=unit, forward=forward, near=near),
                            f"moved the {which}", current=item.id)

            def left(how: Leaving | None) -> None:
                if how and how[1]:
                    self.say(f"two letters: the word at which it {'begins' if how[0] == 'start' else 'ends'}")
                    self.view.start_jump(lambda: self._to_caret(item, how[0]))
                elif how:
                    self._to_caret(item, how[0])

            self.app.push_screen(EdgeKeys(side, step), left)

    def _to_caret(self, item: Item, side: Side) -> None:
        caret, text = self.view.caret, self.opened.text if self.opened else ""
        word = word_at(text, caret)  # the end of a word that the caret stands on the start of, as after a jump
        last = word[1] if word and word[0] == caret else min(caret + 1, len(text))
        self._edges(item, side, caret, last)

    def _edges(self, item: Item, side: Side, start: int, end: int) -> None:
        """The start to `start`, or the end to `end`; the other edge stays where it is."""
        desk, uid = self.room.desk, self.opened.article.uid if self.opened else ""
        first, last = (start, None) if side == "start" else (None, end)
        self.view.stop_selection()
        if item.subject == "quote":
            self.change(lambda: quoting.move_edges(desk, uid, item.id, first, last), "moved the edge", current=item.id)
        elif item.settled:
            self.change(lambda: mentioning.move_mention(
                desk, item.id, item.start if first is None else first, item.end if last is None else last),
                "moved the edge")
        else:
            self.say("accept the mention first, or mark the selection with p, o or g")

    def action_split_quote(self) -> None:
        """What stands from the caret on becomes a quote of its own."""
        caret = self.view.caret
        self._on_quote(lambda quote: self.change(
            lambda: split_quote(self.room.desk, quote.article, quote.item, caret)[0], "split the quote",
            current=quote.item))

    def action_join(self) -> None:
        """The current quote and the next one as one; at the last, it and the one before."""
        def join(quote: Edited) -> None:
            there = [(item.start, item.id) for item in self.opened.quotes] if self.opened else []
            other = next_quote(quote.item, there)
            if other is None:
                self.say("there is no other quote to join it with")
                return
            self.change(lambda: join_quotes(self.room.desk, quote.article, quote.item, other), "joined two quotes",
                        current=quote.item)

        self._on_quote(join)

    def action_nest(self) -> None:
        """Say that it stands within the quote around it, or ask which; within one already, take it out."""
        desk = self.room.desk

        def toggle(quote: Edited) -> None:
            record = desk.dataset.quotes.get(quote.item)
            if record is None:
                self.say("accept it first: only settled quotes stand within one another")
            elif record.within:
                self.change(lambda: nest(desk, record.uid, None), "stands on its own", current=record.uid)
            elif outer := around(desk, record.article, record.content, but=record.uid):
                self.change(lambda: nest(desk, record.uid, outer), "within the quote around it", current=record.uid)
            elif self.opened:
                def picked(other: Picked | None) -> None:
                    if isinstance(other, str):
                        self.change(lambda: nest(desk, record.uid, other), "within it", current=record.uid)

                self.app.push_screen(Picker("Within which quote?", [
                    Choice(i.id, i.tag, " ".join(i.spans[0].exact.split())) for i in self.opened.quotes
                    if i.settled and i.id != record.uid]), picked)

        self._on_quote(toggle)

    def action_credit(self) -> None:
        """Through whom the article, or what stands up to here, came: via of every statement there."""
        opened = self.opened
        if opened is None:
            return
        desk, uid, caret = self.room.desk, opened.article.uid, self.view.caret

        def chosen(who: Who) -> None:
            self.use([who.entity] if who.entity else [])
            scopes = {"all": None, "to here": (0, caret), "from here": (caret, len(opened.text))}

            def picked(which: Picked | None) -> None:
                if isinstance(which, str):
                    self.room.do(self, lambda: credit(desk, uid, who, scope=scopes[which]), said, failed=self.reload,
                                 opens=True)

            self.app.push_screen(Picker("What came through them?", [
                Choice("all", "the whole article"), Choice("to here", "from the top to the caret"),
                Choice("from here", "from the caret on")]), picked)

        def said(done: Credited) -> None:
            count = len(done.quotes)
            self.say_done(f"via {done.name}: {count} statement{'' if count == 1 else 's'}; "
                          f"{self.key('via')} strikes it on one")
            self.reload()

        self.choose_who("Through whom did it come?", chosen, "via")

