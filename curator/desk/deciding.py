"""Deciding on suggestions: accept one whole, with changes, or all of a grade; reject."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from tinydb import where

from curator.desk.crediting import credited
from curator.desk.desk import Desk, Refused, short
from curator.desk.guarding import guarded
from curator.desk.nesting import adopt, around
from curator.desk.parties import entity_of, party_of, place, target_of
from curator.desk.suggesting import open_suggestions
from schema import (
    Article,
    Decision,
    Grade,
    Mention,
    Origin,
    Party,
    Quote,
    Suggested,
    SuggestedMention,
    SuggestedParty,
    SuggestedQuote,
    Suggestions,
    revise,
)

GRADES: tuple[Grade, ...] = ("sure", "likely", "guess")


def accept(desk: Desk, article_uid: str, key: str, *,
           change: Callable[[Quote], Quote] | None = None, done: str = "accept") -> Quote | Mention:
    """Make a record of a suggestion: a quote comes with its speaker, cue, via and target. `change` corrects the quote
    in the same action. Refused when nothing open has that key."""
    with desk.act(done, "", article_uid) as action:
        article = desk.dataset.articles[article_uid]
        proposal, rest = _find(desk, article, key)
        if change and not isinstance(proposal, SuggestedQuote):
            raise Refused("that is a mention: only a quote has speakers, targets, a cue and a kind")
        action.name, action.what = f"{done} {subject(proposal)}", described(proposal)
        begin(desk, article)
        return _record(desk, article, proposal, names_in(desk, article, rest), change)


def accept_all(desk: Desk, article_uid: str, *, grade: Grade = "sure",
               subjects: Iterable[Literal["quote", "mention"]] = ("quote", "mention")) -> list[Quote | Mention]:
    """Accept, as one action, every open suggestion graded `grade` or better."""
    with desk.act("accept all", "", article_uid) as action:
        article = desk.dataset.articles[article_uid]
        rest = open_suggestions(desk, article)
        chosen = _graded(rest, grade, tuple(subjects))
        if not chosen:
            return []
        action.what = f"{len(chosen)} suggestions graded {grade} or better"
        begin(desk, article)
        names = names_in(desk, article, rest)
        return [_record(desk, article, proposal, names, None) for proposal in chosen]


def sure_ones(desk: Desk, article: Article, grade: Grade = "sure",
              subjects: Iterable[str] = ("quote", "mention")) -> list[SuggestedQuote | SuggestedMention]:
    """What `accept_all` would accept, in text order within quotes and mentions."""
    return _graded(open_suggestions(desk, article), grade, tuple(subjects))


def reject(desk: Desk, article_uid: str, key: str) -> Decision:
    """Never propose this again; the key is kept, whatever the recogniser says later."""
    with desk.act("reject", "", article_uid) as action:
        article = desk.dataset.articles[article_uid]
        proposal, _ = _find(desk, article, key)
        spans = proposal.content if isinstance(proposal, SuggestedQuote) else proposal.spans
        action.name, action.what = f"reject {subject(proposal)}", described(proposal)
        begin(desk, article)
        return desk.dataset.decisions.add(Decision(
            article=article.uid, text_sha256=article.text_sha256, key=proposal.key, subject=subject(proposal),
            label=proposal.label if isinstance(proposal, SuggestedMention) else proposal.kind,
            exact=" … ".join(s.exact for s in spans), recogniser=proposal.recogniser, version=proposal.version,
            **desk.stamp()))


def keep_away(desk: Desk, record: Quote | Mention) -> None:
    """Within the action that deletes a record: reject the suggestion it was made of, so that it does not come back."""
    if record.origin:
        spans = record.content if isinstance(record, Quote) else record.spans
        desk.dataset.decisions.add(Decision(
            article=record.article, text_sha256=record.text_sha256, key=record.origin.key,
            subject="quote" if isinstance(record, Quote) else "mention",
            label=record.kind if isinstance(record, Quote) else record.label, exact=" … ".join(s.exact for s in spans),
            recogniser=record.origin.recogniser, version=record.origin.version, **desk.stamp()))


def begin(desk: Desk, article: Article) -> None:
    """Within an action on its text: a new article is in progress from now on."""
    stored = desk.dataset.articles[article.uid]
    if stored.status == "new":
        desk.dataset.articles.put(revise(stored, status="in progress"))


def names_in(desk: Desk, article: Article, rest: Suggestions) -> frozenset[str]:
    """The names that the article spells out: those of suggested name mentions, and of the entries it mentions."""
    linked = {uid for m in desk.dataset.mentions.search(where("article") == article.uid) for uid in m.entities}
    known = {name for e in desk.dataset.entities.get_many(linked).values() for name in e.all_names}
    return frozenset({m.name for m in rest.mentions if m.reference == "name"} | known
                     | {p.name for q in rest.quotes for p in (*q.speakers, *q.via) if p.reference == "name"})


def subject(proposal: Suggested) -> Literal["quote", "mention"]:
    """What kind of record a suggestion would become."""
    return "quote" if isinstance(proposal, SuggestedQuote) else "mention"


def described(proposal: Suggested) -> str:
    """A suggestion in one line, for history."""
    if isinstance(proposal, SuggestedQuote):
        who = ", ".join(p.name for p in proposal.speakers) or "nobody named"
        return f"“{short(' … '.join(s.exact for s in proposal.content))}” by {who}"
    if isinstance(proposal, SuggestedMention):
        return f"{short(proposal.name)} ({proposal.label})"
    return proposal.key


def _graded(rest: Suggestions, grade: Grade, subjects: tuple[str, ...]) -> list[SuggestedQuote | SuggestedMention]:
    good = GRADES[:GRADES.index(grade) + 1]
    both: tuple[SuggestedQuote | SuggestedMention, ...] = (*rest.quotes, *rest.mentions)
    return [p for p in both if p.grade in good and subject(p) in subjects]


def _find(desk: Desk, article: Article, key: str) -> tuple[SuggestedQuote | SuggestedMention, Suggestions]:
    rest = open_suggestions(desk, article)
    both: tuple[SuggestedQuote | SuggestedMention, ...] = (*rest.quotes, *rest.mentions)
    found = [p for p in both if p.key == key] or [p for p in both if p.key.startswith(key)]
    if len(found) != 1 or not key:
        raise Refused(f"{'no' if not found else 'more than one'} open suggestion {key!r} in this article: "
                      f"`curator suggest {article.uid}` lists them")
    return found[0], rest


def _record(desk: Desk, article: Article, proposal: SuggestedQuote | SuggestedMention, names: frozenset[str],
            change: Callable[[Quote], Quote] | None) -> Quote | Mention:
    origin = Origin(key=proposal.key, recogniser=proposal.recogniser, version=proposal.version,
                    confidence=proposal.confidence, grade=proposal.grade, reason=proposal.reason,
                    changed=change is not None)
    if isinstance(proposal, SuggestedMention):
        reference = "metonym" if proposal.reading == "government" else proposal.reference
        entity = entity_of(desk, proposal.name, proposal.label, reference, proposal.entity, names)
        return place(desk, article, proposal.spans, proposal.label, reference=reference, reading=proposal.reading,
                     entities=(entity,) if entity else (), value=proposal.value, origin=origin)

    def parties(proposed: Iterable[SuggestedParty]) -> list[tuple[SuggestedParty, Party]]:
        return [(p, made) for p in proposed if (made := party_of(desk, article, p, names))]

    quote = Quote(
        article=article.uid, text_sha256=article.text_sha256, content=proposal.content, verbatim=proposal.verbatim,
        kind=proposal.kind, cue=proposal.cue, act=proposal.act, flags=proposal.flags, origin=origin,
        speakers=tuple(made for _, made in parties(proposal.speakers)),
        targets=tuple(target_of(made, getattr(p, "stance", None)) for p, made in parties(proposal.targets)),
        addressees=tuple(made for _, made in parties(proposal.addressees)),
        via=tuple(made for _, made in parties(proposal.via)), **desk.stamp())
    changed = credited(desk, article, change(quote) if change else quote)
    settled = revise(changed, within=around(desk, article.uid, changed.content))
    made = desk.dataset.quotes.add(guarded(desk, settled, settled=True))
    adopt(desk, made)
    return made
