"""Quotes by hand: make one, say who speaks, about whom and through whom, correct its words, delete it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, get_args

from tinydb import where

from curator.desk.claiming import drop_claims
from curator.desk.counts import cover
from curator.desk.deciding import accept, begin, keep_away
from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.guarding import guarded
from curator.desk.notes import drop_notes
from curator.desk.parties import Who, entities_of, in_words, is_publisher, party, same_party, shown, target_of
from curator.desk.quote_words import SPOKEN, as_content, kind_after, spoken
from curator.suggest.quoted import quoted_runs
from schema import Party, Quote, QuoteKind, Span, Stance, Target, revise

KINDS: tuple[QuoteKind, ...] = get_args(QuoteKind)
PartyField = Literal["speakers", "targets", "addressees", "via"]
WORDS: dict[str, str] = {"speakers": "speaker", "targets": "about", "addressees": "addressee", "via": "via"}


def make_quote(desk: Desk, article_uid: str, ranges: Sequence[tuple[int, int]],
               kind: QuoteKind | None = None) -> Quote:
    """A quote of just these ranges of the text; what stands in quotation marks there is verbatim. Without `kind`,
    it is direct when the marks hold nearly all of it, mixed when they hold some, else indirect."""
    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    content, chosen = as_content(text, ranges, kind)
    with desk.act("make quote", f"“{short(content[0].exact)}”", article_uid):
        begin(desk, article)
        return desk.dataset.quotes.add(guarded(desk, Quote(
            article=article.uid, text_sha256=article.text_sha256, content=content, kind=chosen,
            verbatim=spoken(text, content, chosen), **desk.stamp())))


def change(desk: Desk, quote_uid: str, name: str, what: str, alter: Callable[[Quote], Quote]) -> Quote:
    """One action on one settled quote: `alter` gives the quote as it shall be."""
    quote = desk.dataset.quotes[quote_uid]
    with desk.act(name, f"{what} of “{short(quote.content[0].exact)}”", quote.article):
        return desk.dataset.quotes.put(_corrected(guarded(desk, alter(quote))))


def toggle_party(desk: Desk, article_uid: str, item: str, field: PartyField, who: Who, *,
                 instead: bool = False) -> Quote:
    """Add somebody to a quote's speakers, targets, addressees or via, or drop them if they are there already. Where the
    only speaker, addressee or via is words that stand for nobody yet ("a senior diplomat"), the choice says for whom.
    With `instead` they take the place of speakers who were only suggested: no curator has chosen any since.

    `item` is a quote's uid or the key of an open suggestion, which is accepted with that change in one action."""
    def alter(quote: Quote) -> Quote:
        article = desk.dataset.articles[article_uid]
        start, end = cover(quote.content)
        made = party(desk, article, in_words(desk, article, who, start, end))
        there: tuple[Party, ...] = getattr(quote, field)
        if field == "via" and any(is_publisher(desk, article, uid) for uid in entities_of(desk, made)):
            raise Refused(f"{shown(desk, made)} is the publisher of this article: what it was told came first-hand, it "
                          "is the addressee (@)")
        if field != "targets" and len(there) == 1 and not who.span and _names(desk, there[0], made):
            return quote
        kept = tuple(p for p in there if not same_party(desk, p, made))
        if len(kept) == len(there):
            kept = () if instead and field == "speakers" and only_suggested(desk, quote.uid) else kept
            kept += (target_of(made, None) if field == "targets" else made,)
        return revise(quote, **{field: kept})

    return alter_quote(desk, article_uid, item, f"set {WORDS[field]}", _named(desk, who), alter)


def only_suggested(desk: Desk, item: str) -> bool:
    """True unless a curator chose speakers of the quote, or of the open suggestion, by hand."""
    said = f"set {WORDS['speakers']}"
    return not any(action.name.startswith(said) and not action.undoes and not action.undone_by
                   for action in desk.dataset.history(uid=item))


