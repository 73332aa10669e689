"""The table of actions: name, help, keys, command and palette entry of each; every screen and page reads it here."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Place = Literal["everywhere", "library", "reader", "names", "quotes", "duplicates"]
PLACES: tuple[Place, ...] = get_args(Place)


class KeyCollision(Exception):
    """Two actions of one place want the same key."""


@dataclass(frozen=True)
class Action:
    """One thing a curator can do. `keys` are Textual key names; `footer` is empty where it is not shown there."""

    id: str
    places: tuple[Place, ...]
    title: str
    help: str
    keys: tuple[str, ...] = ()
    footer: str = ""
    command: str = ""


@cache
def actions() -> tuple[Action, ...]:
    """All actions in the order of the table; KeyCollision when two share a key in one place."""
    table = tomllib.loads(files(__package__).joinpath("actions.toml").read_text(encoding="utf-8"))["action"]
    made = tuple(Action(id=row["id"], places=tuple(row["places"]), title=row["title"], help=row["help"],
                        keys=tuple("," if key == "comma" else key for key in row.get("key", "").split(",") if key),
                        footer=row.get("footer", ""), command=row.get("command", "")) for row in table)
    check_collisions(made)
    return made


def check_collisions(table: Iterable[Action]) -> None:
    """Raise KeyCollision when a key means two things in one place; what holds everywhere holds in each place."""
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for action in table:
        for place in PLACES[1:] if "everywhere" in action.places else action.places:
            for key in action.keys:
                owners[place, key].add(action.id)
    for (where, key), ids in owners.items():
        if len(ids) > 1:
            raise KeyCollision(f"key {key!r} in {where} is wanted by {' and '.join(sorted(ids))}")


def actions_in(place: Place) -> tuple[Action, ...]:
    """The actions of one place, its own first, then those that hold everywhere."""
    own = tuple(a for a in actions() if place in a.places)
    return own + tuple(a for a in actions() if "everywhere" in a.places and place != "everywhere")
