"""The hand of the oracle of `bench.effort`: presses keys in the real Reader, and knows the fewest to an offset."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from bench.effort_gold import Range
from curator.desk.landmarks import landmarks_of
from curator.text.motion import MOTIONS, word_at
from curator.text.segments import words
from curator.tui.screens.shape_keys import EdgeKeys
from schema import Quote, SuggestedQuote

if TYPE_CHECKING:
    from driving import Driver  # in tests/

OF_EDGES = ("h", "l", "b", "w", "(", ")", "<", ">")
DEEP = 3  # keys of motions that are tried in every order
JUMP = 3  # keys of F and two letters
FAR = 40  # characters that are gone one by one to a place inside a word
BY_KEY = {"w": "word", "b": "word back", ")": "sentence", "(": "sentence back", "}": "paragraph",
          "{": "paragraph back"}
Places = Callable[[int], bool]


class Hand:
    """A hand on the Reader of one app. Everything that it presses is counted."""

    def __init__(self, drive: Driver) -> None:
        self._drive = drive
        self._landmarks: tuple[str, tuple[list[int], list[int]]] = ("", ([], []))
        self._is_at_edge = False
        self._spoken: set[str] = set()  # quotes for which a speaker was chosen
        self._mine: str | None = None  # the quote that is being made, or the suggestion of it
        self._nearly: str | None = None  # the open suggestion that is to be corrected
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

    def _records(self) -> list[Quote]:
        opened = self._drive.reader.opened
        return [item.value for item in opened.quotes if isinstance(item.value, Quote)] if opened else []

    def _record(self) -> Quote | None:
        return next((one for one in self._records() if one.uid == self._mine), None)

    def _said(self) -> Quote | SuggestedQuote | None:
        """The quote that is being made: a record, or the suggestion that it will be made of."""
        opened = self._drive.reader.opened
        values = (item.value for item in (opened.quotes if opened else ()) if item.id == self._mine)
        return next((value for value in values if isinstance(value, Quote | SuggestedQuote)), None)

    async def _go(self, good: Places, *, around: bool = False) -> bool:
        """The caret to an offset that is good, by the fewest keys; `around` other quotes, which would be taken up."""
        keys = self._way(good, around=around)
        if keys is None:
            return False
        for key in keys:
            if key.startswith("F"):
                await self.press("F")
                await self.press(*self._letters_of(int(key[1:])))
            else:
                await self.press(key)
        return True

    def _letters_of(self, at: int | None) -> str | list[str]:
        """What is typed for the word at an offset while letters stand over the words; Esc where it has none."""
        return next((name for name, place in self._drive.reader.view.jumps.items() if place == at), ["escape"])

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
        return min(ways, key=cost, default=None)

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
        """A jump to a word in view, after the fewest pages, paragraphs or runs that bring one there."""
        view = self._drive.reader.view
        at = next((start for start, _ in words(self.text, *self._in_view(view.scroll_offset.y)) if good(start)), None)
        if at is not None:
            return [f"F{at}"]
        at = next((start for start, _ in words(self.text, 0, len(self.text)) if good(start)), None)
        ways = [way for key in ("pagedown", "}", ")", "'", ";") if at is not None and at > self.caret
                and (way := self._until_seen(key, at))]
        ways += [way for key in ("pageup", "{", "(", '"', ",") if at is not None and at < self.caret
                 and (way := self._until_seen(key, at))]
        return min(ways, key=cost, default=None)

    def _until_seen(self, key: str, at: int) -> list[str] | None:
        """How often a key has to be pressed so that an offset comes into view, and the jump to it."""
        view = self._drive.reader.view
        rows, height, top, caret = view.rows, view.page_height, view.scroll_offset.y, self.caret
        for count in range(1, 20):
            if key in ("pagedown", "pageup"):
                row = rows.row_of(caret) + (height - 2) * (1 if key == "pagedown" else -1)
                caret = rows.offset_at(min(max(row, 0), len(rows) - 1), 0)
            else:
                to = self._step(key, caret)
                if to is None:
                    return None
                caret = to
            top = _scrolled(top, rows.row_of(caret), height)
            low, high = self._in_view(top)
            if low <= at < high:
                return [*[key] * count, f"F{at}"]
        return None

    def _in_view(self, top: int) -> Range:
        view = self._drive.reader.view
        rows, last = view.rows, len(view.rows) - 1
        return rows.bounds(min(max(top, 0), last))[0], rows.bounds(min(top + view.page_height - 1, last))[1]

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

    async def _to(self, place: int) -> bool:
        """The caret to just that offset: by character from the start of its word, where it lies inside one."""
        if await self._arrive(lambda at: at == place):
            return True
        word = word_at(self.text, place)
        if word is None or not 0 < place - word[0] <= FAR or not await self._arrive(lambda at: at == word[0]):
            return False
        await self.press(*["l"] * (place - word[0]))
        return self.caret == place


def _scrolled(top: int, row: int, height: int) -> int:
    """The first row in view when the caret goes to a row, as the article view scrolls."""
    if row < top:
        return max(row if row == top - 1 else row - height // 3, 0)
    if row >= top + height:
        return row - height + 1 if row == top + height else row - height * 2 // 3
    return top


def cost(way: list[str]) -> int:
    """How many keys a way takes."""
    return sum(JUMP if re.match(r"F\d", key) else 1 for key in way)
