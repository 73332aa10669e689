"""Whom a mention stands for: one entry, several ("both men"), a new one, or nobody but its words; each one action.

A mention is settled, open (the key of a suggestion), or words that nobody has marked yet: all are linked alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.desk.deciding import begin
from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.parties import NEVER_LINKED, RESOLVED, Who, entry, mention_on, place
from curator.desk.registry import KIND_OF_LABEL, LABEL_OF_KIND, add_entity, called, known_entity
from curator.desk.suggesting import card_value, open_suggestions
from curator.desk.twins import Twin, keep_apart, twins
from curator.suggest.language import guess_language
from curator.suggest.referring import Referring, referring
from schema import Article, Mention, Origin, Reading, Reference, SuggestedMention, revise


@dataclass(frozen=True)
class Named:
    """What is linked: a settled mention (uid) or an open suggestion (its key), else words from start to end, which get
    the label."""

    article: str
    item: str = ""
    range: tuple[int, int] | None = None
    label: str = "PERSON"


def link_to(desk: Desk, named: Named, whos: Sequence[Who], *, reading: Reading | None = None,
            apart_from: Iterable[str] = ()) -> Mention:
    """Let a mention stand for these entries or new names, and for nobody else. `reading` says how a place is meant;
    `apart_from` are entries (uids) that a new one was seen beside and is not."""
    others = set(apart_from)
    with desk.act("link mention", "", named.article) as action:
        mention = settled_mention(desk, named)
        chosen = tuple(dict.fromkeys(_entity(desk, who, others) for who in whos))
        changed = desk.dataset.mentions.put(_corrected(revise(
            mention, entities=chosen, reference=_linked_as(mention, _form(desk, mention), bool(chosen), reading),
            reading=reading or mention.reading)))
        names = ", ".join(desk.dataset.entities[uid].preferred for uid in chosen) or "nobody"
        action.name, action.what = "link mention", f"“{short(words_of(changed))}” to {names}"
        return changed


def keep_unnamed(desk: Desk, named: Named) -> Mention:
    """Keep a mention as it is worded: a source that nobody names, linked to nobody; several together where the words
    say so."""
    with desk.act("keep unnamed", "", named.article) as action:
        mention = settled_mention(desk, named)
        many = _form(desk, mention).number != 1
        reference: Reference = "collective" if many else "unnamed"
        action.name, action.what = "keep unnamed", f"“{short(words_of(mention))}” as worded"
        return desk.dataset.mentions.put(_corrected(revise(mention, reference=reference, entities=())))


def form_of(desk: Desk, article: Article, words: str) -> Referring:
    """How some words of an article refer: as a name, or as a pronoun or role that stands for one."""
    return referring(words, language_of(desk, article))


def language_of(desk: Desk, article: Article) -> str | None:
    """The code of the language an article is in: as its card says or guesses, else as its words tell."""
    said = card_value(article, "language")
    return said.partition("-")[0].lower() if said else guess_language(text_of(desk, article.text_sha256))


def near_twins(desk: Desk, name: str, label: str) -> list[Twin]:
    """Whom a curator may mean by a name that no entry of a fitting kind has; [] where one has that very name."""
    return [] if called(desk, name, label) else twins(desk, name, label)


def words_of(mention: Mention) -> str:
    """The words of a mention, with a sign between its parts."""
    return " … ".join(span.exact for span in mention.spans)


def add_part(desk: Desk, mention_uid: str, start: int, end: int) -> Mention:
    """Words that belong to a mention elsewhere ("Artem … Dultsev"); the same words again take them away."""
    mention = desk.dataset.mentions[mention_uid]
    text = text_of(desk, mention.text_sha256)
    span = span_of(text, *trimmed(text, start, end))
    with desk.act("set parts", "", mention.article) as action:
        mention = desk.dataset.mentions[mention_uid]
        kept = tuple(s for s in mention.spans if (s.start, s.end) != (span.start, span.end))
        if not kept:
            raise Refused("a mention needs words: delete it instead")
        if len(kept) == len(mention.spans):
            if any(s.start < span.end and span.start < s.end for s in kept):
                raise Refused(f"“{short(span.exact)}” is part of it already: move its edges instead")
            kept = tuple(sorted((*kept, span), key=lambda s: s.start))
        there = mention_on(desk, desk.dataset.articles[mention.article], kept)
        if there and there.uid != mention.uid:
            raise Refused(f"“{short(words_of(there))}” is marked already")
        changed = desk.dataset.mentions.put(_corrected(revise(mention, spans=kept)))
        action.what = f"“{short(words_of(changed))}”"
        return changed


def origin_of(proposal: SuggestedMention, *, changed: bool = False) -> Origin:
    """Where a mention comes from that is made of a suggestion."""
    return Origin(key=proposal.key, recogniser=proposal.recogniser, version=proposal.version,
                  confidence=proposal.confidence, grade=proposal.grade, reason=proposal.reason, changed=changed)


def settled_mention(desk: Desk, named: Named) -> Mention:
    """The mention that is meant, made if it is not settled yet; within the caller's action."""
    article = desk.dataset.articles[named.article]
    settled = desk.dataset.mentions.get(named.item) if named.item else None
    if settled:
        return settled
    begin(desk, article)
    if named.item:
        found = [m for m in open_suggestions(desk, article).mentions if m.key == named.item]
        if not found:
            raise Refused("that suggestion is gone: look at the article again")
        proposal = found[0]
        reference: Reference = "metonym" if proposal.reading == "government" else proposal.reference
        return place(desk, article, proposal.spans, proposal.label, reference=reference, reading=proposal.reading,
                     value=proposal.value, origin=origin_of(proposal))
    if named.range is None:
        raise Refused("no words were chosen")
    text = text_of(desk, article.text_sha256)
    span = span_of(text, *trimmed(text, *named.range))
    there = mention_on(desk, article, (span,))
    if there:
        return there if there.label == named.label else desk.dataset.mentions.put(
            _corrected(revise(there, label=named.label, reading=None, value=None)))
    return place(desk, article, (span,), named.label, reference=form_of(desk, article, span.exact).reference)


