"""The words of a quote: what of a range is content, which of it are the speaker's own, and what kind that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from curator.desk.desk import Refused, trimmed
from curator.suggest.quoted import quoted_runs
from curator.text.edges import stripped, united
from schema import Quote, QuoteKind, Span

SPOKEN: tuple[QuoteKind, ...] = ("direct", "mixed")  # these hold words as they were spoken
NEARLY_ALL, OF_MARKS = 0.9, 4  # share of a direct quote that stands in marks, and the code points the marks may take

Ranges = Sequence[tuple[int, int]]


def as_content(text: str, ranges: Ranges, kind: QuoteKind | None = None) -> tuple[tuple[Span, ...], QuoteKind]:
    """The content that some ranges give, and its kind: without blanks outside or characters cut in two, of a direct
    quote only what stands in marks. Refused when ranges overlap or hold nothing."""
    inner = sorted(trimmed(text, start, end) for start, end in ranges)
    if any(before[1] > after[0] for before, after in pairwise(inner)):
        raise Refused("the parts of a quote cannot overlap")
    marked = in_marks(text, inner)
    chosen = kind or kind_of(inner, marked)
    return spans(text, marked if chosen == "direct" and marked else inner), chosen


def in_marks(text: str, ranges: Ranges) -> list[tuple[int, int]]:
    """What of some ranges stands in quotation marks, in order."""
    found = [stripped(text, max(a, start), min(b, end)) for start, end in ranges for a, b in quoted_runs(text)
             if a < end and start < b]
    return united([pair for pair in found if pair[0] < pair[1]])


def spoken(text: str, content: Sequence[Span], kind: QuoteKind) -> tuple[Span, ...]:
    """The speaker's own words in the content of a quote: what stands in quotation marks there; all of a direct quote
    where the text has no marks (a block of its own, an interview)."""
    if kind not in SPOKEN:
        return ()
    ranges = [(s.start, s.end) for s in content]
    return spans(text, in_marks(text, ranges) or (ranges if kind == "direct" else ()))


def kind_of(content: Ranges, marked: Ranges) -> QuoteKind:
    """Direct when the marks hold nearly all of it, mixed when they hold some, else indirect."""
    whole, held = (sum(b - a for a, b in ranges) for ranges in (content, marked))
    return "direct" if held and held >= NEARLY_ALL * (whole - OF_MARKS) else "mixed" if held else "indirect"


def kind_after(text: str, quote: Quote, content: Ranges) -> QuoteKind:
    """The kind of a quote that shall have other words: it follows the marks as long as it was what they say; one that a
    curator chose against them (a dash, a mark that is missing) stays."""
    before = [(s.start, s.end) for s in quote.content]
    by_marks = kind_of(before, in_marks(text, before))
    return kind_of(content, in_marks(text, content)) if quote.kind == by_marks else quote.kind


def spans(text: str, ranges: Ranges) -> tuple[Span, ...]:
    """Ranges as spans of the text."""
    return tuple(Span.of(text, *each) for each in ranges)
