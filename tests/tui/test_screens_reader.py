"""The Reader under the keys: deciding, making, correcting, moving; each with its effect in the dataset."""

from driving import driving
from storm import STORM, only_quote, select, speakers, start
from textual.geometry import Offset

from curator.desk.desk import open_desk
from schema import Mention

from building import a_desk

HOSTILE = ("\x1b[31mred\x1b]52;c;YQ==\x07 [bold]markup[/bold] [link=x]\u202eevil\u202c \u200bhidden\n\n"
           "“家族 met 👩‍👩‍👧‍👧 here,” Anna Lee said.\n")


async def test_a_accepts_whole_stays_there_and_a_again_goes_on() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "We were")
            await drive.press("a")
            assert speakers(article) == ["Anna Lee"]
            assert drive.reader.current == only_quote(article).uid
            assert drive.done()[0] == "accept quote"
            assert "accepted Q1 (u undoes)" in drive.said
            await drive.press("a")
            assert drive.reader.item
            assert not drive.reader.item.settled
            assert len(drive.done()) == 3  # codebook, import, accept


async def test_x_rejects_and_goes_to_the_next_open_one() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "We were")
            await drive.press("x")
            [decision] = world.desk.dataset.decisions.all()
            assert decision.exact == "We were not warned,"
            assert drive.reader.item
            assert drive.reader.item.start > article.range("We were")[0]


async def test_keys_typed_without_waiting_decide_each_item_once() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "We were")
            await drive.press("a", "a", "a", "space", "x", "a")
            origins = [quote.origin.key for quote in world.desk.dataset.quotes.all() if quote.origin]
            origins += [mention.origin.key for mention in world.desk.dataset.mentions.all() if mention.origin]
            rejected = [d.key for d in world.desk.dataset.decisions.all()]
            assert len(origins + rejected) == len(set(origins + rejected)) >= 3
            assert len(rejected) == 1
            assert not drive.said.startswith("!")


async def test_undo_names_what_and_where_from_any_place_and_redo_does_it_again() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "We were")
            await drive.press("a")
            for key in "34512":
                await drive.press(key, "u")
                assert drive.said.startswith("undone: accept quote: “We were not warned,”"), key
                assert "article.txt" in drive.said or "Storm" in drive.said or key == "2", drive.said
                assert not world.desk.dataset.quotes.count()
                await drive.press("U")
                assert drive.said.startswith("done again: accept quote"), key
                assert world.desk.dataset.quotes.count() == 1


async def test_undo_still_undoes_after_a_restart() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "We were")
            await drive.press("a")
        with open_desk(world.folder / "desk.curator", by="ana") as again:
            async with driving(again) as drive:
                await drive.press("u")
                assert drive.said.startswith("undone: accept quote: “We were not warned,”")
                assert not again.dataset.quotes.count()


async def test_edges_move_to_the_caret_and_d_deletes() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await start(drive, article, "was hurt")
            await drive.press("<", "<")
            assert only_quote(article).content[0].exact == "was hurt"
            drive.reader.view.caret = article.range("hurt,")[1] - 1
            await drive.settle()
            await drive.press(">", ">")
            assert only_quote(article).content[0].exact == "was hurt,"
            await drive.press("d")
            assert not world.desk.dataset.quotes.count()
            await drive.press("u")
            assert only_quote(article).content[0].exact == "was hurt,"


async def test_names_are_marked_by_the_words_under_the_caret_and_linked() -> None:
    with a_desk() as world:
        article = world.article("In a hut lives Ahmed Kasimir of Brennholm near Fisher Union Hall.\n")
        async with driving(world.desk) as drive:
            for words, key in (("Kasimir", "p"), ("Fisher", "o"), ("Brennholm", "g")):
                await start(drive, article, words)
                await drive.press(key)
            mentions = {m.spans[0].exact: m for m in world.desk.dataset.mentions.all()}
            assert {words: m.label for words, m in mentions.items()} == {
                "Ahmed Kasimir": "PERSON", "Fisher Union Hall": "ORG", "Brennholm": "PLACE"}
            await start(drive, article, "Brennholm")
            await drive.press("G")
            assert world.desk.dataset.mentions[mentions["Brennholm"].uid].reading == "government"
            await start(drive, article, "Kasimir")
            await drive.press("enter", *"Karl Kasimir".replace(" ", "_"))
            await drive.press(*["backspace"] * 8, "space", *"Kasimir", "enter")
            linked = world.desk.dataset.mentions[mentions["Ahmed Kasimir"].uid].entities
            assert world.desk.dataset.entities[linked[0]].preferred == "Karl Kasimir"


