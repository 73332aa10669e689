"""A place: top bar with the five places, its own body, a line for messages, a footer of keys."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from curator.desk.actions import PLACES, Place
from curator.desk.keys import shown
from curator.desk.notes import Thing
from curator.desk.undoing import Action
from curator.tui.keymap import footer
from curator.tui.room import ReadArticle, Room, Tone
from curator.tui.widgets.bars import FooterBar, MessageLine, TopBar

NAMES = [place.capitalize() for place in PLACES[1:]]


class PlaceScreen(Screen[None]):
    """One of the five places. Its keys come from the table of actions; it owns no rule."""

    PLACE: ClassVar[Place]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, room: Room) -> None:
        super().__init__(name=self.PLACE)
        self.room = room

    def compose(self) -> ComposeResult:
        """The frame; the body of a place stands between its bars."""
        yield TopBar(NAMES, id="top")
        yield from self.body()
        yield MessageLine(id="message")
        yield FooterBar(id="footer")

    def body(self) -> ComposeResult:
        """The widgets of this place."""
        yield from ()

    def reload(self) -> None:
        """Ask the desk anew for what this place shows."""

    def refreshed(self) -> None:
        """Somebody else changed something: show it, and leave caret, selection and what is being typed as they are."""
        self.reload()

    def things(self) -> list[Thing]:
        """What is current here: what a note, a flag or the history of a record is about."""
        return []

    @property
    def nothing_to_note(self) -> str:
        """What m and f say where nothing is current."""
        return "nothing is current here: go to a row first"

    def turned(self, action: Action) -> None:
        """An action was undone or done again: show it."""
        self.reload()

    def on_mount(self) -> None:
        self.query_one(FooterBar).show_keys(footer(self.room.keymap, self.PLACE))
        self.show_top("")

    def on_screen_resume(self) -> None:
        self.show_working(self.room.errands.is_late)
        self.reload()

    def show_working(self, is_working: bool) -> None:
        """Say at the right of the message line that something takes its time, or that it has come."""
        if self.is_mounted:
            self.query_one(MessageLine).show_working(is_working)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done to what is about to be replaced: until what was asked for has come, keys wait for it."""
        return not self.room.is_opening

    def read(self, article: str, offset: int | None = None) -> None:
        """Open an article in the Reader, with the caret at an offset if one is given."""
        self.room.is_turning = True
        self.post_message(ReadArticle(article, offset))

    def show_top(self, right: str) -> None:
        """What stands at the right of the top bar."""
        self.query_one(TopBar).show_place(PLACES.index(self.PLACE) - 1, right)

    def say(self, words: str, tone: Tone = "plain") -> None:
        """One line to the curator."""
        if self.is_mounted:
            self.query_one(MessageLine).say(words, tone)

    def say_done(self, words: str, what: str = "") -> None:
        """Say what was done, and the key that takes it back, or takes `what` of it back."""
        self.say(f"{words} ({self.key('undo')} undoes{f' {what}' if what else ''})", "good")

    def keyed(self, words: str) -> str:
        """Words of ours with the key of each action that they name in braces: "{undo} undoes"."""
        return re.sub(r"\{(\w+)\}", lambda found: self.key(found[1]), words)

    def key(self, action: str) -> str:
        """The key of an action of this place as it is shown."""
        return self.room.keymap.sign(self.PLACE, action)

    async def on_footer_bar_key_clicked(self, message: FooterBar.KeyClicked) -> None:
        """A click on a key of the footer does what the key does."""
        clicked = next((a for a in self.room.keymap.actions_in(self.PLACE) if message.key in map(shown, a.keys)), None)
        if clicked:
            await (self if hasattr(self, f"action_{clicked.id}") else self.app).run_action(clicked.id)

    def on_top_bar_place_clicked(self, message: TopBar.PlaceClicked) -> None:
        self.app.switch_mode(PLACES[message.index + 1])
