"""The Reader's ground: an article on the screen, which of its items is current, and moving about in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import chain

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from curator.desk.cards import card_line, label
from curator.desk.notes import Thing
from curator.desk.reading import Item, OpenArticle, open_article
from curator.desk.suggesting import second_opinion
from curator.desk.undoing import Action
from curator.tui.drawn import Drawn, drawn
from curator.tui.item_panel import HEIGHT, mark_parts, panel_lines
from curator.tui.room import Room
from curator.tui.screens.place import PlaceScreen
from curator.tui.side_panel import side_lines, side_width
from curator.tui.widgets.article_view import ArticleView
from curator.tui.widgets.bars import Lines
from curator.tui.widgets.fit import fit
from curator.tui.widgets.marks import Mark, MarkIndex, Shade, changed_ranges

LOW = 18  # rows of a screen below which the text needs those of the panel
EMPTY = "No article is open: press {library} for the Library, and Enter on an article there."
NOTHING_OPEN = "nothing is open: {done} marks the article done and opens the next"

class ReadingScreen(PlaceScreen):
    """An article with its items; `current` is the id of one of them."""

    CSS = f"""
    #text {{ height: 1fr; }}
    #side {{ height: 1fr; margin-left: 1; }}
    #card {{ height: 1; }}
    #item {{ height: {HEIGHT}; }}
    #rule {{ height: 1; color: $text-muted; }}
    """

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.opened: OpenArticle | None = None
        self.current: str | None = None
        self.at_hand: str | None = None  # the quote that was current last
        self.is_pointing = False  # the caret moved away from it over the text, perhaps to its speaker
        self.hits: list[tuple[int, int]] = []
        self._shown_before: list[object] = []
        self._side: object = None  # what the panel at the side shows now
        self.is_stale = False  # the suggestions are asked for anew with the next reading
        self._asks_second = False  # suggestions were found anew: a second opinion on them may be wanted
        self.is_without_second = False  # the pipeline for a second opinion cannot be had
        self.had: set[str] | None = None  # the items before an undo or redo, which leads to what it brings back
        self.went_on: tuple[Item, str] | None = None  # what was decided last, and the item (id) gone to then
        self.is_changed = False  # what follows the changed item is to come into view
        self.announced: str | None = None  # the open suggestion that the panel says Y accepts, too

    def body(self) -> ComposeResult:
        yield Lines(id="card")
        with Horizontal():
            yield ArticleView(id="text")
            yield Lines(id="side")
        yield Lines(id="rule")
        yield Lines(id="item")

    @property
    def view(self) -> ArticleView:
        """The text on the screen."""
        return self.query_one("#text", ArticleView)

    @property
    def item(self) -> Item | None:
        """The current item."""
        return self.opened.item(self.current) if self.opened and self.current else None

    @property
    def quote(self) -> Item | None:
        """The quote that s, t, i, r, < and > work on: the current one, the one around the current mention, that which
        was current last when the caret moved on from it, so that one who speaks elsewhere too can be pointed at; else
        the one in which the mention takes part."""
        if self.opened is None:
            return None
        item = self.item
        if item and item.subject == "quote":
            return item
        if item:
            around = [other for other in self.opened.around(item.start, item.end) if other.subject == "quote"]
            if around:
                return min(around, key=lambda q: q.end - q.start)
            if not (self.is_pointing and self.at_hand) and (party := self.opened.quote_of(item)):
                return party
        return self.opened.item(self.at_hand) if self.at_hand else None

    @property
    def following(self) -> Item | None:
        """The open suggestion after the settled item at hand, of its like and in view with all its words."""
        found = self._next_like()
        return found if found and self.view.shows(found.start, found.end) else None

    def _next_like(self) -> Item | None:
        """The open suggestion after the current item, or after the quote from which the caret moved to who speaks."""
        item = self.quote if self.is_pointing and self.at_hand else self.item
        if item is None or not item.settled or self.size.height < LOW:
            return None
        return self.step(True, open_only=True, subject=item.subject, after=item)

    def look_ahead(self) -> None:
        """Scroll so far that what follows the settled item at hand is in view, too, where both fit."""
        item, found = self.quote or self.item, self._next_like()
        if item and found and self.view.could_show(item.start, found.end):
            self.view.scroll_to_range(item.start, found.end)

    def things(self) -> list[Thing]:
        """The current quote or mention, if it is settled; the article where nothing is current."""
        opened, item = self.opened, self.item
        if opened is None or (item and not item.settled):
            return []
        if item is None:
            return [Thing("articles", opened.article.uid, label(opened.article))]
        words = " … ".join(span.exact for span in item.spans)
        return [Thing("quotes" if item.subject == "quote" else "mentions", item.id, f"“{words}”")]

    @property
    def nothing_to_note(self) -> str:
        return self.keyed("a suggestion is not noted or flagged: accept it first with {accept}" if self.item else EMPTY)

    def reload(self) -> None:
        """Read the article that is open anew; its suggestions too when another article is opened."""
        uid = self.room.article
        self.view.focus()
        if uid is None:
            self._show_none()
        else:
            another = self.opened is None or self.opened.article.uid != uid
            anew, marks = self.is_stale or another, MarkIndex() if another else self.view.marks
            before = None if another else self.opened
            self.is_stale, self._asks_second = False, anew
            shown_before = self._shown_before

            def work() -> Drawn:
                shown_before.clear()  # many thousands of objects are let go on this thread, not between two keys
                return drawn(open_article(self.room.desk, uid, anew=anew, before=before), marks)

            self.room.do(self, work, self.show_article, opens=True)
        self.room.turned_to_reader()

    def reread(self) -> None:
        """Read the article and its suggestions anew: what they rest on has changed."""
        self.is_stale = True
        self.reload()

    def turned(self, action: Action) -> None:
        """An action was undone or done again: go to what came back with it."""
        self.had = {item.id for item in self.opened.items} if self.opened else None
        self.reload()

    def _show_none(self) -> None:
        """No article is open, or the one that was is deleted."""
        if self.opened is not None:
            self.opened, self.hits, self.current, self.at_hand = None, [], None, None
            self.view.set_parts(())
            self.view.set_hits(())
            self.view.show("")
            self._side = None
            for part in ("#side", "#item"):
                self.query_one(part, Lines).show()
            self.show_top("")
        self.query_one("#card", Lines).show(self.keyed(EMPTY))

    def show_article(self, made: Drawn) -> None:
        """Another article, or the same with other items; caret and current item stay if they still are there."""
        opened = made.opened
        if not self.is_mounted or opened.article.uid != self.room.article:
            return
        another = self.opened is None or self.opened.article.uid != opened.article.uid
        had, self.opened = self.opened, opened
        self._shown_before += [had, self.view.marks]
        if another:
            self.hits, self.current, self.at_hand = [], None, None
            self.view.set_parts(())
            self.view.set_hits(())
            self.view.show(opened.text, made.marks, _shades(opened))
        else:
            if had is not None and had.zones != opened.zones:
                self.view.set_zones(_shades(opened))
            self.view.take_marks(made.marks, made.changed if made.before is self.view.marks
                                 else changed_ranges(self.view.marks, made.marks))
        if self.room.offset is not None:
            self.view.caret = self.room.offset
            self.room.offset = None
            self.current = self.item_at(self.view.caret)
        elif another:
            first = next((i for i in chain(opened.quotes, opened.items) if not i.settled), None)
            if first:  # a quote: names are accepted with the quotes that need them
                self.go_to(first)
        back = next((i for i in opened.items if i.id not in self.had), None) if self.had and not another else None
        self.had = None
        if back:
            self.go_to(back)
            return
        if self._asks_second:
            self._ask_second()
        if self.item is None:
            gone, self.current = self.current, self.item_at(self.view.caret)
            decided, went_to = self.went_on or (None, "")
            if decided and went_to == gone:  # the decision took that one away, too
                self.go_on(decided)
        if self.is_changed:
            self.is_changed = False
            self.look_ahead()
        self.show_items()

    def _ask_second(self) -> None:
        """The second opinion on the article, where one is wanted: it comes by itself, the text is read meanwhile."""
        desk, uid, self._asks_second = self.room.desk, self.room.article, False
        if uid is None or self.is_without_second:
            return

        def then(is_new: bool) -> None:
            if is_new and self.room.article == uid:
                self.reload()

        def failed() -> None:
            self.is_without_second = True  # said once is enough

        self.room.do(self, lambda: second_opinion(desk, uid), then, failed=failed, lane="index")

    def show_items(self) -> None:
        """Draw marks, card, panel and top bar for what is current now."""
        opened = self.opened
        if opened is None:
            return
        quote = self.quote
        self.at_hand = quote.id if quote else None
        self.view.set_parts([Mark(f"{kind} {n}", spans, kind, "settled")
                             for n, (kind, spans) in enumerate(mark_parts(opened, quote))])
        self.view.current = self.current
        article = opened.article
        rest = "  ".join(card_line(article, field) for field in ("publisher", "published"))
        title = fit(label(article), max(10, self.size.width - cell_len(rest) - 2))
        self.query_one("#card", Lines).show([(title, "strong"), (f"  {rest}", "dim")])
        self.query_one("#rule", Lines).show("-" * self.size.width)
        following = self.following
        self.announced = following.id if following else None
        self.query_one("#item", Lines).show(*panel_lines(opened, self.item, quote, self.keyed, following))
        self._show_side(opened, quote.id if quote else None)
        order = self.room.order
        number = f"{order.index(article.uid) + 1} of {len(order)}, " if article.uid in order else ""
        flags = sum(note.flag for note in opened.notes)
        noted = f" !{flags}" if flags else f" n{len(opened.notes)}" if opened.notes else ""  # the Library's signs
        self.show_top(f"{number}{article.status}{noted}")

    def _show_side(self, opened: OpenArticle, quote: str | None) -> None:
        side = self.query_one("#side", Lines)
        wanted = (id(opened), quote, side.size)
        if wanted != self._side:
            self._side = wanted
            side.show(*side_lines(opened, quote, side.size.width, side.size.height))

    def on_resize(self, event: events.Resize) -> None:
        side, width = self.query_one("#side"), side_width(event.size.width)
        side.display = width > 0
        side.styles.width = width
        is_low = event.size.height < LOW
        self.query_one("#rule").display = not is_low
        self.query_one("#item").styles.height = 2 if is_low else HEIGHT
        self.call_after_refresh(self.show_items)

    def item_at(self, offset: int) -> str | None:
        """The id of the smallest item that holds an offset; a quote before a mention of the same size."""
        if self.opened is None:
            return None
        held = [i for i in self.opened.around(offset, offset + 1) if any(s.start <= offset < s.end for s in i.spans)]
        best = min(held, key=lambda i: (i.end - i.start, i.subject == "mention"), default=None)
        return best.id if best else None

    def go_to(self, item: Item) -> None:
        """Make an item current and put the caret at its start."""
        self.is_pointing = False
        self.view.stop_selection()
        self.view.caret = item.start
        self.view.scroll_to_range(item.start, item.end)
        self.current = item.id
        self.show_items()

    def on_article_view_caret_moved(self, message: ArticleView.CaretMoved) -> None:
        self.point_at(message.offset)

    def point_at(self, offset: int) -> None:
        """What stands at the caret is current."""
        if self.item and self.item.start == offset:
            return
        if not self.view.is_selecting and self.current != (here := self.item_at(offset)):
            self.is_pointing = True
            self.current = here
            self.show_items()

    def on_article_view_mark_clicked(self, message: ArticleView.MarkClicked) -> None:
        found = next((uid for uid in message.ids if self.opened and self.opened.item(uid)), None)
        if found:
            self.is_pointing = False
            self.current = found
            self.show_items()

    def step(self, forward: bool, *, open_only: bool = False, subject: str = "", after: Item | None = None
             ) -> Item | None:
        """The item after (or before) the current one, or `after`, or the caret, in text order; None at the end."""
        if self.opened is None:
            return None
        items, here = self.opened.items, self.opened.place.get(after.id if after else self.current or "")
        caret = self.view.caret
        if forward:
            at = bisect_left(items, caret, key=lambda i: i.start) if here is None else here + 1
            passed: Iterable[Item] = (items[n] for n in range(at, len(items)))
        else:
            at = bisect_right(items, caret, key=lambda i: i.start) if here is None else here
            passed = (i for i in (items[n] for n in range(at - 1, -1, -1)) if here is not None or i.end <= caret)
        return next((i for i in passed if not (open_only and i.settled)
                     and subject in ("", i.subject)), None)

    def action_next_open(self) -> None:
        """To the next open suggestion, from the top again after the last."""
        found = self.step(True, open_only=True)
        if found is None and self.opened:
            found = next((i for i in self.opened.items if not i.settled), None)
            self.say("from the top again" if found else self.keyed(NOTHING_OPEN))
        if found:
            self.go_to(found)

    def go_on(self, done: Item) -> None:
        """To the next open suggestion like the one that was decided, a quote or a mention; else to any."""
        found = self.step(True, open_only=True, subject=done.subject) or next(
            (i for i in self.opened.items if not i.settled and i.subject == done.subject and i.id != done.id)
            if self.opened else iter(()), None)
        self.went_on = (done, found.id) if found else None
        if found:
            self.go_to(found)
        else:
            self.action_next_open()

    def action_next_quote(self) -> None:
        if found := self.step(True, subject="quote"):
            self.go_to(found)

    def action_previous_quote(self) -> None:
        if found := self.step(False, subject="quote"):
            self.go_to(found)


def _shades(opened: OpenArticle) -> list[Shade]:
    """What is drawn dim: no running text."""
    return [Shade(z.span.start, z.span.end, z.kind) for z in opened.zones if z.is_boilerplate]