def _entity(desk: Desk, who: Who, apart_from: set[str]) -> str:
    """The entry somebody chose; a name that no entry has makes one, of the kind that was asked for."""
    if who.entity:
        return known_entity(desk, who.entity).uid
    if who.mention:
        pointed = desk.dataset.mentions.get(who.mention)
        if pointed is None or len(pointed.entities) != 1:
            raise Refused("those words stand for nobody: choose an entry")
        return pointed.entities[0]
    if not who.name:
        raise Refused("nobody was chosen")
    its = LABEL_OF_KIND[who.kind]
    if not apart_from:
        return entry(desk, who.name, its)
    made = add_entity(desk, KIND_OF_LABEL[its], who.name)
    keep_apart(desk, made, apart_from)
    return made.uid


def _form(desk: Desk, mention: Mention) -> Referring:
    return form_of(desk, desk.dataset.articles[mention.article], words_of(mention))


def _linked_as(mention: Mention, form: Referring, linked: bool, reading: Reading | None) -> Reference:
    """What a mention is once it is linked: an unnamed source that got its name is a role, a place that stands for its
    government a metonym."""
    if mention.label == "PLACE" and (reading or mention.reading):
        return "metonym" if (reading or mention.reading) == "government" else "name"
    if linked and mention.reference in NEVER_LINKED:
        return "role" if form.reference in NEVER_LINKED else form.reference
    is_worded = mention.reference == "name" and form.reference in RESOLVED
    return form.reference if is_worded else mention.reference


def _corrected(mention: Mention) -> Mention:
    return revise(mention, origin=revise(mention.origin, changed=True)) if mention.origin else mention

