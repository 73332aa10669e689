"""Duplicates: pairs narrowed, clusters and bands judged at once, judgements made anew, contradictions settled."""

from collections.abc import Iterator

import pytest
from driving import driving

from curator.desk.entries import new_entry
from curator.desk.judging import judge, past_judgements
from curator.tui.pair_view import differing
from curator.tui.screens.clusters import ClusterWindow, SureWindow
from curator.tui.screens.contradicted import ContradictionWindow
from curator.tui.screens.duplicates import DuplicatesScreen
from curator.tui.screens.judgements import JudgementsWindow

from building import Building, a_desk

LOMTEVS = ("Arkady Lomtev", "Arkadi Lomtev", "Arkadij Lomtew")


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


def made(world: Building, *names: str, kind: str = "person") -> list[str]:
    return [new_entry(world.desk, kind, name, namesake=True).uid for name in names]


def judged(world: Building) -> set[str]:
    return {j.judgement for j in past_judgements(world.desk)}


async def test_the_line_narrows_the_pairs_and_says_what_means_nothing(world: Building) -> None:
    made(world, *LOMTEVS)
    made(world, "Norda Energy", "Norda Energie", kind="organisation")
    async with driving(world.desk) as drive:
        await drive.press("5", "/")
        screen = drive.place(DuplicatesScreen)
        assert len(screen.queue) == 4
        await drive.write("kind:org")
        assert [pair.left.kind for pair in screen.queue] == ["organisation"]
        assert "1 of 4 pairs" in drive.said
        await drive.press("enter")
        assert drive.shows("pair 1 of 1 (kind:org)")
        await drive.press("n")
        assert drive.shows("No pair is like that: Esc shows all.")
        await drive.press("escape")
        assert len(screen.queue) == 3
        assert drive.shows("1 of 4 judged")
        await drive.press("/")
        await drive.write("colour:red")
        assert "is no field of a pair" in drive.said
        await drive.press("escape")
        await drive.press("y")
        assert judged(world) == {"same", "different"}


async def test_what_differs_in_two_names_is_lit_up_and_in_brackets(world: Building) -> None:
    assert differing("Lomtew", "Lomtev") == [("Lomte", ""), ("[w]", "warn")]
    assert differing("İx", "Ix")[-1] == ("x", "")
    one = world.article("Arkadi Lomtev was there. “We saw nothing of it,” Arkadij Lomtew said.\n")
    one.mention("Arkadi Lomtev")
    one.quote("We saw nothing of it,", "Arkadij Lomtew")
    async with driving(world.desk, (120, 40)) as drive:
        await drive.press("5")
        assert drive.shows("Arkadi[j]") or drive.shows("Lomte[w]")
        assert drive.shows("says: “We saw nothing of it,”")


async def test_names_of_another_script_are_shown_in_latin_letters_too(world: Building) -> None:
    made(world, "Аркадий Ломтев", "Arkady Lomtev")
    async with driving(world.desk) as drive:
        await drive.press("5")
        assert not drive.shows("Аркадий Ломтев [Arkadiy")
        await drive.press("l")
        assert drive.shows("Аркадий Ломтев [Arkad")
        await drive.press("l")
        assert not drive.shows("Аркадий Ломтев [Arkad")


async def test_a_cluster_is_judged_at_once_but_for_the_one_that_is_dropped(world: Building) -> None:
    made(world, *LOMTEVS)
    async with driving(world.desk) as drive:
        await drive.press("5")
        await drive.press("c")
        window = drive.app.screen
        assert isinstance(window, ClusterWindow)
        assert len(window.rows) == 3
        assert drive.shows("Cluster: 3 of 3 ticked; y moves 0 mentions and 0 statements")
        dropped = window.rows[1].side.identity.preferred
        await drive.press("j", "space", "p", "y")
        assert isinstance(drive.app.screen, DuplicatesScreen)
        assert dropped in world.names()
        assert len(world.names()) == 2
        assert "are one" in drive.said
        await drive.press("u")
        assert len(world.names()) == 3


