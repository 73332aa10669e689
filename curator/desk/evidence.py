"""What stands behind an entry: the sentences that name it, how often, in which articles, with which roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.desk.cards import label
from curator.desk.desk import Desk, Refused, text_of
from curator.desk.judging import best_comparison, line
from curator.desk.registry import Identity, registry
from curator.text.segments import paragraphs, sentences
from schema import Article, Mention

if TYPE_CHECKING:
    from curator.names import Comparison


@dataclass(frozen=True)
class Sentence:
    """A sentence with the words in it that mention somebody; offsets into the sentence, in code points."""

    article: Article
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Side:
    """One of a pair: the identity, the sentences that name it and how much hangs on it."""

    identity: Identity
    sentences: tuple[Sentence, ...]
    mentions: int
    quotes: int
    roles: tuple[str, ...]


@dataclass(frozen=True)
class PairEvidence:
    """Everything that speaks for and against two entries being one."""

    left: Side
    right: Side
    comparison: Comparison
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    earlier: tuple[str, ...]


def pair_evidence(desk: Desk, left: str, right: str, *, most: int = 5) -> PairEvidence:
    """The evidence for a pair of entries, at most `most` sentences a side; Refused when one is gone."""
    known = registry(desk)
    if not {left, right} <= known.entities.keys():
        raise Refused("one of the two is gone from the registry")
    one, two = known.identity(left), known.identity(right)
    mentions = [_mentions(desk, identity) for identity in (one, two)]
    sides = [_side(desk, *each, most) for each in zip((one, two), mentions, strict=True)]
    together = {m.article for m in mentions[0]} & {m.article for m in mentions[1]}
    members = {m.uid for identity in (one, two) for m in identity.members}
    earlier = [j for j in known.live if {j.left, j.right} <= members]
    comparison = best_comparison(one, two)
    against = [] if one.kind == two.kind else [f"a {one.kind} and a {two.kind}"]
    against += [note for note in comparison.notes if "differ" in note]
    shared = sorted(set(sides[0].roles) & set(sides[1].roles))
    return PairEvidence(
        sides[0], sides[1], comparison,
        tuple([f"both named in {len(together)} article{'s' * (len(together) > 1)}"] if together else [])
        + tuple(f"same role: {role}" for role in shared), tuple(against), tuple(line(j) for j in earlier))


def effect(evidence: PairEvidence, preferred: str) -> str:
    """What judging a pair *same* would do, in one line."""
    kept, gone = (evidence.left, evidence.right)
    if preferred == evidence.right.identity.uid:
        kept, gone = gone, kept
    return (f"show “{kept.identity.preferred}”, keep “{gone.identity.preferred}” as a spelling, bring over "
            f"{counted(gone.mentions, 'mention')} and {counted(gone.quotes, 'statement')}; text untouched")


def _side(desk: Desk, identity: Identity, mentions: list[Mention], most: int) -> Side:
    uids = {m.uid for m in mentions} | {e.uid for e in identity.members}
    quotes = {q.uid for uid in uids for q in desk.dataset.quotes.referring("speakers", uid)}
    return Side(identity, tuple(_sentences(desk, mentions, most)), len(mentions), len(quotes),
                tuple(dict.fromkeys(role.title for e in identity.members for role in e.roles)))


def _mentions(desk: Desk, identity: Identity) -> list[Mention]:
    found = {m.uid: m for e in identity.members for m in desk.dataset.mentions.referring("entities", e.uid)}
    return sorted(found.values(), key=lambda m: (m.article, m.spans[0].start))


def _sentences(desk: Desk, mentions: list[Mention], most: int) -> list[Sentence]:
    made = []
    for mention in mentions[:most]:
        text, at = text_of(desk, mention.text_sha256), mention.spans[0]
        start, end = sentence_around(text, at.start, at.end)
        made.append(Sentence(desk.dataset.articles[mention.article], text[start:end], at.start - start, at.end - start))
    return made


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or sentences, that hold a range of the text."""
    found = (start, end)
    for a, b in paragraphs(text):
        if a <= start < b:
            parts = [s for s in sentences(text, a, b) if s[0] < end and start < s[1]]
            if parts:
                found = (min(parts[0][0], start), max(parts[-1][1], end))
    return found


def where_from(sentence: Sentence) -> str:
    """The article of a sentence in a few words."""
    return label(sentence.article)


def counted(number: int, word: str) -> str:
    """A number with its noun: 1 mention, 2 mentions."""
    return f"{number} {word}{'' if number == 1 else 's'}"
