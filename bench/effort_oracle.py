"""The oracle of `bench.effort`: plans the cheapest keys that it knows for one quote, presses them, looks, corrects."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from curator.desk.landmarks import landmarks_of, phrase_under
from curator.desk.offers import DROPS, UNDER_CARET
from curator.desk.reading import Item
from curator.suggest import statement_at
from curator.text.edges import Side, Unit, moved
from curator.text.motion import MOTIONS, word_at, word_end
from curator.text.segments import words
from curator.tui.screens.quote_keys import KINDS
from curator.tui.screens.shape_keys import EdgeKeys
from curator.tui.widgets.picker import Picker
from schema import Quote, SuggestedQuote

if TYPE_CHECKING:
    from driving import Driver  # in tests/

EDGE = " \t\n\"“”‘’'«»„,.;:-–—`"  # what the trim of score/quotes.py takes off
MOST_FIXES = 8
OF_EDGES = ("h", "l", "b", "w", "<", ">")
DEEP = 3  # keys of motions that are tried in every order
JUMP = 3  # keys of F and two letters
BY_KEY = {"w": "word", "b": "word back", ")": "sentence", "(": "sentence back", "}": "paragraph",
          "{": "paragraph back"}
Range = tuple[int, int]
Places = Callable[[int], bool]


@dataclass(frozen=True)
class Wanted:
    """A quote of the gold; offsets in code points."""

    start: int
    end: int
    kind: str
    runs: tuple[Range, ...]
    speaker: Range | None
    cue: Range | None
    words: str


def wanted_of(document: dict[str, Any], kinds: Iterable[str]) -> list[Wanted]:
    """The quotes of those kinds of an article, in text order, each content once."""
    found: dict[Range, Wanted] = {}
    for quote in sorted(document["quotes"], key=lambda quote: (quote["start"], quote["end"])):
        place = trim(document["text"], (quote["start"], quote["end"]))
        if quote["kind"] in kinds and place[0] < place[1]:
            speaker = (quote["speaker_start"], quote["speaker_end"]) if quote.get("speaker_start") is not None else None
            cue = (quote["cue_start"], quote["cue_end"]) if quote.get("cue_start") is not None else None
            found.setdefault(place, Wanted(*place, quote["kind"], tuple(map(tuple, quote["quoted_spans"])), speaker,
                                           cue, document["text"][slice(*place)]))
    return list(found.values())


def trim(text: str, place: Range) -> Range:
    """A range without marks and punctuation at its edges, nor a leading "that"."""
    start, end = place
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return (min(start + 5, end) if text[start:start + 5].lower() == "that " else start), end


class Oracle:
    """A hand on the Reader of one app. Everything that it presses is counted."""

    def __init__(self, drive: Driver) -> None:
        self._drive = drive
        self._landmarks: tuple[str, tuple[list[int], list[int]]] = ("", ([], []))
        self._is_at_edge = False
        self._mine: str | None = None  # the quote that is being made
        self.pressed = 0

    async def press(self, *keys: str) -> int:
        """Press keys one by one; how many they were. The keys of edges go on until one that is none of them, or Esc."""
        if keys and isinstance(self._drive.app.screen, EdgeKeys) and keys[0] in OF_EDGES and not self._is_at_edge:
            keys = ("escape", *keys)
        for key in keys:
            await self._drive.press(key)
        self.pressed += len(keys)
        return len(keys)

    @property
    def text(self) -> str:
        """The article that is open."""
        opened = self._drive.reader.opened
        return opened.text if opened else ""

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self._drive.reader.view.caret

    async def decide(self, quote: Wanted | None, until: int) -> int:
        """With suggestions on: reject those that stand before `until` and are none of the gold's, and accept the one
        that is this quote, or nearly; the keys that it took."""
        began = self.pressed
        while (item := self._open_one(quote, until)) is not None:
            await self._to_item(item)
            if self._drive.reader.current != item.id:
                break
            mine = quote is not None and _shared(self._place(item), (quote.start, quote.end)) >= 0.5
            await self.press("a" if mine else "x")
            if mine:
                break
        return self.pressed - began

    def _open_one(self, quote: Wanted | None, until: int) -> Item | None:
        opened = self._drive.reader.opened
        for item in opened.quotes if opened else ():
            if not item.settled and (item.start < until or (
                    quote and _shared(self._place(item), (quote.start, quote.end)) >= 0.5)):
                return item
        return None

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
        began, self._mine = self.pressed, None
        if not self._is_made(quote):
            made = self._near(quote)
            if made is None:
                await self._take(quote)
            else:
                self._mine = made.uid
            await self._mend(quote)
            if not self._is_made(quote):
                if await self._return():
                    await self.press("d")
                await self._make_of_selection(quote)
                await self._mend(quote)
        return self.pressed - began, self._is_made(quote)

    # --- looking

    def _records(self) -> list[Quote]:
        opened = self._drive.reader.opened
        return [item.value for item in opened.quotes if isinstance(item.value, Quote)] if opened else []

    def _near(self, quote: Wanted) -> Quote | None:
        """The record that is most like the quote, if one is like it at all."""
        best = max(self._records(), key=lambda one: _shared(self._cover(one), (quote.start, quote.end)), default=None)
        return best if best and _shared(self._cover(best), (quote.start, quote.end)) >= 0.5 else None

    def _is_made(self, quote: Wanted) -> bool:
        return any(self._cover(one) == (quote.start, quote.end) and one.kind == quote.kind
                   and self._speaks(one, quote) for one in self._records())

    def _cover(self, record: Quote) -> Range:
        return trim(self.text, (record.content[0].start, record.content[-1].end))

    def _speaks(self, record: Quote, quote: Wanted) -> bool:
        places = self._places(record)
        if quote.speaker is None:
            return not record.speakers
        return bool(places) and all(place and _inside(place, quote.speaker) for place in places)

    def _places(self, record: Quote) -> list[Range | None]:
        """Where the words of each speaker stand."""
        opened, found = self._drive.reader.opened, list[Range | None]()
        for party in record.speakers:
            mention = opened.mentions.get(party.mention or "") if opened else None
            found.append((mention.spans[0].start, mention.spans[-1].end) if mention else None)
        return found

    def _record(self) -> Quote | None:
        return next((one for one in self._records() if one.uid == self._mine), None)

    # --- moving

    async def _go(self, good: Places, *, around: bool = False) -> bool:
        """The caret to an offset that is good, by the fewest keys; `around` other quotes, which would be taken up."""
        keys = self._way(good, around=around)
        if keys is None:
            return False
        for key in keys:
            if key.startswith("F"):
                await self.press("F")
                at = int(key[1:])
                await self.press(*next(name for name, place in self._drive.reader.view.jumps.items() if place == at))
            else:
                await self.press(key)
        return True

    def _way(self, good: Places, *, around: bool = False) -> list[str] | None:
        """The fewest keys from the caret to a good offset: motions in any order, one motion often, a jump."""
        caret = self.caret
        if good(caret):
            return []
        others = [(s.start, s.end) for one in self._records() if one.uid != self._mine for s in one.content]

        def is_free(at: int) -> bool:
            return not around or not any(start <= at < end for start, end in others)

        ways = [way for way in (self._deep(good, caret, is_free), self._often(good, caret, is_free),
                                self._jump(good)) if way]
        return min(ways, key=_cost, default=None)

    def _step(self, key: str, at: int) -> int | None:
        runs, cues = self._marks()
        places = {"'": runs, '"': runs, ";": cues, ",": cues}.get(key)
        if places is None:
            return MOTIONS[BY_KEY[key]](self.text, at)
        if key in "';":
            return next((place for place in places if place > at), None)
        return next((place for place in reversed(places) if place < at), None)

    def _deep(self, good: Places, caret: int, is_free: Places) -> list[str] | None:
        queue, seen = deque([(caret, list[str]())]), {caret}
        while queue:
            at, way = queue.popleft()
            for key in ("'", ";", '"', ",", *BY_KEY):
                to = self._step(key, at)
                if to is None or to in seen:
                    continue
                seen.add(to)
                if good(to):
                    return [*way, key]
                if len(way) + 1 < DEEP and is_free(to):
                    queue.append((to, [*way, key]))
        return None

    def _often(self, good: Places, caret: int, is_free: Places) -> list[str] | None:
        ways = []
        for key in ("'", ";", '"', ",", "}", "{"):
            at: int | None = caret
            for count in range(1, 40):
                at = self._step(key, at) if at is not None else None
                if at is None:
                    break
                if good(at):
                    ways.append([key] * count)
                    break
                if not is_free(at):
                    break
        return min(ways, key=len, default=None)

    def _jump(self, good: Places) -> list[str] | None:
        """A jump to a word in view, after turning pages until one is."""
        view = self._drive.reader.view
        rows, height = view.rows, view.page_height
        first = view.scroll_offset.y
        low, high = rows.bounds(min(first, len(rows) - 1))[0], rows.bounds(min(first + height, len(rows)) - 1)[1]
        at = next((start for start, _ in words(self.text, low, high) if good(start)), None)
        if at is not None:
            return [f"F{at}"]
        anywhere = next((start for start, _ in words(self.text, 0, len(self.text)) if good(start)), None)
        if anywhere is None:
            return None
        return None if low <= anywhere <= high else ["pagedown" if anywhere > high else "pageup"]

    def _marks(self) -> tuple[list[int], list[int]]:
        opened = self._drive.reader.opened
        if opened and self._landmarks[0] != opened.article.uid:
            self._landmarks = (opened.article.uid, landmarks_of(self._drive.app.room.desk, opened.article.uid))
        return self._landmarks[1]

    async def _arrive(self, good: Places, *, around: bool = False) -> bool:
        for _ in range(12):
            if good(self.caret):
                return True
            if not await self._go(good, around=around):
                return False
        return good(self.caret)

    # --- making

    async def _take(self, quote: Wanted) -> None:
        """`c` at the run or the cue that gives most of it, else of a selection, else of the sentence grown to it."""
        plans = []
        for place in self._offers(quote):
            way = self._way(lambda at, place=place: place[0] <= at < place[1])  # type: ignore[misc]
            if way is not None:
                plans.append((_cost(way) + 1 + self._left(quote, place[0]), place))
        by_hand = self._selection_cost(quote)
        cost, place = min(plans, default=(99, (0, 0)))
        if cost >= by_hand:
            await self._make_of_selection(quote)
        else:
            await self._arrive(lambda at: place[0] <= at < place[1])
            await self._press_c()

    def _offers(self, quote: Wanted) -> list[Range]:
        """Places where `c` may mean the quote: its first run, each word of its cue, its own first word."""
        found = [(run[0], max(run[0] + 1, run[1])) for run in quote.runs[:1]]
        if quote.cue:
            found += words(self.text, *quote.cue)
        return [*found, (quote.start, quote.start + 1)]

    def _left(self, quote: Wanted, at: int) -> int:
        """About how many keys are to press after `c` there."""
        said = _said(self.text, at)
        if said is None:
            return 30
        start, end = trim(self.text, (said.content[0].start, said.content[-1].end))
        speaker = said.speakers[0].span if said.speakers else None
        is_right = (quote.speaker is None and not said.speakers) or (
            speaker is not None and quote.speaker is not None and _inside((speaker.start, speaker.end), quote.speaker))
        cost = 0 if is_right else 7 if said.speakers else 5
        cost += 0 if said.kind == quote.kind else 2
        cost += 0 if start == quote.start else min(5, 1 + self._word_steps(start, quote.start, "start")[0])
        others = [run for run in quote.runs if run[0] >= end]
        return cost + (0 if end == quote.end else 2 * len(others) if others else
                       min(5, 1 + self._word_steps(end, quote.end, "end")[0]))

    def _word_steps(self, at: int, to: int, side: Side) -> tuple[int, str]:
        """How often an edge has to be moved so that it is right after trimming, and with which key; 99 where never."""
        ways: tuple[tuple[str, Unit, bool], ...] = (("w", "word", True), ("b", "word", False), ("l", "character", True),
                                                    ("h", "character", False))
        best = (99, "w")
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
        way = self._way(lambda at: at == quote.start)
        return 99 if way is None else _cost(way) + 1 + JUMP + 1 + (0 if quote.speaker is None else 3)

    async def _make_of_selection(self, quote: Wanted) -> None:
        if self._drive.reader.view.is_selecting:
            await self.press("escape")
        if not await self._arrive(lambda at: at == quote.start):
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
        await self._press_c()

    async def _press_c(self) -> None:
        before = {one.uid for one in self._records()}
        await self.press("c")
        self._mine = next((one.uid for one in self._records() if one.uid not in before), self._mine)

    async def _mend(self, quote: Wanted) -> None:
        """Edges, parts, kind and speaker of the current quote, until they are right."""
        for _ in range(MOST_FIXES):
            record = self._record()
            if record is None or self._is_made(quote):
                return
            await self._return()
            start, end = self._cover(record)
            beyond = [run for run in quote.runs if run[0] >= record.content[-1].end]
            if beyond and end < quote.end and self._is_next(beyond[0]):
                await self.press("J")
            elif beyond and end < quote.end:
                await self._arrive(lambda at, run=beyond[0]: run[0] <= at < run[1])  # type: ignore[misc]
                await self.press("&")
            elif start != quote.start:
                await self._edge("start", record.content[0].start, quote.start)
            elif end != quote.end:
                await self._edge("end", record.content[-1].end, quote.end)
            elif record.kind != quote.kind:
                await self.press("K", str(KINDS.index(quote.kind) + 1))
            elif not self._speaks(record, quote):
                await self._speaker(record, quote)
            if self._record() == record:
                return

    def _is_next(self, run: Range) -> bool:
        """True when the quote after the one at hand is that run."""
        opened = self._drive.reader.opened
        quotes = opened.quotes if opened else ()
        at = next((n for n, item in enumerate(quotes) if item.id == self._mine), len(quotes))
        return at + 1 < len(quotes) and run[0] <= quotes[at + 1].start < run[1] and quotes[at + 1].end <= run[1] + 2

    async def _return(self) -> bool:
        """The quote that is being made is the one that keys work on."""
        reader, record = self._drive.reader, self._record()
        if record and (reader.quote is None or reader.quote.id != record.uid):
            await self._arrive(lambda at: record.content[0].start <= at < record.content[0].end)
        return bool(record and reader.quote and reader.quote.id == record.uid)

    async def _edge(self, side: Side, at: int, to: int) -> None:
        count, key = self._word_steps(at, to, side)
        self._is_at_edge = True
        sign = "<" if side == "start" else ">"
        last = word_at(self.text, to - 1)
        goal = to if side == "start" else last[0] if last else to - 1
        way = self._way(lambda place: place == goal)
        if count <= 6 and (way is None or 1 + count <= _cost(way) + 2):
            await self.press(sign, *[key] * count)
        elif await self._arrive(lambda place: place == goal):
            await self.press(sign, sign)
        self._is_at_edge = False

    async def _speaker(self, record: Quote, quote: Wanted) -> None:
        """Drop who is wrong, point at who is right."""
        wrong = [n for n, place in enumerate(self._places(record))
                 if quote.speaker is None or place is None or not _inside(place, quote.speaker)]
        if wrong and (quote.speaker is None or len(record.speakers) > 1 or self._would_add(record)):
            await self.press("s")
            await self._pick(lambda detail: detail == DROPS)
            return
        if quote.speaker is None:
            return
        desk, opened = self._drive.app.room.desk, self._drive.reader.opened
        assert opened
        fits = []
        for start, _ in words(self.text, *quote.speaker):
            offer = phrase_under(desk, opened.article.uid, start)
            if offer and offer.who.span and _inside(offer.who.span, quote.speaker):
                fits.append(start)
        if fits:
            await self._arrive(lambda at: at in fits, around=True)
            await self.press("s")
            await self._pick(lambda detail: detail == UNDER_CARET)
        else:
            await self._speaker_of_selection(quote.speaker)

    async def _speaker_of_selection(self, phrase: Range) -> None:
        """The words of the speaker selected, where no phrase under the caret is just them: kept as worded."""
        spots = words(self.text, *phrase)
        if not spots or not await self._arrive(lambda at: at == spots[0][0], around=True):
            return
        await self.press("v", *["w"] * min(len(spots), 4), "s")
        await self._pick(lambda detail: "as worded" in detail)

    def _would_add(self, record: Quote) -> bool:
        return bool(record.speakers)

    async def _pick(self, good: Callable[[str], bool]) -> None:
        """The row of the picker whose detail is good, by its digit; none: leave it."""
        screen = self._drive.app.screen
        if not isinstance(screen, Picker):
            return
        number = next((n for n, choice in enumerate(screen._found, 1) if good(choice.detail)), None)
        await self.press(str(number) if number and number < 10 else "escape")


@lru_cache(maxsize=4096)
def _said(text: str, at: int) -> SuggestedQuote | None:
    return statement_at(text, at)


def _cost(way: list[str]) -> int:
    return sum(JUMP if re.match(r"F\d", key) else 1 for key in way)


def _inside(place: Range, phrase: Range) -> bool:
    """At least half of a place lies in a phrase."""
    return 2 * max(0, min(place[1], phrase[1]) - max(place[0], phrase[0])) >= place[1] - place[0]


def _shared(one: Range, other: Range) -> float:
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return common / max(max(one[1], other[1]) - min(one[0], other[0]), 1)
