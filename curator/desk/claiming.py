"""One claim as several quotes word it: judgements that two statements are the same, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tinydb import where

from curator.desk.desk import Desk, Refused, short
from curator.desk.digests import label
from curator.text.segments import words
from schema import Article, Judgement, Quote, revise

if TYPE_CHECKING:
    from curator.names import Identities

LONGEST = 60  # characters of a quote as a judgement keeps it
RARE = 4  # letters from which a word tells something of a claim


@dataclass(frozen=True)
class Alike:
    """A settled quote that may make the same claim: how much of its words the other has (0..1), and whether a curator
    said already that they are one."""

    quote: Quote
    article: Article
    likeness: float
    same: bool


def same_claim(desk: Desk, one: str, other: str) -> Judgement:
    """Say that two quotes (uids) make one claim; said again, take it back. Refused, with the judgement named, where
    somebody judged them different."""
    found = desk.dataset.quotes.get_many((one, other))
    if len(found) < 2:
        raise Refused("that is one quote, not two" if one == other else "one of the two quotes is gone: look again")
    left, right = sorted(found)
    shown = [short(found[uid].content[0].exact, LONGEST) for uid in (left, right)]
    articles = dict.fromkeys(found[uid].article for uid in (one, other))
    with desk.act("judge same claim", "", *articles) as action:
        action.what = f"“{short(shown[0], 24)}” = “{short(shown[1], 24)}”"
        known = claims_of(desk)
        if known.relation(left, right) == "same":
            action.name = "part claims"
            return _part(desk, known, left, right)
        made = Judgement(about="quote", left=left, right=right, judgement="same", left_shown=shown[0],
                         right_shown=shown[1], **desk.stamp())
        if against := known.contradiction(made):
            raise Refused(f"they were judged different by {against[0].created_by}: take that back first")
        return desk.dataset.judgements.add(made)


def claims_of(desk: Desk) -> Identities:
    """Which quotes make one claim, by the live judgements on them."""
    from curator.names import identities

    return identities((), desk.dataset.judgements.search(where("about") == "quote"), about="quote")


def others_of(desk: Desk, uids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each of some quotes that makes one claim with others: these, in any article."""
    known = claims_of(desk)
    found = {uid: tuple(m for m in known.members(uid) if m != uid) for uid in uids}
    return {uid: members for uid, members in found.items() if members}


def alike(desk: Desk, quote_uid: str, *, typed: str = "", most: int = 30) -> list[Alike]:
    """The other settled quotes, those that share most words first; with `typed`, those that hold these words."""
    mine = desk.dataset.quotes[quote_uid]
    known, wanted, own = claims_of(desk), typed.casefold().split(), _telling(mine)
    scored: list[tuple[bool, float, bool, str]] = []
    others: dict[str, Quote] = {}
    for quote in desk.dataset.quotes.all():
        said = " ".join(s.exact for s in quote.content).casefold()
        if quote.uid == mine.uid or not all(word in said for word in wanted):
            continue
        theirs = _telling(quote)
        score = len(own & theirs) / max(min(len(own), len(theirs)), 1)
        others[quote.uid] = quote
        scored.append((known.relation(mine.uid, quote.uid) == "same", score, quote.article == mine.article, quote.uid))
    scored.sort(key=lambda each: (not each[0], -each[1], not each[2], each[3]))
    articles = desk.dataset.articles.get_many({others[each[3]].article for each in scored[:most]})
    return [Alike(others[uid], articles[others[uid].article], score, same) for same, score, _, uid in scored[:most]]


def described(one: Alike) -> str:
    """Where a quote stands, in a few words."""
    return f"{'same already, ' if one.same else ''}{one.quote.kind}, {label(one.article)}"


def drop_claims(desk: Desk, uid: str) -> None:
    """Within the action that deletes a quote: what was judged of it goes with it; undo brings both back."""
    for judgement in _about(desk, uid):
        desk.dataset.judgements.delete(judgement)


def hand_over(desk: Desk, gone: str, kept: str) -> None:
    """Within the action that joins two quotes: what was judged of the one that goes is said of the one that stays."""
    there = {(j.left, j.right) for j in _about(desk, kept)}
    for judgement in _about(desk, gone):
        other = judgement.right if judgement.left == gone else judgement.left
        left, right = sorted((kept, other))
        if other == kept or (left, right) in there:
            desk.dataset.judgements.delete(judgement)
            continue
        mine, theirs = judgement.left_shown, judgement.right_shown
        if judgement.left != gone:
            mine, theirs = theirs, mine
        shown = (mine, theirs) if left == kept else (theirs, mine)
        desk.dataset.judgements.put(revise(judgement, left=left, right=right, left_shown=shown[0],
                                           right_shown=shown[1]))


def _part(desk: Desk, known: Identities, left: str, right: str) -> Judgement:
    """Take back what makes two quotes one claim: their own judgement, or the last in the chain between them."""
    chain = known.chain(left, right)
    return desk.dataset.judgements.put(revise(chain[-1], retracted=True))


def _about(desk: Desk, uid: str) -> list[Judgement]:
    found = desk.dataset.judgements
    return [*found.search(where("left") == uid), *found.search(where("right") == uid)]


def _telling(quote: Quote) -> frozenset[str]:
    said = " ".join(s.exact for s in quote.content)
    return frozenset(word.casefold() for a, b in words(said) if len(word := said[a:b]) >= RARE or word.isdigit())

