"""Keys typed ahead of what they are meant for: while a window or an article is on its way, they wait for it.

A quick hand, or a slow line that brings several keys at once, types `s` and a name before the picker stands.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from typing import Protocol, runtime_checkable

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen


@runtime_checkable
class Taking(Protocol):
    """What may want keys before they are actions: a line to type in, a text while letters stand over its words."""

    def would_take(self, event: events.Key) -> bool:
        """True when this key is for it now."""

    def post_message(self, message: Message) -> bool:
        """Queue it."""


def escaped(event: events.Key, bound: Container[str]) -> list[events.Key]:
    """Esc and a key right behind it reach a terminal program as one key with Alt: the two that were meant, unless that
    key with Alt means something."""
    if not event.key.startswith("alt+") or event.key in bound or not event.is_printable:
        return [event]
    key = event.key.removeprefix("alt+").removeprefix("shift+")
    meant = event.character if event.character and len(key) == 1 else key
    return [events.Key("escape", "\x1b"), events.Key(meant, event.character)]


class KeysAhead:
    """The keys that wait. `is_opening` says that something is on its way; `again` takes a key as if it came now."""

    def __init__(self, is_opening: Callable[[], bool], again: Callable[[events.Key], object]) -> None:
        self._is_opening, self._again = is_opening, again
        self._waiting: list[events.Key] = []
        self._handed: list[events.Key] = []

    def take(self, event: events.Key, screen: Screen[object]) -> bool:
        """True when a key that nobody consumed shall not be acted upon: it waits, or is handed to the line of the
        window that opened after it was typed."""
        if event in self._handed:
            self._handed.remove(event)
        elif self._waiting or self._is_opening() or not screen.is_mounted:
            self._waiting.append(event)
            if len(self._waiting) == 1:
                screen.call_later(self.release, screen)
            return True
        elif isinstance(line := screen.focused, Taking) and line.would_take(event):
            key = events.Key(event.key, event.character)
            self._handed.append(key)  # it comes back here if the line does not consume it either
            line.post_message(key)
            return True
        return False

    def follow(self, event: events.Key, way: Sequence[MessagePump], screen: Screen[object]) -> None:
        """Let a key wait until the one before it has gone all its way up, over the queue of each on the way."""
        if way:
            way[0].call_later(self.follow, event, way[1:], screen)
        else:
            self._waiting.append(event)
            self.release(screen)

    def release(self, screen: Screen[object]) -> None:
        """Let the waiting keys go as soon as nothing is on its way any more."""
        if self._waiting and not self._is_opening() and screen.app.screen.is_mounted:
            waiting, self._waiting = self._waiting, []
            for event in waiting:
                key = events.Key(event.key, event.character)
                key.set_sender(screen.app)  # an event goes no higher than its sender, here the window that opened
                self._again(key)
        elif self._waiting and not self._is_opening():
            top = screen.app.screen
            top.call_later(self.release, top)
