"""What a settled record lacks, by itself: who says it, about whom, for whom a name stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from schema import Mention, Note, Quote

Lack = Literal["speaker", "target", "entry", "flag"]
LINKED = frozenset({"PERSON", "ORG", "PLACE", "EVENT"})  # labels of what has an entry


def lacking(record: Quote | Mention) -> tuple[Lack, ...]:
    """What a settled record lacks; a flag is one on the words that nobody settled, such as a missing mark."""
    if isinstance(record, Quote):
        nobody: tuple[Lack, ...] = () if record.speakers else ("speaker",)
        aimless: tuple[Lack, ...] = () if record.targets else ("target",)
        return (*nobody, *aimless, *(("flag",) if record.unsettled else ()))
    named = record.reference in ("name", "metonym") and record.label in LINKED
    return ("entry",) if named and not record.entities else ()


def complete_ones(notes: Sequence[Note]) -> frozenset[str]:
    """The records (uids) that count as done: a flag on them was settled, and none is open."""
    flags = [note for note in notes if note.flag]
    return frozenset(n.on for n in flags if n.settled) - frozenset(n.on for n in flags if not n.settled)
