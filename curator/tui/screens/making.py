"""The Reader's hand: quotes and mentions made and corrected with the selection, the caret and a picker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from curator.desk import mentioning, quoting
from curator.desk.codebook import mark_as, relabel
from curator.desk.offers import Offer, elsewhere, offers, search, with_those_set, worded
from curator.desk.parties import Who
from curator.desk.reading import Item
from curator.desk.registry import KIND_OF_LABEL
from curator.text.motion import word_at
from curator.tui.screens.codebook import LabelChoice
from curator.tui.screens.quote_keys import Edited, QuoteKeys
from curator.tui.screens.reading import ReadingScreen
from curator.tui.screens.who import ask_who
from schema import EntityKind, Mention, Reading, SuggestedMention

SPAN_KINDS: tuple[tuple[EntityKind, str], ...] = (
    ("person", "a person of that name"), ("organisation", "an organisation of that name"),
    ("unnamed", "unnamed, kept as worded"), ("collective", "several together, kept as worded"))


class MakingScreen(QuoteKeys, ReadingScreen):
    """What a curator makes and changes on the text."""

    NO_QUOTE = "no quote is current: {next_open} goes to the next, {make_quote} makes one"

    def change(self, work: Callable[[], Any], said: str, *, current: str | None = None) -> None:
        """Do one action off the UI thread; then its record is current, and the line says what was done."""
        asked_at = self.current

        def then(record: object) -> None:
            uid = getattr(record, "uid", None)
            if uid and self.current in (asked_at, current):
                self.current = uid
            self.say_done(f"{said}")
            self.reload()

        self.room.do(self, work, then, failed=self.reload, opens=True)

    def action_make_quote(self) -> None:
        """A quote from the selection, else from the quoted run or sentence under the caret."""
        if self.opened is None:
            return
        desk, uid, selected, caret = self.room.desk, self.opened.article.uid, self.view.selection, self.view.caret
        self.view.stop_selection()
        self.change(lambda: quoting.make_quote(desk, uid, [selected or quoting.range_at(desk, uid, caret)]),
                    "made a quote")

    def action_make_person(self) -> None:
        self._mark("PERSON")

    def action_make_organisation(self) -> None:
        self._mark("ORG")

    def action_make_place(self) -> None:
        self._mark("PLACE")

    def _mark(self, label: str) -> None:
        if self.opened is None:
            return
        desk, uid, selected, caret, item = (self.room.desk, self.opened.article.uid, self.view.selection,
                                            self.view.caret, self.item)
        spans = (item.start, item.end) if item and item.subject == "mention" and not selected else None
        self.view.stop_selection()

        def work() -> Mention:
            start, end = selected or spans or mentioning.words_at(desk, uid, caret)
            return mentioning.make_mention(desk, uid, start, end, label)

        self.change(work, f"marked as {label}")

    def action_other_label(self) -> None:
        """Another label from the codebook, for the current mention or the selection."""
        if self.opened is None:
            return
        desk, uid, selected, caret, item = (self.room.desk, self.opened.article.uid, self.view.selection,
                                            self.view.caret, self.item)
        marked = item if item and item.subject == "mention" and not selected else None

        def chosen(name: str) -> None:
            self.view.stop_selection()
            self.change(lambda: work(name), f"labelled {name}", current=marked.id if marked else None)

        def work(name: str) -> Mention:
            if marked and marked.settled:
                return relabel(desk, marked.id, name)
            span = (marked.start, marked.end) if marked else None
            return mark_as(desk, uid, *(selected or span or mentioning.words_at(desk, uid, caret)), name)

        self.app.push_screen(LabelChoice(self, self.room, chosen))

    def action_toggle_reading(self) -> None:
        """The current place as its government, or as itself again."""
        value = self.item.value if self.item else None
        if not isinstance(value, Mention) or value.label != "PLACE":
            self.say("G works on a settled place: accept it first with a")
            return
        reading: Reading = "place" if value.reading == "government" else "government"
        self.change(lambda: mentioning.set_reading(self.room.desk, value.uid, reading), f"read as {reading}")

    def action_delete(self) -> None:
        """Delete the current settled item."""
        item = self.item
        if item is None or not item.settled:
            self.say("d deletes what is settled; x rejects a suggestion")
        elif item.subject == "quote":
            self.change(lambda: quoting.delete_quote(self.room.desk, item.id), "deleted the quote")
        else:
            self.change(lambda: mentioning.delete_mention(self.room.desk, item.id), "deleted the mention")

    def action_link(self) -> None:
        """On a mention: choose whom it stands for. On a quote: its speaker."""
        item = self.item
        if item is None:
            self.say("nothing is current here")
        elif item.subject == "quote":
            self.action_speaker()
        else:
            first = elsewhere(self.opened, item) if self.opened else None
            self._pick("Whom does it stand for?", lambda who: self._link(item, who), first)

    def _link(self, item: Item, who: Who) -> None:
        desk, value = self.room.desk, item.value
        if isinstance(value, SuggestedMention):
            uid = self.opened.article.uid if self.opened else ""
            start, end, label = item.start, item.end, value.label
            link = partial(mentioning.make_linked, desk, uid, start, end, label, who.entity, who.name)
        else:
            link = partial(mentioning.link, desk, item.id, entity=who.entity, name=who.name)

        def work() -> Mention:
            made = link()
            self.call_later(self.use, made.entities)
            return made

        self.change(work, "linked")

    @property
    def edited(self) -> Edited | None:
        quote = self.quote
        return Edited(self.opened.article.uid, quote.id) if self.opened and quote else None

    def choose_who(self, title: str, chosen: Callable[[Who], None], field: quoting.PartyField) -> None:
        """The selected words, or somebody from a list."""
        opened, selected = self.opened, self.view.selection
        if opened and selected:
            def taken(who: Who) -> None:
                self.view.stop_selection()
                chosen(who)

            self._as_what(opened.text[slice(*selected)], selected, taken, field)
        else:
            self._pick(title, chosen, self._under_caret(), field)

    def _under_caret(self) -> Offer | None:
        """The current mention, as the first to choose."""
        item = self.item
        if item is None or item.subject != "mention":
            return None
        words = " … ".join(span.exact for span in item.spans)
        if isinstance(item.value, SuggestedMention):
            kind = KIND_OF_LABEL.get(item.value.label, "person")
            name = item.value.name if item.value.reference == "name" else None
            return Offer(Who(span=(item.start, item.end), name=name, kind=kind), words, "under the caret")
        return Offer(Who(mention=item.id), words, "under the caret")

    def _as_what(self, words: str, selected: tuple[int, int], chosen: Callable[[Who], None],
                 field: quoting.PartyField) -> None:
        """What the selected words are: the mention that holds just them or, asked for, a name, a source that stays as
        it is worded, or words for somebody known ("the diplomatic mission")."""
        opened = self.opened
        if opened is None:
            return
        item = next((i for i in opened.items if i.subject == "mention" and i.settled
                     and (i.start, i.end) == selected), None)
        if item:
            chosen(Who(mention=item.id))
            return
        name = " ".join(words.split())
        offered = [Offer(Who(span=selected, name=name if kind in ("person", "organisation") else None, kind=kind),
                         f"“{name}”", detail) for kind, detail in SPAN_KINDS]
        offered += worded(opened, offers(opened, self.recent, field=field), selected)
        ask_who(self, "The selected words are", offered, chosen,
                lambda typed: worded(opened, search(opened, typed), selected))

    def _pick(self, title: str, chosen: Callable[[Who], None], first: Offer | None = None,
              field: quoting.PartyField | None = None) -> None:
        opened, quote = self.opened, self.quote

        def told(made: list[Offer]) -> list[Offer]:
            return with_those_set(opened, made, quote, field) if opened and field else made

        if opened:
            ask_who(self, title, told(offers(opened, self.recent, first, field=field)), chosen,
                    lambda words: told(search(opened, words)))

    def action_same_speaker(self) -> None:
        """The speaker of the settled quote before this one."""
        quote, opened = self.quote, self.opened
        if quote and opened:
            self.change(lambda: quoting.same_speaker(self.room.desk, opened.article.uid, quote.id, quote.start),
                        "the same speaker as before", current=quote.id)

    def action_cue(self) -> None:
        """The selection, or the word under the caret, as the cue of the current quote."""
        quote, opened = self.quote, self.opened
        if quote is None or opened is None:
            self.say(self.keyed(self.NO_QUOTE))
            return
        start, end = self.view.selection or word_at(opened.text, self.view.caret) or (0, 0)
        if start == end:
            self.say("no word stands here: put the caret on the cue, or select it")
            return
        self.view.stop_selection()
        self.change(lambda: quoting.set_cue(self.room.desk, opened.article.uid, quote.id, start, end), "set the cue",
                    current=quote.id)

    def action_move_start(self) -> None:
        """The current item starts at the caret, or at the start of the selection."""
        if (item := self.quote or self.item) and self.opened:
            selected = self.view.selection
            self._edges(item, selected[0] if selected else self.view.caret, item.end)

    def action_move_end(self) -> None:
        """The current item ends with the character under the caret, or with the selection."""
        if (item := self.quote or self.item) and self.opened:
            selected = self.view.selection
            self._edges(item, item.start, selected[1] if selected else min(self.view.caret + 1, len(self.opened.text)))

    def _edges(self, item: Item, start: int, end: int) -> None:
        desk, uid = self.room.desk, self.opened.article.uid if self.opened else ""
        self.view.stop_selection()
        if item.subject == "quote":
            self.change(lambda: quoting.move_edges(desk, uid, item.id, start, end), "moved the edge", current=item.id)
        elif item.settled:
            self.change(lambda: mentioning.move_mention(desk, item.id, start, end), "moved the edge")
        else:
            self.say("accept the mention first, or mark the selection with p, o or g")
