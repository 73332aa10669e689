"""Questions over a screen: picking, typing, confirming, filling in a card."""

import threading
from contextlib import suppress
from typing import Any

import pytest
from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.worker import WorkerCancelled

from curator.tui.widgets.bars import Lines
from curator.tui.widgets.form import Change, Field, FieldChoice, Form
from curator.tui.widgets.picker import Choice, Confirm, New, Picker, Prompt
from curator.tui.widgets.row_list import RowList

PEOPLE = [Choice("v", "Sergei Vershinin", "Deputy Foreign Minister"), Choice("a", "Anatoly Antonov", "ambassador"),
          Choice("e", "US Embassy", "[bold]organisation[/]")]
NOTHING = object()
SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 10)])


class Asking(App[None]):
    """An app that asks one question and keeps the answer."""

    def __init__(self, question: ModalScreen[Any]) -> None:
        super().__init__()
        self.question = question
        self.answer: object = NOTHING

    def on_mount(self) -> None:
        self.push_screen(self.question, self.keep)

    def keep(self, answer: object) -> None:
        self.answer = answer

    def lines(self) -> list[str]:
        """What the screen shows, as text."""
        return ["".join(segment.text for segment in strip) for strip in self.question._compositor.render_strips()]


async def answer(question: ModalScreen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> object:
    app = Asking(question)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return app.answer


async def settled(pilot: Pilot[None]) -> None:
    with suppress(WorkerCancelled):  # the picker went as soon as it had what it asked for
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@SIZES
async def test_a_digit_picks_at_once(size: tuple[int, int]) -> None:
    assert await answer(Picker("Who", PEOPLE), "2", size=size) == "a"


async def test_letters_filter_and_enter_takes_the_first() -> None:
    assert await answer(Picker("Who", PEOPLE), *"emb", "enter") == "e"
    assert await answer(Picker("Who", PEOPLE), *"deputy", "space", *"ver", "enter") == "v"


async def test_arrows_move_and_escape_leaves() -> None:
    assert await answer(Picker("Who", PEOPLE), "down", "down", "up", "enter") == "a"
    assert await answer(Picker("Who", PEOPLE), "escape") is None


async def test_what_is_not_there_can_be_made() -> None:
    assert await answer(Picker("Who", PEOPLE, new="new person"), *"Anna", "space", *"Lee", "enter") == New("Anna Lee")
    assert await answer(Picker("Who", PEOPLE, new="new person"), *"us", "down", "enter") == New("us")


async def test_blanks_and_digits_stay_where_a_quick_hand_typed_them() -> None:
    app = Asking(Picker("Who", PEOPLE, new="new organisation"))
    async with app.run_test() as pilot:
        await pilot.pause()
        for character in "Radio 9 Velgrad":
            app.post_message(Key({" ": "space"}.get(character, character), character))
        await pilot.pause()
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert app.answer == New("Radio 9 Velgrad")


async def test_a_mistake_is_mended_in_the_order_of_the_keys() -> None:
    app = Asking(Prompt("Date"))
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in (*"Lomtex", "backspace", *"v", "home", *"A ", "enter"):
            app.post_message(Key({" ": "space"}.get(key, key), key if len(key) == 1 else None))
        await settled(pilot)
    assert app.answer == "A Lomtev"


async def test_a_digit_without_a_row_is_typed() -> None:
    picker = Picker("Who", PEOPLE, new="new organisation")
    assert await answer(picker, *"Channel", "space", "9", "enter") == New("Channel 9")


async def test_zero_stands_for_the_one_without_a_name() -> None:
    assert await answer(Picker("Who", PEOPLE, zero=Choice("unnamed", "unnamed, as worded")), "0") == "unnamed"


async def test_space_marks_several_in_their_order() -> None:
    assert await answer(Picker("Who", PEOPLE, multi=True), "down", "space", "up", "space", "enter") == ("a", "v")
    assert await answer(Picker("Who", PEOPLE, multi=True), "enter") == ("v",)


async def test_the_search_runs_off_the_loop_and_the_last_question_wins() -> None:
    released, asked = threading.Event(), []

    def search(query: str) -> list[Choice]:
        asked.append((query, threading.current_thread() is threading.main_thread()))
        if query == "a":
            released.wait(5)
        return [Choice(query, f"found {query}")]

    app = Asking(Picker("Who", PEOPLE, search=search))
    async with app.run_test() as pilot:
        await pilot.press("a", "b")
        await pilot.pause()
        released.set()
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert app.answer == "ab"
    assert not any(on_main for _, on_main in asked)


async def test_enter_waits_for_the_search_that_is_on() -> None:
    released = threading.Event()

    def search(query: str) -> list[Choice]:
        released.wait(5)
        return [Choice("late", "late")]

    app = Asking(Picker("Who", PEOPLE, search=search))
    async with app.run_test() as pilot:
        await pilot.press("l", "enter")
        assert app.answer is NOTHING
        released.set()
        await settled(pilot)
    assert app.answer == "late"


@SIZES
async def test_outside_text_is_no_markup_and_no_escape(size: tuple[int, int]) -> None:
    app = Asking(Picker("Who \x1b[31m", [*PEOPLE, Choice("x", "\x1b]52;c;x\x07[red]evil[/]", "\u202e")]))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = "\n".join(app.lines())
        assert "[red]evil[/]" in shown
        assert not set(shown) & {"\x1b", "\x07", "\u202e"}


async def test_a_prompt_says_what_is_wrong_and_takes_it_when_right() -> None:
    app = Asking(Prompt("Date", value="x", check=lambda words: None if words.isdigit() else f"{words} is no year"))
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert app.question.query_one("#hint", Lines).render_line(0).text.startswith("! x is no year")
        await pilot.press("backspace", *"2022", "enter")
        await pilot.pause()
    assert app.answer == "2022"
    assert await answer(Prompt("Date"), "a", "escape") is None


async def test_a_paste_is_one_line_without_hidden_characters() -> None:
    app = Asking(Prompt("Name"))
    async with app.run_test() as pilot:
        app.question.query_one(Input).insert_text_at_cursor("Anna\u200b\x1b Lee\u202e")
        await pilot.press("enter")
        await pilot.pause()
    assert app.answer == "Anna Lee"


async def test_confirming() -> None:
    assert await answer(Confirm("Accept 3?", details=[f"line {n}" for n in range(40)]), "y", size=(40, 10)) is True
    assert await answer(Confirm("Accept 3?"), "n") is False
    assert await answer(Confirm("Accept 3?"), "escape") is False


TITLES = FieldChoice("Line one", "stated", "first line"), FieldChoice("Other", "file")
CARD = [Field("title", "Title", choices=TITLES),
        Field("published", "Date", value="2022-12-20", basis="typed",
              check=lambda words: None if words[:2] == "20" else "no date")]


@SIZES
async def test_a_form_gives_back_what_changed(size: tuple[int, int]) -> None:
    assert await answer(Form("Card", CARD), "2", "0", "s", size=size) == (
        Change("title", "Other", "file", 1), Change("published", "", "unknown"))


async def test_typing_into_a_form_is_checked() -> None:
    keys = ["j", "enter", *["backspace"] * 10, *"19", "enter", *["backspace"] * 2, *"2021", "enter", "s"]
    assert await answer(Form("Card", CARD), *keys) == (Change("published", "2021", "typed"),)


async def test_a_form_without_changes_gives_nothing() -> None:
    assert await answer(Form("Card", CARD), "s") is None
    assert await answer(Form("Card", CARD), "1", "x", "s") is None
    assert await answer(Form("Card", CARD), "1", "escape", "n", "s") == (Change("title", "Line one", "stated", 0),)
    assert await answer(Form("Card", CARD), "1", "escape", "y") is None


async def test_all_that_is_proposed_is_taken_at_once_but_what_is_decided() -> None:
    assert await answer(Form("Card", CARD), "a", "s") == (Change("title", "Line one", "stated", 0),)
    assert await answer(Form("Card", CARD), "2", "a", "s") == (Change("title", "Other", "file", 1),)


async def test_what_was_just_typed_can_be_called_inferred_or_taken_back() -> None:
    form = [CARD[0], Field("author", "Author")]
    typed = ["enter", *"Lee", "enter"]
    assert await answer(Form("Card", form), "down", *typed, "b", "s") == (Change("author", "Lee", "inferred"),)
    assert await answer(Form("Card", form), *typed, "b", "s") == (Change("title", "Lee", "inferred"),)
    assert await answer(Form("Card", form), *typed, "x", "s") is None
    assert await answer(Form("Card", form), *typed, "j", "k", "x", "s") is None


async def test_a_guess_is_shown_as_a_guess() -> None:
    app = Asking(Form("Card", CARD))
    async with app.run_test() as pilot:
        rows = app.question.query_one(RowList)
        assert "? Line one" in rows.render_line(0).text
        await pilot.press("1")
        assert "* Line one" in rows.render_line(0).text
        assert rows.render_line(0).text.rstrip().endswith("stated")


async def test_a_digit_typed_in_one_go_with_the_key_that_asks_still_picks() -> None:
    class Quick(App[None]):
        BINDINGS = [("s", "ask", "Ask"), ("2", "place", "Place")]
        answer: object = NOTHING

        def action_ask(self) -> None:
            self.push_screen(Picker("Who", PEOPLE), self.keep)

        def keep(self, answer: object) -> None:
            self.answer = answer

        def action_place(self) -> None:
            self.answer = "went to another place"

    app = Quick()
    async with app.run_test() as pilot:
        for key in "s2":
            app.post_message(Key(key, key))
        for _ in range(20):
            await pilot.pause()
    assert app.answer == "a"
