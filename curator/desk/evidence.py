"""What stands behind an entry: the sentences that name it, how often, in which articles, with which roles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.desk.cards import label
from curator.desk.context import Traces, reasons, traces_of, weight_of
from curator.desk.desk import Desk, Refused, text_of
from curator.desk.digests import cards
from curator.desk.judging import best_comparison, line
from curator.desk.registry import Identity, registry
from curator.text.segments import paragraphs, sentences
from schema import Article, Mention, Quote

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
    outlets: tuple[str, ...] = ()  # of the articles that name it, most often first; '? ' before a guess
    said: tuple[str, ...] = ()  # its statements in words, in marks where the text has them
    dates: str = ""  # when these came out, from the first to the last; '? ' before a guess


@dataclass(frozen=True)
class PairEvidence:
    """Everything that speaks for and against two entries being one. `context` is what that comes to, names aside,
    between -1 and 1."""

    left: Side
    right: Side
    comparison: Comparison
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    earlier: tuple[str, ...]
    context: float = 0.0


def pair_evidence(desk: Desk, left: str, right: str, *, most: int = 5) -> PairEvidence:
    """The evidence for a pair of entries, at most `most` sentences a side; Refused when one is gone."""
    known = registry(desk)
    if not {left, right} <= known.entities.keys():
        raise Refused("one of the two is gone from the registry")
    one, two = (traces_of(desk, known.identity(uid)) for uid in (left, right))
    members = {m.uid for each in (one, two) for m in each.identity.members}
    comparison = best_comparison(one.identity, two.identity)
    seen = reasons(desk, known, one, two, comparison)
    against = [reason.words for reason in seen if reason.weight < 0]
    return PairEvidence(
        side_of(desk, one, most), side_of(desk, two, most), comparison,
        tuple(reason.words for reason in seen if reason.weight > 0),
        (*against, *(note for note in comparison.notes if "differ" in note)),
        tuple(line(j) for j in known.live if {j.left, j.right} <= members), weight_of(seen))


def effect(evidence: PairEvidence, preferred: str) -> str:
    """What judging a pair *same* would do, in one line."""
    kept, gone = (evidence.left, evidence.right)
    if preferred == evidence.right.identity.uid:
        kept, gone = gone, kept
    return (f"show “{kept.identity.preferred}”, keep “{gone.identity.preferred}” as a spelling, bring over "
            f"{counted(gone.mentions, 'mention')} and {counted(gone.quotes, 'statement')}; text untouched")


def side_of(desk: Desk, traces: Traces, most: int) -> Side:
    """One side of a pair, or one of a cluster, with at most so many sentences."""
    there = cards(desk.dataset, traces.articles).values()
    outlets = Counter(card.publisher for card in there if card.publisher)
    dates = sorted({card.published for card in there if card.published}, key=lambda date: date.removeprefix("? "))
    return Side(traces.identity, tuple(_sentences(desk, list(traces.mentions), most)), len(traces.mentions),
                len(traces.quotes["speakers"]),
                tuple(dict.fromkeys(role.title for e in traces.identity.members for role in e.roles)),
                tuple(outlet for outlet, _ in outlets.most_common()),
                tuple(_worded(quote) for quote in traces.quotes["speakers"][:most]),
                " to ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "")


def _worded(quote: Quote) -> str:
    words = " ".join(" … ".join(span.exact for span in quote.content).split())
    return f"“{words}”" if quote.kind == "direct" else words


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
