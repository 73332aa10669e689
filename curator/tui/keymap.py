"""From the table of actions to Textual's bindings, footer entries and help lines."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from curator.desk.actions import Action, Place, actions_in

NAMES = {
    "?": "question_mark", ":": "colon", "/": "slash", "[": "left_square_bracket", "]": "right_square_bracket",
    "(": "left_parenthesis", ")": "right_parenthesis", "{": "left_curly_bracket", "}": "right_curly_bracket",
    "<": "less_than_sign", ">": "greater_than_sign", "+": "plus", "-": "minus", "=": "equals_sign", ".": "full_stop",
    "*": "asterisk", "&": "ampersand", "|": "vertical_line", "#": "number_sign", "@": "at", "%": "percent_sign",
}
SIGNS = {"enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "S-Tab", "space": "Space", "down": "↓",
         "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End"}


def bindings(place: Place) -> list[BindingType]:
    """One binding an action and key, each calling `action_<id>` of the screen or the app."""
    return [Binding(NAMES.get(key, key), action.id, action.title, show=False, id=f"{place}.{action.id}.{number}")
            for action in actions_in(place) for number, key in enumerate(action.keys)]


def sign(key: str) -> str:
    """A key as it is shown."""
    return SIGNS.get(key, key)


def footer(place: Place) -> list[tuple[str, str]]:
    """Key and word of what the footer shows, in the order of the table; undo and help last, always."""
    own = [(sign(a.keys[0]), a.footer) for a in actions_in(place) if a.footer and a.keys]
    return [*own, ("u", "undo"), ("?", "all keys")]


def help_lines(place: Place) -> list[tuple[str, str, str]]:
    """Keys, title and help of every action of a place."""
    return [(" ".join(map(sign, a.keys)) or "palette", a.title, a.help) for a in actions_in(place)]


def palette(place: Place) -> list[Action]:
    """The actions that the command palette offers in a place."""
    return [a for a in actions_in(place) if a.id not in ("palette", "hint_same")]
