"""All occurrences of a name at once; other readings and longer names stay apart."""

from driving import driving

from building import a_desk

TEXT = ("Kasbeck is a town on the river. The council of Kasbeck met. Kasbeck’s bridge is shut, the Kasbeck Herald "
        "wrote.\n\n"
        "In kasbecks of old, nobody said. KASBECK was quiet, and Kasbeck slept.\n")


async def test_ticked_places_are_marked_alike_and_one_undo_takes_them_back() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        other = world.article("A man from Kasbeck spoke.\n", "other.txt")
        mention = article.mention("Kasbeck", "PLACE")
        article.mention("Kasbeck Herald", "ORG")
        async with driving(world.desk, (120, 40)) as drive:
            await drive.press("1", "enter", "home", "*")
            assert drive.shows("in this article: 6 places, 1 marked, 4 ticked")
            assert drive.shows("a part of “Kasbeck Herald”")
            await drive.press("a")
            assert drive.shows("in all articles: 7 places, 1 marked, 5 ticked")
            await drive.press("j", "space", "enter")
            assert "marked 4 of “Kasbeck”" in drive.said
            made = [m for m in world.desk.dataset.mentions.all() if m.label == "PLACE"]
            assert len(made) == 5
            assert {m.entities for m in made} == {mention.entities}
            assert {m.article for m in made} == {article.uid, other.uid}
            assert drive.done()[0] == "mark all occurrences"
            await drive.press("u")
            assert len(world.desk.dataset.mentions.all()) == 2


async def test_a_place_that_is_read_as_a_government_stays_apart() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        article.mention("Kasbeck", "PLACE")
        async with driving(world.desk, (120, 40)) as drive:
            await drive.press("1", "enter")
            drive.reader.view.caret = article.range("Kasbeck’s")[0]
            await drive.settle()
            await drive.press("g", "G", "home", "*")
            assert drive.shows("read as government")
            await drive.press("escape")
            assert drive.reader.view.has_focus