def _names(desk: Desk, words: Party, chosen: Party) -> bool:
    """Link the mention of a party to whom another one stands for; False when it is linked already, there is none, or
    words for a place or body cannot stand for a person: then the other one speaks beside them."""
    mention, entities = desk.dataset.mentions.get(words.mention or ""), entities_of(desk, chosen)
    if mention is None or mention.entities or not entities or mention.uid == chosen.mention:
        return False
    if mention.label != "PERSON" and any(e.kind == "person" for e in desk.dataset.entities.get_many(entities).values()):
        return False
    desk.dataset.mentions.put(revise(mention, entities=tuple(entities)))
    return True


def set_parties(desk: Desk, article_uid: str, item: str, field: PartyField, parties: Sequence[Party]) -> Quote:
    """Let a quote have exactly these speakers, targets, addressees or via."""
    made = tuple(target_of(p, getattr(p, "stance", None)) if field == "targets" else p for p in parties)
    names = ", ".join(shown(desk, p) for p in parties) or "nobody"
    return alter_quote(desk, article_uid, item, f"set {WORDS[field]}", names, lambda q: revise(q, **{field: made}))


def same_speaker(desk: Desk, article_uid: str, item: str, start: int) -> Quote:
    """Give a quote the speakers of the last settled quote that begins before `start`; Refused when there is none. An
    indirect one without a cue of its own goes on where that one was reported: it is free."""
    before = [q for q in desk.dataset.quotes.search(where("article") == article_uid)
              if q.content[0].start < start and q.speakers and q.uid != item]
    if not before:
        raise Refused("no settled quote with a speaker stands before this one")
    last = max(before, key=lambda q: q.content[0].start)
    inherited = [Party(entity=uid, basis="inherited") for p in last.speakers for uid in entities_of(desk, p)]
    unlinked = [Party(mention=p.mention, basis="inherited") for p in last.speakers if not entities_of(desk, p)]
    made = (*dict.fromkeys(inherited), *unlinked)
    names = ", ".join(shown(desk, p) for p in made)
    return alter_quote(desk, article_uid, item, f"set {WORDS['speakers']}", names, lambda quote: revise(
        quote, speakers=made, kind="free" if quote.kind == "indirect" and not quote.cue else quote.kind))


def set_stance(desk: Desk, article_uid: str, item: str, stance: Stance) -> Quote:
    """How the statement speaks of the one added last; the same stance again takes it away."""
    def alter(quote: Quote) -> Quote:
        if not quote.targets:
            raise Refused("a stance needs somebody it is about: press t first")
        *others, last = quote.targets
        changed = Target.model_validate({**last.model_dump(), "stance": None if last.stance == stance else stance})
        return revise(quote, targets=(*others, changed))

    return alter_quote(desk, article_uid, item, "set stance", stance, alter)


def set_cue(desk: Desk, article_uid: str, item: str, start: int, end: int) -> Quote:
    """The words that report the quote; the same words again take them away, others are added."""
    def alter(quote: Quote) -> Quote:
        text = text_of(desk, quote.text_sha256)
        span = span_of(text, *trimmed(text, start, end))
        kept = tuple(c for c in quote.cue if c.end <= span.start or span.end <= c.start)
        return revise(quote, cue=kept if span in quote.cue else tuple(sorted((*kept, span), key=lambda s: s.start)))

    return alter_quote(desk, article_uid, item, "set cue", "", alter)


def set_kind(desk: Desk, article_uid: str, item: str, kind: QuoteKind) -> Quote:
    """Direct, indirect, mixed or free; the speaker's own words follow: all or the marked ones, or none."""
    if kind not in get_args(QuoteKind):
        raise Refused(f"{kind!r} is no kind of quote: {', '.join(get_args(QuoteKind))}")

    def alter(quote: Quote) -> Quote:
        held = quote.verbatim if quote.verbatim and quote.kind in SPOKEN else spoken(
            text_of(desk, quote.text_sha256), quote.content, kind)
        return revise(quote, kind=kind, verbatim=held if kind in SPOKEN else ())

    return alter_quote(desk, article_uid, item, "set kind", kind, alter)


