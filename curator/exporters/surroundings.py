"""Where in an article a statement stands, and the sentences around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from curator.exporters.records import ArticleRecords
from curator.text.segments import paragraphs, sentences
from schema import Span

Position = Literal["headline", "lead", "body", "caption"]


def position(each: ArticleRecords, content: Sequence[Span]) -> Position:
    """By the zone or the title in which it begins; else the first paragraph that is no zone is the lead."""
    start = content[0].start
    if each.article.title and any(span.start <= start < span.end for span in each.article.title.evidence):
        return "headline"
    for zone in each.zones:
        if zone.span.start <= start < zone.span.end and zone.kind in ("headline", "lead", "caption"):
            return zone.kind
    return "lead" if _in_first_paragraph(each, start) else "body"


def _in_first_paragraph(each: ArticleRecords, start: int) -> bool:
    if any(zone.kind == "lead" for zone in each.zones):
        return False
    for first, last in paragraphs(each.text):
        if first > start:
            return False
        if not any(zone.span.start <= first and last <= zone.span.end for zone in each.zones):
            return start < last
    return False


def context(text: str, content: Sequence[Span]) -> str:
    """The sentences that the content touches, from the first to the last, as they stand in the text."""
    start, end = min(span.start for span in content), max(span.end for span in content)
    for first, last in paragraphs(text):
        for begin, stop in sentences(text, first, last):
            if begin <= start < stop:
                start = begin
            if begin < end <= stop:
                end = stop
    return text[start:end]