async def test_one_by_itself_is_no_cluster(world: Building) -> None:
    made(world, *LOMTEVS)
    async with driving(world.desk) as drive:
        await drive.press("5")
        await drive.press("c")
        await drive.press("space", "space", "y")
        assert drive.shows("tick two or more")
        assert drive.shows("too few to judge")
        await drive.press("escape")
        assert isinstance(drive.app.screen, DuplicatesScreen)
        assert not judged(world)


async def test_sure_ones_are_accepted_in_one_action_after_a_look(world: Building) -> None:
    made(world, "Anna Lee", "Anna LEE", "Konrad Eibl", "Konrad  Eibl", "Ana Lee")
    async with driving(world.desk) as drive:
        await drive.press("5")
        await drive.press("b")
        window = drive.app.screen
        assert isinstance(window, SureWindow)
        assert len(window.rows) == 2
        await drive.press("space")
        assert drive.shows("Sure: 1 of 2 pairs ticked")
        await drive.press("y")
        assert "1 pair judged the same" in drive.said
        assert len(world.names()) == 4
        await drive.press("u")
        assert len(world.names()) == 5


async def test_a_past_judgement_is_judged_anew_in_its_place_or_taken_back(world: Building) -> None:
    one, two, _ = made(world, *LOMTEVS)
    judge(world.desk, one, two, "different")
    async with driving(world.desk) as drive:
        await drive.press("5", "J")
        window = drive.app.screen
        assert isinstance(window, JudgementsWindow)
        assert drive.shows("Arkady Lomtev ≠ Arkadi Lomtev")
        await drive.press("y")
        assert judged(world) == {"same"}
        await drive.press("y")
        assert drive.shows("it is judged same already")
        await drive.press("w")
        assert judged(world) == {"unsure"}
        await drive.press("u")
        assert judged(world) == {"same"}
        await drive.press("r")
        assert not judged(world)
        assert drive.shows("nothing was judged yet")
        await drive.press("escape")
        assert drive.shows("0 of 3 judged")


@pytest.mark.parametrize(("key", "left"), [("r", {"same"}), ("w", {"same", "unsure"}), ("k", {"same", "different"})])
async def test_a_contradiction_shows_its_chain_and_what_may_give_way(
        world: Building, key: str, left: set[str]) -> None:
    one, two, three = made(world, *LOMTEVS)
    judge(world.desk, one, three, "different")
    judge(world.desk, two, three, "same")
    async with driving(world.desk) as drive:
        await drive.press("3", "/")
        await drive.write("Arkady")
        await drive.press("enter", "=")
        await drive.write("Arkadi")
        await drive.press("enter", "y")
        assert isinstance(drive.app.screen, ContradictionWindow)
        assert drive.shows("Arkady Lomtev ≠ Arkadij Lomtew (ana)")
        await drive.press(key)
        assert not isinstance(drive.app.screen, ContradictionWindow)
        assert judged(world) == left
        if key == "k":
            assert "left as it was judged" in drive.said
        else:
            assert len(world.names()) == 1
            await drive.press("u")
            assert judged(world) == {"same", "different"}


async def test_a_cluster_that_contradicts_asks_until_nothing_forbids_it(world: Building) -> None:
    one, two, three = made(world, *LOMTEVS)
    async with driving(world.desk) as drive:
        await drive.press("5")
        await drive.press("c")
        judge(world.desk, one, two, "different")
        judge(world.desk, one, three, "different")
        await drive.press("y")
        assert isinstance(drive.app.screen, ContradictionWindow)
        await drive.press("r")
        assert isinstance(drive.app.screen, ContradictionWindow)
        await drive.press("r")
        assert len(world.names()) == 1
        assert judged(world) == {"same"}


async def test_a_thorough_pass_says_what_it_found(world: Building) -> None:
    made(world, *LOMTEVS)
    async with driving(world.desk) as drive:
        await drive.press("5", "t")
        assert "looked through all names: 3 pairs to judge" in drive.said
