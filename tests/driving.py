"""Driving the app in a test: press keys, wait until everything that was asked for is done, read the screen."""

from __future__ import annotations

from asyncio import Event, timeout
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from curator.desk.configuration import Configuration
from curator.desk.desk import Desk
from curator.desk.undoing import history
from curator.tui.app import CuratorApp
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.reader import ReaderScreen

P = TypeVar("P", bound=PlaceScreen)
CALM = 3  # rounds in a row in which nothing was left to wait for


class Driver:
    """A running app with its pilot."""

    def __init__(self, app: CuratorApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys as fast as a paste would come, then wait until all is done; a key is a character or a name."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            event = events.Key(name, " " if key == "space" else key if len(key) == 1 else None)
            event.set_sender(self.app)
            self.app.post_message(event)
        await self.settle()

    async def write(self, words: str) -> None:
        """Type words, then wait until all is done."""
        await self.press(*("space" if c == " " else c for c in words))

    async def settle(self) -> None:
        """Until messages, errands and searches are done, and nothing new has come of them."""
        async with timeout(60):  # an errand that broke the app is never done
            calm = 0
            while calm < CALM:
                await self.pilot.pause(0)
                await self._heard()
                searches = [w for w in self.app.workers if w.group == "search" and not w.is_finished]
                calm = 0 if searches or self._is_waiting else calm + 1
                await self.app.room.errands.idle()
                for worker in searches:
                    with suppress(WorkerCancelled):  # its window went as soon as it had what it asked for
                        await worker.wait()

    async def _heard(self) -> None:
        """Until app, screens and widgets have come to everything that was posted to them so far."""
        turns = []
        for pump in self._pumps:
            turn = Event()
            if pump.call_later(turn.set):
                turns.append((pump, turn))
        for pump, turn in turns:
            while not turn.is_set() and not (pump._closing or pump._closed):
                await self.pilot.pause(0)

    @property
    def _is_waiting(self) -> bool:
        """True while somebody has not come to all that was posted, keys or errands wait, or the screen is not drawn."""
        room = self.app.room
        screen = self.app.screen
        return (room.is_opening or room.errands.busy or bool(self.app._ahead._waiting)
                or screen._layout_required or bool(screen._dirty_widgets) or bool(screen._callbacks)
                or any(pump.message_queue_size for pump in self._pumps if not (pump._closing or pump._closed)))

    @property
    def _pumps(self) -> list[MessagePump]:
        return [self.app, *self.app.screen_stack, *self.app.screen.walk_children()]

    def place(self, kind: type[P]) -> P:
        """The place that is open, which must be of this kind."""
        found = self.app.place
        assert isinstance(found, kind), found
        return found

    @property
    def reader(self) -> ReaderScreen:
        return self.place(ReaderScreen)

    def lines(self) -> list[str]:
        """What stands on the screen that is on top, row by row."""
        return ["".join(segment.text for segment in strip).rstrip()
                for strip in self.app.screen._compositor.render_strips()]

    def shows(self, words: str) -> bool:
        """True when some row of the screen holds these words."""
        return any(words in line for line in self.lines())

    @property
    def said(self) -> str:
        """The line of messages of the place that is open."""
        place = self.app.place
        assert place is not None
        return "".join(words for words, _ in place.query_one("#message").pieces(0, 999))  # type: ignore[attr-defined]

    def done(self) -> list[str]:
        """The names of the last actions, newest first, those undone left out."""
        return [a.name for a in history(self.app.room.desk) if not a.undone_by and not a.undoes]


@asynccontextmanager
async def driving(desk: Desk, size: tuple[int, int] = (80, 24), *,
                  configuration: Configuration | None = None) -> AsyncIterator[Driver]:
    """The app on a desk, in the Library."""
    app = CuratorApp(desk, configuration)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver
