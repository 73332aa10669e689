"""`curator keys` and `curator theme`: what the curator's own configuration says, and setting the looks."""

from __future__ import annotations

import argparse

from curator.cli.printing import say, show, show_json, show_rows
from curator.desk.actions import PLACES
from curator.desk.configuration import configuration_folder, keep_theme, read_configuration
from curator.desk.keymap import keymap_of
from curator.desk.keys import shown
from curator.desk.themes import theme_tables


def keys(options: argparse.Namespace) -> int:
    """Print every action with its keys in each place, as they are in force."""
    keymap = keymap_of({"keymap": options.keymap}) if options.keymap else read_configuration().keymap
    places = [options.place] if options.place else PLACES
    rows = [(place, action, keymap.keys(place, action)) for place in places for action in keymap.actions_in(place)
            if place in action.places or (place, action.id) in keymap.changed]
    if options.json:
        for place, action, bound in rows:
            show_json({"place": place, "action": action.id, "keys": bound, "title": action.title, "help": action.help})
    else:
        show_rows(("place", "keys", "action", "what it does"), [
            (place, " ".join(map(shown, bound)) or "(palette)", action.id, action.help)
            for place, action, bound in rows], 3)
        say(f"keymap {keymap.name}; your own keys: {configuration_folder() / 'keys.toml'}")
    return 0


def theme(options: argparse.Namespace) -> int:
    """Keep a theme for the screen, or list the themes with the one that is set."""
    if options.name:
        path = keep_theme(options.name)
        say(f"theme {options.name}, kept in {path}")
        return 0
    wanted = read_configuration().theme
    for name, table in theme_tables().items():
        show(f"{'*' if name == wanted else ' '} {name:<14} {table['title']}")
    if not wanted:
        say("none is set: dark, or the terminal's own colours where it has but sixteen")
    return 0