async def test_done_marks_the_article_and_opens_the_next_unfinished_one() -> None:
    with a_desk() as world:
        first = world.article(STORM, "one.txt")
        second = world.article("Nothing was said here by anybody at all.\n", "two.txt")
        async with driving(world.desk) as drive:
            await start(drive, first)
            await drive.press("D")
            assert world.desk.dataset.articles[first.uid].status == "done"
            assert drive.reader.opened
            assert drive.reader.opened.article.uid == second.uid
            await drive.press("[")
            assert drive.reader.opened.article.uid == first.uid
            await drive.press("]", "]")
            assert drive.reader.opened.article.uid == second.uid
            assert "last article" in drive.said


async def test_gaps_are_found_one_after_the_other() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("z")
            assert drive.reader.item
            assert drive.reader.item.id == only_quote(article).uid


async def test_the_card_takes_the_selection_with_its_evidence() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await select(drive, article, "the Herald")
            await drive.press("I", "j", "1", "s")
            publisher = world.desk.dataset.articles[article.uid].publisher
            assert publisher
            assert (publisher.value, publisher.basis) == ("the Herald", "stated")
            assert publisher.evidence[0].exact == "the Herald"


async def test_a_selected_date_is_offered_before_the_guesses_and_shown_as_none() -> None:
    with a_desk() as world:
        article = world.article("Published 3 May 2024\n\nThe storm of 12 March 2023 left nobody hurt.\n")
        async with driving(world.desk) as drive:
            await start(drive, article)
            await select(drive, article, "12 March 2023")
            await drive.press("I", "j", "j", "1", "s")
            published = world.desk.dataset.articles[article.uid].published
            assert published
            assert (published.value, published.evidence[0].exact) == ("2023-03-12", "12 March 2023")


async def test_accepting_the_sure_ones_asks_first_and_is_one_action() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("A", "n")
            assert not world.desk.dataset.mentions.count()
            await drive.press("A", "y")
            assert world.desk.dataset.mentions.count()
            assert drive.done()[0] == "accept all"
            await drive.press("u")
            assert not world.desk.dataset.mentions.count()


async def test_search_goes_from_hit_to_hit_and_escape_drops_them() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("/", *"harbour", "enter")
            view = drive.reader.view
            assert article.text[view.caret:].startswith("harbour")
            assert "1 place holds" in drive.said
            await drive.press("/", *"the", "enter")
            hits = [view.caret]
            for key in "nn":
                await drive.press(key)
                hits.append(view.caret)
            assert len(set(hits)) == 3
            assert all(article.text[h:h + 3].lower() == "the" for h in hits)
            await drive.press("N")
            assert view.caret == hits[1]
            await drive.press("escape")
            assert drive.reader.hits == []
            await drive.press("/", *"zebra", "enter")
            assert drive.said == "no place holds “zebra”"


async def test_motions_and_growing_selections() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            view = drive.reader.view
            seen = []
            for key in ("w", "b", "l", "h", ")", "(", "{", "}", "end", "home", "j", "k", "pagedown", "pageup"):
                await drive.press(key)
                seen.append(view.caret)
            at = article.text.index("Nobody")
            assert seen == [at + 7, at, at + 1, at, article.text.index("\n", at) + 1, at, seen[6], seen[7],
                            len(article.text), 0, seen[10], 0, seen[12], 0]
            assert seen[6] <= at <= seen[7]
            assert min(seen[10], seen[12]) > 0
            view.caret = article.range("hurt")[0]
            await drive.press("e")
            assert article.text[slice(*(view.selection or (0, 0)))] == "hurt"
            await drive.press("e", "E")
            assert article.text[slice(*(view.selection or (0, 0)))] == "hurt"
            await drive.press("escape")
            assert view.selection is None


async def test_y_copies_with_speaker_and_article() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("Nobody was hurt", "John Carter")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await drive.press("y")
            assert drive.app.clipboard.startswith("“Nobody was hurt” (John Carter), ")


