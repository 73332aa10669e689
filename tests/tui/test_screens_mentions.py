"""Mentions under the keys: whom they stand for, by one digit or a few letters; what is new is asked about first."""

import pytest
from driving import Driver, driving

from curator.desk.entries import new_entry
from curator.desk.registry import registry
from schema import Mention

from building import Building, BuiltArticle, a_desk

TALKS = """A senior diplomat said the talks were over.

Ambassador Anna Lee met Minister John Carter of Norda Energy. “We agreed,” she said. He left early.

David Reed stayed. Both men were tired.

Later Ilse Brandt spoke of Washington. The mission was closed. Artem and Anna Dultsev came home.
"""


async def at(drive: Driver, article: BuiltArticle, words: str, *, select: bool = False) -> None:
    """Open the article with the caret at some words, or with the words selected."""
    await drive.press("1", "enter")
    if select:
        drive.reader.view.select(*article.range(words))
    else:
        drive.reader.view.caret = article.range(words)[0]
    await drive.settle()


def on(world: Building, words: str) -> Mention:
    """The mention whose words these are."""
    found = {" … ".join(s.exact for s in m.spans): m for m in world.desk.dataset.mentions.all()}
    assert words in found, found.keys()
    return found[words]


def names(world: Building, mention: Mention) -> list[str]:
    return [registry(world.desk).name(uid) for uid in mention.entities]


def talks(world: Building) -> BuiltArticle:
    """The article with its people marked."""
    article = world.article(TALKS)
    for name in ("Anna Lee", "John Carter", "David Reed", "Ilse Brandt"):
        article.mention(name)
    article.mention("Norda Energy", "ORG")
    return article


@pytest.mark.parametrize(("words", "keys", "who"), [
    ("she", "p1", ["Anna Lee"]), ("He", "p1", ["John Carter"]), ("Both men", "p12", ["David Reed", "John Carter"]),
    ("The mission", "o1", ["Norda Energy"])])
async def test_pronouns_and_roles_take_a_digit(words: str, keys: str, who: list[str]) -> None:
    with a_desk() as world:
        article = talks(world)
        async with driving(world.desk) as drive:
            await at(drive, article, words, select=True)
            await drive.press(*keys)
            assert sorted(names(world, on(world, words))) == sorted(who), drive.lines()
            assert on(world, words).reference in ("pronoun", "role")
            assert drive.done()[0] == "link mention"
            await drive.press("u")
            assert words not in {m.spans[0].exact for m in world.desk.dataset.mentions.all()}


async def test_a_description_is_linked_to_one_who_is_named_only_later() -> None:
    with a_desk() as world:
        article = talks(world)
        async with driving(world.desk) as drive:
            await at(drive, article, "A senior diplomat", select=True)
            await drive.press("p")
            assert drive.shows("1 Anna Lee") or drive.shows("1 John Carter"), drive.lines()
            assert drive.shows("later")
            await drive.press("1")
            assert on(world, "A senior diplomat").reference == "role"
            assert len(on(world, "A senior diplomat").entities) == 1


async def test_0_keeps_a_source_as_it_is_worded_in_the_picker_and_outside() -> None:
    with a_desk() as world:
        article = talks(world)
        async with driving(world.desk) as drive:
            await at(drive, article, "A senior diplomat", select=True)
            await drive.press("p", "0")
            kept = on(world, "A senior diplomat")
            assert (kept.reference, kept.entities) == ("unnamed", ())
            await drive.press("enter", "1")
            assert on(world, "A senior diplomat").entities
            await drive.press("0")
            assert not on(world, "A senior diplomat").entities
            assert "A senior diplomat" not in world.names()


async def test_several_are_added_with_tab() -> None:
    with a_desk() as world:
        article = talks(world)
        async with driving(world.desk) as drive:
            await at(drive, article, "Both men", select=True)
            await drive.press("p", *"ilse", "tab", *"carter", "tab")
            assert names(world, on(world, "Both men")) == ["Ilse Brandt", "John Carter"]


async def test_letters_find_anybody_in_any_script_and_make_a_new_one() -> None:
    with a_desk() as world:
        article = talks(world)
        new_entry(world.desk, "person", "Sergei Ryabkov")
        async with driving(world.desk) as drive:
            await at(drive, article, "He left", select=False)
            await drive.press("v", "w", "p", *"Рябк", "enter")
            assert names(world, on(world, "He")) == ["Sergei Ryabkov"]
            await drive.press("enter", *"Zoe", "space", *"Quist", "enter")
            assert names(world, on(world, "He")) == ["Zoe Quist"]


async def test_a_near_twin_is_asked_about_with_the_reason_before_it_is_made() -> None:
    with a_desk() as world:
        article = world.article("In the hall Angela Merkell spoke. Angela Merkell left.\n")
        new_entry(world.desk, "person", "Angela Merkel")
        async with driving(world.desk) as drive:
            await at(drive, article, "Angela")
            await drive.press("p")
            assert drive.shows("Did you mean")
            assert drive.shows("1 Angela Merkel")
            assert drive.shows("Merkell ~ Merkel")
            await drive.press("escape")
            assert not world.desk.dataset.mentions.count()
            await drive.press("p", "1")
            assert world.names() == ["Angela Merkel"]
            await drive.press("u", "p", "0")
            assert sorted(world.names()) == ["Angela Merkel", "Angela Merkell"]
            [judgement] = world.desk.dataset.judgements.all()
            assert judgement.judgement == "different"
            assert drive.done()[0] == "link mention"
            await drive.press("u")
            assert world.names() == ["Angela Merkel"]
            assert not world.desk.dataset.judgements.count()


async def test_a_typed_near_twin_is_asked_about_too() -> None:
    with a_desk() as world:
        article = talks(world)
        async with driving(world.desk) as drive:
            await at(drive, article, "He left")
            await drive.press("v", "w", "p", *"Ilse", "space", *"Bramdt", "enter")
            assert drive.shows("Did you mean"), drive.lines()
            await drive.press("enter")
            assert names(world, on(world, "He")) == ["Ilse Brandt"]


async def test_the_place_and_its_government_are_offered_apart() -> None:
    with a_desk() as world:
        article = talks(world)
        async with driving(world.desk) as drive:
            await at(drive, article, "Washington", select=True)
            await drive.press("g", "enter")
            assert drive.shows("the place itself")
            assert drive.shows("its government, kept as worded")
            await drive.press("3")
            assert (on(world, "Washington").reading, on(world, "Washington").reference) == ("government", "metonym")
            assert on(world, "Washington").entities == ()
            await drive.press("enter")
            assert drive.shows("United States  the government in Washington")
            await drive.press("1")  # what is read as a government is offered governments first
            mention = on(world, "Washington")
            assert (mention.reading, mention.reference, names(world, mention)) == (
                "government", "metonym", ["United States"])
            assert world.desk.dataset.entities[mention.entities[0]].all_names == ("United States",)
            await drive.press("enter", "3")
            assert (on(world, "Washington").reading, names(world, on(world, "Washington"))) == ("place", ["Washington"])
            await drive.press("G")
            assert on(world, "Washington").reading == "government"


async def test_a_mention_gets_a_second_part() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        async with driving(world.desk) as drive:
            await at(drive, article, "Artem", select=True)
            await drive.press("p")
            drive.reader.view.caret = article.range("Dultsev")[0]
            await drive.settle()
            await drive.press("&")
            assert [s.exact for s in on(world, "Artem … Dultsev").spans] == ["Artem", "Dultsev"]
            assert drive.done()[0] == "set parts"
