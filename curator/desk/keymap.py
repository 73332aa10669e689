"""Which key does what: the table of actions with the changes of a keymap over it."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from curator.desk.actions import PLACES, Action, Place, actions
from curator.desk.keys import NoKey, read_key, shown

KEYMAPS = ("default", "arrows")  # those that come with the program; each but the first is a TOML file beside this one

Keys = tuple[str, ...]
Where = tuple[Place, str]  # a place and the id of an action


class NoKeymap(Exception):
    """A keymap that cannot be: unknown words, or two actions on one key. `path` leads to what is wrong in its table,
    such as ("keys", "reader", "accept")."""

    def __init__(self, words: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.path = path


@dataclass(frozen=True)
class Keymap:
    """The keys in force: those of the table of actions, but for what `changed` says of an action in a place."""

    name: str = "default"
    changed: Mapping[Where, Keys] = field(default_factory=dict)
    _tables: dict[Place, tuple[Action, ...]] = field(default_factory=dict, compare=False, repr=False)

    def actions_in(self, place: Place) -> tuple[Action, ...]:
        """The actions of one place with their keys, its own first, then those that hold everywhere."""
        if place not in self._tables:
            own = [a for a in actions() if place in a.places]
            every = [a for a in actions() if "everywhere" in a.places and place != "everywhere"]
            self._tables[place] = tuple(replace(a, keys=self.keys(place, a)) for a in (*own, *every))
        return self._tables[place]

    def keys(self, place: Place, action: Action) -> Keys:
        """The keys of an action in a place; none where only the palette has it."""
        return self.changed.get((place, action.id), action.keys)

    def sign(self, place: Place, name: str) -> str:
        """The first key of an action as it is shown, for a hint such as "u undoes"; where it has none, that the
        palette has it. KeyError when the place has no such action."""
        for action in self.actions_in(place):
            if action.id == name:
                return shown(action.keys[0]) if action.keys else f"“{action.title}” in the palette"
        raise KeyError(name)


def keymap_of(table: Mapping[str, Any]) -> Keymap:
    """What a table asks for: `keymap`, a name, and `keys` over it; NoKeymap says what is wrong, and where."""
    name = table.get("keymap", "default")
    if name not in KEYMAPS:
        raise NoKeymap(f"there is no keymap {str(name)[:30]!r}: choose {' or '.join(KEYMAPS)}", ("keymap",))
    below = _built_in(name) if name != "default" else Keymap()
    over = _changes(table.get("keys", {}))
    made = Keymap(name, {**below.changed, **over})
    _check(made, over)
    return made


@cache
def _built_in(name: str) -> Keymap:
    table = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return Keymap(name, _changes(table["keys"]))


def _changes(table: object) -> dict[Where, Keys]:
    """What a table of keys says of each action in each place; a place's own table is stronger than the general one."""
    if not isinstance(table, Mapping):
        raise NoKeymap("[keys] is a table: one action and its keys a line", ("keys",))
    general: dict[Where, Keys] = {}
    special: dict[Where, Keys] = {}
    for name, value in table.items():
        if isinstance(value, Mapping) and name in PLACES[1:]:
            for id_, keys in value.items():
                where = [place for place in _places(id_, ("keys", name, id_)) if place == name]
                if not where:
                    raise NoKeymap(f"the action {id_!r} is not one of {name}", ("keys", name, id_))
                special[where[0], id_] = _keys(keys, ("keys", name, id_))
        else:
            found = _places(name, ("keys", name))
            general |= {(place, name): _keys(value, ("keys", name)) for place in found}
    return {**general, **special}


def _places(name: str, path: tuple[str, ...]) -> list[Place]:
    """The places in which an action can be done; NoKeymap when there is no such action."""
    action = next((a for a in actions() if a.id == name), None)
    if action is None:
        raise NoKeymap(f"there is no action {name[:40]!r}: `curator keys --keymap default` lists them", path)
    return list(PLACES if "everywhere" in action.places else action.places)


def _keys(value: object, path: tuple[str, ...]) -> Keys:
    words = value.split(",") if isinstance(value, str) and value != "," else [value] if value == "," else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise NoKeymap(f"the keys of {path[-1]!r} are words such as \"j,down\", or a list of them", path)
    try:
        return tuple(dict.fromkeys(read_key(word.strip() or word) for word in words if word))
    except NoKey as trouble:
        raise NoKeymap(f"{path[-1]}: {trouble}", path) from trouble


def _check(made: Keymap, over: Mapping[Where, Keys]) -> None:
    """NoKeymap when two actions of a place want one key; its path leads to the one that was changed."""
    for place in PLACES[1:]:
        wanted: defaultdict[str, list[Action]] = defaultdict(list)
        for action in made.actions_in(place):
            for key in action.keys:
                wanted[key].append(action)
        for key, both in wanted.items():
            if len(both) > 1:
                changed = next((a.id for a in reversed(both) if (place, a.id) in over), both[-1].id)
                names = " and ".join(a.id for a in both)
                raise NoKeymap(f"the key {key!r} means {names} in {place}: give one of them another key",
                               ("keys", place, changed))
