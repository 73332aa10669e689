"""The shape of a quote and what is said of it, by the keys of the Reader."""

from driving import Driver, driving
from storm import STORM, only_quote, select, speakers, start

from curator.desk.parties import shown
from schema import Figure, Quote

from building import BuiltArticle, a_desk

TALKS = """Norda and Sarmia talk about the cable

“It will be mended,” Anna Lee said on Tuesday, “and soon.”

Sarmia has lost “more than 60 ferries” in a month, John Carter told the Herald. Nobody believed him.
"""


async def to(drive: Driver, article: BuiltArticle, words: str) -> None:
    """The caret to some words, by no key."""
    drive.reader.view.caret = article.range(words)[0]
    await drive.settle()


async def test_an_article_opens_at_its_first_open_quote() -> None:
    with a_desk() as world:
        article = world.article("Anna Lee met John Carter.\n\n“It will be mended,” Anna Lee said.\n")
        async with driving(world.desk) as drive:
            await drive.press("1", "enter")
            assert drive.reader.item
            assert drive.reader.item.subject == "quote"
            assert drive.reader.opened
            assert drive.reader.opened.items[0].subject == "mention"
            assert drive.reader.current == drive.reader.opened.quotes[0].id
            assert article.uid == drive.reader.opened.article.uid


async def test_capital_y_accepts_and_goes_to_the_next_open_quote() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("n", "Y")
            assert "It will be mended" in only_quote(article).content[0].exact
            assert drive.reader.item
            assert not drive.reader.item.settled
            assert drive.reader.item.subject == "quote"


