"""Going anywhere by letters, by quoted runs and by cues; naming a speaker there; reading without suggestions."""

from driving import Driver, driving

from curator.desk.parties import shown
from schema import Quote

from building import BuiltArticle, a_desk

STORM = """Storm leaves harbour without power

“We were not warned,” Anna Lee told the Herald on Tuesday. The engineer had seen the cable burn.

Mayor John Carter met Norda Energy in Port Elsin. Nobody was hurt, and the ferries sail again.
"""
WIDE = "家族 met 👩‍👩‍👧‍👧 in é́a b, I said.\n"


def only_quote(article: BuiltArticle) -> Quote:
    [quote] = article.desk.dataset.quotes.all()
    return quote


async def start(drive: Driver, article: BuiltArticle, words: str = "") -> None:
    """Open the article; the caret goes to some words."""
    await drive.press("1", "enter")
    if words:
        drive.reader.view.caret = article.range(words)[0]
        await drive.settle()


async def jump(drive: Driver, article: BuiltArticle, words: str, key: str = "F") -> None:
    """F, or no key, and the two letters that stand over some words."""
    await drive.press(*key)
    place = article.range(words)[0]
    letters = next(name for name, at in drive.reader.view.jumps.items() if at == place)
    await drive.press(*letters)


async def test_two_letters_reach_any_word_in_view_and_extend_a_selection() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await jump(drive, article, "ferries")
            assert drive.reader.view.caret == article.range("ferries")[0]
            assert not drive.reader.view.jumps
            await drive.press("v")
            await jump(drive, article, "again")
            assert drive.reader.view.selection == (article.range("ferries")[0], article.range("again")[1])


async def test_a_key_that_no_word_has_ends_the_jump_and_does_nothing_else() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article, "ferries")
            for key in ("escape", "u", "D"):
                await drive.press("F", key)
                if key == "u":
                    await drive.press("escape")
                assert not drive.reader.view.jumps, key
            assert drive.reader.view.caret == article.range("ferries")[0]
            assert drive.reader.opened
            assert drive.reader.opened.article.status == "new"


async def test_letters_make_a_quote_of_the_statement_at_a_word_or_of_the_words_from_one_to_another() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("O", "home")
            await jump(drive, article, "told", "P")
            assert drive.reader.current == only_quote(article).uid
            assert only_quote(article).content[0].exact == "We were not warned,"
            assert [shown(world.desk, party) for party in only_quote(article).speakers] == ["Anna Lee"]
            await drive.press("u")
            await jump(drive, article, "seen", "M")
            assert "last word" in drive.said
            await jump(drive, article, "burn", "")
            assert only_quote(article).content[0].exact == "seen the cable burn"
            assert drive.reader.current == only_quote(article).uid
            assert not drive.reader.view.is_selecting


async def test_letters_move_an_edge_to_a_word_and_leave_the_other_where_the_keys_before_put_it() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        article.quote("the cable burn")
        async with driving(world.desk) as drive:
            await start(drive, article, "cable")
            await jump(drive, article, "engineer", "<f")
            assert only_quote(article).content[0].exact == "engineer had seen the cable burn"
            assert drive.reader.current == only_quote(article).uid
            await drive.press("<", "w", ">")
            assert drive.shows("f letters")
            await jump(drive, article, "cable", "f")
            assert only_quote(article).content[0].exact == "had seen the cable"
            await drive.press(">", "f", "escape")
            assert only_quote(article).content[0].exact == "had seen the cable"
            await drive.press("u")
            assert only_quote(article).content[0].exact == "had seen the cable burn"


async def test_esc_before_the_last_word_leaves_a_selection_and_no_quote() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await jump(drive, article, "seen", "M")
            await drive.press("escape")
            assert drive.reader.view.is_selecting
            await drive.press("w", "w", "c")
            assert only_quote(article).content[0].exact == "seen the"


async def test_letters_are_as_wide_as_what_they_stand_on() -> None:
    with a_desk() as world:
        article = world.article(WIDE)
        async with driving(world.desk) as drive:
            await start(drive, article)
            view = drive.reader.view
            before = [view.render_line(y).cell_length for y in range(3)]
            plain = view.render_line(0).text
            await drive.press("F")
            assert [view.render_line(y).cell_length for y in range(3)] == before
            assert view.render_line(0).text != plain
            await drive.press("escape")
            assert view.render_line(0).text == plain


async def test_runs_and_cues_are_reached_whatever_is_suggested_and_a_quote_made_there() -> None:
    with a_desk() as world:
        article = world.article(STORM)
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("O", "home")
            assert drive.reader.opened
            assert drive.reader.opened.items == ()
            await drive.press("'")
            assert drive.reader.view.caret == article.range("We were")[0]
            await drive.press(";")
            assert drive.reader.view.caret == article.range("told")[0]
            await drive.press("'")
            assert "none further" in drive.said
            await drive.press('"', "c")
            assert [shown(world.desk, party) for party in only_quote(article).speakers] == ["Anna Lee"]
            await drive.press("home", ",")
            assert "none before" in drive.said
            await drive.press("O")
            assert drive.reader.step(True, open_only=True)


async def test_the_words_under_the_caret_are_the_first_speaker_offered() -> None:
    with a_desk() as world:
        article = world.article("“We were not warned.” A senior engineer watched as the boats left. He smiled.\n")
        async with driving(world.desk) as drive:
            await start(drive, article)
            await drive.press("O", "home", "'", "c")
            await jump(drive, article, "engineer")
            await drive.press("s", "1")
            [party] = only_quote(article).speakers
            mention = world.desk.dataset.mentions[party.mention or ""]
            assert [span.exact for span in mention.spans] == ["A senior engineer"]
            assert mention.reference in ("unnamed", "role")
            await jump(drive, article, "He")
            quote: Quote = only_quote(article)
            await drive.press("s", "1")
            assert len(only_quote(article).speakers) >= len(quote.speakers)


async def test_a_quote_made_by_letters_is_current_though_a_suggestion_stands_where_it_ends() -> None:
    with a_desk() as world:
        article = world.article("Anna Lee says she hopes to sail, but she knows that “the cable will always burn.”\n")
        async with driving(world.desk) as drive:
            await start(drive, article)
            await jump(drive, article, "she", "M")
            await jump(drive, article, "burn", "")
            assert drive.reader.current == only_quote(article).uid
