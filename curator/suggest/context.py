"""What the recognisers may know beyond the text: the article's card, the registry, the curator's decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from curator.suggest.memory import Memory
from curator.suggest.second import Opinion
from schema import Span


@dataclass(frozen=True)
class KnownName:
    """One name of the registry: its words, the label of its entity's mentions, the entity, its preferred name."""

    text: str
    label: str  # PERSON, ORG, PLACE or EVENT
    entity: str  # uid
    preferred: str


@dataclass(frozen=True)
class Context:
    """Everything is optional. `known` is not changed while its `registry` mark stays the same."""

    language: str | None = None  # code such as "en"; None: guessed from the text
    publisher: str = ""
    published: str = ""  # EDTF
    known: Sequence[KnownName] = ()
    rejected: frozenset[str] = frozenset()  # suggestion keys
    seen_lines: frozenset[str] = frozenset()  # lines of other articles of the publisher, stripped
    memory: Memory = Memory()  # noqa: RUF009 (frozen)
    opinion: Opinion = Opinion()  # noqa: RUF009 (frozen); of spaCy, where it was asked for
    registry: str = ""  # a mark of the registry's state, copied to the result


def suggestion_key(text_sha256: str, kind: str, spans: Sequence[Span], label: str) -> str:
    """The name by which a suggestion is rejected for good: the same words, place, kind and label give the same key."""
    places = ",".join(f"{span.start}-{span.end}" for span in spans)
    return hashlib.sha256(f"{text_sha256}|{kind}|{places}|{label}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
