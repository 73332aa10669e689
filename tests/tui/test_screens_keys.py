"""Every action of the table can be reached: by its key, in the footer, in the window of all keys, in the palette."""

import pytest
from driving import Driver, driving
from textual.binding import Binding

from curator.desk.actions import PLACES, Action, KeyCollision, Place, actions, actions_in, check_collisions
from curator.desk.keymap import Keymap
from curator.desk.keys import shown
from curator.tui.app import CuratorApp
from curator.tui.keymap import bindings, footer
from curator.tui.screens.place import PlaceScreen
from curator.tui.screens.places import class_of

from building import a_desk

STORM = """Storm leaves harbour without power

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer said the harbour would stay closed.
"""


@pytest.mark.parametrize("place", PLACES[1:])
def test_each_action_has_a_method_of_ours(place: Place) -> None:
    for action in actions_in(place):
        owner = next((c for c in (class_of(place), CuratorApp) if hasattr(c, f"action_{action.id}")), None)
        assert owner is not None, f"{action.id} in {place} does nothing"
        assert getattr(owner, f"action_{action.id}").__module__.startswith("curator."), action.id


@pytest.mark.parametrize("place", PLACES[1:])
def test_the_footer_names_keys_that_are_bound_and_ends_with_undo_and_help(place: Place) -> None:
    bound = {shown(key) for action in actions_in(place) for key in action.keys}
    pairs = footer(Keymap(), place)
    assert {key for key, _ in pairs} <= bound
    assert [key for key, _ in pairs[-2:]] == ["u", "?"]


def test_two_actions_on_one_key_are_refused() -> None:
    one = Action("one", ("reader",), "One", "does one", ("a",))
    everywhere = Action("two", ("everywhere",), "Two", "does two", ("a",))
    with pytest.raises(KeyCollision, match="'a' in reader is wanted by one and two"):
        check_collisions((one, everywhere))
    check_collisions((one, Action("two", ("names",), "Two", "does two", ("a",))))


@pytest.mark.parametrize("place", PLACES)
def test_no_key_is_bound_twice_on_a_screen(place: Place) -> None:
    keys = [binding.key for binding in bindings(place) if isinstance(binding, Binding)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("size", [(40, 12)])
async def test_every_key_of_every_place_works_without_any_article(size: tuple[int, int]) -> None:
    with a_desk() as world:
        async with driving(world.desk, size) as drive:
            for number, place in enumerate(PLACES[1:], 1):
                await press_all(drive, str(number), place)
            assert drive.done() == ["set up codebook"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_key_of_every_place_works_on_an_article(size: tuple[int, int]) -> None:
    with a_desk() as world:
        world.article(STORM)
        async with driving(world.desk, size) as drive:
            for number, place in enumerate(PLACES[1:], 1):
                await press_all(drive, str(number), place)


async def press_all(drive: Driver, number: str, place: Place) -> None:
    """Each key of a place once, from that place; whatever window it opens is left with Escape."""
    for action in actions_in(place):
        for key in action.keys if action.id not in ("back", "quit") else ():
            if place != drive.place(PlaceScreen).PLACE:
                await drive.press(number)
            await drive.press(key)
            for _ in range(3):
                if drive.app.screen is not drive.app.place:
                    await drive.press("escape")
            assert drive.app.screen is drive.app.place, action.id


def test_the_table_names_no_action_twice() -> None:
    ids = [action.id for action in actions()]
    assert len(ids) == len(set(ids))
