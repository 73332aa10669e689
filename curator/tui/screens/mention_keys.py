"""The keys of mentions in the Reader: mark words, say whom they stand for, how a place is meant, which words belong."""

from __future__ import annotations

from collections.abc import Sequence

from curator.desk import linking, mentioning
from curator.desk.codebook import mark_as, relabel
from curator.desk.desk import short
from curator.desk.finding import names_of
from curator.desk.linking import Named
from curator.desk.mentioning import Question
from curator.desk.missing import complete
from curator.desk.offers import Offer, offer_of, search
from curator.desk.parties import Who
from curator.desk.reading import Item
from curator.desk.referents import Standing, standing
from curator.desk.registry import KIND_OF_LABEL, LABEL_OF_KIND
from curator.desk.twins import Twin
from curator.text.motion import word_at
from curator.tui.drawn import Drawn
from curator.tui.screens.codebook import LabelChoice
from curator.tui.screens.quote_keys import QuoteKeys
from curator.tui.screens.reading import ReadingScreen
from curator.tui.screens.who import UNNAMED, ask_whom
from curator.tui.widgets.picker import Choice, Picker
from schema import Mention, Reading, SuggestedMention

MADE_NEW = "new"


class MentionKeys(QuoteKeys, ReadingScreen):
    """What a curator does with mentions."""

    last_mention: str | None = None  # the one that was current last: `part` works on it while the caret is elsewhere

    def show_article(self, made: Drawn) -> None:
        """As before; the names of the registry are made ready to be looked for, which takes seconds with many."""
        opened = made.opened
        another = self.opened is None or self.opened.article.uid != opened.article.uid
        super().show_article(made)
        if another:
            self.room.do(self, lambda: names_of(opened.registry), lambda _: None, lane="search")

    def show_items(self) -> None:
        super().show_items()
        if (item := self.item) and item.settled:
            self.last_mention = item.id if item.subject == "mention" else None

    def action_make_person(self) -> None:
        self._mark("PERSON")

    def action_make_organisation(self) -> None:
        self._mark("ORG")

    def action_make_place(self) -> None:
        self._mark("PLACE")

    def _mark(self, label: str) -> None:
        """Mark the selection, the current mention's words, or those under the caret; whom a pronoun stands for and
        whether a name is that of somebody else is asked first."""
        if self.opened is None:
            return
        desk, uid, selected, caret, item = (self.room.desk, self.opened.article.uid, self.view.selection,
                                            self.view.caret, self.item)
        spans = (item.start, item.end) if item and item.subject == "mention" and not selected else None
        self.view.stop_selection()

        def work() -> Mention | Question:
            start, end = selected or spans or mentioning.words_at(desk, uid, caret)
            return mentioning.before_marking(desk, uid, start, end, label) or \
                mentioning.make_mention(desk, uid, start, end, label)

        def then(found: Mention | Question) -> None:
            if isinstance(found, Mention):
                self.current = found.uid
                self.say_done(f"marked as {label}")
                self.reload()
            elif found.twins:
                name = " ".join(found.words.split())
                new = Offer(Who(name=name, kind=KIND_OF_LABEL[label]), name, "")
                self._did_you_mean(found.named, [new], 0, found.twins)
            else:
                self._whom(found.named)

        self.room.do(self, work, then, failed=self.reload, opens=True)

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
        item = self.item
        value = item.value if item else None
        if item is None or not isinstance(value, (Mention, SuggestedMention)) or value.label != "PLACE":
            self.say(self.keyed("{toggle_reading} works on a place: mark one with {make_place}"))
            return
        reading: Reading = "place" if value.reading == "government" else "government"
        self.change(lambda: mentioning.read_as(self.room.desk, self._named(item), reading), f"read as {reading}",
                    current=item.id)

    def action_link(self) -> None:
        """On a mention: choose whom it stands for. On a quote: its speaker."""
        item = self.item
        if item is None:
            self.say("nothing is current here")
        elif item.subject == "quote":
            self.action_speaker()
        else:
            self._whom(self._named(item))

    def action_unnamed(self) -> None:
        """Keep the current mention as it is worded, as nobody names that source, or a quote without what it lacks."""
        item = self.item
        if item is None or (item.subject == "quote" and not item.settled):
            self.say(self.keyed("{unnamed} keeps a mention as it is worded, or a settled quote without what it lacks"))
        elif item.subject == "quote":
            self.change(lambda: complete(self.room.desk, item.id), "complete as it is", current=item.id)
        else:
            self._keep_unnamed(self._named(item))

    def part_of_mention(self) -> None:
        """The selection, or the word under the caret, as one more part of the mention that was current last."""
        opened, uid = self.opened, self.last_mention
        mention = opened.mentions.get(uid) if opened and uid else None
        if opened is None or mention is None:
            self.say("no settled mention was current last: go to one first, then to the words that belong to it")
            return
        start, end = self.view.selection or word_at(opened.text, self.view.caret) or (0, 0)
        if start == end:
            self.say("no word stands here: put the caret on the part, or select it")
            return
        self.view.stop_selection()
        self.change(lambda: linking.add_part(self.room.desk, mention.uid, start, end), "set the parts",
                    current=self.current)

    def _named(self, item: Item) -> Named:
        label = item.value.label if isinstance(item.value, (Mention, SuggestedMention)) else "PERSON"
        return Named(self.opened.article.uid if self.opened else "", item.id, label=label)

    def _whom(self, named: Named) -> None:
        """Ask whom a mention stands for: likely ones by digit, anybody by letters, several one after the other."""
        opened, desk, recent = self.opened, self.room.desk, list(self.recent)
        if opened is None:
            return

        def ask(found: Standing) -> None:
            label = found.named.label
            count = found.form.number
            title = f"Whom does “{short(found.words)}” stand for?{f' {count} of them' if count > 1 else ''}"
            ask_whom(self, title, found.offered, lambda chosen: self._chosen(found.named, chosen),
                     lambda words: search(opened, words, label=label), count=count)

        self.room.do(self, lambda: standing(desk, opened, named, recent), ask, opens=True)

    def _chosen(self, named: Named, chosen: Sequence[Offer]) -> None:
        if UNNAMED in chosen:
            self._keep_unnamed(named)
            return
        self._look_for_twins(named, list(chosen), 0)

    def _look_for_twins(self, named: Named, chosen: list[Offer], at: int) -> None:
        """Before a name is made an entry: may it be one of those there are? Each new one in turn, then link."""
        desk = self.room.desk
        while at < len(chosen) and not chosen[at].who.name:
            at += 1
        if at == len(chosen):
            self._link(named, chosen)
            return
        who = chosen[at].who

        def ask(found: list[Twin]) -> None:
            if found:
                self._did_you_mean(named, chosen, at, found)
            else:
                self._look_for_twins(named, chosen, at + 1)

        self.room.do(self, lambda: linking.near_twins(desk, who.name or "", LABEL_OF_KIND[who.kind]), ask, opens=True)

    def _did_you_mean(self, named: Named, chosen: list[Offer], at: int, found: Sequence[Twin]) -> None:
        name = chosen[at].name

        def picked(value: object) -> None:
            if value == MADE_NEW and len(chosen) == 1:
                self._link(named, chosen, apart_from=[twin.identity.uid for twin in found])
            elif value == MADE_NEW:
                self._look_for_twins(named, chosen, at + 1)
            elif isinstance(value, str):
                twin = next(twin for twin in found if twin.identity.uid == value)
                self._look_for_twins(named, [*chosen[:at], offer_of(twin.identity, ""), *chosen[at + 1:]], at)

        self.app.push_screen(Picker(
            f"“{short(name)}” is new. Did you mean:", [Choice(t.identity.uid, t.identity.preferred, t.reason)
                                                       for t in found],
            zero=Choice(MADE_NEW, name, "a new entry, none of these: kept apart"),
            hint="1-9 pick   0 makes a new one   Enter takes   Esc leaves"), picked)

    def _link(self, named: Named, chosen: Sequence[Offer], apart_from: Sequence[str] = ()) -> None:
        self.use([offer.who.entity for offer in chosen if offer.who.entity])
        reading = next((offer.reading for offer in chosen if offer.reading), None)
        whos = [offer.who for offer in chosen if offer.who != Who()]
        names = ", ".join(offer.name for offer in chosen)
        self.change(lambda: linking.link_to(self.room.desk, named, whos, reading=reading, apart_from=apart_from),
                    f"linked to {names}" if whos else f"read as {reading}", current=named.item or None)

    def _keep_unnamed(self, named: Named) -> None:
        self.change(lambda: linking.keep_unnamed(self.room.desk, named), "kept as worded", current=named.item or None)

