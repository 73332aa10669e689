"""The JSON object that `curator suggest --jsonl` prints for a file. Offsets are code points, end excluded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schema import BOILERPLATE, Span, SuggestedParty, Suggestions

_LABELS = frozenset({"PERSON", "ORG", "PLACE", "DATE", "NUMBER"})  # the contract's; other labels stay in the program


def as_json(path: str, suggestions: Suggestions) -> dict[str, Any]:
    """Suggestions in the form of the contract: one speaker a quote (the first), free speech counted as indirect."""
    return {
        "path": path,
        "quotes": [{
            "kind": "indirect" if quote.kind == "free" else quote.kind,
            "content": _places(quote.content), "quoted": _places(quote.verbatim),
            "speaker": _party(next((party for party in quote.speakers if party.span), None)),
            "cue": [quote.cue[0].start, quote.cue[0].end] if quote.cue else None,
            "via": [_party(party) for party in quote.via if party.span],
            "confidence": quote.confidence, "grade": quote.grade, "flags": list(quote.flags),
        } for quote in suggestions.quotes],
        "mentions": [{
            "start": mention.spans[0].start, "end": mention.spans[0].end, "label": mention.label, "name": mention.name,
            "confidence": mention.confidence, "grade": mention.grade,
        } for mention in suggestions.mentions if mention.label in _LABELS],
        "boilerplate": [[zone.span.start, zone.span.end] for zone in suggestions.zones if zone.kind in BOILERPLATE],
    }


def _places(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _party(party: SuggestedParty | None) -> dict[str, Any] | None:
    if party is None or party.span is None:
        return None
    return {"start": party.span.start, "end": party.span.end, "name": party.name}
