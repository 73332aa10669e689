"""The Reader's hand: quotes and mentions made and corrected with the selection, the caret and a picker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from curator.desk import mentioning, quoting, zoning
from curator.desk.landmarks import phrase_under, phrases_near
from curator.desk.offers import UNDER_CARET, Offer, named_within, offers, search, with_those_set, worded
from curator.desk.parties import Who
from curator.desk.registry import KIND_OF_LABEL
from curator.desk.taking import take_quote
from curator.tui.screens.mention_keys import MentionKeys
from curator.tui.screens.quote_keys import Edited
from curator.tui.screens.shape_keys import ShapeKeys
from curator.tui.screens.who import ask_who
from curator.tui.widgets.picker import Choice, Picker
from schema import BOILERPLATE, EntityKind, Mention, SuggestedMention

SPAN_KINDS: tuple[tuple[EntityKind, str], ...] = (
    ("person", "a person of that name"), ("organisation", "an organisation of that name"),
    ("unnamed", "unnamed, kept as worded"), ("collective", "several together, kept as worded"))


class MakingScreen(ShapeKeys, MentionKeys):
    """What a curator makes and changes on the text."""

    NO_QUOTE = "no quote is current: {next_open} goes to the next, {make_quote} makes one"

    def change(self, work: Callable[[], Any], said: str, *, current: str | None = None) -> None:
        """Do one action off the UI thread; then its record is current, and the line says what was done."""
        asked_at = self.current

        def then(record: object) -> None:
            uid = getattr(record, "uid", None)
            if uid and self.current in (asked_at, current):
                self.current = uid
            self.say_done(said)
            self.is_changed = True
            self.reload()

        self.room.do(self, work, then, failed=self.reload, opens=True)

    def action_make_quote(self) -> None:
        """A quote from the selection, else from the quoted run, cue or sentence under the caret, with its speaker."""
        if self.opened is None:
            return
        desk, uid, selected, caret = self.room.desk, self.opened.article.uid, self.view.selection, self.view.caret
        self.view.stop_selection()
        self.point_at(caret)  # now, not when the word of the caret's last move comes
        self.change(lambda: take_quote(desk, uid, selected=[selected] if selected else (), at=caret), "made a quote")

    def action_quote_at(self) -> None:
        """Letters over the words in view; two of them make the quote of the run, cue or sentence there."""
        if self.opened:
            self.view.stop_selection()
            self.say("two letters: the word whose quote it is")
            self.view.start_jump(self.action_make_quote)

    def action_quote_from(self) -> None:
        """Letters over the words in view; two for the first word and two for the last make a quote of these."""
        def first() -> None:
            self.view.start_selection()
            self.say("two letters: the last word")
            self.view.start_jump(self.action_make_quote)

        if self.opened:
            self.view.stop_selection()
            self.say("two letters: the first word")
            self.view.start_jump(first)

    def action_delete(self) -> None:
        """Delete the current settled item."""
        item = self.item
        if item is None or not item.settled:
            self.say("d deletes what is settled; x rejects a suggestion")
        elif item.subject == "quote":
            self.change(lambda: quoting.delete_quote(self.room.desk, item.id), "deleted the quote")
        else:
            self.change(lambda: mentioning.delete_mention(self.room.desk, item.id), "deleted the mention")

    def action_zone(self) -> None:
        """The selection is no running text, of a kind to choose; without one, the zone at the caret is dropped."""
        opened, desk, selected, caret = self.opened, self.room.desk, self.view.selection, self.view.caret
        if opened is None:
            return
        uid = opened.article.uid
        if selected is None:
            self.change(lambda: zoning.drop_zone(desk, uid, caret), "running text again")
            return

        def picked(value: object) -> None:
            kind = next((k for k in zoning.KINDS if k == value), None)
            if kind:
                self.view.stop_selection()
                self.change(lambda: zoning.mark_zone(desk, uid, *selected, kind), f"marked as {kind}")

        boilerplate = sorted(zoning.KINDS, key=lambda kind: kind not in BOILERPLATE)
        self.app.push_screen(Picker("What are these words?", [Choice(
            kind, kind, "nothing is suggested there" if kind in BOILERPLATE else "") for kind in boilerplate]), picked)

    def action_part(self) -> None:
        """Words elsewhere as a part of the quote, or of the mention that was current last."""
        if self.last_mention:
            self.part_of_mention()
        else:
            self.part_of_quote()

    @property
    def edited(self) -> Edited | None:
        quote = self.quote
        if self.opened is None or quote is None or isinstance(quote.value, (Mention, SuggestedMention)):
            return None
        words = self.opened.text[max(0, quote.start - 1):quote.end + 1]  # with the marks around them
        return Edited(self.opened.article.uid, quote.id, quote.value.kind, words)

    def choose_who(self, title: str, chosen: Callable[[Who], None], field: quoting.PartyField) -> None:
        """The selected words, or somebody from a list."""
        opened, selected = self.opened, self.view.selection
        if opened and selected:
            def taken(who: Who) -> None:
                self.view.stop_selection()
                chosen(who)

            self._as_what(opened.text[slice(*selected)], selected, taken, field)
        elif opened and (quote := self.quote):
            desk, uid, caret, first = self.room.desk, opened.article.uid, self.view.caret, self._under_caret()
            points = self._is_elsewhere and first is None

            def ask() -> tuple[Offer | None, list[Offer]]:
                near = phrases_near(desk, uid, quote.spans, inside=field == "targets") if field != "via" else []
                return phrase_under(desk, uid, caret) if points else first, near

            self.room.do(self, ask, lambda found: self._pick(title, chosen, *found, field), opens=True)

    @property
    def _is_elsewhere(self) -> bool:
        """True while the caret stands on words that the quote's speaker does not say and that are not its cue."""
        quote, caret = self.quote, self.view.caret
        if quote is None or caret == quote.start or isinstance(quote.value, (Mention, SuggestedMention)):
            return False
        return not any(s.start <= caret < s.end for s in (*quote.value.verbatim, *quote.value.cue))

    def _under_caret(self) -> Offer | None:
        """The current mention, as the first to choose."""
        item = self.item
        if item is None or item.subject != "mention":
            return None
        words = " … ".join(span.exact for span in item.spans)
        if isinstance(item.value, SuggestedMention):
            kind = KIND_OF_LABEL.get(item.value.label, "person")
            name = item.value.name if item.value.reference == "name" else None
            return Offer(Who(span=(item.start, item.end), name=name, kind=kind), words, UNDER_CARET)
        return Offer(Who(mention=item.id), words, UNDER_CARET)

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

    def _pick(self, title: str, chosen: Callable[[Who], None], first: Offer | None, near: Sequence[Offer],
              field: quoting.PartyField) -> None:
        opened, quote = self.opened, self.quote

        def told(made: list[Offer], *, typed: bool = False) -> list[Offer]:
            return with_those_set(opened, made, quote, field, typed=typed) if opened else made

        if opened:
            within = named_within(opened, quote.spans) if quote and field == "targets" else []
            ask_who(self, title, told(offers(opened, self.recent, first, near, within=within, field=field)), chosen,
                    lambda words: told(search(opened, words), typed=True))

    def action_same_speaker(self) -> None:
        """The speaker of the settled quote before this one."""
        quote, opened = self.quote, self.opened
        if quote and opened:
            self.change(lambda: quoting.same_speaker(self.room.desk, opened.article.uid, quote.id, quote.start),
                        "the same speaker as before", current=quote.id)
