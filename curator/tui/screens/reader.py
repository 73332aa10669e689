"""The Reader: an article with what is suggested and settled on it; deciding, and going on to the next article."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from curator.desk.actions import Place
from curator.desk.cards import set_status
from curator.desk.citing import citation
from curator.desk.deciding import accept, reject
from curator.desk.queries import library
from curator.desk.reading import Item
from curator.tui.keymap import bindings
from curator.tui.screens.accepting import preview_sure
from curator.tui.screens.card import edit_card
from curator.tui.screens.making import MakingScreen
from schema import Mention, Quote


class ReaderScreen(MakingScreen):
    """Where a curator spends the day."""

    PLACE: ClassVar[Place] = "reader"
    BINDINGS: ClassVar[list[BindingType]] = bindings("reader")

    def action_accept(self) -> None:
        """Accept the current suggestion whole; on what is settled, go to the next open one."""
        item, opened = self.item, self.opened
        if item is None or opened is None:
            self.say(f"nothing is current here: {self.key('next_open')} goes to the next open suggestion")
        elif item.settled:
            self.action_next_open()
        else:
            self.change(lambda: accept(self.room.desk, opened.article.uid, item.id), f"accepted {_named(item)}",
                        current=item.id)

    def action_reject(self) -> None:
        """Reject the current suggestion and go to the next open one."""
        item, opened = self.item, self.opened
        if item is None or opened is None or item.settled:
            self.say("x rejects a suggestion; d deletes what is settled")
            return

        def then(_: object) -> None:
            self.action_next_open()
            self.say_done(f"rejected {_named(item)}")
            self.reload()

        self.room.do(self, lambda: reject(self.room.desk, opened.article.uid, item.id), then, failed=self.reload,
                     opens=True)

    def action_accept_sure(self) -> None:
        """Accept everything graded sure in this article, after a preview."""
        if self.opened:
            preview_sure(self, self.room, self.opened.article.uid, self.reload)

    def action_next_gap(self) -> None:
        """To the next settled quote without speaker, or settled name without entry."""
        if self.opened is None:
            return
        here = self.opened.items.index(self.item) if self.item else -1
        gaps = [i for i in self.opened.items if _has_gap(i)]
        found = next((i for i in gaps if self.opened.items.index(i) > here), gaps[0] if gaps else None)
        if found:
            self.go_to(found)
        else:
            self.say("no gaps: every settled quote has a speaker, every settled name an entry")

    def action_done(self) -> None:
        """Mark the article done and open the next unfinished one."""
        if self.opened is None:
            return
        desk, uid, order = self.room.desk, self.opened.article.uid, list(self.room.order)

        def work() -> str | None:
            set_status(desk, uid, "done")
            left = {row.uid for row in library(desk) if row.needs_me}
            behind = order[order.index(uid) + 1:] + order if uid in order else [row.uid for row in library(desk)]
            return next((other for other in behind if other in left), None)

        def then(following: str | None) -> None:
            if following is None:
                self.say_done("done; that was the last unfinished article")
                self.reload()
            else:
                self._open(following)
                self.say_done("done; this is the next unfinished article")

        self.room.do(self, work, then, opens=True)

    def action_next_article(self) -> None:
        self._neighbour(1)

    def action_previous_article(self) -> None:
        self._neighbour(-1)

    def _neighbour(self, step: int) -> None:
        order, here = self.room.order, self.room.article
        at = order.index(here) + step if here in order else 0
        if 0 <= at < len(order):
            self._open(order[at])
        else:
            self.say("that was the last article" if step > 0 else "this is the first article")

    def _open(self, uid: str) -> None:
        self.room.article = uid
        self.reload()

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


def _has_gap(item: Item) -> bool:
    if isinstance(item.value, Quote):
        return not item.value.speakers
    return isinstance(item.value, Mention) and item.value.reference in ("name", "metonym") and not item.value.entities \
        and item.value.label in ("PERSON", "ORG", "PLACE")
