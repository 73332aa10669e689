"""A second opinion on a text by spaCy, where it is installed: what a trained pipeline takes for names, and which
clauses its parser hears reported. Nothing here is loaded unless it is asked for.

What both take for a name is right much oftener than what one does; names that only spaCy takes for one are wrong three
times of four, so they are not proposed (measured; see docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from curator.suggest.labels import EVENT, ORG, PERSON, PLACE
from curator.text.segments import Segment, paragraphs

INSTALL = "pip install 'curator[spacy]' brings spaCy, python -m spacy download en_core_web_sm a pipeline for English"
LONGEST = 100_000  # characters that a pipeline reads at once
_LABELS = {"PERSON": PERSON, "PER": PERSON, "ORG": ORG, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE, "EVENT": EVENT}
_SUBJECTS = ("nsubj", "csubj")
_EDGE = " \t\r\n\u00a0,.;:!?-–—“”\"'‘’«»()[]"


class NoOpinion(Exception):
    """spaCy or the pipeline is not there, or cannot read the text; says how to get it."""


@dataclass(frozen=True)
class Heard:
    """A clause that a parser takes for reported; offsets in code points."""

    content: Segment
    cue: Segment
    speaker: Segment


@dataclass(frozen=True)
class Opinion:
    """What a pipeline says of a text: names (start, end, label) and reported clauses."""

    names: frozenset[tuple[int, int, str]] = frozenset()
    heard: tuple[Heard, ...] = ()


@lru_cache(maxsize=4)
def opinion(text: str, pipeline: str) -> Opinion:
    """What a spaCy pipeline, by its name or folder, says of a text; NoOpinion when it cannot be had."""
    nlp = _pipeline(pipeline)
    named: set[tuple[int, int, str]] = set()
    heard: list[Heard] = []
    for start, end in _pieces(text):
        try:
            doc = nlp(text[start:end])
        except Exception as trouble:  # whatever a pipeline of any kind raises on a hostile text
            raise NoOpinion(f"the spaCy pipeline {pipeline} cannot read this text: {str(trouble)[:80]}") from trouble
        named |= {(start + one.start_char, start + one.end_char, _LABELS[one.label_]) for one in doc.ents
                  if one.label_ in _LABELS}
        heard += [Heard(*((start + first, start + last) for first, last in found)) for found in clauses_heard(doc)]
    return Opinion(frozenset(named), tuple(heard))


def clauses_heard(doc: Any) -> Iterator[tuple[Segment, Segment, Segment]]:
    """The reported clauses of a parsed Doc: content, cue and speaker, offsets in its text. The clause is a complement
    of the cue (ccomp), or the cue stands beside it (parataxis: "..., he suggested, ..."); the speaker is the cue's
    subject, or that of the verb it is joined to."""
    for token in doc:
        if token.dep_ == "ccomp":
            cue, clause = token.head, token
        elif token.dep_ == "parataxis" and token.i > token.head.i:
            cue, clause = token, token.head
        else:
            continue
        subject = _subject(cue)
        is_beside = token.dep_ == "parataxis"  # then the cue hangs on the clause, with all its words
        inside = [one for one in clause.subtree if not (one.is_punct or one.is_space)
                  and one.i != cue.i and not (is_beside and cue.is_ancestor(one))]
        if subject is None or not inside:
            continue
        first, last = inside[0].idx, inside[-1].idx + len(inside[-1])
        if first <= cue.idx < last:
            continue
        words = doc.text[first:last]
        lead = len(words) - len(words.lstrip(_EDGE))
        if words[lead:lead + 5].lower() == "that ":
            lead += 5
        first, last = first + lead, first + len(words.rstrip(_EDGE))
        if last - first > 1:
            yield ((first, last), (cue.idx, cue.idx + len(cue)), (subject.left_edge.idx, subject.idx + len(subject)))


def _subject(cue: Any) -> Any:
    verb = cue
    for _ in range(3):
        found = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if found is not None or verb.dep_ not in ("conj", "xcomp", "advcl"):
            return found
        verb = verb.head
    return None


def _pieces(text: str) -> Iterator[Segment]:
    """Lines of a text together, up to as many characters as a pipeline may read at once."""
    start, end = 0, 0
    for _, last in paragraphs(text):
        if last - start > LONGEST and end > start:
            yield start, end
            start = end
        end = last
        while end - start > LONGEST:
            yield start, start + LONGEST
            start += LONGEST
    if end > start:
        yield start, end


@lru_cache(maxsize=2)
def _pipeline(name: str) -> Any:
    try:
        import spacy
    except ImportError as trouble:
        raise NoOpinion(f"spaCy is not installed: {INSTALL}") from trouble
    try:
        return spacy.load(name)
    except (OSError, ValueError) as trouble:
        raise NoOpinion(f"spaCy finds no pipeline in {name}: name one or its folder" if "/" in name or "\\" in name else
                        f"spaCy has no pipeline {name}: python -m spacy download {name}") from trouble
