"""Keys typed before the window that they are meant for stands."""

import pytest
from driving import driving
from textual import events

from curator.tui.widgets.form import Field, FieldChoice, Form

from building import a_desk

FIELDS = [Field("title", "title"), Field("published", "published", choices=(FieldChoice("2023-03-12", "stated"),))]


@pytest.mark.parametrize("name", ["app", "window"])
async def test_keys_that_wait_for_a_window_reach_it_whoever_lets_them_go(name: str) -> None:
    with a_desk() as world:
        async with driving(world.desk) as drive:
            answers: list[object] = []
            form = Form("A card", FIELDS)
            drive.app.push_screen(form, answers.append)
            for letter in "j1s":
                drive.app._ahead._waiting.append(events.Key(letter, letter))
            opener = drive.app if name == "app" else form
            opener.call_later(drive.app._ahead.release, form)
            await drive.settle()
            assert [(change.name, change.value) for change in answers[0] or ()] == [  # type: ignore[attr-defined]
                ("published", "2023-03-12")]
