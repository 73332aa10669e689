"""Which quotes report one statement: those joined by live *same* judgements, as several outlets word one claim."""

from __future__ import annotations

from collections.abc import Iterable

from schema import Judgement


def claims(judgements: Iterable[Judgement]) -> dict[str, str]:
    """The statement of each judged quote, named by the smallest uid in it. A quote nobody judged is its own."""
    leader: dict[str, str] = {}

    def led(quote: str) -> str:
        while leader.setdefault(quote, quote) != quote:
            leader[quote] = leader[leader[quote]]
            quote = leader[quote]
        return quote

    for one in judgements:
        if one.about == "quote" and one.judgement == "same" and not one.retracted:
            first, second = sorted((led(one.left), led(one.right)))
            leader[second] = first
    return {quote: led(quote) for quote in list(leader)}
