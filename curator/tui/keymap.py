"""From the table of actions and the keymap in force to Textual's bindings, footer entries and help lines."""

from __future__ import annotations

from textual.binding import Binding, BindingType
from textual.binding import Keymap as BoundKeys

from curator.desk.actions import PLACES, Action, Place, actions_in
from curator.desk.keymap import Keymap
from curator.desk.keys import shown

LAST = {"undo": "undo", "help": "all keys"}  # always the last of the footer
NOT_OFFERED = ("palette", "hint_same")  # what the palette need not list


def bindings(place: Place) -> list[BindingType]:
    """One binding an action with the keys of the table, calling `action_<id>` of the screen or the app."""
    return [Binding(_bound(a.keys, a), a.id, a.title, show=False, id=f"{place}.{a.id}") for a in actions_in(place)]


def remapped(keymap: Keymap) -> BoundKeys:
    """What Textual shall bind otherwise: the keys of each binding that the keymap changes."""
    return {f"{place}.{a.id}": _bound(a.keys, a) for place in PLACES for a in keymap.actions_in(place)
            if (place, a.id) in keymap.changed}


def footer(keymap: Keymap, place: Place) -> list[tuple[str, str]]:
    """Key and word of what the footer shows, in the order of the table; undo and help last, always."""
    table = keymap.actions_in(place)
    own = [(shown(a.keys[0]), a.footer) for a in table if a.footer and a.keys]
    return own + [(shown(a.keys[0]) if a.keys else "-", LAST[a.id]) for a in table if a.id in LAST]


def help_lines(keymap: Keymap, place: Place) -> list[tuple[str, str, str]]:
    """Keys, title and help of every action of a place."""
    return [(" ".join(map(shown, a.keys)) or "palette", a.title, a.help) for a in keymap.actions_in(place)]


def palette(keymap: Keymap, place: Place) -> list[Action]:
    """The actions that the command palette offers in a place."""
    return [a for a in keymap.actions_in(place) if a.id not in NOT_OFFERED]


def _bound(keys: tuple[str, ...], action: Action) -> str:
    """Keys as Textual reads them; an action without any gets a name that no key has, so that it can be given one."""
    return ",".join("comma" if key == "," else key for key in keys) or f"unbound.{action.id}"
