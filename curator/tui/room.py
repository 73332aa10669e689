"""What the screens share: the desk, the errands, and which article is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Literal, Protocol, TypeVar

from textual.message import Message

from curator.desk.actions import Place
from curator.desk.desk import Desk
from curator.desk.keymap import Keymap
from curator.desk.racing import LostRace
from curator.tui.errands import Errands, Lane

R = TypeVar("R")
Tone = Literal["plain", "good", "trouble"]


class Speaks(Protocol):
    """Who can say a line to the curator."""

    def say(self, words: str, tone: Tone = "plain") -> None:
        """Show one line."""


@dataclass
class Room:
    """What the screens share. `keymap` says which key does what, `article` is what the Reader shows, `order` the uids
    of the Library as listed."""

    desk: Desk
    keymap: Keymap = field(default_factory=Keymap)
    errands: Errands = field(default_factory=Errands)
    article: str | None = None
    offset: int | None = None
    back: Place | None = None  # the place that asked for it
    order: list[str] = field(default_factory=list)
    opening: int = 0  # windows and articles on their way: keys wait for them
    is_turning: bool = False  # the Reader was asked for and does not stand yet
    closing: Event = field(default_factory=Event)  # the app leaves: long work stops, nothing is shown
    opened: Callable[[], object] = field(default=lambda: None)  # called when one has come
    seen: int | None = None  # the position of the history as of which all that is on the screen was read
    on_race: Callable[[LostRace, Callable[[int], None]], None] | None = None  # told of a lost race, and how to write
    working: Event | None = None  # an import or export runs; set to ask it to stop

    def begin_work(self) -> Event:
        """Note that an import or export runs; the event is set when it shall stop."""
        self.working = Event()
        return self.working

    def end_work(self) -> None:
        """Note that it does not any more."""
        self.working = None

    @property
    def is_opening(self) -> bool:
        """True while a window or an article is on its way."""
        return self.opening > 0 or self.is_turning

    def turned_to_reader(self) -> None:
        """The Reader stands, and has asked for its article if there is one."""
        self.is_turning = False
        self.opened()

    def do(self, speaker: Speaks, work: Callable[[], R], then: Callable[[R], None], *,
           failed: Callable[[], None] | None = None, lane: Lane = "short", opens: bool = False) -> None:
        """Run `work` off the UI thread, then `then` with its result; trouble is said by `speaker`, then `failed`.
        With `opens`, the keys typed meanwhile are for what `then` shows.

        What `work` writes is written by one who saw what is on the screen now: where another program changed the same
        since, `on_race` asks whose version it shall be."""
        self._do(speaker, work, then, failed, lane, opens, self.seen)

    def _do(self, speaker: Speaks, work: Callable[[], R], then: Callable[[R], None],
            failed: Callable[[], None] | None, lane: Lane, opens: bool, seen: int | None) -> None:
        def seeing() -> R:
            with self.desk.seen(seen):
                return work()

        def well(result: R) -> None:
            if self.closing.is_set():
                return
            try:
                then(result)
            finally:
                arrived()

        def trouble(what: Exception) -> None:
            if self.closing.is_set():
                return
            if isinstance(what, LostRace) and what.race and self.on_race:
                self.on_race(what, lambda position: self._do(speaker, work, then, failed, lane, opens, position))
            else:
                speaker.say(str(what), "trouble")
            arrived()  # only now: keys that wait are for the question
            if failed:
                failed()

        def arrived() -> None:
            if opens:
                self.opening -= 1
                self.opened()

        self.opening += opens
        self.errands.do(seeing, well, trouble, lane=lane)


@dataclass
class ReadArticle(Message):
    """Open an article in the Reader, with the caret at an offset if one is given."""

    article: str
    offset: int | None = None
