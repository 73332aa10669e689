"""`python -m curator.cli.pages`: docs/keys.md and docs/commands.md, from the table of actions and the parser."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from curator.cli.parser import COMMANDS, parser
from curator.desk.actions import PLACES, Action, actions
from curator.desk.keys import shown

DOCS = Path("docs")
HEAD = "| --- | --- | --- | --- |"


def keys_page() -> str:
    """The keys, a table a place."""
    lines = ["# Keys", "", "Made from the table of actions (`curator/desk/actions.toml`); do not edit by hand.", ""]
    for place in PLACES:
        rows = [a for a in actions() if place in a.places]
        lines += [f"## {place.capitalize()}", "", "| key | action | what it does | command |", HEAD]
        lines += [f"| {_keys(a)} | {a.title} | {a.help} | {_command(a)} |" for a in rows]
        lines.append("")
    return "\n".join(lines)


def commands_page() -> str:
    """The commands with their help, as argparse prints it 100 columns wide."""
    lines = ["# Commands", "", "Made from the parser (`curator/cli/parser.py`); do not edit by hand.", ""]
    below = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name in COMMANDS:
        command = below.choices[name]
        command.formatter_class = _Wide
        lines += [f"## curator {name}", "", "```text", command.format_help().strip(), "```", ""]
    return "\n".join(lines)


class _Wide(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


def _keys(action: Action) -> str:
    return " ".join(f"`{_cell(shown(key))}`" for key in action.keys) or "(palette)"


def _command(action: Action) -> str:
    return f"`curator {action.command}`" if action.command else ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def main() -> int:
    """Write the pages, or with --check say which are out of step (exit code 1)."""
    stale = []
    for name, page in (("keys.md", keys_page()), ("commands.md", commands_page())):
        path = DOCS / name
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_text(encoding="utf-8") != page:
                stale.append(name)
        else:
            path.write_text(page, encoding="utf-8")
    if stale:
        sys.stderr.write(f"docs out of step: {', '.join(stale)}; run `make docs`\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
