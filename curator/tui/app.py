"""The Textual app: five places, what holds everywhere, and the errands that keep work off the UI thread."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.types import CSSPathType

from curator.desk.actions import PLACES, actions_in
from curator.desk.configuration import Configuration, keep_theme
from curator.desk.desk import Desk
from curator.desk.racing import LostRace, contest
from curator.desk.themes import theme_tables
from curator.desk.undoing import Action, described, place_of, redo, undo
from curator.tui.ahead import KeysAhead, escaped
from curator.tui.errands import LANES
from curator.tui.keymap import bindings, remapped
from curator.tui.room import ReadArticle, Room, Tone
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.places import load_all, screen_of
from curator.tui.theme import fitting, themes
from curator.tui.watch import OFTEN, Watch
from curator.tui.widgets.picker import Choice, Picker

SOON = 0.5  # seconds after the start in which the first frame stands: then the other places are loaded
LATER = 1.5  # seconds after which an old dataset gets its index of words
HELD = frozenset(action.id for action in actions_in("everywhere")) - {"quit"}
REST = 10.0  # seconds without a key after which garbage is looked for
TELLING = 20  # characters of an article's title that tell which it is


class CuratorApp(App[None]):
    """Curator on the screen, for one desk."""

    TITLE = "Curator"
    CSS_PATH: ClassVar[CSSPathType | None] = None
    CSS = "ModalScreen { background: transparent; }"  # what lies below a window stays readable
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    ENABLE_COMMAND_PALETTE = False  # ours reads like every other list, and on any terminal

    def __init__(self, desk: Desk, configuration: Configuration | None = None) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)  # else Textual turns colours into greys
        configuration = configuration or Configuration()
        for theme in themes():
            self.register_theme(theme)
        self.theme = fitting(self, configuration.theme)
        self.room = Room(desk, configuration.keymap)
        self.set_keymap(remapped(configuration.keymap))
        self.pressed_at = 0.0  # when a key came last, on the monotonic clock
        self.crash: Exception | None = None  # why the app left, where it failed
        self.room.errands.on_late = self.show_working
        self.room.on_race = self.show_race
        self.watch_others = Watch(self.room, self)
        self._ahead = KeysAhead(lambda: self.room.is_opening, self.post_message)
        self.room.opened = lambda: self.call_later(lambda: self._ahead.release(self.screen))
        for place in PLACES[1:]:
            self.add_mode(place, partial(screen_of, place, self.room))

    def on_mount(self) -> None:
        gc.freeze()  # what the program consists of is no garbage, nor is a list of fifty thousand rows:
        gc.set_threshold(5_000, 50, 1_000_000)  # looking through all of it takes as long as two keys may
        self.set_interval(REST, self.tidy)
        for lane in LANES:
            self.run_worker(self.room.errands.run(lane), name=lane, group="errands")
        self.watch_others.start()
        self.switch_mode("library")
        self.set_interval(OFTEN, self.watch_others.look)
        self.set_timer(SOON, lambda: self.room.do(self, load_all, lambda _: None, lane="search"))
        self.set_timer(LATER, self._index_words)

    def _index_words(self) -> None:
        """Give an old dataset its index of words, if it has none: nothing waits for that but search."""
        from curator.tui.screens.searching import catch_up_in_background

        catch_up_in_background(self.room, self.say)

    def tidy(self) -> None:
        """Look through everything for garbage while nobody types and nothing runs."""
        if monotonic() - self.pressed_at >= REST and not self.room.errands.busy and gc.get_count()[2]:
            gc.collect()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave: what runs stops at the next file, and finds no screen any more to speak on."""
        self.room.closing.set()
        super().exit(result, return_code, message)

    def _handle_exception(self, error: Exception) -> None:
        """What nobody foresaw ends the app; who opened it leaves a report. Textual calls this by its private name."""
        self.crash = self.crash or error
        self.room.closing.set()
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would print a traceback with all locals, and so with words of articles."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        self.room.closing.set()
        self.room.errands.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What holds everywhere waits, too, until what was asked for has come; only leaving does not."""
        return not self.room.is_opening or action not in HELD

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.pressed_at = monotonic()
            await self._flush_next_callbacks()  # what a window that has just gone leads to comes before this key
            first, *behind = escaped(event, self.screen.active_bindings if self.screen_stack else ())
            way = (self.focused or self.screen).ancestors_with_self if behind else []
            await super().on_event(first)
            for key in behind:
                self._ahead.follow(key, way, self.screen)
        else:
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """A key that nobody consumed so far: it may be meant for what is on its way."""
        if self.screen_stack and self._ahead.take(event, self.screen):
            event.prevent_default()
            event.stop()

    @property
    def place(self) -> PlaceScreen | None:
        """The place that is open, below any window."""
        return next((s for s in reversed(self.screen_stack) if isinstance(s, PlaceScreen)), None)

    def say(self, words: str, tone: Tone = "plain") -> None:
        """One line in the place that is open."""
        if self.place:
            self.place.say(words, tone)

    def show_working(self, is_working: bool) -> None:
        """Show in the place that is open that something takes its time."""
        if self.place and not self.room.closing.is_set():
            self.place.show_working(is_working)

    def show_race(self, lost: LostRace, write_mine: Callable[[int], None]) -> None:
        """Somebody else changed what the curator was changing: show both versions and ask."""
        from curator.tui.screens.race import ask_whose

        ask_whose(self, self.room, lambda: contest(self.room.desk, lost), lost, write_mine)

    async def on_read_article(self, message: ReadArticle) -> None:
        """Open an article in the Reader; q goes back to where it was asked for."""
        self.room.back = self.place.PLACE if self.place and self.place.PLACE != "reader" else None
        self.room.article, self.room.offset = message.article, message.offset
        await self.switch_mode("reader")

    async def action_library(self) -> None:
        await self.switch_mode("library")

    async def action_reader(self) -> None:
        if self.room.article is None and self.room.order:
            self.room.article = self.room.order[0]
        self.room.back = None
        await self.switch_mode("reader")

    async def action_names(self) -> None:
        await self.switch_mode("names")

    async def action_quotes(self) -> None:
        await self.switch_mode("quotes")

    async def action_duplicates(self) -> None:
        await self.switch_mode("duplicates")

    def action_undo(self) -> None:
        """Undo my last action, wherever it was."""
        self._turn("undone", undo)

    def action_redo(self) -> None:
        """Do again what I undid last."""
        self._turn("done again", redo)

    def _turn(self, word: str, turn: Callable[[Desk], Action]) -> None:
        """Undo or redo, and say what it was and where; the place shows it."""
        desk = self.room.desk
        here = self.room.article if self.place is not None and self.place.PLACE == "reader" else None

        def work() -> tuple[Action, str]:
            action = turn(desk)
            return action, "" if here in action.where else place_of(desk, action)

        def then(done: tuple[Action, str]) -> None:
            action, where = done
            words = described(action)
            is_named = where[:TELLING] in words  # an action on the article itself names it
            self.say(f"{word}: {words}{'' if is_named else f', in {where}'}", "good")
            if self.place:
                self.place.turned(action)

        self.room.do(self, work, then, opens=True)

    def action_history(self) -> None:
        """What was done, newest first; any entry that still can be is undone there."""
        if self.place:
            from curator.tui.screens.history import HistoryWindow

            self.push_screen(HistoryWindow(self.place, self.room))

    def action_trash(self) -> None:
        """What was deleted; any of it comes back whole."""
        if self.place:
            from curator.tui.screens.trash import TrashWindow

            self.push_screen(TrashWindow(self.place, self.room))

    def action_note(self) -> None:
        if self.place:
            from curator.tui.screens.noting import ask_note

            ask_note(self.place, self.room)

    def action_flag(self) -> None:
        if self.place:
            from curator.tui.screens.noting import toggle_flag

            toggle_flag(self.place, self.room)

    def action_notes(self) -> None:
        if self.place:
            from curator.tui.screens.noting import NotesWindow

            self.push_screen(NotesWindow(self.place, self.room))

    def action_search_texts(self) -> None:
        if self.place:
            from curator.tui.screens.searching import search_texts

            search_texts(self.place, self.room)

    def action_codebook(self) -> None:
        if self.place:
            from curator.tui.screens.codebook import CodebookWindow

            self.push_screen(CodebookWindow(self.place, self.room))

    def action_statistics(self) -> None:
        if self.place:
            from curator.tui.screens.figures import show_statistics

            show_statistics(self.place, self.room)

    def action_new_since(self) -> None:
        if self.place:
            from curator.tui.screens.figures import show_new

            show_new(self.place, self.room)

    def action_export(self) -> None:
        if self.place:
            from curator.tui.screens.exporting import ask_export

            ask_export(self.place, self.room)

    def action_help(self) -> None:
        if self.place:
            from curator.tui.screens.windows import keys_window

            self.push_screen(keys_window(self.room.keymap, self.place.PLACE, self.size.width))

    def action_theme(self) -> None:
        """Choose another look; it is kept for the next time."""
        def chosen(name: object) -> None:
            if isinstance(name, str):
                self.theme = name
                self.room.do(self, lambda: keep_theme(name), lambda path: self.say(f"kept in {path}", "good"))

        self.push_screen(Picker("Look", [
            Choice(name, str(table["title"]), "now" if name == self.theme else "")
            for name, table in theme_tables().items()]), chosen)

    def action_palette(self) -> None:
        if self.place:
            from curator.tui.palette import open_palette

            open_palette(self.place)

    async def action_quit(self) -> None:
        """Leave; everything was written when it was done."""
        self.exit()

    async def action_back(self) -> None:
        """From the Reader to the place that opened the article, else to the Library; from there, out."""
        place = self.screen.PLACE if isinstance(self.screen, PlaceScreen) else None
        if place == "library":
            self.exit()
        elif place == "reader" and self.room.back:
            await self.switch_mode(self.room.back)
        else:
            await self.switch_mode("library")
