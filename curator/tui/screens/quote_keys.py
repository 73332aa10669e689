"""The keys that change one quote, the same in the Reader and in Quotes: who says it, about whom, via, stance, kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from curator.desk import quoting
from curator.desk.parties import Who, entities_of
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from schema import Quote, QuoteKind, Stance

RECENT = 5


@dataclass(frozen=True)
class Edited:
    """The quote that keys work on, as it is on the screen: its article, its uid or the key of an open suggestion."""

    article: str
    item: str
    kind: QuoteKind
    words: str


@dataclass(frozen=True)
class _Turned:
    """A quote, by its ids, whose kind is gone through: the kind before, the one shown at the last key, the one it set.
    A list may show the former while it is read anew."""

    ids: set[str]
    since: QuoteKind
    shown: QuoteKind
    kind: QuoteKind


class QuoteKeys(PlaceScreen):
    """A place where one quote is current. It says which, how somebody is chosen and what follows a change."""

    NO_QUOTE = ""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.recent: list[str] = []
        self._turned = _Turned(set(), "direct", "direct", "direct")

    @property
    def edited(self) -> Edited | None:
        """The current quote."""
        raise NotImplementedError

    def change(self, work: Callable[[], Any], said: str, *, current: str | None = None) -> None:
        """Do one action off the UI thread, say what was done, and show it."""
        raise NotImplementedError

    def choose_who(self, title: str, chosen: Callable[[Who], None], field: quoting.PartyField) -> None:
        """Ask whom; those come first who are likely in this field of a quote."""
        raise NotImplementedError

    def use(self, entities: Iterable[str]) -> None:
        """Remember who was chosen, to be offered first."""
        for chosen in entities:
            self.recent = [chosen, *(uid for uid in self.recent if uid != chosen)][:RECENT]

    def action_speaker(self) -> None:
        self._set_party("speakers", "Who says it? (one only suggested gives way; one who is set is dropped)")

    def action_target(self) -> None:
        self._set_party("targets", "About whom? (one who is set already is dropped)")

    def action_via(self) -> None:
        self._set_party("via", "Through whom did it come? (one who is set already is dropped)")

    def _set_party(self, field: quoting.PartyField, title: str) -> None:
        def set_on(quote: Edited) -> None:
            def chosen(who: Who) -> None:
                def work() -> Quote:
                    desk = self.room.desk
                    made = quoting.toggle_party(desk, quote.article, quote.item, field, who, instead=True)
                    self.call_later(self.use, [uid for p in getattr(made, field)[-1:] for uid in entities_of(desk, p)])
                    return made

                self.change(work, f"set {quoting.WORDS[field]}", current=quote.item)

            self.choose_who(title, chosen, field)

        self._on_quote(set_on)

    def action_stance_positive(self) -> None:
        self._stance("positive")

    def action_stance_negative(self) -> None:
        self._stance("negative")

    def _stance(self, stance: Stance) -> None:
        self._on_quote(lambda quote: self.change(
            lambda: quoting.set_stance(self.room.desk, quote.article, quote.item, stance), f"stance {stance}",
            current=quote.item))

    def action_kind(self) -> None:
        """The next kind, likeliest first: direct, indirect, mixed or free."""
        def turn(quote: Edited) -> None:
            before = self._turned
            goes_on = quote.item in before.ids and quote.kind in (before.kind, before.shown)
            kind, since = (before.kind, before.since) if goes_on else (quote.kind, None)
            kinds = quoting.kinds_ahead(kind, quote.words, since)
            self._turned = turned = _Turned({quote.item}, since or quote.kind, quote.kind, kinds[0])

            def work() -> Quote:
                made = quoting.set_kind(self.room.desk, quote.article, quote.item, kinds[0])
                turned.ids.add(made.uid)
                return made

            self.change(work, f"kind {kinds[0]}; {self.key('kind')} again: {kinds[1]}", current=quote.item)

        self._on_quote(turn)

    def _on_quote(self, do: Callable[[Edited], None]) -> None:
        if quote := self.edited:
            do(quote)
        else:
            self.say(self.keyed(self.NO_QUOTE))
