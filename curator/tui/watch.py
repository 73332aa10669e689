"""What other programs do to the dataset: looked for now and then off the UI thread, and shown where anything changed.

`Room.seen` follows what is on the screen: it moves on once the place shows what was done, and never while a window with
something half filled in stands over it, whose fields were read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Protocol

from textual.screen import Screen

from curator.tui.room import Room, Speaks, Tone
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow

OFTEN = 0.5  # seconds between two looks
REST = 4  # times as long as a reading took passes before the next, so that a long import leaves the keys their time


class Shows(Speaks, Protocol):
    """The app, as far as it is needed here."""

    @property
    def place(self) -> PlaceScreen | None:
        """The place that is open, below any window."""

    @property
    def screen(self) -> Screen[object]:
        """What is on top."""

    @property
    def screen_stack(self) -> Sequence[Screen[object]]:
        """All that is open; nothing while the app is being taken down."""


class Watch:
    """Looks for what others did. `shown` is the position as of which the open place was read last."""

    def __init__(self, room: Room, app: Shows) -> None:
        self._room, self._app = room, app
        self.shown: int | None = None
        self._is_looking = False
        self._rest_until = 0.0
        self._is_quiet = False  # no window stood there at the last look
        self._said = ""

    def start(self) -> None:
        """Note where the history stands, before anything is read for the screen."""
        def then(position: int) -> None:
            self.shown = self._room.seen = position

        self._room.errands.do(self._room.desk.dataset.position, then, self._trouble)

    def look(self) -> None:
        """Ask whether something was done since, unless that is being asked or there is no screen any more."""
        shown = self.shown
        if self._is_looking or shown is None or self._is_over:
            return
        dataset = self._room.desk.dataset

        def work() -> tuple[int, bool]:
            position = dataset.position()
            return position, position == shown or dataset.is_own(shown)

        self._is_looking = True
        self._room.errands.do(work, self._found, self._trouble, lane="watch")

    def _found(self, found: tuple[int, bool]) -> None:
        self._is_looking = False
        self._said = ""
        position, is_own = found
        if self._is_over:
            return
        if is_own:
            self.shown = position
        elif monotonic() >= self._rest_until and not self._room.is_opening:
            self._refresh(position)
        self._settle()

    def _refresh(self, position: int) -> None:
        """Read the open place anew, and the list over it; a form or a question stays as it is."""
        begun = monotonic()

        def then(_: object) -> None:
            self._is_looking = False
            self.shown = position
            self._rest_until = monotonic() + REST * (monotonic() - begun)

        self._is_looking = True
        if self._app.place is not None:
            self._app.place.refreshed()
        if isinstance(self._app.screen, RowWindow):
            self._app.screen.reload()
        # The places read on the short lane, or have read before they show: this comes after them.
        self._room.errands.do(lambda: None, then, self._trouble)

    @property
    def _is_over(self) -> bool:
        return self._room.closing.is_set() or not self._app.screen_stack

    def _settle(self) -> None:
        """All on the screen is as of `shown`, if no window stood over the place at this look and at the one before."""
        is_quiet = isinstance(self._app.screen, PlaceScreen | RowWindow) and not self._room.is_opening
        if is_quiet and self._is_quiet and not self._is_looking:
            self._room.seen = self.shown
        self._is_quiet = is_quiet

    def _trouble(self, what: Exception) -> None:
        """Say once why the dataset cannot be looked at."""
        self._is_looking = False
        tone: Tone = "trouble"
        if str(what) != self._said and not self._is_over:
            self._said = str(what)
            self._app.say(self._said, tone)