async def test_on_a_settled_quote_capital_y_accepts_the_next_that_the_panel_announces() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        article.quote("Norda and Sarmia talk about the cable", "Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "Norda and")
            follows = drive.reader.following
            assert follows
            assert not follows.settled
            assert drive.shows("Y accepts, x rejects Q")
            await drive.press("Y")
            assert drive.reader.opened
            assert drive.reader.item
            assert follows.id not in [item.id for item in drive.reader.opened.items if not item.settled]
            assert len(world.desk.dataset.quotes.all()) == 2
            assert drive.reader.item.id != follows.id


async def test_on_a_settled_quote_x_rejects_the_next_that_the_panel_announces() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        quote = article.quote("Norda and Sarmia talk about the cable", "Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "Norda and")
            follows = drive.reader.following
            assert follows
            await drive.press("x")
            assert drive.reader.opened
            assert follows.id not in [item.id for item in drive.reader.opened.items]
            assert only_quote(article).uid == quote.uid
            await drive.press("u")
            assert follows.id in [item.id for item in drive.reader.opened.items]


async def test_the_next_is_announced_while_the_caret_points_at_the_speaker() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        article.mention("Anna Lee")
        quote = article.quote("Norda and Sarmia talk about the cable")
        async with driving(world.desk) as drive:
            await start(drive, article, "Norda and")
            follows = drive.reader.following
            assert follows
            await to(drive, article, "Lee")
            assert drive.reader.item
            assert drive.reader.item.subject == "mention"
            assert drive.reader.quote
            assert drive.reader.quote.id == quote.uid
            assert drive.reader.following == follows
            assert drive.shows("Y accepts, x rejects Q")


async def test_what_follows_a_changed_quote_comes_into_view() -> None:
    with a_desk() as world:
        idle = "Nothing happened there.\n"
        article = world.article(f"Talks\n\n{idle * 40}\nAnna Lee met John Carter.\n{idle * 4}\n"
                                "“It will be mended,” John Carter said on Tuesday.\n")
        article.quote("Anna Lee met John Carter.")
        async with driving(world.desk) as drive:
            await start(drive, article)
            view, (first, _) = drive.reader.view, article.range("Anna Lee met")
            await to(drive, article, "met")
            view.scroll_to(y=view.rows.row_of(first) - view.page_height + 2, animate=False)
            await drive.settle()
            assert drive.reader.following is None
            await drive.press("K")
            assert drive.reader.following
            assert view.shows(first, drive.reader.following.end)


async def test_capital_y_only_goes_to_what_is_not_in_view() -> None:
    with a_desk() as world:
        article = world.article("Talks\n\nAnna Lee met John Carter.\n" + "\nNothing happened there.\n" * 60
                                + "\n“It will be mended,” John Carter said on Tuesday.\n")
        article.mention("Anna Lee")
        quote = article.quote("Anna Lee met John Carter.")
        async with driving(world.desk) as drive:
            await start(drive, article, "met")
            assert drive.reader.current == quote.uid
            assert drive.reader.following is None
            await drive.press("Y")
            assert len(world.desk.dataset.quotes.all()) == 1
            assert drive.reader.item
            assert drive.reader.item.spans[0].exact == "It will be mended,"


async def test_kinds_come_one_after_the_other_the_likeliest_first() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        article.quote("Nobody believed him.", "Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            seen = [only_quote(article).kind]
            for _ in range(4):
                await drive.press("K")
                seen.append(only_quote(article).kind)
            assert seen[0] == seen[4]
            assert set(seen) == {"direct", "mixed", "indirect", "free"}
            assert drive.shows("K again")


async def test_part_takes_the_run_under_the_caret_and_drops_the_part_it_stands_on() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        article.quote("It will be mended,", "Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "It will")
            await to(drive, article, "and soon")
            await drive.press("&")
            assert [s.exact for s in only_quote(article).content] == ["It will be mended,", "and soon."]
            await to(drive, article, "and soon")
            await drive.press("&")
            assert [s.exact for s in only_quote(article).content] == ["It will be mended,"]


async def test_part_takes_an_open_quote_into_one_that_is_open_too() -> None:
    with a_desk() as world:
        article = world.article("Talks\n\n“We need it,” said Anna Lee. She met John Carter.\n\n“Give us the tool,” "
                                "she said.\n")
        async with driving(world.desk) as drive:
            await start(drive, article, "We need")
            await to(drive, article, "Give us")
            await drive.press("&")
            assert [s.exact for s in only_quote(article).content] == ["We need it,", "Give us the tool,"]


async def test_part_takes_an_open_quote_whole_and_leaves_its_guessed_speaker() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        article.quote("Nobody believed him.", "Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await to(drive, article, "has lost")
            assert drive.reader.opened
            [found] = [item for item in drive.reader.opened.quotes if not item.settled and any(
                span.start <= drive.reader.view.caret < span.end for span in item.spans)]
            await drive.press("&")
            quote = only_quote(article)
            assert {s.exact for s in quote.content} == {*(s.exact for s in found.spans), "Nobody believed him."}
            assert speakers(article) == ["Anna Lee"]
            assert found.id not in {item.id for item in drive.reader.opened.quotes}
            assert drive.done()[0] == "join quotes"


async def test_a_quote_is_split_at_the_caret_and_joined_again() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("Nobody was hurt, and the ferries sail again.", "Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await to(drive, article, "and the ferries")
            await drive.press("|")
            quotes = sorted(world.desk.dataset.quotes.all(), key=lambda q: q.content[0].start)
            assert [q.content[0].exact for q in quotes] == ["Nobody was hurt,", "and the ferries sail again."]
            await to(drive, article, "Nobody")
            await drive.press("J")
            assert only_quote(article).content[0].exact.startswith("Nobody was hurt,")
            assert speakers(article) == ["Anna Lee"]


async def test_a_quote_within_another_and_out_of_it() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        inner = article.quote("the cable burn", "Anna Lee")
        outer = article.quote("The engineer had seen the cable burn.", "John Carter")
        async with driving(world.desk) as drive:
            await start(drive, article, "the cable burn")
            await drive.press("Q")
            assert {q.uid: q.within for q in world.desk.dataset.quotes.all()} == {inner.uid: outer.uid, outer.uid: None}
            await drive.press("Q")
            assert not any(q.within for q in world.desk.dataset.quotes.all())


async def test_to_whom_when_act_tags_and_figure() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        article.quote("more than 60 ferries", "John Carter")
        article.mention("Anna Lee")
        async with driving(world.desk) as drive:
            await start(drive, article, "more than")
            await select(drive, article, "the Herald")
            await drive.press("@", "2")
            assert [shown(world.desk, p) for p in only_quote(article).addressees] == ["the Herald"]
            await drive.press("W", *"another", "enter", *"2026-11-24", "enter")
            said = only_quote(article).said
            assert said
            assert said.value == "2026-11-24"
            await drive.press("W", "0")
            said = only_quote(article).said
            assert said
            assert said.basis == "unknown"
            await drive.press("V", *"accuse", "enter")
            assert only_quote(article).act == "accuse"
            await drive.press("#", *"losses", "enter")
            assert only_quote(article).tags == ("losses",)
            await drive.press("#", "1")
            assert only_quote(article).tags == ()
            await drive.press("%", "enter")
            [figure] = [m.value for m in world.desk.dataset.mentions.all() if m.label == "NUMBER"]
            assert isinstance(figure, Figure)
            assert (figure.low, figure.qualifier, figure.counted) == (60, "more than", "ferries")


async def test_the_same_claim_elsewhere_and_parted_again() -> None:
    with a_desk() as world:
        other = world.article(STORM.replace("Storm", "Gale"), "gale.txt")
        there = other.quote("We were not warned", "Anna Lee")
        article = world.article(STORM)
        here = article.quote("We were not warned", "Anna Lee")
        async with driving(world.desk) as drive:
            await drive.press("G", "enter")
            assert drive.reader.opened
            assert drive.reader.opened.article.uid == article.uid
            await to(drive, article, "We were")
            await drive.press("=", "1")
            [judgement] = world.desk.dataset.judgements.all()
            assert {judgement.left, judgement.right} == {here.uid, there.uid}
            await drive.press("=", "1")
            assert all(j.retracted for j in world.desk.dataset.judgements.all())


async def test_flags_on_the_words_are_settled_and_opened_again() -> None:
    text = "Storm\n\n“We were [not] warned,” Anna Lee said.\n"
    with a_desk() as world:
        article = world.article(text)
        async with driving(world.desk) as drive:
            await start(drive, article, "We were")
            await drive.press("c")
            assert only_quote(article).flags
            before = only_quote(article).unsettled
            await drive.press("!")
            after = only_quote(article).unsettled
            assert bool(before) != bool(after)
            await drive.press("!")
            assert only_quote(article).unsettled == before


async def test_one_credit_line_stands_for_every_statement() -> None:
    with a_desk() as world:
        article = world.article(TALKS)
        one, two = article.quote("It will be mended,", "Anna Lee"), article.quote("Nobody believed him.")
        async with driving(world.desk) as drive:
            await start(drive, article, "It will")
            await drive.press("R", *"norda wire", "enter", "1")

            def via(quote: Quote) -> list[str]:
                return [shown(world.desk, p) for p in world.desk.dataset.quotes[quote.uid].via]

            assert via(one) == via(two) == ["norda wire"]
            assert drive.said.startswith("via norda wire: 2 statements")
            await to(drive, article, "Nobody")
            await drive.press("i", *"norda", "enter")
            assert (via(one), via(two)) == (["norda wire"], [])


async def test_what_was_deleted_comes_back_from_the_trash() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        quote = article.quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await start(drive, article, "Nobody")
            await drive.press("d")
            assert world.desk.dataset.quotes.get(quote.uid) is None
            await drive.press(":", *"trash", "enter")
            assert drive.shows("Nobody was hurt")
            await drive.press("enter", "enter")
            assert world.desk.dataset.quotes.get(quote.uid)


async def test_what_is_new_is_told_from_the_palette() -> None:
    with a_desk() as world:
        world.article(STORM).quote("Nobody was hurt")
        async with driving(world.desk) as drive:
            await drive.press(":", *"new since", "enter")
            assert "nothing was exported from this dataset yet" in drive.said
            await drive.press("X", "1", "1")


async def test_capital_y_goes_on_though_its_decision_takes_the_next_one_away() -> None:
    with a_desk() as world:
        article = world.article("Talks\n\nAnna Lee added that Norda Energy requested meetings with several senators, "
                                "but was met with “no’s” or “impolite silence.”\n\n"
                                "“It will be mended,” John Carter said on Tuesday.\n")
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("Y")
            assert drive.reader.item
            assert (drive.reader.item.settled, drive.reader.item.spans[0].exact) == (False, "It will be mended,")


async def test_the_last_open_one_is_shown_settled_once_capital_y_took_it() -> None:
    with a_desk() as world:
        article = world.article("Talks\n\nAnna Lee and John Carter met Mary Holt.\n")
        async with driving(world.desk) as drive:
            await start(drive, article)
            for _ in range(3):
                await drive.press("Y")
            await drive.settle()
            assert [line for line in drive.lines() if line.startswith("? ")] == []
            assert drive.shows("+ PERSON")
            assert all(item.settled for item in drive.reader.opened.items)  # type: ignore[union-attr]
