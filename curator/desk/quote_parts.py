"""The shape of a quote: its parts, their edges, one split in two, two joined to one. Its id, links and history stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tinydb import where

from curator.desk.claiming import hand_over
from curator.desk.counts import cover
from curator.desk.deciding import accept, keep_away
from curator.desk.desk import Desk, Refused, short, text_of, trimmed
from curator.desk.guarding import guarded
from curator.desk.notes import move_notes
from curator.desk.parties import same_party
from curator.desk.quote_words import SPOKEN, kind_after, spans, spoken
from curator.desk.quoting import alter_quote
from curator.suggest.quoted import quoted_runs
from curator.text.edges import Side, Unit, closed_up, moved, stripped, united
from curator.text.graphemes import snap
from curator.text.motion import word_at
from schema import Party, Quote, QuoteKind, Target, revise

Ranges = list[tuple[int, int]]
P = TypeVar("P", bound=Party)


def toggle_part(desk: Desk, article_uid: str, item: str, *, selected: tuple[int, int] | None = None,
                at: int = 0) -> Quote:
    """Add the words selected to a quote, as a part of their own where they touch none. Without a selection, drop the
    part at an offset; where none is, add the quoted run or word that stands there."""
    def alter(quote: Quote) -> Quote:
        text = text_of(desk, quote.text_sha256)
        there = _ranges(quote)
        chosen = trimmed(text, *selected) if selected else None
        held = next((r for r in there if (r == chosen if chosen else r[0] <= at < r[1])), None)
        if held and len(there) == 1:
            raise Refused("that is the only part of the quote: d deletes it whole")
        if held:
            return _reshaped(text, quote, [r for r in there if r != held])
        return _reshaped(text, quote, closed_up(text, [*there, chosen or _words_at(text, at)]))

    return alter_quote(desk, article_uid, item, "change parts", "", alter)


def move_edge(desk: Desk, article_uid: str, item: str, side: Side, *, by: Unit = "character", forward: bool = True,
              near: int | None = None) -> Quote:
    """Move the start or end of a quote by a character or word: of the part that holds the offset `near`, or of the
    whole. It stops before it would meet the other edge or the next part."""
    def alter(quote: Quote) -> Quote:
        text, ranges = text_of(desk, quote.text_sha256), _ranges(quote)
        number = part_at(quote, near, side)
        start, end = ranges[number]
        to = moved(text, start if side == "start" else end, side, by, forward)
        start, end = (to, end) if side == "start" else (start, to)
        low = ranges[number - 1][1] if number else 0
        high = ranges[number + 1][0] if number + 1 < len(ranges) else len(text)
        start, end = stripped(text, start, end) if 0 <= start < end <= len(text) else (start, start)
        if start >= end:
            raise Refused("nothing would be left of it: d deletes a quote, & drops a part")
        if start < low or end > high:
            raise Refused("the next part begins there: & drops a part, J joins two quotes")
        ranges[number] = (start, end)
        return _reshaped(text, quote, ranges)

    return alter_quote(desk, article_uid, item, "move edge", "", alter)


def part_at(quote: Quote, near: int | None, side: Side) -> int:
    """The number of the part that holds an offset or ends there; else the first for its start, the last for its
    end."""
    held = next((n for n, s in enumerate(quote.content) if near is not None and s.start <= near < s.end), None)
    return (0 if side == "start" else len(quote.content) - 1) if held is None else held


def split_quote(desk: Desk, article_uid: str, item: str, at: int) -> tuple[Quote, Quote]:
    """Let what stands from an offset on be a quote of its own, with the same parties; the first keeps its id."""
    with desk.act("split quote", "", article_uid) as action:
        made: list[Quote] = []

        def alter(quote: Quote) -> Quote:
            text = text_of(desk, quote.text_sha256)
            cut = snap(text, at)
            sides: tuple[Ranges, Ranges] = ([], [])
            for start, end in _ranges(quote):
                for side, (low, high) in zip(sides, ((start, min(end, cut)), (max(start, cut), end)), strict=True):
                    if low < high:
                        side += [pair for pair in (stripped(text, low, high),) if pair[0] < pair[1]]
            if not sides[0] or not sides[1]:
                raise Refused("the caret must stand inside the quote, with words of it before and behind")
            first, second = (_reshaped(text, quote, ranges) for ranges in sides)
            made.append(revise(second, **(desk.stamp() | {"rev": 0, "origin": None})))
            return first

        first = alter_quote(desk, article_uid, item, "split quote", "", alter)
        second = desk.dataset.quotes.add(guarded(desk, made[0]))
        start, end = cover(second.content)
        for inner in desk.dataset.quotes.search(where("within") == first.uid):
            if start <= inner.content[0].start and inner.content[-1].end <= end:
                desk.dataset.quotes.put(revise(inner, within=second.uid))
        action.name = "split quote"
        action.what = f"“{short(first.content[0].exact, 24)}” and “{short(second.content[0].exact, 24)}”"
        return first, second


def join_quotes(desk: Desk, article_uid: str, item: str, other: str) -> Quote:
    """Make one quote of two: their words, cues, parties and tags together. The first named keeps id and history; what
    pointed at the other points at it. Either may be an open suggestion, which is accepted with it; the parties that
    only it proposes count where the quote has none."""
    with desk.act("join quotes", "", article_uid) as action:
        recorded = tuple(desk.dataset.quotes.get(each) is not None for each in (item, other))
        uids = [_settled(desk, article_uid, each).uid for each in (item, other)]
        kept, gone = (desk.dataset.quotes[uid] for uid in uids)  # accepting one may have put the other within it
        if kept.uid == gone.uid:
            raise Refused("a quote is not joined with itself")
        text = text_of(desk, kept.text_sha256)
        both = sorted((kept, gone), key=lambda q: cover(q.content))
        joined = _reshaped(text, revise(
            kept, kind=_joined_kind(kept, gone), within=gone.within if kept.within == gone.uid else kept.within,
            cue=spans(text, united([(s.start, s.end) for s in (*kept.cue, *gone.cue)])),
            speakers=_together(desk, *_of_record(recorded, kept.speakers, gone.speakers)),
            targets=_targets(desk, *_of_record(recorded, kept.targets, gone.targets)),
            addressees=_together(desk, *_of_record(recorded, kept.addressees, gone.addressees)),
            via=_together(desk, *_of_record(recorded, kept.via, gone.via)),
            said=kept.said or gone.said, tags=tuple(dict.fromkeys((*kept.tags, *gone.tags))),
            flags=tuple(dict.fromkeys((*kept.flags, *gone.flags))),
            unsettled=tuple(dict.fromkeys((*kept.unsettled, *gone.unsettled)))),
            closed_up(text, [r for q in both for r in _ranges(q)]))
        for inner in desk.dataset.quotes.search(where("within") == gone.uid):
            if inner.uid != kept.uid:
                desk.dataset.quotes.put(revise(inner, within=kept.uid))
        made = desk.dataset.quotes.put(guarded(desk, _changed(joined)))
        move_notes(desk, gone.uid, made.uid)
        hand_over(desk, gone.uid, made.uid)
        desk.dataset.quotes.delete(desk.dataset.quotes[gone.uid])
        keep_away(desk, gone)
        action.name = "join quotes"
        action.what = f"“{short(both[0].content[0].exact, 24)}” and “{short(both[1].content[0].exact, 24)}”"
        return made


def next_quote(item: str, others: Sequence[tuple[int, str]]) -> str | None:
    """Of some quotes (start, id) in text order, the one behind `item`; the one before it where it is the last."""
    at = next((n for n, (_, uid) in enumerate(others) if uid == item), None)
    if at is None or len(others) < 2:
        return None
    return others[at + 1][1] if at + 1 < len(others) else others[at - 1][1]


def _ranges(quote: Quote) -> Ranges:
    return [(s.start, s.end) for s in quote.content]


def _words_at(text: str, at: int) -> tuple[int, int]:
    """The quoted run at an offset, else its word."""
    found = next(((a, b) for a, b in quoted_runs(text) if a <= at < b), None) or word_at(text, at)
    if found is None:
        raise Refused("no word stands here: select the part first")
    return trimmed(text, *found)


def _reshaped(text: str, quote: Quote, ranges: Ranges) -> Quote:
    """The quote with other words, and the kind that they have by their marks."""
    content = spans(text, sorted(ranges))
    kind = kind_after(text, quote, ranges)
    return revise(quote, content=content, kind=kind, verbatim=spoken(text, content, kind))


def _settled(desk: Desk, article_uid: str, item: str) -> Quote:
    """The quote of that uid; of the key of a suggestion, the quote that it becomes."""
    found = desk.dataset.quotes.get(item)
    if found is None:
        made = accept(desk, article_uid, item)
        if not isinstance(made, Quote):
            raise Refused("that is a mention: only quotes are joined")
        return made
    if found.article != article_uid:
        raise Refused(f"that quote stands in another article: {found.article}")
    return found


def _joined_kind(one: Quote, other: Quote) -> QuoteKind:
    if one.kind == other.kind:
        return one.kind
    return "mixed" if one.kind in SPOKEN or other.kind in SPOKEN else "indirect"


def _of_record(recorded: tuple[bool, ...], mine: tuple[P, ...], theirs: tuple[P, ...],
               ) -> tuple[tuple[P, ...], tuple[P, ...]]:
    """The parties of both; where only one of the two was a record and names some, none that the other proposes."""
    if recorded == (True, False) and mine:
        return mine, ()
    return ((), theirs) if recorded == (False, True) and theirs else (mine, theirs)


def _together(desk: Desk, mine: tuple[Party, ...], theirs: tuple[Party, ...]) -> tuple[Party, ...]:
    return (*mine, *(p for p in theirs if not any(same_party(desk, p, q) for q in mine)))


def _targets(desk: Desk, mine: tuple[Target, ...], theirs: tuple[Target, ...]) -> tuple[Target, ...]:
    """The targets of both; of one that both have, the stance that either codes."""
    def stance(target: Target) -> Target:
        other = next((t for t in theirs if same_party(desk, t, target)), None)
        return revise(target, stance=other.stance) if other and target.stance is None else target

    return (*map(stance, mine), *(t for t in theirs if not any(same_party(desk, t, q) for q in mine)))


def _changed(quote: Quote) -> Quote:
    return revise(quote, origin=revise(quote.origin, changed=True)) if quote.origin else quote
