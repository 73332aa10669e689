"""A whole list of names at once: shown with the number the text states, corrected, made and undone as one."""

from driving import Driver, driving

from curator.desk.registry import add_entity, registry

from building import a_desk

TEXT = ("Five prisoners came home on Friday. Their names are:\n\n"
        "Vera Tarn, a teacher, Jonas Wil, Artem and Anna Dultsin, and Kestrel Group.\n\nThe rest stays there.\n")
LIST = "Vera Tarn, a teacher, Jonas Wil, Artem and Anna Dultsin, and Kestrel Group"


async def test_a_list_is_compared_with_the_number_in_the_text_and_made_in_one_action() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        with world.desk.act("name", "Jonas Wil"):
            add_entity(world.desk, "person", "Jonas Wil")
        async with driving(world.desk, (120, 40)) as drive:
            await _select(drive, article.range(LIST))
            await drive.press("A")
            assert drive.shows("5 names, as the text says: “Five prisoners")
            assert drive.shows("Artem Dultsin")
            assert drive.shows("= Jonas Wil")
            await drive.press("G", "o", "k", "space")
            assert drive.shows("4 names, but the text says")
            await drive.press("enter")
            assert "marked 4 names" in drive.said
            by_words = {" ".join(s.exact for s in m.spans): m for m in world.desk.dataset.mentions.all()}
            assert set(by_words) == {"Vera Tarn", "Jonas Wil", "Artem", "Kestrel Group"}
            assert by_words["Kestrel Group"].label == "ORG"
            known = registry(world.desk)
            assert [known.name(uid) for uid in by_words["Artem"].entities] == ["Artem Dultsin"]
            assert drive.done()[0] == "mark a list"
            await drive.press("u")
            assert world.desk.dataset.mentions.all() == []


async def test_without_names_the_selection_is_refused_and_nothing_happens() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        async with driving(world.desk) as drive:
            await _select(drive, article.range("came home on"))
            await drive.press("A")
            await drive.press("escape")
            assert world.desk.dataset.mentions.all() == []


async def _select(drive: Driver, place: tuple[int, int]) -> None:
    await drive.press("1", "enter")
    drive.reader.view.select(*place)
    await drive.settle()
