"""Search in full texts: statements and articles as one types, and the place in the Reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator.desk.desk import PROGRAM
from curator.desk.name_index import catch_up as index_entries
from curator.desk.name_index import unindexed
from curator.desk.searching import Hit, Over, catch_up, search, unread
from curator.desk.troubles import TROUBLES
from curator.text.counted import counted
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.fit import fit
from curator.tui.widgets.picker import Choice, Picked, Picker

MOST: dict[Over, int] = {"quotes": 20, "articles": 50}  # hits that are listed
SHORTEST = 2  # letters from which it is looked for
TITLE = 24  # cells


def search_texts(place: PlaceScreen, room: Room) -> None:
    """Ask for words; the hits come as one types, and the one that is taken opens in the Reader."""
    def found(words: str) -> Sequence[Choice]:
        if len(words) < SHORTEST:
            return []
        try:
            return [_choice(hit, over) for over, most in MOST.items()
                    for hit in search(room.desk, words, over=over, limit=most, typing=True,
                                      stop=room.closing.is_set).hits]
        except TROUBLES:
            return []  # nothing to look for yet, such as a quotation mark alone

    def picked(value: Picked | None) -> None:
        if isinstance(value, str):
            article, start, _ = value.split()
            place.read(article, int(start))

    place.app.push_screen(Picker('Words in all texts; "two words" stand together', search=found, numbers=False,
                                 hint="statements first, then articles   Enter opens the place   Esc leaves"), picked)


def _choice(hit: Hit, over: Over) -> Choice:
    sign = "“" if over == "quotes" else " "
    before = hit.before.partition(" ")[2]
    return Choice(f"{hit.article} {hit.start} {hit.uid}", f"{sign}{fit(hit.title, TITLE)}",
                  f"{before[-24:]}{hit.words}{hit.after}")


def catch_up_in_background(room: Room, say: Callable[[str], None]) -> None:
    """Index what an old dataset has not indexed yet, names first, as twins are looked for by them; it goes on at the
    next start when the program is left."""
    def work() -> tuple[int, int]:
        dataset, stop = room.desk.dataset, room.closing.is_set
        named = index_entries(dataset, PROGRAM, stop=stop) if unindexed(dataset) else 0
        return named, catch_up(room.desk, stop=stop) if unread(dataset) else 0

    def then(done: tuple[int, int]) -> None:
        entries, articles = done
        if articles:
            say(f"indexed {counted(articles, 'article')}: search finds them now")
        elif entries:
            say(f"indexed {counted(entries, 'name')}: likely twins are found among them now")

    room.errands.do(work, then, lambda trouble: say(str(trouble)), lane="index")
