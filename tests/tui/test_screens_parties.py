"""Who speaks, about whom and through whom, by the keys of the Reader."""

from driving import driving
from storm import STORM, only_quote, select, speakers, start

from curator.desk.mentioning import set_reading
from curator.desk.parties import Who, shown
from curator.desk.quoting import set_cue, toggle_party

from building import a_desk


async def test_a_quote_by_hand_with_speaker_target_stance_via_and_cue() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.mention("John Carter")
        article.mention("Norda Energy", "ORG")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await drive.press("v", "w", "w", "w", "c")
            quote = only_quote(article)
            assert (quote.content[0].exact, quote.kind) == ("Nobody was hurt", "indirect")
            assert drive.reader.current == quote.uid
            assert drive.reader.view.selection is None
            await drive.press("s", *"carter", "enter")
            assert speakers(article) == ["John Carter"]
            await drive.press("t", *"norda", "enter", "-")
            [target] = only_quote(article).targets
            assert (shown(world.desk, target), target.stance) == ("Norda Energy", "negative")
            await drive.press("+")
            assert only_quote(article).targets[0].stance == "positive"
            await select(drive, article, "the Herald")
            await drive.press("i", "2")
            assert [shown(world.desk, p) for p in only_quote(article).via] == ["the Herald"]
            drive.reader.view.caret = article.range("met Norda")[0]
            await drive.settle()
            await drive.press("r")
            assert [c.exact for c in only_quote(article).cue] == ["met"]
            await drive.press("K")
            assert only_quote(article).kind == "free"


async def test_a_selection_never_loses_the_quote_at_hand() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        quote = article.quote("Nobody was hurt")
        article.mention("John Carter")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await select(drive, article, "The engineer")
            assert drive.reader.at_hand == quote.uid
            await drive.press("s", "1")
            assert speakers(article) == ["The engineer"]
            await start(drive, article, "John Carter")
            assert drive.reader.at_hand == quote.uid


async def test_the_name_under_the_caret_is_offered_once_and_first() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.mention("Norda Energy", "ORG")
        article.mention("John Carter")
        article.quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            drive.reader.view.caret = article.range("John")[0]
            await drive.settle()
            await drive.press("s")
            rows = [line for line in drive.lines() if "John Carter" in line]
            assert len(rows) == 1, drive.lines()
            assert "1 John Carter" in rows[0]
            await drive.press("1")
            assert speakers(article) == ["John Carter"]


async def test_words_near_the_statement_are_offered_behind_who_was_used_last() -> None:
    with a_desk() as world:
        article = world.article("The mayor spoke first. Officials said it was cold. John Carter, a guard, left.\n")
        article.quote("it was cold")
        async with driving(world.desk) as drive:
            await start(drive, article, "it was")
            await drive.press("s")
            assert drive.shows("1 “Officials”  words nearby")
            await drive.press("1")
            assert speakers(article) == ["Officials"]


async def test_places_are_offered_as_speakers_after_people_and_organisations() -> None:
    with a_desk() as world:
        article = world.article("Port Elsin lies north. Anna Lee said it was cold. Norda Energy Group said nothing.\n")
        article.quote("it was cold")
        async with driving(world.desk) as drive:
            await start(drive, article, "it was")
            await drive.press("s")
            lines = drive.lines()
            place = next((n for n, line in enumerate(lines) if "Port Elsin" in line), 99)
            person = next(n for n, line in enumerate(lines) if "Anna Lee" in line)
            assert person < place


async def test_words_typed_for_a_speaker_find_who_is_only_suggested_in_the_article() -> None:
    with a_desk() as world:
        article = world.article("Port Elsin lies north. Anna Lee said it was cold. Carter agreed.\n")
        article.quote("it was cold")
        async with driving(world.desk) as drive:
            await start(drive, article, "it was")
            await drive.press("s", *"lee", "enter")
        assert speakers(article) == ["Anna Lee"]


async def test_the_same_speaker_as_before() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("We were not warned", "Anna Lee")
        article.quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await drive.press("S")
            quotes = world.desk.dataset.quotes.all()
            last = max(quotes, key=lambda q: q.content[0].start)
            assert [(shown(world.desk, p), p.basis) for p in last.speakers] == [("Anna Lee", "inherited")]


async def test_a_selected_mention_is_the_speaker_without_asking() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("Nobody was hurt")
        article.mention("John Carter")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await select(drive, article, "John Carter")
            await drive.press("s")
            assert speakers(article) == ["John Carter"]


async def test_whom_a_mention_was_linked_to_is_offered_first_for_the_next() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.mention("John Carter")
        article.mention("Anna Lee")
        article.mention("Norda Energy", "ORG")
        async with driving(world.desk) as drive:
            await start(drive, article, "John")
            await drive.press("enter", *"norda", "enter")
            drive.reader.view.caret = article.range("Anna")[0]
            await drive.settle()
            await drive.press("enter")
            assert drive.shows("Norda Energy  organisation, used last")


async def test_via_is_seen_at_80_columns_beside_a_long_cue_and_z_finds_a_nameless_government() -> None:
    text = ("Storm\n\nThe mayor did not want to speak in public about the cable, Anna Lee told the Norda Herald.\n\n"
            "Sarmia waits.\n")
    with a_desk() as world:
        article = world.article(text)
        quote = article.quote("about the cable", "Anna Lee")
        set_cue(world.desk, article.uid, quote.uid, *article.range("did not want to speak in public"))
        toggle_party(world.desk, article.uid, quote.uid, "via", Who(name="Norda Herald", kind="organisation"))
        sarmia = article.mention("Sarmia", "PLACE")
        set_reading(world.desk, sarmia.uid, "government")
        async with driving(world.desk) as drive:
            await start(drive, article, "about the cable")
            assert drive.shows("via Norda Herald")
            assert drive.shows("cue did not want to speak in public")
            await drive.press("z")
            assert drive.reader.current == sarmia.uid


async def test_whose_words_stand_for_nobody_is_offered_by_them_to_be_dropped() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        quote = article.quote("We were not warned", "Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "We were not")
            await select(drive, article, "The engineer")
            await drive.press("t", "3")  # unnamed, kept as worded
            assert [shown(world.desk, t) for t in world.desk.dataset.quotes[quote.uid].targets] == ["The engineer"]
            drive.reader.view.caret = article.range("We were not")[0]
            await drive.settle()
            await drive.press("t")
            rows = [line for line in drive.lines() if "The engineer" in line and "set already" in line]
            assert rows, drive.lines()
            await drive.press(rows[0].strip(" │>").split()[0])
            assert not world.desk.dataset.quotes[quote.uid].targets
