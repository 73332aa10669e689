"""The roles of an entry: choose one to drop it, or add one in a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from curator.desk.desk import Desk, short
from curator.desk.entries import add_role, drop_role
from curator.desk.entry_card import Occurrence
from curator.desk.registry import Identity
from curator.tui.screens.place import PlaceScreen
from curator.tui.widgets.form import Change, Field, FieldChoice, Form
from curator.tui.widgets.picker import Choice, Picker
from schema import is_edtf

DATES = "EDTF: 2019, 2022-12-20, 2022-12~ (about)"

Edit = Callable[[Callable[[], Any], str], None]


def ask_roles(screen: PlaceScreen, desk: Desk, identity: Identity, stated: Occurrence | None, edit: Edit) -> None:
    """Show the roles; `stated` is the sentence that is offered as what states a new one."""
    roles = [role for member in identity.members for role in member.roles]

    def picked(value: object) -> None:
        if value == "add":
            screen.app.push_screen(Form(f"A role of {identity.preferred}", _fields(stated)), filled)
        elif isinstance(value, str):
            role = roles[int(value)]
            edit(lambda: drop_role(desk, identity.uid, role), f"dropped the role {role.title}")

    def filled(changes: tuple[Change, ...] | None) -> None:
        values = {change.name: change.value for change in changes or ()}
        if "title" not in values:
            screen.say("a role needs its title" if changes else "")
            return
        place = stated if "stated" in values else None
        edit(lambda: add_role(
            desk, identity.uid, values["title"], organisation=values.get("organisation", ""),
            since=values.get("since", ""), until=values.get("until", ""), article=place.article if place else "",
            evidence=(place.sentence_start, place.sentence_start + len(place.sentence)) if place else None),
            f"added the role {values['title']}")

    choices = [Choice(str(n), role.title, f"{role.since or '..'}/{role.until or '..'}   drop")
               for n, role in enumerate(roles)]
    screen.app.push_screen(Picker("Roles: choose one to drop it", choices, zero=Choice("add", "add a role"),
                                  hint="0 adds one   Esc leaves"), picked)


def _fields(stated: Occurrence | None) -> list[Field]:
    proof = (FieldChoice(short(stated.sentence, 120), "stated", stated.article_label),) if stated else ()
    return [Field("title", "role"), Field("organisation", "where"), Field("since", "since", hint=DATES, check=_date),
            Field("until", "until", hint=DATES, check=_date),
            Field("stated", "stated in", choices=proof, check=_chosen,
                  hint="1 takes the sentence under the cursor of the card")]


def _date(words: str) -> str | None:
    return None if is_edtf(words) else f"{words!r} is no EDTF date"


def _chosen(words: str) -> str | None:
    return "choose the sentence by its number: go to it on the card first"
