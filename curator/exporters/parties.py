"""Who takes part in a quote, resolved: the words as written, the entity, and the identity it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from curator.exporters.records import Identity, Records
from schema import Mention, Party, Quote, Span, SuggestedParty, SuggestedQuote, SuggestedTarget, Target

PartyRole = Literal["speaker", "target", "addressee", "via"]


@dataclass(frozen=True)
class Resolved:
    """One who takes part. A mention of two entities ("both men") gives two; an unlinked one has no identity."""

    role: PartyRole
    position: int  # in the list of its role, from 0; for via outermost last
    as_written: str
    identity: Identity | None
    entity: str = ""
    mention: str = ""
    basis: str = "stated"
    stance: str = ""
    suggested_name: str = ""

    @property
    def name(self) -> str:
        """The identity's preferred name; where there is none, the name that a suggestion proposes, or nothing."""
        return self.identity.preferred if self.identity else self.suggested_name


def parties(quote: Quote, mentions: Mapping[str, Mention], records: Records) -> list[Resolved]:
    """All who take part in a quote: speakers, targets, addressees, via."""
    return [
        resolved
        for role, members in _roles(quote)
        for position, party in enumerate(members)
        for resolved in _resolve(role, position, party, mentions, records)
    ]


def suggested_parties(quote: SuggestedQuote, records: Records) -> list[Resolved]:
    """The same of a suggestion; who is not in the registry has the name that the article gives in full."""
    lists: list[tuple[PartyRole, Sequence[SuggestedParty]]] = [
        ("speaker", quote.speakers), ("target", quote.targets), ("addressee", quote.addressees), ("via", quote.via),
    ]
    return [
        Resolved(
            role, position, party.span.exact if party.span else "",
            records.identity(party.entity) if party.entity else None, party.entity or "", "", party.basis,
            (party.stance or "") if isinstance(party, SuggestedTarget) else "", party.name,
        )
        for role, members in lists
        for position, party in enumerate(members)
    ]


def words_of(spans: Sequence[Span]) -> str:
    """The words of one or several spans, the parts joined by an ellipsis in spaces."""
    return " … ".join(span.exact for span in spans)


def _roles(quote: Quote) -> list[tuple[PartyRole, Sequence[Party]]]:
    return [("speaker", quote.speakers), ("target", quote.targets), ("addressee", quote.addressees), ("via", quote.via)]


def _resolve(
    role: PartyRole, position: int, party: Party, mentions: Mapping[str, Mention], records: Records
) -> Iterator[Resolved]:
    stance = (party.stance or "") if isinstance(party, Target) else ""
    mention = mentions[party.mention] if party.mention else None
    as_written = words_of(mention.spans) if mention else ""
    for entity in (mention.entities if mention else (party.entity,)) or (None,):
        yield Resolved(
            role, position, as_written, records.identity(entity) if entity else None, entity or "", party.mention or "",
            party.basis, stance,
        )
