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
