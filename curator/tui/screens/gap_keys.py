"""What is missing, under the keys of the Reader: from gap to gap, and finishing an article."""

from __future__ import annotations

from curator.desk.cards import set_status
from curator.desk.counts import counts
from curator.desk.missing import Gap, gaps, left_in
from curator.desk.ordering import library_order, ordered
from curator.desk.queries import library
from curator.tui.screens.reading import ReadingScreen

NO_GAPS = "no gaps: every settled quote has speaker and target, every settled name an entry; {done} finishes"


class GapKeys(ReadingScreen):
    """Where a curator sees what is left to do."""

    def action_next_gap(self) -> None:
        """To the next settled quote or name in which something is missing, from the top again after the last."""
        opened = self.opened
        if opened is None:
            return
        found = gaps(opened)
        if not found:
            self.say(self.keyed(NO_GAPS))
            return
        place = {item.id: n for n, item in enumerate(opened.items)}
        here = place.get(self.current or "")

        def is_behind(gap: Gap) -> bool:
            return gap.uid in place and (place[gap.uid] > here if here is not None else gap.start >= self.view.caret)

        gap = next(filter(is_behind, found), found[0])
        item = opened.item(gap.uid)
        if item:
            self.go_to(item)
        self.say(self.keyed(f"{gap.said}; {{unnamed}} says that it is complete as it is" if item else
                            f"the article is {gap.said}"))

    def action_done(self) -> None:
        """Mark the article done, say what is still missing in it, and open the next unfinished one."""
        if self.opened is None:
            return
        desk, uid, order = self.room.desk, self.opened.article.uid, list(self.room.order)

        def work() -> tuple[str, str | None]:
            set_status(desk, uid, "done")
            counted = counts(desk.dataset, [uid]).get(uid)
            rows = library(desk)
            listed = order if uid in order else [row.uid for row in ordered(rows, library_order(desk))]
            left = {row.uid for row in rows if row.needs_me}
            behind = listed[listed.index(uid) + 1:] + listed if uid in listed else listed
            return left_in(counted) if counted else "", next((other for other in behind if other in left), None)

        def then(found: tuple[str, str | None]) -> None:
            missing, following = found
            what = f"done, still missing: {missing}" if missing else "done, nothing is missing"
            if following is None:
                self.say_done(f"{what}; that was the last unfinished article")
                self.reload()
            else:
                self.open_other(following)
                self.say_done(f"{what}; next")

        self.room.do(self, work, then, opens=True)

    def open_other(self, uid: str) -> None:
        """Open another article."""
        self.room.article = uid
        self.reload()