async def test_a_click_on_a_mark_makes_it_current_and_a_drag_selects() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        quote = article.quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await start(drive, article)
            view = drive.reader.view
            row, cell = view.rows.cell_of(article.range("Nobody")[0])
            where = Offset(view.gutter_width + cell, row - view.scroll_offset.y)
            await drive.pilot.click(view, offset=where)
            await drive.settle()
            assert drive.reader.current == quote.uid
            await drive.pilot.mouse_down(view, offset=where)
            await drive.pilot.hover(view, offset=where + Offset(5, 0))
            await drive.pilot.mouse_up(view, offset=where + Offset(5, 0))
            await drive.settle()
            assert article.text[slice(*(view.selection or (0, 0)))] == "Nobody"


async def test_hostile_text_is_drawn_inert_and_can_be_marked() -> None:
    with a_desk() as world:
        article = world.article(HOSTILE)
        for size in ((80, 24), (40, 12)):
            async with driving(world.desk, size) as drive:
                await start(drive, article)
                everything = "\n".join(drive.lines())
                assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(everything)
                assert "[bold]markup[/bold]" in everything.replace("\n", "")
                await drive.press("/", *"evil", "enter")
                for key in ("l", "h", "w", "b", "j", "k", "e", "E", "v", "w"):
                    await drive.press(key)
                await drive.press("escape", "1", "3", "4", "5", "2")
        assert world.desk.dataset.text(world.desk.dataset.articles[article.uid].text_sha256) == HOSTILE


async def test_without_colour_the_gutter_tells_open_from_settled(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NO_COLOR", "1")
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            assert drive.shows(">+ ")
            assert drive.shows("Q1")
            assert drive.shows(" ? ")


async def test_kinds_of_records_are_what_they_seem() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "Anna Lee")
            await drive.press("a")
            record = drive.reader.item.value if drive.reader.item else None
            assert isinstance(record, Mention)
            assert record.entities


async def test_the_quotes_are_listed_beside_the_text_on_a_wide_screen() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("Nobody was hurt", "John Carter")
        async with driving(world.desk, (120, 40)) as drive:
            await start(drive, article, "Nobody")
            assert drive.shows("QUOTES 2")
            assert drive.shows("> Q2 + John Carter")
            await drive.pilot.resize_terminal(80, 24)
            await drive.settle()
            assert not drive.shows("QUOTES")


async def test_the_item_one_goes_to_is_seen_whole() -> None:
    long = " ".join(["and the cable held for many hours in the storm of that night"] * 5)
    with a_desk() as world:
        article = world.article("Storm\n\n" + "The harbour was quiet. " * 45 + f"\n\nAnna Lee said that {long}.\n")
        quote = article.quote(long)
        async with driving(world.desk) as drive:
            await start(drive, article, "The harbour")
            drive.reader.view.caret = 0
            await drive.press("tab")
            assert drive.reader.current == quote.uid
            view = drive.reader.view
            first, last = (view.rows.row_of(offset) for offset in (quote.content[0].start, quote.content[0].end - 1))
            assert view.scroll_offset.y <= first
            assert last < view.scroll_offset.y + view.page_height


async def test_undoing_goes_to_what_comes_back() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "We were")
            rejected, place = drive.reader.current, drive.reader.item.start if drive.reader.item else None
            await drive.press("x", "end")
            assert drive.reader.current != rejected
            await drive.press("u")
            assert drive.reader.current == rejected
            assert drive.reader.view.caret == place


async def test_another_language_on_the_card_asks_for_suggestions_anew() -> None:
    with a_desk() as world:
        article = world.article(STORM + "\nMayor Carter said that the cable had been old, according to Norda Energy.\n")
        async with driving(world.desk) as drive:
            await start(drive, article)
            assert drive.reader.opened
            in_english = [item.id for item in drive.reader.opened.quotes]
            await drive.press("I", *["down"] * 5, "enter", *["backspace"] * 2, *"de", "enter", "s")
            language = world.desk.dataset.articles[article.uid].language
            assert language
            assert language.value == "de"
            assert in_english != [item.id for item in drive.reader.opened.quotes]


async def test_a_typed_date_can_be_inferred() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("I", "down", "down", "enter", *"2022-12~", "enter", "b", "s")
            published = world.desk.dataset.articles[article.uid].published
            assert published
            assert (published.value, published.basis) == ("2022-12~", "inferred")
