"""The quoted runs of a text by themselves, for one who marks by hand."""

from __future__ import annotations

from functools import lru_cache

from curator.suggest.grammar import grammar
from curator.suggest.language import guess_language
from curator.suggest.marks import Run, runs
from curator.text.segments import paragraphs


def quoted_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in quotation marks (or follow a dash of speech), marks left out; short ones among them."""
    return tuple((run.start, run.end) for run in marked_runs(text))


@lru_cache(maxsize=16)
def marked_runs(text: str) -> tuple[Run, ...]:
    """The same with their marks and what had to be repaired."""
    return tuple(runs(text, paragraphs(text), grammar(guess_language(text))))
