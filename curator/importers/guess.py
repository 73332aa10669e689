"""One guess at a field of the card, with the words it rests on."""

from __future__ import annotations

import schema

_LONGEST_VALUE = 300


Evidence = tuple[str, int, int]


def guess(
    field: schema.ArticleField, value: str, basis: schema.Basis, evidence: Evidence, reason: str, at: int = 0
) -> schema.Candidate:
    """A candidate; `evidence` is a part of the article and two offsets in it, `at` where the part begins."""
    part, start, end = evidence
    span = schema.Span(start=start + at, end=end + at, exact=part[start:end])
    return schema.Candidate(field=field, value=value[:_LONGEST_VALUE], basis=basis, evidence=(span,), reason=reason)
