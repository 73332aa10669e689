"""Zones folded into one row each: what is drawn, where the caret rests, and what opens a fold."""

import pytest
from textual.app import App, ComposeResult

from curator.tui.widgets.article_view import ArticleView
from curator.tui.widgets.folds import folds_of
from curator.tui.widgets.layout import Layout
from curator.tui.widgets.marks import Shade

HEAD, BODY, FOOT = "Home\nNews\n\nSubscribe now", "The bridge fell.\nNobody was hurt.", "Read also\nAbout us\nImprint"
TEXT = f"{HEAD}\n{BODY}\n{FOOT}"
FOOT_AT = TEXT.index(FOOT)
ZONES = (Shade(0, 9, "navigation"), Shade(11, len(HEAD), "promo"), Shade(FOOT_AT, len(TEXT), "teaser"))


class Folding(App[None]):
    """One article view with its zones folded."""

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_mount(self) -> None:
        self.view.focus()
        self.view.show(TEXT, zones=ZONES, caret=TEXT.index("bridge"))

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    def lines(self) -> list[str]:
        return [self.view.render_line(y).text.strip() for y in range(len(self.view.rows))]


FOLDED = ["··· navigation, promo, 3 lines ···", *BODY.split("\n"), "··· teaser, 3 lines ···"]


async def test_what_is_no_running_text_takes_one_row() -> None:
    app = Folding()
    async with app.run_test():
        assert app.view.fold(True) == 2
        assert [line.lstrip(": ") for line in app.lines()] == FOLDED
        app.view.fold(False)
        assert len(app.lines()) == TEXT.count("\n") + 1


async def test_a_caret_in_a_zone_rests_on_its_fold() -> None:
    app = Folding()
    async with app.run_test():
        app.view.caret = TEXT.index("About")
        app.view.fold(True)
        assert app.view.caret == FOOT_AT
        assert len(app.lines()) == len(FOLDED)


@pytest.mark.parametrize("motion", ["left", "word back", "sentence back", "paragraph back", "up", "start"])
async def test_motions_back_rest_on_a_fold_and_go_on_before_it(motion: str) -> None:
    app = Folding()
    async with app.run_test():
        app.view.fold(True)
        app.view.caret = TEXT.index("The bridge")
        app.view.move_caret(motion)
        assert app.view.caret == 0
        assert len(app.lines()) == len(FOLDED)


@pytest.mark.parametrize("motion", ["right", "word", "down"])
async def test_motions_on_pass_a_fold_as_one_line(motion: str) -> None:
    app = Folding()
    async with app.run_test():
        app.view.fold(True)
        app.view.caret = 0
        app.view.move_caret(motion)
        assert app.view.caret == TEXT.index("The bridge")
        for _ in range(len(TEXT)):
            app.view.move_caret(motion)
        assert app.view.caret == FOOT_AT
        assert len(app.lines()) == len(FOLDED)


async def test_going_to_a_place_inside_opens_its_fold_alone() -> None:
    app = Folding()
    async with app.run_test():
        app.view.fold(True)
        app.view.caret = TEXT.index("About us")
        assert app.view.caret == TEXT.index("About us")
        assert [line.lstrip(": ") for line in app.lines()] == [*FOLDED[:3], *FOOT.split("\n")]


async def test_no_letters_stand_over_folded_words() -> None:
    app = Folding()
    async with app.run_test():
        app.view.fold(True)
        app.view.start_jump()
        words = {TEXT[at:].split()[0] for at in app.view.jumps.values()}
        assert words == {"The", "bridge", "fell.", "Nobody", "was", "hurt."}


@pytest.mark.parametrize(("text", "zone", "folded"), [
    ("a\nb\nc\nd", (0, 5), "a\nb\nc"),  # whole lines
    ("a\nb\nc\nd", (1, 6), "b\nc"),  # cut at both ends
    ("aa bb\nb", (0, 4), ""),
    ("a\n\nb\n\n", (0, 6), "a\n\nb"),
    ("one line", (0, 8), ""),
])
def test_only_whole_lines_are_folded(text: str, zone: tuple[int, int], folded: str) -> None:
    folds = folds_of(text, [Shade(*zone, "promo")])
    assert [text[fold.start:fold.end] for fold in folds.values()] == ([folded] if folded else [])
    layout = Layout(text, 20, folds)
    assert [layout.bounds(row)[0] for row in range(len(layout))] == layout.starts
