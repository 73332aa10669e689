"""The five places by name. All but the Library are loaded when one goes there, or once the first frame stands."""

from __future__ import annotations

from importlib import import_module

from curator.desk.actions import PLACES, Place
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen


def screen_of(place: Place, room: Room) -> PlaceScreen:
    """A new screen for a place."""
    return class_of(place)(room)


def class_of(place: Place) -> type[PlaceScreen]:
    """The class of a place's screen."""
    found: type[PlaceScreen] = getattr(import_module(f"curator.tui.screens.{place}"), f"{place.capitalize()}Screen")
    return found


def load_all() -> None:
    """Load every place and what it needs, so that no key waits for it: some tenths of a second, off the UI thread."""
    for place in PLACES[1:]:
        import_module(f"curator.tui.screens.{place}")
    import_module("curator.suggest.engine")
    import_module("curator.names")
