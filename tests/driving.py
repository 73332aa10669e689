"""Driving the app in a test: press keys, wait until everything that was asked for is done, read the screen."""

from __future__ import annotations

from asyncio import Event, timeout
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from curator.desk.configuration import Configuration
from curator.desk.desk import Desk
from curator.desk.undoing import history
from curator.tui.app import CuratorApp
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.reader import ReaderScreen

P = TypeVar("P", bound=PlaceScreen)


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
        """Until messages, errands and searches are done; several times, as one asks for another."""
        for number in range(5):
            await (self.pilot.pause(0) if number != 3 else self.pilot.pause())  # once until the process rests
            await self._heard()
            async with timeout(30):  # an errand that broke the app is never done
                await self.app.room.errands.idle()
            for worker in [w for w in self.app.workers if w.group == "search" and not w.is_finished]:
                with suppress(WorkerCancelled):  # its window went as soon as it had what it asked for
                    await worker.wait()

    async def _heard(self) -> None:
        """Until app and screen have come to everything that was posted to them so far, keys that wait among it."""
        async with timeout(30):
            while True:
                for pump in (self.app, self.app.screen):
                    turn = Event()
                    if not pump.call_later(turn.set):
                        return
                    await turn.wait()
                if not (self.app.room.is_opening or self.app._ahead._waiting):
                    return
                await self.pilot.pause(0)

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
