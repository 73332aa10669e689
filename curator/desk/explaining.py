"""Why something is suggested, and what was learned: each rule with its rate by hand and what was decided on it here."""

from __future__ import annotations

from dataclasses import dataclass

from curator.desk.desk import Desk
from curator.desk.learning import taught
from curator.desk.registry import registry
from schema import SuggestedMention, SuggestedQuote


@dataclass(frozen=True)
class RuleCard:
    """A rule: its rate as set by hand, how often it was accepted and rejected here, the rate that follows."""

    rule: str
    why: str
    by_hand: float
    accepted: int
    rejected: int
    now: float


def rule_card(desk: Desk, rule: str) -> RuleCard:
    """What is known of a rule; one that a newer Curator has no more keeps its counts and has no rate."""
    from curator.suggest.grades import MENTION_RATES, QUOTE_RATES

    by_hand, why = {**QUOTE_RATES, **MENTION_RATES}.get(rule, (0.0, "a rule of another version"))
    memory = taught(desk, registry(desk)).memory
    return RuleCard(rule, why, by_hand, *memory.rules.get(rule, (0, 0)), memory.confidence(rule, by_hand))


def learned(desk: Desk) -> list[RuleCard]:
    """The rules on which something was decided, those decided most often first."""
    rules = taught(desk, registry(desk)).memory.rules
    cards = (rule_card(desk, rule) for rule in rules)
    return sorted(cards, key=lambda card: (-card.accepted - card.rejected, card.rule))


def words_learned(desk: Desk) -> dict[str, list[str]]:
    """The words that the dataset has taught: names rejected, with how often; verbs of saying; titles."""
    memory = taught(desk, registry(desk)).memory
    names = sorted(memory.rejected.items(), key=lambda pair: (-pair[1], pair[0]))
    return {"names rejected": [f"{words} ({times})" for words, times in names],
            "cue verbs": list(memory.verbs), "titles": list(memory.titles)}


def explained(desk: Desk, proposal: SuggestedQuote | SuggestedMention) -> str:
    """One line of why: the rule, its rate, what was decided on it, on the same words, and the entry of the registry."""
    card = rule_card(desk, proposal.recogniser)
    said = [f"{card.rule}: {card.why}", f"{card.by_hand:.0%} by hand"]
    if card.accepted or card.rejected:
        said.append(f"here {card.accepted} accepted, {card.rejected} rejected: {card.now:.0%}")
    said += list(proposal.flags)
    if isinstance(proposal, SuggestedMention):
        words = " … ".join(span.exact for span in proposal.spans)
        if times := taught(desk, registry(desk)).memory.rejected.get(words):
            said.append(f"the same words were rejected {times} times")
        if proposal.entity:
            said.append(f"in the registry as {proposal.name}")
    return f"{proposal.grade} ({proposal.confidence:.0%}) – " + "; ".join(said)
