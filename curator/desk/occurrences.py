"""All occurrences of a mention's words, in its article or in all: shown in context, then marked alike in one action.

The same words may be meant otherwise elsewhere ("Washington": the city here, its government there) or be a part of a
longer name: what a record or a suggestion says of a place is shown with it, and such a place is not ticked at first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tinydb import where

from curator.desk.counts import cover
from curator.desk.deciding import begin
from curator.desk.desk import Desk, Refused, short, span_of, text_of
from curator.desk.parties import place
from curator.desk.registry import registry
from curator.desk.suggesting import open_suggestions
from curator.text.searchable import searchable
from schema import Article, Mention, SuggestedMention

CONTEXT = 60  # code points before and behind
MOST = 2_000  # places that are shown


@dataclass(frozen=True)
class Place:
    """One occurrence. `says` is what speaks against marking it like the others, "" for nothing; `is_done` that it is
    marked so already. Offsets in code points."""

    article: str
    start: int
    end: int
    before: str
    words: str
    behind: str
    says: str = ""
    is_done: bool = False


def occurrences(desk: Desk, mention_uid: str, *, everywhere: bool = False) -> list[Place]:
    """Where the words of a mention stand, letter case as given, marks and accents aside; with `everywhere` in all
    articles that are not excluded. Refused for a mention in parts."""
    mention = desk.dataset.mentions[mention_uid]
    if len(mention.spans) > 1:
        raise Refused("a mention in parts has no occurrences elsewhere: mark them one by one")
    own = desk.dataset.articles[mention.article]
    articles = [own]
    if everywhere:
        articles += [a for a in desk.dataset.articles.all() if a.uid != own.uid and a.status != "excluded"]
    found: list[Place] = []
    for article in articles:
        found += _in_article(desk, article, mention)
        if len(found) >= MOST:
            break
    return found[:MOST]


def mark_occurrences(desk: Desk, mention_uid: str, places: Sequence[Place]) -> list[Mention]:
    """Mentions at these places with label, entries and reading of the one; one action."""
    like = desk.dataset.mentions[mention_uid]
    made = []
    with desk.act("mark all occurrences", f"{len(places)} of “{short(like.spans[0].exact)}”",
                  *dict.fromkeys(one.article for one in places)):
        for uid in dict.fromkeys(one.article for one in places):
            article = desk.dataset.articles[uid]
            text = text_of(desk, article.text_sha256)
            begin(desk, article)
            made += [place(desk, article, (span_of(text, one.start, one.end),), like.label, reference=like.reference,
                           reading=like.reading, entities=like.entities) for one in places if one.article == uid]
    return made


def _in_article(desk: Desk, article: Article, like: Mention) -> Iterator[Place]:
    text, words = text_of(desk, article.text_sha256), like.spans[0].exact
    folded, sought, at = searchable(text), searchable(words), -1
    settled = desk.dataset.mentions.search(where("article") == article.uid)
    offered = [m for m in open_suggestions(desk, article).mentions if m.reference in ("name", "metonym")]
    while (at := folded.find(sought, at + 1)) >= 0:
        end = at + len(sought)
        if (at and folded[at - 1].isalnum()) or folded[end:end + 1].isalnum() or \
                text[at].isupper() != words[0].isupper():
            continue
        mine = next((m for m in settled if _holds(m, at, end)), None)
        guess = None if mine else next((m for m in offered if _holds(m, at, end)), None)
        is_done = mine is not None and cover(mine.spans) == (at, end) and _alike(desk, mine, like)
        says = "" if is_done else _against(desk, mine or guess, like, at, end)
        yield Place(article.uid, at, end, text[max(at - CONTEXT, 0):at], text[at:end], text[end:end + CONTEXT], says,
                    is_done)


def _holds(mention: Mention | SuggestedMention, start: int, end: int) -> bool:
    return any(s.start < end and start < s.end for s in mention.spans)


def _alike(desk: Desk, one: Mention, other: Mention) -> bool:
    known = registry(desk).partition
    return (one.label == other.label and one.reading == other.reading
            and {known.of(uid) for uid in one.entities} == {known.of(uid) for uid in other.entities})


def _against(desk: Desk, there: Mention | SuggestedMention | None, like: Mention, start: int, end: int) -> str:
    """What a record or suggestion at a place says that does not go with the mention; "" where all goes."""
    if there is None:
        return ""
    first, last = cover(there.spans)
    if (first, last) != (start, end):
        return f"a part of “{short(' … '.join(s.exact for s in there.spans))}”"
    if (there.reading or "place") != (like.reading or "place"):
        return f"read as {there.reading or 'place'}"
    if isinstance(there, Mention):
        if there.label != like.label:
            return f"marked as {there.label}"
        names = ", ".join(registry(desk).name(uid) for uid in there.entities)
        return f"stands for {names}" if names and not _alike(desk, there, like) else ""
    return f"suggested as {there.label}" if there.label != like.label else ""
