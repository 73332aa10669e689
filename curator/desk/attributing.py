"""One speaker for several statements at once, with a look at what would change first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.desk.counts import cover
from curator.desk.desk import Desk, Refused, short
from curator.desk.parties import Who, in_words, party, shown
from curator.desk.registry import known_entity, registry
from schema import Party, Quote, revise


@dataclass(frozen=True)
class Attribution:
    """A statement whose speaker would change: its words and who is named now."""

    quote: str
    words: str
    speakers: str


def attributions(desk: Desk, quotes: Sequence[str], who: Who) -> list[Attribution]:
    """Those of some statements (uids) that do not have this one speaker yet, in the order given."""
    found = desk.dataset.quotes.get_many(quotes)
    return [Attribution(uid, short(found[uid].content[0].exact, 60),
                        ", ".join(shown(desk, p) for p in found[uid].speakers) or "nobody")
            for uid in dict.fromkeys(quotes) if uid in found and not _has(desk, found[uid], who)]


def attribute(desk: Desk, quotes: Sequence[str], who: Who) -> list[Quote]:
    """Let each of some statements (uids) have exactly this speaker, in one action; those changed. Where a mention that
    stands for them is near, that is the speaker."""
    if who.span or who.mention:
        raise Refused("several statements need an entry or a name: words stand in one place only")
    there = desk.dataset.quotes.get_many(quotes)
    articles = sorted({quote.article for quote in there.values()})
    with desk.act("set speaker", "", *articles) as action:
        if who.entity:
            known_entity(desk, who.entity)
        changed = []
        for one in attributions(desk, quotes, who):
            quote = desk.dataset.quotes[one.quote]
            article = desk.dataset.articles[quote.article]
            start, end = cover(quote.content)
            made = party(desk, article, in_words(desk, article, who, start, end))
            origin = quote.origin and revise(quote.origin, changed=True)
            changed.append(desk.dataset.quotes.put(revise(quote, speakers=(made,), origin=origin)))
        name = shown(desk, Party(entity=who.entity)) if who.entity else who.name or "nobody"
        action.what = f"{name} of {len(changed)} statement{'' if len(changed) == 1 else 's'}"
        return changed


def _has(desk: Desk, quote: Quote, who: Who) -> bool:
    """True when the one speaker of a statement is this entry or another of its identity."""
    if len(quote.speakers) != 1 or not who.entity:
        return False
    speaker, same = quote.speakers[0], set(registry(desk).partition.members(who.entity))
    mention = desk.dataset.mentions.get(speaker.mention or "")
    stands_for = (speaker.entity,) if speaker.entity else mention.entities if mention else ()
    return bool(stands_for) and same.issuperset(stands_for)
