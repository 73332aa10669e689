"""Keys typed before the window that they are meant for stands."""

import pytest
from driving import driving
from storm import start
from textual import events

from curator.tui.widgets.form import Field, FieldChoice, Form

from building import a_desk


@pytest.mark.parametrize(("key", "character"), [("alt+l", "l"), ("alt+shift+a", "A")])
async def test_a_key_right_behind_escape_is_not_lost(key: str, character: str) -> None:
    with a_desk() as world:
        article = world.article("“We were not warned,” Anna Lee told the Herald.")
        async with driving(world.desk) as drive:
            await drive.press("1", "enter")
            assert drive.reader.opened
            drive.reader.view.select(*article.range("Anna Lee"))
            drive.app.post_message(events.Key(key, character))
            await drive.settle()
            assert drive.reader.view.selection is None
            assert len(drive.app.screen_stack) == (2 if character == "A" else 1)
            assert drive.reader.view.caret == article.range("Anna Lee")[1] + (1 if character == "l" else 0)


async def test_escape_leaves_a_window_before_the_key_behind_it_acts() -> None:
    with a_desk() as world:
        article = world.article("“We were not warned,” Anna Lee told the Herald.")
        article.quote("We were not warned")
        async with driving(world.desk) as drive:
            await start(drive, article, "were not")
            await drive.press("s")
            assert len(drive.app.screen_stack) == 2
            drive.app.post_message(events.Key("alt+t", "t"))
            await drive.settle()
            assert drive.shows("About whom?")
            await drive.press("escape")
            assert len(drive.app.screen_stack) == 1


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
