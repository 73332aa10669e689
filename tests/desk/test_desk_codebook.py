"""The codebook: labels that are added, renamed with their mentions, changed and retired."""

from collections.abc import Iterator

import pytest

from curator.desk.codebook import (
    add_label,
    label_named,
    labels,
    mark_as,
    relabel,
    rename_label,
    retire_label,
    set_label,
)
from curator.desk.desk import Refused
from curator.desk.undoing import undo

from building import Building, a_desk

TEXT = "The cable of Norda Energy burned in Port Elsin.\n"


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def test_a_label_is_added_once(world: Building) -> None:
    made = add_label(world.desk, " Weapon  system ", definition="What shoots.", examples=["a rifle", " "], key="w",
                     colour="red")
    assert (made.name, made.examples, made.key, made.colour) == ("Weapon system", ("a rifle",), "w", "red")
    with pytest.raises(Refused, match="in the codebook already"):
        add_label(world.desk, "weapon SYSTEM")
    assert [row.label.name for row in labels(world.desk)][-1] == "Weapon system"


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "x" * 41), ("key", "ab"), ("key", "j"),
                                              ("key", "1"), ("key", "p"), ("colour", "octarine")])
def test_what_cannot_be_is_refused(world: Building, field: str, value: str) -> None:
    with pytest.raises(Refused):
        add_label(world.desk, **{"name": "THING", field: value})
    assert len(labels(world.desk)) == 6


def test_mentions_follow_a_renamed_label_in_one_action(world: Building) -> None:
    article = world.article(TEXT)
    label = add_label(world.desk, "THING")
    for words in ("cable", "Port"):
        assert mark_as(world.desk, article.uid, *article.range(words), "thing").entities == ()
    rename_label(world.desk, label.uid, "OBJECT")
    assert {m.label for m in world.desk.dataset.mentions} == {"OBJECT"}
    assert {row.label.name: row.mentions for row in labels(world.desk)}["OBJECT"] == 2
    undo(world.desk)
    assert {m.label for m in world.desk.dataset.mentions} == {"THING"}
    assert label_named(world.desk, "THING").uid == label.uid


def test_what_the_recognisers_mark_keeps_its_name(world: Building) -> None:
    with pytest.raises(Refused, match="the recognisers mark"):
        rename_label(world.desk, label_named(world.desk, "person").uid, "HUMAN")
    with pytest.raises(Refused, match="cannot be retired"):
        retire_label(world.desk, label_named(world.desk, "ORG").uid)


def test_a_retired_label_is_not_offered_and_comes_back_without_a_key_that_was_given_away(world: Building) -> None:
    article = world.article(TEXT)
    label = add_label(world.desk, "THING", key="t")
    retire_label(world.desk, label.uid)
    assert "THING" not in [row.label.name for row in labels(world.desk, retired=False)]
    with pytest.raises(Refused, match="is retired"):
        mark_as(world.desk, article.uid, *article.range("cable"), "THING")
    add_label(world.desk, "TOOL", key="t")
    assert retire_label(world.desk, label.uid, retired=False).key == ""


def test_a_label_is_changed_as_one_action(world: Building) -> None:
    label = label_named(world.desk, "EVENT")
    set_label(world.desk, label.uid, definition="A battle, a fire.", colour="blue", key="e", examples=["the fire"])
    assert label_named(world.desk, "EVENT").definition == "A battle, a fire."
    undo(world.desk)
    assert label_named(world.desk, "EVENT") == label.model_copy(update={"rev": label_named(world.desk, "EVENT").rev})


def test_a_mention_gets_another_label_and_loses_the_link_of_the_old_one(world: Building) -> None:
    article = world.article(TEXT)
    mention = article.mention("Norda Energy", "ORG")
    add_label(world.desk, "THING")
    again = relabel(world.desk, mention.uid, "thing")
    assert (again.uid, again.label, again.entities) == (mention.uid, "THING", ())
    assert relabel(world.desk, mention.uid, "ORG").entities == mention.entities
