"""Moving over an article: by character, word, sentence, paragraph, by letters, to runs, cues and words sought."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from curator.desk.landmarks import Landmarks, landmarks_of
from curator.desk.reading import show_suggestions, suggestions_shown
from curator.text.searchable import searchable
from curator.tui.screens.reading import ReadingScreen
from curator.tui.widgets.picker import Prompt


class MotionKeys(ReadingScreen):
    """The keys that move caret and selection."""

    _landmarks: tuple[str, Landmarks] = ("", ([], []))  # of the article with that uid

    def _move(self, motion: str) -> None:
        if self.opened:
            self.view.move_caret(motion)
            self.point_at(self.view.caret)  # now, not when the view's message comes: one drawing instead of two

    def action_left(self) -> None:
        self._move("left")

    def action_right(self) -> None:
        self._move("right")

    def action_line_down(self) -> None:
        self._move("down")

    def action_line_up(self) -> None:
        self._move("up")

    def action_word_on(self) -> None:
        self._move("word")

    def action_word_back(self) -> None:
        self._move("word back")

    def action_sentence_on(self) -> None:
        self._move("sentence")

    def action_sentence_back(self) -> None:
        self._move("sentence back")

    def action_paragraph_on(self) -> None:
        self._move("paragraph")

    def action_paragraph_back(self) -> None:
        self._move("paragraph back")

    def action_screen_down(self) -> None:
        self._move("page down")

    def action_screen_up(self) -> None:
        self._move("page up")

    def action_text_start(self) -> None:
        self._move("start")

    def action_text_end(self) -> None:
        self._move("end")

    def action_suggestions(self) -> None:
        """Show suggestions, or none: to judge a text unled."""
        desk = self.room.desk

        def turn() -> bool:
            shown = not suggestions_shown(desk)
            show_suggestions(desk, shown)
            return shown

        def then(shown: bool) -> None:
            self.say("suggestions are shown" if shown else self.keyed("no suggestions are shown: {suggestions} again"))
            self.reread()

        self.room.do(self, turn, then, opens=True)

    def action_jump(self) -> None:
        """Letters over the words in view; two of them go there."""
        if self.opened:
            self.view.start_jump()

    def action_next_run(self) -> None:
        self._to_landmark(0, forward=True)

    def action_previous_run(self) -> None:
        self._to_landmark(0, forward=False)

    def action_next_cue(self) -> None:
        self._to_landmark(1, forward=True)

    def action_previous_cue(self) -> None:
        self._to_landmark(1, forward=False)

    def _to_landmark(self, which: int, *, forward: bool) -> None:
        """To the next quoted run or cue, whatever is suggested there."""
        opened, desk = self.opened, self.room.desk
        if opened is None:
            return
        known = self._landmarks if self._landmarks[0] == opened.article.uid else None

        def go(found: Landmarks) -> None:
            self._landmarks = (opened.article.uid, found)
            places, caret = found[which], self.view.caret
            at = bisect_right(places, caret) if forward else bisect_left(places, caret) - 1
            if 0 <= at < len(places):
                self.view.caret = places[at]
                self.point_at(self.view.caret)
            else:
                self.say("none further" if forward else "none before")

        if known:
            go(known[1])
        else:
            self.room.do(self, lambda: landmarks_of(desk, opened.article.uid), go, opens=True)

    def action_select(self) -> None:
        self.view.action_toggle_selection()
        self.say(f"selecting: move to extend, {self.key('select')} ends it" if self.view.is_selecting else "")

    def action_grow(self) -> None:
        self.view.grow_selection()

    def action_shrink(self) -> None:
        self.view.shrink_selection()

    def action_cancel(self) -> None:
        self.view.stop_selection()
        self.hits = []
        self.view.set_hits(())
        self.show_items()
        self.say("")

    def action_search(self) -> None:
        """Ask for words and go to the first place behind the caret that holds them; case, accents, marks aside."""
        def typed(words: object) -> None:
            if not isinstance(words, str) or not words or self.opened is None:
                return
            text, folded, at = searchable(self.opened.text), searchable(words), -1
            self.hits = []
            while (at := text.find(folded, at + 1)) >= 0:
                self.hits.append((at, at + len(folded)))
            self.view.set_hits(self.hits)
            places = "1 place holds" if len(self.hits) == 1 else f"{len(self.hits)} places hold"
            self.say(f"{places} “{words}”; {self.key('next_hit')} and {self.key('previous_hit')} go on and back"
                     if self.hits else f"no place holds “{words}”")
            self.action_next_hit()

        self.app.push_screen(Prompt("Find in the text"), typed)

    def action_next_hit(self) -> None:
        self._to_hit([h for h in self.hits if h[0] > self.view.caret] or self.hits)

    def action_previous_hit(self) -> None:
        self._to_hit(list(reversed([h for h in self.hits if h[0] < self.view.caret] or self.hits)))

    def _to_hit(self, hits: list[tuple[int, int]]) -> None:
        if hits:
            self.view.caret = hits[0][0]
            self.show_items()
