"""Other keys than those of the table: what they do, and that footer, help and palette show them."""

from asyncio import timeout
from pathlib import Path
from threading import Event

import pytest
from driving import driving

from curator.desk.actions import PLACES
from curator.desk.configuration import Configuration, read_configuration
from curator.desk.keymap import Keymap, keymap_of
from curator.tui.app import CuratorApp
from curator.tui.screens.library import LibraryScreen
from curator.tui.widgets.bars import FooterBar

from building import a_desk

STORM = """Storm leaves harbour without power

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer said the harbour would stay closed.
"""


def mine(**keys: object) -> Configuration:
    return Configuration(keymap_of({"keys": keys}))


async def test_keys_change_places_and_an_action_without_a_key_gets_one() -> None:
    with a_desk() as world:
        world.article(STORM)
        world.article(STORM.replace("Storm", "Gale"), "two.txt")
        configuration = mine(undo="f2", quit="f3", reader={"accept": "x", "reject": "a"}, exclude="k", up="up")
        async with driving(world.desk, configuration=configuration) as drive:
            assert drive.shows("F2 undo")
            await drive.press("enter", "x")
            assert drive.done()[0].startswith("accept")
            await drive.press("space", "a")
            assert drive.done()[0].startswith("reject")
            done = len(drive.done())
            await drive.press("u")
            assert len(drive.done()) == done
            await drive.press("f2", "f2")
            assert len(drive.done()) == done - 2
            await drive.press("1", "down", "k")
            assert [a.status for a in world.desk.dataset.articles.all()][1] == "excluded"
            await drive.press("f3")
            assert drive.app.room.closing.is_set()


async def test_help_palette_and_a_click_on_the_footer_follow() -> None:
    with a_desk() as world:
        world.article(STORM)
        async with driving(world.desk, configuration=mine(help="f1", undo="", reader={"accept": "f7"})) as drive:
            await drive.press("2", "f1")
            assert drive.shows("F7           accept the current suggestion whole")
            await drive.press("escape")
            await drive.press(":", *"Accept")
            assert drive.shows("1 Accept (F7)  accept the current")
            await drive.press("escape")
            bar = drive.reader.query_one(FooterBar)
            assert ("F7", "accept") in list(bar._pairs)
            assert list(bar._pairs[-2:]) == [("-", "undo"), ("F1", "all keys")]
            bar.post_message(FooterBar.KeyClicked(bar, "F7"))
            await drive.settle()
            assert drive.done()[0].startswith("accept")


async def test_keys_typed_after_enter_are_for_the_article_that_opens() -> None:
    with a_desk() as world:
        world.article(STORM)
        async with driving(world.desk) as drive:
            await drive.press("enter", "x")
            assert drive.done()[0].startswith("reject")
            assert world.desk.dataset.articles.all()[0].status != "excluded"


async def test_a_wait_shows_itself_and_goes() -> None:
    with a_desk() as world:
        async with driving(world.desk) as drive:
            errands, goes = drive.app.room.errands, Event()
            errands.do(goes.wait, lambda _: None, lambda why: drive.app.say(str(why)), lane="long")
            async with timeout(10):
                while not errands.is_late:
                    await drive.pilot.pause(0.02)
            assert drive.lines()[-2].endswith("working …")
            goes.set()
            await drive.settle()
            assert not drive.shows("working …")


async def test_hints_name_the_keys_in_force() -> None:
    with a_desk() as world:
        async with driving(world.desk, configuration=mine(library="f9", undo="f2", **{"import": "J"})) as drive:
            assert drive.shows("No articles yet: press J to import")
            await drive.press("2")
            assert drive.shows("No article is open: press F9 for the Library")
            await drive.press("3")
            assert drive.shows("(2); n makes one")
        world.article(STORM)
        keys = mine(undo="f2", reader={"accept": "f7", "speaker": "f3", "next_open": "f4", "make_quote": ""})
        async with driving(world.desk, configuration=keys) as drive:
            await drive.press("enter", "f7")
            assert drive.said == "accepted Q1 (F2 undoes)"
            assert drive.shows(" F3 who Anna Lee")
            await drive.press("home")
            await drive.press("f7")
            assert drive.said == "nothing is current here: F4 goes to the next open suggestion"
    assert Keymap(changed={("reader", "undo"): ()}).sign("reader", "undo") == "“Undo” in the palette"


async def test_arrows_alone_move_and_decide() -> None:
    with a_desk() as world:
        world.article(STORM)
        async with driving(world.desk, configuration=Configuration(keymap_of({"keymap": "arrows"}))) as drive:
            await drive.press("enter")
            before = drive.reader.view.caret
            await drive.press("j", "l", "w")
            assert drive.reader.view.caret == before
            await drive.press("home", "shift+right")
            assert drive.reader.view.caret == STORM.index("leaves")
            await drive.press("shift+down")
            assert drive.reader.view.caret == STORM.index("“We")
            await drive.press("space", "a", "1")
            assert drive.place(LibraryScreen).PLACE == "library"
            assert drive.done()[0].startswith("accept")


@pytest.mark.parametrize("name", ["default", "arrows"])
def test_every_keymap_reaches_every_action_that_has_a_key(name: str) -> None:
    keymap, table = keymap_of({"keymap": name}), keymap_of({})
    for place in PLACES[1:]:
        without = {a.id for a in keymap.actions_in(place) if not a.keys}
        assert without == {a.id for a in table.actions_in(place) if not a.keys}


async def test_another_look_is_taken_at_once_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with a_desk() as world:
        async with driving(world.desk, configuration=mine(theme="f8")) as drive:
            await drive.press("f8", "2")
            assert drive.app.theme == "light"
            assert drive.said == f"kept in {tmp_path / 'curator/config.toml'}"
    assert read_configuration().theme == "light"


@pytest.mark.parametrize(("term", "wanted", "theme"), [
    ("xterm-256color", "", "dark"), ("xterm-256color", "light", "light"), ("linux", "light", "terminal"),
    ("screen", "", "terminal"), ("tmux-256color", "terminal", "terminal")])
def test_sixteen_colours_are_the_terminals_own(monkeypatch: pytest.MonkeyPatch, term: str, wanted: str,
                                               theme: str) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM", raising=False)
    with a_desk() as world:
        assert CuratorApp(world.desk, Configuration(theme=wanted)).theme == theme
