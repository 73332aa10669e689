"""The Reader: an article with what is suggested and settled on it; deciding, and going on to the next article."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.citing import citation
from curator.desk.deciding import accept, reject
from curator.desk.reading import Item
from curator.tui.keymap import bindings
from curator.tui.screens.accepting import preview_sure
from curator.tui.screens.card import edit_card
from curator.tui.screens.gap_keys import GapKeys
from curator.tui.screens.listing import NameListWindow
from curator.tui.screens.making import MakingScreen
from curator.tui.screens.motion_keys import MotionKeys
from curator.tui.screens.occurrences import OccurrencesWindow


class ReaderScreen(MotionKeys, GapKeys, MakingScreen):
    """Where a curator spends the day."""

    PLACE: ClassVar[Place] = "reader"
    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")

    def action_accept(self) -> None:
        """Accept the current suggestion whole; on what is settled, go to the next open one of its like."""
        item, opened = self.item, self.opened
        if item is None or opened is None:
            self.say(f"nothing is current here: {self.key('next_open')} goes to the next open suggestion")
        elif item.settled:
            self.action_next_open()
        else:
            self.change(lambda: accept(self.room.desk, opened.article.uid, item.id), f"accepted {_named(item)}",
                        current=item.id)

    def action_accept_next(self) -> None:
        """Accept the current suggestion whole and go to the next open one of its like. On what is settled, the one
        after it is meant that the panel announces; where none is in view, go there."""
        item, opened = self._take_up(), self.opened
        if item is None or opened is None:
            self.action_next_open()
        elif item.settled:
            self.go_on(item)
        else:
            self._decide(item, lambda: accept(self.room.desk, opened.article.uid, item.id), "accepted")

    def _take_up(self) -> Item | None:
        """The current item; on a settled one the open one after it that the panel announces, which becomes current."""
        following = self.following
        if following is None or following.id != self.announced:
            return self.item
        self.go_to(following)
        return following

    def action_reject(self) -> None:
        """Reject the current suggestion and go to the next open one of its like; on what is settled, the one that the
        panel announces."""
        item, opened = self._take_up(), self.opened
        if item is None or opened is None or item.settled:
            self.say("x rejects a suggestion; d deletes what is settled")
            return

        self._decide(item, lambda: reject(self.room.desk, opened.article.uid, item.id), "rejected")

    def _decide(self, item: Item, work: Callable[[], object], said: str) -> None:
        """Decide on a suggestion off the UI thread, say so and go on."""
        def then(_: object) -> None:
            self.go_on(item)
            self.say_done(f"{said} {_named(item)}")
            self.reload()

        self.room.do(self, work, then, failed=self.reload, opens=True)

    def action_accept_sure(self) -> None:
        """The names of the selection as a list, else everything graded sure in this article; after a preview."""
        if self.opened and (selected := self.view.selection):
            self.view.stop_selection()
            self.app.push_screen(NameListWindow(self, self.room, self.opened.article.uid, selected, self.reload))
        elif self.opened:
            preview_sure(self, self.room, self.opened.article.uid, self.reload)

    def action_all_occurrences(self) -> None:
        """All occurrences of the current mention's words, to be marked alike."""
        item = self.item
        if item is None or item.subject != "mention" or not item.settled or len(item.spans) > 1:
            self.say(self.keyed("{all_occurrences} works on a settled mention: {make_person} marks one"))
            return
        self.app.push_screen(OccurrencesWindow(self, self.room, item.id, " ".join(item.spans[0].exact.split()),
                                               self.reload))

    def action_next_article(self) -> None:
        self._neighbour(1)

    def action_previous_article(self) -> None:
        self._neighbour(-1)

    def _neighbour(self, step: int) -> None:
        order, here = self.room.order, self.room.article
        at = order.index(here) + step if here in order else 0
        if 0 <= at < len(order):
            self.open_other(order[at])
        else:
            self.say("that was the last article" if step > 0 else "this is the first article")

    def action_card(self) -> None:
        """Edit the card; the selection is offered for each field, with the place that proves it."""
        if self.opened:
            selected = self.view.selection
            self.view.stop_selection()
            edit_card(self, self.room, self.opened.article.uid, selected, self.reread)

    def action_copy(self) -> None:
        """Copy the current quote, or the selection, with its citation to the clipboard of the terminal."""
        if self.opened is None:
            return
        selected, item = self.view.selection, self.item
        if selected is None and item is None:
            self.say("nothing to copy: select words, or go to a quote")
            return
        self.app.copy_to_clipboard(citation(self.opened, None if selected else item, selected))
        self.say("copied with its citation (the terminal must allow OSC 52)")


def _named(item: Item) -> str:
    return item.tag or f"“{' … '.join(span.exact for span in item.spans)[:40]}”"
