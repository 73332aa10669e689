"""The oracle of `bench.effort`: plans the cheapest keys that it knows for one quote, presses them, looks, corrects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from bench.effort_gold import EDGE, THAT, Range, Wanted, inside, shared, trim
from bench.effort_hand import JUMP, Hand, cost
from curator.desk.landmarks import phrase_under, phrases_near
from curator.desk.offers import DROPS, UNDER_CARET
from curator.desk.reading import Item
from curator.suggest import speaker_beside, statement_at
from curator.text.edges import Side, Unit, moved
from curator.text.motion import word_at, word_end
from curator.text.segments import words
from curator.tui.widgets.picker import Choice, Picker
from schema import Quote, SuggestedQuote

MOST_FIXES = 8
BEFORE, WORDS_BEFORE = 60, 3  # where a verb may lead to what is said
NEVER = 99  # keys


class Oracle(Hand):
    """A hand that knows the right annotation."""

    async def decide(self, quote: Wanted | None, until: int, rest: Sequence[Wanted] = ()) -> int:
        """With suggestions on: reject those that stand before `until` and are none of the gold's, accept the one that
        is this quote, and go to the one that nearly is, which is settled as it is corrected; the keys that it took.
        `rest` are the other quotes of the article."""
        began = self.pressed
        while (item := self._open_one(quote, until, rest)) is not None:
            mine = quote is not None and self._is_for(item, quote, rest)
            if self._drive.reader.announced == item.id and not (mine and quote and not self._is_right(item, quote)):
                await self.press("Y" if mine else "x")  # it is named in the panel: nobody has to go there first
                if mine:
                    break
                continue
            await self._to_item(item)
            if self._drive.reader.current != item.id:
                break
            if quote and mine and not self._is_right(item, quote):
                self._nearly = item.id
                break
            await self.press("Y" if mine else "x")
            if mine:
                break
        return self.pressed - began

    def _open_one(self, quote: Wanted | None, until: int, rest: Sequence[Wanted]) -> Item | None:
        opened = self._drive.reader.opened
        for item in opened.quotes if opened else ():
            if not item.settled and (item.start < until or (quote and self._is_for(item, quote, rest))):
                return item
        return None

    def _is_for(self, item: Item, quote: Wanted, rest: Sequence[Wanted]) -> bool:
        """The suggestion is what the quote is made of: most of it is common, or it begins there and is no other's."""
        place = self._place(item)
        if shared(place, (quote.start, quote.end)) >= 0.5 or self._is_first_part(item, quote):
            return True
        return place[0] == quote.start and not any(shared(place, (one.start, one.end)) >= 0.5 for one in rest)

    def _is_first_part(self, item: Item, quote: Wanted) -> bool:
        """The suggestion is where a quote of several runs begins: the others are joined to it."""
        start, end = self._place(item)
        return len(quote.runs) > 1 and start == quote.start and end <= quote.end

    def _is_right(self, item: Item, quote: Wanted) -> bool:
        """The suggestion is the quote, whole."""
        said = item.value
        if not isinstance(said, SuggestedQuote) or self._place(item) != (quote.start, quote.end):
            return False
        places = [party.span and inside((party.span.start, party.span.end), quote.speaker or (0, 0))
                  for party in said.speakers]
        return said.kind == quote.kind and all(places) and bool(places) == bool(quote.speaker)

    def _place(self, item: Item) -> Range:
        return trim(self.text, (item.start, item.end))

    async def _to_item(self, item: Item) -> None:
        """Tab and Shift+Tab from quote to quote, else the caret into it."""
        opened, reader = self._drive.reader.opened, self._drive.reader
        numbers = {one.id: n for n, one in enumerate(opened.quotes)} if opened else {}
        here = numbers.get(reader.current or "")
        if here is None:
            here = sum(one.start < self.caret for one in opened.quotes) - 1 if opened else -1
        steps = numbers[item.id] - here
        if 0 < steps <= JUMP:
            await self.press(*["tab"] * steps)
        elif -JUMP <= steps < 0:
            await self.press(*["shift+tab"] * -steps)
        if reader.current != item.id:
            await self._arrive(lambda at: item.start <= at < item.end)

    async def make(self, quote: Wanted) -> tuple[int, bool]:
        """Bring the quote about; the keys that it took, and whether it stands in the dataset now."""
        began, self._mine, self._nearly = self.pressed, self._nearly, None
        if not self._is_made(quote):
            if self._mine is None and (made := self._near(quote)):
                self._mine = made.uid
            if self._mine is None:
                await self._take(quote)
            await self._mend(quote)
            if not self._is_made(quote):
                if await self._return():
                    await self.press("d" if self._record() else "x")
                await self._make_of_selection(quote)
                await self._mend(quote)
        return self.pressed - began, self._is_made(quote)

    def _near(self, quote: Wanted) -> Quote | None:
        """The record that is most like the quote, if one is like it at all; or its first part, alone."""
        best = max(self._records(), key=lambda one: shared(self._cover(one), (quote.start, quote.end)), default=None)
        if best and shared(self._cover(best), (quote.start, quote.end)) >= 0.5:
            return best
        return next((one for one in self._records() if len(quote.runs) > 1 and self._cover(one)[0] == quote.start
                     and self._cover(one)[1] <= quote.end), None)

    def _is_made(self, quote: Wanted) -> bool:
        return any(self._cover(one) == (quote.start, quote.end) and one.kind == quote.kind
                   and self._speaks(one, quote) for one in self._records())

    def _cover(self, said: Quote | SuggestedQuote) -> Range:
        return trim(self.text, (said.content[0].start, said.content[-1].end))

    def _speaks(self, said: Quote | SuggestedQuote, quote: Wanted) -> bool:
        places = self._places(said)
        if quote.speaker is None:
            return not said.speakers
        return bool(places) and all(place and inside(place, quote.speaker) for place in places)

    def _places(self, said: Quote | SuggestedQuote) -> list[Range | None]:
        """Where the words of each speaker stand."""
        opened, found = self._drive.reader.opened, list[Range | None]()
        if isinstance(said, SuggestedQuote):
            return [(party.span.start, party.span.end) if party.span else None for party in said.speakers]
        for party in said.speakers:
            mention = opened.mentions.get(party.mention or "") if opened else None
            found.append((mention.spans[0].start, mention.spans[-1].end) if mention else None)
        return found

    async def _take(self, quote: Wanted) -> None:
        """`c` at the run or the cue that gives most of it, else of a selection, else of the sentence grown to it."""
        plans = []
        for place in self._offers(quote):
            way = self._way(lambda at, place=place: place[0] <= at < place[1])  # type: ignore[misc]
            left = self._left(quote, place[0])
            if way is not None:
                plans.append((cost(way) + 1 + left, place, False))
            if self._lettered(place) is not None:
                plans.append((JUMP + left, place, True))
        by_hand = self._selection_cost(quote)
        keys, place, is_lettered = min(plans, default=(NEVER, (0, 0), False))
        if keys >= by_hand:
            await self._make_of_selection(quote)
        elif is_lettered:
            await self._press_letters("P", self._lettered(place))
        else:
            await self._arrive(lambda at: place[0] <= at < place[1])
            await self._press_letters("c")

    def _lettered(self, place: Range) -> int | None:
        """The first word in view that begins in a place: letters reach it."""
        low, high = self._in_view(self._drive.reader.view.scroll_offset.y)
        return next((start for start, _ in words(self.text, low, high) if place[0] <= start < place[1]), None)

    def _from_to(self, quote: Wanted) -> Range | None:
        """The first and the last word of a quote, where letters reach both."""
        first, last = self._first(quote), word_at(self.text, quote.end - 1)
        if last is None or trim(self.text, (quote.start, word_end(self.text, last[0])))[1] != quote.end:
            return None
        both = self._lettered((first, first + 1)), self._lettered((last[0], last[0] + 1))
        return (first, last[0]) if None not in both and first < last[0] else None

    def _offers(self, quote: Wanted) -> list[Range]:
        """Places where `c` may mean the quote: its first run, each word of its cue, its own first word."""
        found = [(run[0], max(run[0] + 1, run[1])) for run in quote.runs[:1]]
        if quote.cue:
            found += words(self.text, *quote.cue)
        found += words(self.text, max(quote.start - BEFORE, 0), quote.start)[-WORDS_BEFORE:]
        return [*found, (quote.start, quote.start + 1)]

    def _left(self, quote: Wanted, at: int) -> int:
        """About how many keys are to press after `c` there."""
        said = _said(self.text, at)
        if said is None:
            return 30
        start, end = trim(self.text, (said.content[0].start, said.content[-1].end))
        speaker = said.speakers[0].span if said.speakers else None
        is_right = (quote.speaker is None and not said.speakers) or (
            speaker is not None and quote.speaker is not None and inside((speaker.start, speaker.end), quote.speaker))
        cost = 0 if is_right else 3
        cost += 0 if said.kind == quote.kind else 2
        cost += 0 if start == quote.start else min(5, 1 + self._word_steps(start, quote.start, "start")[0])
        others = [run for run in quote.runs if run[0] >= end]
        return cost + (0 if end == quote.end else 2 * len(others) if others else
                       min(5, 1 + self._word_steps(end, quote.end, "end")[0]))

    def _word_steps(self, at: int, to: int, side: Side) -> tuple[int, str]:
        """How often an edge has to be moved so that it is right after trimming, and with which key; 99 where never."""
        ways: tuple[tuple[str, Unit, bool], ...] = (
            ("w", "word", True), ("b", "word", False), ("l", "character", True), ("h", "character", False),
            (")", "clause", True), ("(", "clause", False))
        best = (NEVER, "w")
        for key, unit, forward in ways:
            here = at
            for count in range(1, 8):
                here = moved(self.text, here, side, unit, forward)
                other = (here, max(to, here) + 40) if side == "start" else (min(to, here) - 40, here)
                edge = trim(self.text, (max(other[0], 0), min(other[1], len(self.text))))
                if (edge[0] if side == "start" else edge[1]) == to:
                    best = min(best, (count, key))
                    break
        return best

    def _selection_cost(self, quote: Wanted) -> int:
        way, speaker = self._way(lambda at: at == quote.start), 0 if self._is_beside(quote) else 3
        if self._from_to(quote):
            return 2 * JUMP - 1 + speaker
        return NEVER if way is None else cost(way) + 1 + JUMP + 1 + speaker

    def _is_beside(self, quote: Wanted) -> bool:
        """The words around a selection name who speaks."""
        place = speaker_beside(self.text, [(quote.start, quote.end)])
        return bool(place and quote.speaker and inside(place, quote.speaker)) or (not place and not quote.speaker)

    async def _make_of_selection(self, quote: Wanted) -> None:
        if self._drive.reader.view.is_selecting:
            await self.press("escape")
        if both := self._from_to(quote):
            await self._press_letters("M", *both)
            return
        if not await self._to(self._first(quote)):
            return
        await self.press("v")
        last = word_at(self.text, quote.end - 1)
        goal = last[0] if last else quote.end - 1
        # An empty selection moves like the caret; then every word gone to is taken in.
        if word_end(self.text, quote.start) < quote.end:
            await self._arrive(lambda at: at in (goal, quote.end) or (at >= quote.end and trim(
                self.text, (quote.start, at))[1] == quote.end))
        else:
            await self.press("w")
        await self._press_letters("c")

    def _first(self, quote: Wanted) -> int:
        """Where its content has to begin so that it is trimmed to the quote: a mark behind "that" is not trimmed."""
        before = quote.start - len(THAT)
        return before if quote.words[0] in EDGE and self.text[before:quote.start].lower() == THAT else quote.start

    async def _press_letters(self, key: str, *places: int | None) -> None:
        """A key that makes a quote, with the letters of the words that it asks for."""
        before = {one.uid for one in self._records()}
        await self.press(key)
        for place in places:
            await self.press(*self._letters_of(place))
        self._mine = next((one.uid for one in self._records() if one.uid not in before), self._mine)

    async def _mend(self, quote: Wanted) -> None:
        """Edges, parts, kind and speaker of the current quote, or suggestion, until they are right."""
        for _ in range(MOST_FIXES):
            said, known = self._said(), {one.uid for one in self._records()}
            if said is None or self._is_made(quote):
                return
            await self._return()
            start, end = self._cover(said)
            beyond = [run for run in quote.runs if run[0] >= said.content[-1].end]
            if beyond and end < quote.end and self._is_next(beyond[0]):
                await self.press("J")
            elif beyond and end < quote.end:
                await self._arrive(lambda at, run=beyond[0]: run[0] <= at < run[1])  # type: ignore[misc]
                await self.press("&")
            elif start != quote.start:
                await self._edge("start", said.content[0].start, quote.start)
            elif end != quote.end:
                await self._edge("end", said.content[-1].end, quote.end)
            elif said.kind != quote.kind:
                await self.press("K")
            elif not self._speaks(said, quote):
                await self._speaker(said, quote)
            if isinstance(said, SuggestedQuote):
                self._mine = next((one.uid for one in self._records() if one.uid not in known), self._mine)
            if self._said() == said:
                return

    def _is_next(self, run: Range) -> bool:
        """True when the quote after the one at hand is that run."""
        opened = self._drive.reader.opened
        quotes = opened.quotes if opened else ()
        at = next((n for n, item in enumerate(quotes) if item.id == self._mine), len(quotes))
        return at + 1 < len(quotes) and run[0] <= quotes[at + 1].start < run[1] and quotes[at + 1].end <= run[1] + 2

    async def _return(self) -> bool:
        """The quote that is being made is the one that keys work on."""
        reader, said = self._drive.reader, self._said()
        if said and (reader.quote is None or reader.quote.id != self._mine):
            await self._arrive(lambda at: said.content[0].start <= at < said.content[0].end)
        return bool(said and reader.quote and reader.quote.id == self._mine)

    async def _edge(self, side: Side, at: int, to: int) -> None:
        count, key = self._word_steps(at, to, side)
        self._is_at_edge = True
        sign = "<" if side == "start" else ">"
        last = word_at(self.text, to - 1)
        goal = to if side == "start" else last[0] if last else to - 1
        way = self._way(lambda place: place == goal)
        by_caret = NEVER if way is None else cost(way) + 2
        if self._lettered((goal, goal + 1)) is not None and min(1 + count, by_caret) > 1 + JUMP:
            await self.press(sign, "f")
            await self.press(*self._letters_of(goal))
        elif count <= 6 and 1 + count <= by_caret:
            await self.press(sign, *[key] * count)
        elif await self._to(goal):
            await self.press(sign, sign)
        self._is_at_edge = False

    async def _speaker(self, said: Quote | SuggestedQuote, quote: Wanted) -> None:
        """Drop who is wrong, point at who is right."""
        wrong = [n for n, place in enumerate(self._places(said))
                 if quote.speaker is None or place is None or not inside(place, quote.speaker)]
        if wrong and (quote.speaker is None or self._mine in self._spoken):
            await self.press("s")
            await self._pick(lambda choice: choice.detail == DROPS)
            return
        if quote.speaker is None:
            return
        if not wrong and self._same_as_before(said, quote.speaker):
            await self.press("S")
            return
        if isinstance(said, Quote):
            self._spoken.add(said.uid)  # who was only suggested gives way to whom is chosen now
        desk, opened = self._drive.app.room.desk, self._drive.reader.opened
        assert opened
        near = [repr(offer.who) for offer in phrases_near(desk, opened.article.uid, said.content)
                if offer.who.span and inside(offer.who.span, quote.speaker)]
        if near:
            await self.press("s")
            if await self._pick(lambda choice: choice.value in near):
                return
        fits = []
        for start, _ in words(self.text, *quote.speaker):
            offer = phrase_under(desk, opened.article.uid, start)
            if offer and offer.who.span and inside(offer.who.span, quote.speaker):
                fits.append(start)
        if fits:
            await self._arrive(lambda at: at in fits, around=True)
            await self.press("s")
            if await self._pick(lambda choice: choice.detail == UNDER_CARET):
                return
        await self._speaker_of_selection(quote.speaker)

    def _same_as_before(self, said: Quote | SuggestedQuote, speaker: Range) -> bool:
        """The quote before it is said by these very words, and taking them over leaves the kind as it is."""
        before = [one for one in self._records() if one.content[0].start < said.content[0].start and one.speakers]
        last = max(before, key=lambda one: one.content[0].start, default=None)
        mentions = self._drive.reader.opened.mentions if self._drive.reader.opened else {}
        return bool(last and (said.cue or said.kind != "indirect") and all(
            not party.entity and party.mention and not mentions[party.mention].entities and place
            and inside(place, speaker) for party, place in zip(last.speakers, self._places(last), strict=True)))

    async def _speaker_of_selection(self, phrase: Range) -> None:
        """The words of the speaker selected, where no phrase under the caret is just them: kept as worded."""
        spots = words(self.text, *phrase)
        if not spots or not await self._arrive(lambda at: at == spots[0][0], around=True):
            return
        first = word_at(self.text, spots[0][0]) or spots[0]
        is_part = first[1] > phrase[1]  # the I of "I've"
        await self.press("v", *(["l"] * (phrase[1] - spots[0][0]) if is_part else ["w"] * min(len(spots), 4)), "s")
        await self._pick(lambda choice: "as worded" in choice.detail)

    async def _pick(self, good: Callable[[Choice], bool]) -> bool:
        """The row of the picker that is good, by its digit; none: leave it."""
        screen = self._drive.app.screen
        if not isinstance(screen, Picker):
            return False
        number = next((n for n, choice in enumerate(screen._found, 1) if good(choice)), None)
        is_there = number is not None and number < 10
        await self.press(str(number) if is_there else "escape")
        return is_there


@lru_cache(maxsize=4096)
def _said(text: str, at: int) -> SuggestedQuote | None:
    return statement_at(text, at)
