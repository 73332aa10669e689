"""The table of actions."""

import pytest

from curator.desk.actions import PLACES, Action, KeyCollision, actions, actions_in, check_collisions

HOLDS_EVERYWHERE = {"1": "library", "2": "reader", "3": "names", "4": "quotes", "5": "duplicates", "u": "undo",
                    "U": "redo", "?": "help", ":": "palette", "q": "back", "H": "history", "X": "export"}


@pytest.mark.parametrize("place", PLACES[1:])
def test_no_key_means_two_things_in_one_place(place: str) -> None:
    keys = [key for action in actions_in(place) for key in action.keys]  # type: ignore[arg-type]
    assert len(keys) == len(set(keys))


def test_a_collision_is_refused_with_both_names() -> None:
    one = Action("one", ("reader",), "One", "", ("a",))
    two = Action("two", ("everywhere",), "Two", "", ("a",))
    with pytest.raises(KeyCollision, match="one and two"):
        check_collisions([one, two])


@pytest.mark.parametrize(("key", "action"), HOLDS_EVERYWHERE.items())
def test_the_same_letter_means_the_same_everywhere(key: str, action: str) -> None:
    for place in PLACES[1:]:
        assert [a.id for a in actions_in(place) if key in a.keys] == [action]


def test_every_action_says_what_it_does() -> None:
    assert all(action.title and action.help for action in actions())
