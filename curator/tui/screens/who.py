"""Choosing somebody: a picker over offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from curator.desk.offers import Offer
from curator.desk.parties import Who
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.picker import Choice, Picked, Picker


def ask_who(screen: PlaceScreen, title: str, offered: Sequence[Offer], chosen: Callable[[Who], None],
            search: Callable[[str], Sequence[Offer]] | None = None) -> None:
    """Show a picker with some offers, and more for what is typed; `chosen` is called unless the curator leaves."""
    meant: dict[str, Who] = {}

    def choices(offers: Sequence[Offer]) -> list[Choice]:
        meant.update({repr(offer.who): offer.who for offer in offers})
        return [Choice(repr(offer.who), offer.name, offer.detail) for offer in offers]

    def picked(value: Picked | None) -> None:
        if isinstance(value, str):
            chosen(meant[value])

    found = (lambda words: choices(search(words))) if search else None
    screen.app.push_screen(Picker(title, choices(offered), search=found), picked)


UNNAMED = Offer(Who(kind="unnamed"), "unnamed", "nobody names that source: kept as worded")


def ask_whom(screen: PlaceScreen, title: str, offered: Sequence[Offer], chosen: Callable[[Sequence[Offer]], None],
             search: Callable[[str], Sequence[Offer]], *, count: int = 1) -> None:
    """Show a picker for one or, with Tab, several; with a `count` above one, digits mark until so many are chosen.
    UNNAMED is what `0` chooses."""
    meant: dict[str, Offer] = {}

    def choices(offers: Sequence[Offer]) -> list[Choice]:
        made = [Choice(f"{offer.who!r} {offer.reading}", offer.name, offer.detail) for offer in offers]
        meant.update(zip((choice.value for choice in made), offers, strict=True))
        return made

    def picked(value: Picked | None) -> None:
        if isinstance(value, tuple):
            chosen([meant[each] for each in value])

    zero, = choices([UNNAMED])
    screen.app.push_screen(Picker(title, choices(offered), search=lambda words: choices(search(words)), zero=zero,
                                  multi=True, count=max(count, 1)), picked)