def kinds_ahead(kind: QuoteKind, words: str, since: QuoteKind | None = None) -> Sequence[QuoteKind]:
    """The kinds in the order in which a key goes through them, for a quote of a kind and some words: from the next one
    on, its own last; likeliest first for one that was of kind `since` (None: of its own) to begin with."""
    first = since or kind
    order = (first, *(_WITH_MARKS if first == "indirect" and quoted_runs(words) else _LIKELY[first]))
    at = order.index(kind)
    return (*order[at + 1:], *order[:at + 1])


_LIKELY: dict[QuoteKind, tuple[QuoteKind, ...]] = {
    "direct": ("mixed", "indirect", "free"), "mixed": ("direct", "indirect", "free"),
    "indirect": ("free", "direct", "mixed"), "free": ("indirect", "direct", "mixed")}
_WITH_MARKS: tuple[QuoteKind, ...] = ("mixed", "direct", "free")


def move_edges(desk: Desk, article_uid: str, item: str, start: int | None, end: int | None) -> Quote:
    """Let the quote's content run from `start` to `end`, None for an edge that stays; a gap between its parts stays
    where it was."""
    def alter(quote: Quote) -> Quote:
        text = text_of(desk, quote.text_sha256)
        first = quote.content[0].start if start is None else start
        last = quote.content[-1].end if end is None else end
        if not 0 <= first < last <= len(text):
            raise Refused("the quote would be empty: its end must lie behind its start")
        first, last = trimmed(text, first, last)
        parts = [s for s in quote.content if s.start < last and first < s.end]
        ranges = [[s.start, s.end] for s in parts] or [[first, last]]
        ranges[0][0], ranges[-1][1] = first, last
        content = tuple(Span.of(text, a, b) for a, b in ranges)
        kind = kind_after(text, quote, [(s.start, s.end) for s in content])
        return revise(quote, content=content, kind=kind, verbatim=spoken(text, content, kind))

    return alter_quote(desk, article_uid, item, "move edges", "", alter)


def delete_quote(desk: Desk, quote_uid: str) -> Quote:
    """Delete a settled quote; those within it stand on their own afterwards. One that was suggested is not suggested
    again. Undo brings it back."""
    quote = desk.dataset.quotes[quote_uid]
    with desk.act("delete quote", f"“{short(quote.content[0].exact)}”", quote.article):
        for inner in desk.dataset.quotes.search(where("within") == quote.uid):
            desk.dataset.quotes.put(revise(inner, within=None))
        drop_notes(desk, quote.uid)
        drop_claims(desk, quote.uid)
        desk.dataset.quotes.delete(quote)
        keep_away(desk, quote)
    return quote


def alter_quote(desk: Desk, article_uid: str, item: str, name: str, what: str,
                alter: Callable[[Quote], Quote]) -> Quote:
    """One action on one quote, settled or still suggested: a suggestion is accepted with the change."""
    settled = desk.dataset.quotes.get(item) or _made_of(desk, article_uid, item)
    if settled is not None:
        if settled.article != article_uid:
            raise Refused(f"that quote stands in another article: {settled.article}")
        return change(desk, settled.uid, name, what, alter)
    made = accept(desk, article_uid, item, change=alter, done=f"{name} {what}".strip() + ", accept")
    assert isinstance(made, Quote)  # accept refuses to change a mention
    return made


def _made_of(desk: Desk, article_uid: str, key: str) -> Quote | None:
    """The quote that was accepted from a suggestion, for one who still has its key at hand."""
    quotes = desk.dataset.quotes.search(where("article") == article_uid)
    return next((quote for quote in quotes if quote.origin and quote.origin.key == key), None)


def _corrected(quote: Quote) -> Quote:
    return quote if quote.origin is None else revise(quote, origin=revise(quote.origin, changed=True))


def _named(desk: Desk, who: Who) -> str:
    if who.entity:
        entity = desk.dataset.entities.get(who.entity)
        return entity.preferred if entity else who.entity
    return who.name or (shown(desk, Party(mention=who.mention)) if who.mention else "words of the text")
