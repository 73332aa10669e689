"""Notes and flags from any place, and the window that lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from curator.desk.notes import (
    ONE,
    NoteRow,
    Thing,
    add_note,
    delete_note,
    edit_note,
    notes,
    notes_on,
    settle,
    settle_flags,
)
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.row_window import RowWindow
from curator.tui.widgets.fit import Piece, fit
from curator.tui.widgets.picker import Choice, Picker, Prompt
from schema import Note


def ask_note(screen: PlaceScreen, room: Room) -> None:
    """Ask for a note on what is current in a place."""
    def noted(on: Thing) -> None:
        def typed(words: str | None) -> None:
            if words:
                room.do(screen, lambda: add_note(room.desk, on, words), done, opens=True)

        screen.app.push_screen(Prompt(f"Note on {_named(on)}", hint="Enter keeps it"), typed)

    def done(_: Note) -> None:
        screen.say_done("noted")
        screen.reload()

    _choose(screen, noted)


def toggle_flag(screen: PlaceScreen, room: Room) -> None:
    """Settle the open flags on what is current; where there are none, flag it and ask why."""
    def flagged(on: Thing) -> None:
        def look() -> list[Note]:
            return [note for note in notes_on(room.desk, [on.uid]) if note.flag and not note.settled]

        def ask(found: list[Note]) -> None:
            if found:
                room.do(screen, lambda: settle_flags(room.desk, on), settled, opens=True)
            else:
                screen.app.push_screen(Prompt(f"Flag {_named(on)}: why?", hint="may stay empty; Enter flags"), typed)

        def typed(words: str | None) -> None:
            if words is not None:
                room.do(screen, lambda: add_note(room.desk, on, words, flag=True), done, opens=True)

        room.do(screen, look, ask, opens=True)

    def settled(found: list[Note]) -> None:
        screen.say_done(f"settled the flag{f': {found[0].text}' if found[0].text else ''}")
        screen.reload()

    def done(_: Note) -> None:
        screen.say_done("flagged; f settles it")
        screen.reload()

    _choose(screen, flagged)


def _choose(screen: PlaceScreen, then: Callable[[Thing], None]) -> None:
    things = screen.things()
    if not things:
        screen.say(screen.nothing_to_note)
    elif len(things) == 1:
        then(things[0])
    else:
        def picked(uid: object) -> None:
            for one in things:
                if one.uid == uid:
                    then(one)

        screen.app.push_screen(Picker("On which?", [Choice(t.uid, t.words, ONE[t.table]) for t in things]), picked)


def _named(on: Thing) -> str:
    return f"the {ONE[on.table]} {fit(on.words, 50).rstrip()}"


class NotesWindow(RowWindow[NoteRow]):
    """All notes and flags, open ones first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "settle_row"), Binding("e,m", "edit_row"), Binding("d", "delete_row")]
    EMPTY = "No notes yet: m notes and f flags what is current, in every place."
    KEYS = "Enter to it   f settle or reopen   e edit   d delete"

    def heading(self) -> str:
        return f"Notes and flags: {sum(not row.settled for row in self.rows)} of {len(self.rows)} open"

    def ask(self) -> list[NoteRow]:
        return notes(self.room.desk)

    def key_of(self, row: NoteRow) -> str:
        return row.uid

    def pieces(self, row: NoteRow, width: int) -> list[Piece]:
        """Open or settled, flag or note, what it is on, its words."""
        sign = "+" if row.settled else "!" if row.flag else " "
        style = "dim" if row.settled else ""
        return [(f"{sign} {'flag' if row.flag else 'note'}  ", "warn" if row.flag and not row.settled else style),
                (fit(f"{ONE[row.on.table]} {row.on.words}", 30) + "  ", "dim"), (row.text or "-", style or "strong")]

    def details(self, row: NoteRow) -> str:
        place = f", in {row.article_label}" if row.article_label and row.on.table != "articles" else ""
        return f"{row.text or 'no words'} ({row.by}, {row.at[:10]}; on {ONE[row.on.table]} {row.on.words}{place})"

    def chosen(self, row: NoteRow) -> None:
        """To the place of what the note is on."""
        if row.article:
            self.leave()
            self.below.read(row.article, row.start)
        else:
            self.say(f"{row.on.words} is an entry: 3 shows the registry")

    def action_settle_row(self) -> None:
        if row := self.row:
            self.change(lambda: settle(self.room.desk, row.uid, settled=not row.settled),
                        lambda note: "settled" if note.settled else "open again")

    def action_edit_row(self) -> None:
        row = self.row
        if row is None:
            return

        def typed(words: str | None) -> None:
            if words is not None and words != row.text:
                self.change(lambda: edit_note(self.room.desk, row.uid, words), lambda _: "changed")

        self.app.push_screen(Prompt("The note" if not row.flag else "The flag: why?", value=row.text), typed)

    def action_delete_row(self) -> None:
        if row := self.row:
            self.change(lambda: delete_note(self.room.desk, row.uid), lambda _: "deleted")
