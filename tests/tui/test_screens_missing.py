"""What is missing is said in one line, reached with one key, and said again when an article is finished."""

from driving import driving

from curator.desk.missing import COMPLETE, gaps, missing_line
from curator.desk.notes import add_note, thing
from curator.desk.ordering import ordered
from curator.desk.parties import Who
from curator.desk.queries import library
from curator.desk.quoting import toggle_party
from curator.desk.reading import open_article

from building import a_desk

TEXT = "“We agreed,” Anna Lee said. The road stays shut. Nobody came, and zorbing went on in the hut of Merzhoff.\n"


async def test_z_goes_from_gap_to_gap_and_says_what_is_missing() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        said = article.quote("We agreed,", "Anna Lee")
        toggle_party(world.desk, article.uid, said.uid, "targets", Who(name="Norda", kind="organisation"))
        bare = article.quote("The road stays shut.")
        about_nobody = article.quote("Nobody came", "Anna Lee")
        add_note(world.desk, thing(world.desk, said.uid), "check", flag=True)
        opened = open_article(world.desk, article.uid, anew=False)
        assert [(gap.uid, gap.said) for gap in gaps(opened)] == [
            (said.uid, "flagged"), (bare.uid, "without speaker, without target"), (about_nobody.uid, "without target")]
        assert missing_line(opened).startswith(
            "3 quotes: 3 settled, 0 open; 1 without speaker; 2 without target; 1 flagged")
        async with driving(world.desk) as drive:
            await drive.press("1", "enter", "home")
            seen = []
            for _ in range(3):
                await drive.press("z")
                seen.append(drive.reader.current)
            assert seen[-3:] in ([bare.uid, about_nobody.uid, said.uid], [said.uid, bare.uid, about_nobody.uid])
            assert "complete as it is" in drive.said


async def test_settling_a_flag_counts_as_done_and_0_says_so_at_once() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        quote = article.quote("Nobody came", "Anna Lee")
        async with driving(world.desk) as drive:
            await drive.press("1", "enter", "z")
            assert drive.reader.current == quote.uid
            await drive.press("0")
            assert gaps(open_article(world.desk, article.uid, anew=False)) == []
            [note] = world.desk.dataset.notes.all()
            assert (note.text, note.flag, note.settled) == (COMPLETE, True, True)
            assert library(world.desk)[0].counts.untargeted == 0
            await drive.press("z")
            assert "no gaps" in drive.said
            await drive.press("u")
            assert library(world.desk)[0].counts.untargeted == 1
            await drive.press("f", "enter", "f", "z")
            assert "no gaps" in drive.said, drive.said


async def test_finishing_says_what_is_missing_and_follows_the_order_of_the_library() -> None:
    with a_desk() as world:
        first = world.article(TEXT, "one.txt")
        second = world.article("Nothing was said at all.\n", "two.txt")
        third = world.article(TEXT.replace("Anna", "Greta") + TEXT.replace("Anna", "Bea"), "three.txt")
        first.quote("Nobody came")
        by_open = [row.uid for row in ordered(library(world.desk), "open")]
        assert by_open[0] == third.uid
        assert ordered(library(world.desk), "missing")[0].uid == first.uid
        async with driving(world.desk) as drive:
            await drive.press("1", "o", "5")
            await drive.press("g", "enter")
            assert drive.reader.opened
            assert drive.reader.opened.article.uid == third.uid
            await drive.press("D")
            assert "still missing" in drive.said
            assert drive.reader.opened.article.uid == first.uid
            await drive.press("D")
            assert "1 without speaker; 1 without target" in drive.said
            assert drive.reader.opened.article.uid == second.uid
