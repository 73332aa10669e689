"""The keys that say more of one quote, the same in the Reader and in Quotes: to whom, when, what it does, tags,
figures, which other quotes make the same claim, and that flags on its words are settled."""

from __future__ import annotations

from collections.abc import Callable

from curator.desk import quote_facts
from curator.desk.claiming import Alike, alike, described, same_claim
from curator.desk.counts import cover
from curator.desk.desk import Refused, short
from curator.desk.figuring import read_figure, set_figure, write_figure
from curator.desk.guarding import settle_words
from curator.desk.reading import OpenArticle, open_article
from curator.desk.saying_when import When, dates_near
from curator.text.figures import figures_in
from curator.tui.screens.card import wrong_date
from curator.tui.screens.quote_keys import Edited, QuoteKeys
from curator.tui.widgets.picker import Choice, New, Picked, Picker
from curator.tui.widgets.prompt import Prompt
from schema import Mention, Quote, SuggestedMention

OTHER_DATE = Choice("other", "another date …", "typed: 2022-12-20, 2022-12~ (about), 2024-08/2024-12 (from, to)")
UNKNOWN = Choice("", "unknown", "looked, not found")
NOT_SETTLED = "accept it first: only settled quotes are compared and have flags to settle"


class FactKeys(QuoteKeys):
    """A place where one quote is current; see the module."""

    @property
    def picked_words(self) -> tuple[int, int] | None:
        """The words selected, where the place has a text."""
        return None

    def action_addressee(self) -> None:
        self._set_party("addressees", "To whom is it said? (one who is set already is dropped)")

    def action_said(self) -> None:
        """When it was said: dates of the sentence, the selection, the article's own, or one typed."""
        selected = self.picked_words

        def ask(quote: Edited, opened: OpenArticle) -> None:
            value = _quote_of(opened, quote)
            if value is None:
                return
            found = dates_near(opened, value, selected)
            choices = [Choice(str(n), w.edtf, f"{w.basis}: “{short(w.words)}”") for n, w in enumerate(found)]
            self.app.push_screen(Picker("When was it said?", [*choices, OTHER_DATE], zero=UNKNOWN),
                                 lambda picked: self._dated(quote, found, picked, selected))

        self._with_article(ask)

    def _dated(self, quote: Edited, found: list[When], picked: Picked | None,
               selected: tuple[int, int] | None) -> None:
        desk = self.room.desk

        def typed(date: str | None) -> None:
            if date:
                self.change(lambda: quote_facts.set_said(desk, quote.article, quote.item, date, evidence=selected),
                            f"said {date}", current=quote.item)

        if picked == OTHER_DATE.value:
            self.app.push_screen(Prompt("When was it said?", check=wrong_date, hint="EDTF: 2022-12-20, 2022-12~"),
                                 typed)
        elif picked == "":
            self.change(lambda: quote_facts.set_said(desk, quote.article, quote.item, "", basis="unknown"),
                        "said: unknown", current=quote.item)
        elif isinstance(picked, str):
            when = found[int(picked)]
            self.change(lambda: quote_facts.set_said(desk, quote.article, quote.item, when.edtf, basis=when.basis,
                                                     evidence=when.evidence), f"said {when.edtf}", current=quote.item)

    def action_act(self) -> None:
        """What the speaker does by saying it."""
        def ask(quote: Edited) -> None:
            def picked(act: Picked | None) -> None:
                if isinstance(act, str):
                    self.change(lambda: quote_facts.set_act(self.room.desk, quote.article, quote.item, act),
                                f"act {act}", current=quote.item)

            self.app.push_screen(Picker("What is done by saying it?", [
                Choice(act, act, quote_facts.MEANT[act]) for act in quote_facts.ACTS]), picked)

        self._on_quote(ask)

    def action_tag(self) -> None:
        """Put a tag on it, or take it off."""
        def ask(quote: Edited) -> None:
            def picked(tag: Picked | None) -> None:
                words = tag.text if isinstance(tag, New) else tag
                if isinstance(words, str):
                    self.change(lambda: quote_facts.toggle_tag(self.room.desk, quote.article, quote.item, words),
                                f"tag {words}", current=quote.item)

            def show(known: list[str]) -> None:
                self.app.push_screen(Picker("Tag (one that is set is taken off)",
                                            [Choice(tag, tag) for tag in known], new="new tag"), picked)

            self.room.do(self, lambda: quote_facts.tags(self.room.desk), show, opens=True)

        self._on_quote(ask)

    def action_figure(self) -> None:
        """A figure of the statement: the selection, or a number of its words; then what it says, to correct."""
        selected = self.picked_words

        def ask(quote: Edited, opened: OpenArticle) -> None:
            value = _quote_of(opened, quote)
            if selected:
                self._figure(quote, selected, opened.text[slice(*selected)])
                return
            if value is None:
                return
            start, end = cover(value.content)
            settled = {m.spans[0].start: m for m in opened.mentions.values() if m.label == "NUMBER"}
            found = figures_in(opened.text, start, end)
            if not found:
                self.say("no number stands in this statement: select the words that count")
                return

            def said(n: int) -> str:
                mention = settled.get(found[n].start)
                figure = mention.value if mention and mention.value and mention.value.kind == "figure" else None
                return write_figure(figure or found[n].figure)

            def picked(number: Picked | None) -> None:
                if isinstance(number, str):
                    one = found[int(number)]
                    self._figure(quote, (one.start, one.end), said(int(number)))

            if len(found) == 1:
                self._figure(quote, (found[0].start, found[0].end), said(0))
            else:
                self.app.push_screen(Picker("Which figure?", [Choice(str(n), said(n)) for n in range(len(found))]),
                                     picked)

        self._with_article(ask)

    def _figure(self, quote: Edited, place: tuple[int, int], words: str) -> None:
        """Ask what a figure says, and keep it."""
        def wrong(line: str) -> str | None:
            try:
                read_figure(line)
            except Refused as trouble:
                return str(trouble)
            return None

        def typed(line: str | None) -> None:
            if line:
                self.change(lambda: set_figure(self.room.desk, quote.article, *place, read_figure(line)),
                            f"figure {line}", current=quote.item)

        self.app.push_screen(Prompt("What does it say?", value=" ".join(words.split()), check=wrong,
                                    hint="> 60 people, ~ 1,000, 10–12 %, exactly 115 without a sign"), typed)

    def action_same_claim(self) -> None:
        """Another quote that makes the same claim; one that does already is parted from it."""
        desk = self.room.desk

        def ask(quote: Edited) -> None:
            if desk.dataset.quotes.get(quote.item) is None:
                self.say(NOT_SETTLED)
                return

            def choices(found: list[Alike]) -> list[Choice]:
                return [Choice(one.quote.uid, f"{'= ' if one.same else ''}{short(one.quote.content[0].exact, 44)}",
                               described(one)) for one in found]

            def picked(other: Picked | None) -> None:
                if isinstance(other, str):
                    self.change(lambda: same_claim(desk, quote.item, other), "same claim", current=quote.item)

            def show(found: list[Alike]) -> None:
                self.app.push_screen(Picker("Which quote makes the same claim?", choices(found),
                                            search=lambda words: choices(alike(desk, quote.item, typed=words))), picked)

            self.room.do(self, lambda: alike(desk, quote.item), show, opens=True)

        self._on_quote(ask)

    def action_settle_words(self) -> None:
        """The flags on its words are looked at and right; again opens them."""
        def settle(quote: Edited) -> None:
            if self.room.desk.dataset.quotes.get(quote.item) is None:
                self.say(NOT_SETTLED)
            else:
                self.change(lambda: settle_words(self.room.desk, quote.item), "settled the flags", current=quote.item)

        self._on_quote(settle)

    def _with_article(self, ask: Callable[[Edited, OpenArticle], None]) -> None:
        """Call with the current quote and its article, read off the UI thread."""
        def then(quote: Edited) -> None:
            self.room.do(self, lambda: open_article(self.room.desk, quote.article, anew=False),
                         lambda opened: ask(quote, opened), opens=True)

        self._on_quote(then)


def _quote_of(opened: OpenArticle, quote: Edited) -> Quote | None:
    item = opened.item(quote.item)
    value = item.value if item else None
    return None if value is None or isinstance(value, (Mention, SuggestedMention)) else value  # type: ignore[return-value]
