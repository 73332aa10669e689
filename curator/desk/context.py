"""What speaks for and against two entries being one, their names aside: articles, company, roles, identifiers, claims.

Each reason says what it saw and weighs something, above nothing for and below it against. Names alone never decide who
bears a lone surname: there the reasons order the queue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.desk.claiming import claims_of
from curator.desk.desk import Desk
from curator.desk.digests import named
from curator.desk.name_index import fold
from curator.desk.registry import Identity, Registry
from schema import Mention, Quote, Role

if TYPE_CHECKING:
    from curator.names import Comparison

LONE = "surname only"
SHOWN = 3  # names in one reason


@dataclass(frozen=True)
class Reason:
    """One thing that was seen; `weight` is between -1 and 1, and below 0 it speaks against."""

    words: str
    weight: float


@dataclass(frozen=True)
class Traces:
    """Where an identity was met: its mentions, and the statements in which it takes part, by how it does."""

    identity: Identity
    mentions: tuple[Mention, ...]
    quotes: Mapping[str, tuple[Quote, ...]]

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(mention.article for mention in self.mentions)


def traces_of(desk: Desk, identity: Identity) -> Traces:
    """The traces of an identity; mentions by article and place."""
    found = {m.uid: m for e in identity.members for m in desk.dataset.mentions.referring("entities", e.uid)}
    uids = sorted(found.keys() | {e.uid for e in identity.members})
    quotes = {field: tuple({q.uid: q for uid in uids for q in desk.dataset.quotes.referring(field, uid)}.values())
              for field in ("speakers", "targets", "addressees", "via")}
    return Traces(identity, tuple(sorted(found.values(), key=lambda m: (m.article, m.spans[0].start))), quotes)


def reasons(desk: Desk, known: Registry, one: Traces, two: Traces, comparison: Comparison) -> list[Reason]:
    """What was seen, the weightiest first."""
    here = named(desk.dataset, one.articles | two.articles)
    who = {article: {known.partition.of(uid): at for uid, at in its.items() if uid in known.entities}
           for article, its in here.items()}
    found = [*_kinds(one.identity, two.identity), *_identifiers(one.identity, two.identity),
             *_roles(known, one.identity, two.identity), *_together(known, one, two, who, comparison),
             *_company(known, one, two, who), *_claims(desk, one, two), *_apart(one, two)]
    return sorted(found, key=lambda reason: -abs(reason.weight))


def weight_of(found: Iterable[Reason]) -> float:
    """What the reasons come to, between -1 and 1."""
    return max(-1.0, min(1.0, sum(reason.weight for reason in found)))


def _kinds(one: Identity, two: Identity) -> list[Reason]:
    return [] if one.kind == two.kind else [Reason(f"a {one.kind} and a {two.kind}", -1.0)]


def _identifiers(one: Identity, two: Identity) -> list[Reason]:
    """The same id elsewhere is proof; two ids of one scheme that share none are as strong against."""
    left, right = ({(i.scheme, i.value) for m in each.members for i in m.identifiers} for each in (one, two))
    made = [Reason(f"same {scheme}: {value}", 0.9) for scheme, value in sorted(left & right)]
    for scheme in sorted({s for s, _ in left} & {s for s, _ in right}):
        ours, theirs = ({value for s, value in side if s == scheme} for side in (left, right))
        if not ours & theirs:
            made.append(Reason(f"{scheme} differs: {min(ours)}, {min(theirs)}", -0.9))
    return made


def _roles(known: Registry, one: Identity, two: Identity) -> list[Reason]:
    made: list[Reason] = []
    left, right = ([role for m in each.members for role in m.roles] for each in (one, two))
    for title in sorted({fold(r.title) for r in left} & {fold(r.title) for r in right}):
        ours, theirs = ([r for r in side if fold(r.title) == title] for side in (left, right))
        shared = {_at(known, r) for r in ours} & {_at(known, r) for r in theirs}
        bodies = {_at(known, r) for r in (*ours, *theirs)} - {None}
        if shared - {None}:
            place = known.name(str(min(shared - {None}, key=str)))
            apart = _never_at_once(ours, theirs)
            made.append(Reason(f"same role: {ours[0].title}, {place}" + (f", but {apart}" if apart else ""),
                               -0.1 if apart else 0.3))
        elif not bodies or len(bodies) == 1:
            made.append(Reason(f"same role: {ours[0].title}", 0.15))
    places = [{known.partition.of(m.affiliation) for m in each.members if m.affiliation} for each in (one, two)]
    if places[0] & places[1]:
        made.append(Reason(f"both belong to {known.name(min(places[0] & places[1]))}", 0.2))
    elif places[0] and places[1]:
        made.append(Reason(f"belongs to {known.name(min(places[0]))}, the other to {known.name(min(places[1]))}", -0.1))
    return made


def _at(known: Registry, role: Role) -> str | None:
    return known.partition.of(role.organisation) if role.organisation else None


def _never_at_once(ours: Sequence[Role], theirs: Sequence[Role]) -> str:
    """The times of a role held by two, where none of them meet; years decide."""
    for one in ours:
        for other in theirs:
            first, second = sorted((_years(one), _years(other)))
            if not (first[1] < second[0]):
                return ""
    return f"{_when(ours[0])} and {_when(theirs[0])}"


def _years(role: Role) -> tuple[int, int]:
    def year(words: str | None, unknown: int) -> int:
        digits = (words or "")[:4]
        return int(digits) if digits.isdigit() else unknown

    return year(role.since, 0), year(role.until, 9999)


def _when(role: Role) -> str:
    return f"{role.since or '..'}/{role.until or '..'}"


def _together(known: Registry, one: Traces, two: Traces, who: Mapping[str, Mapping[str, int]],
              comparison: Comparison) -> list[Reason]:
    """In one article: a lone surname mostly stands for the full name that comes before it, unless a namesake is there
    too; two full names that an article tells apart may be two people."""
    both = sorted(one.articles & two.articles)
    if not both:
        return []
    told = f"both named in {len(both)} article{'s' * (len(both) > 1)}"
    if comparison.band != LONE:
        return [Reason(told, 0.05)]
    lone, full = sorted((one.identity, two.identity), key=_words)
    rivals = {uid for article in both for uid in who[article] if uid not in (lone.uid, full.uid)
              and uid in known.entities and known.entities[uid].kind == "person" and _may_mean(known, lone, uid)}
    if rivals:
        return [Reason(told, 0.05), Reason(f"{_some(known, sorted(rivals))} named there too", -0.25)]
    first = sum(who[article].get(full.uid, 0) < who[article].get(lone.uid, 0) for article in both)
    return [Reason(f"{told}, the full name first" if first else told, 0.3 if first else 0.2),
            Reason("nobody else there bears that name", 0.1)]


def _may_mean(known: Registry, lone: Identity, uid: str) -> bool:
    from curator.names import compare

    return any(compare(lone.preferred, name).score >= 0.75 for name in known.identity(uid).names[:4])


def _words(identity: Identity) -> int:
    return max(len([word for word in name.split() if len(word.strip(".")) > 1]) for name in identity.names)


def _company(known: Registry, one: Traces, two: Traces, who: Mapping[str, Mapping[str, int]]) -> list[Reason]:
    """Who stands beside both, in different articles: the rarer in these, the more it says. An event counts double."""
    only = [each.articles - other.articles for each, other in ((one, two), (two, one))]
    beside = [Counter(uid for article in its for uid in who[article]) for its in only]
    shared = (beside[0].keys() & beside[1].keys() & known.entities.keys()) - {one.identity.uid, two.identity.uid}
    if not shared:
        return []
    events = sorted(uid for uid in shared if known.entities[uid].kind == "event")
    others = sorted(shared - set(events), key=lambda uid: (beside[0][uid] + beside[1][uid], uid))
    made = [Reason(f"both at {_some(known, events)}", min(0.4, 0.2 * len(events)))] if events else []
    return made + ([Reason(f"other articles name both with {_some(known, others)}", min(0.3, 0.08 * len(others)))]
                   if others else [])


def _claims(desk: Desk, one: Traces, two: Traces) -> list[Reason]:
    """Quoted for one claim by two outlets."""
    spoken = [{quote.uid for quote in each.quotes["speakers"]} for each in (one, two)]
    if not all(spoken):
        return []
    claims = claims_of(desk)
    shared = {claims.of(uid) for uid in spoken[0]} & {claims.of(uid) for uid in spoken[1] - spoken[0]}
    shared -= {uid for uid in shared if len(claims.members(uid)) < 2}
    return [Reason(f"{len(shared)} claim{'s' * (len(shared) > 1)} quoted of both", 0.4)] if shared else []


def _apart(one: Traces, two: Traces) -> list[Reason]:
    """Told apart by a text: named together as two, or one speaks with, to or about the other."""
    made: list[Reason] = []
    pair = {m.uid for m in one.mentions} & {m.uid for m in two.mentions}
    if pair:
        words = next(m.spans[0].exact for m in one.mentions if m.uid in pair)
        made.append(Reason(f"“{words}” stands for both as two", -0.6))
    for left, right in ((one, two), (two, one)):
        own = {q.uid for q in left.quotes["speakers"]}
        for field, said in (("speakers", "both speak in one statement"), ("addressees", "one speaks to the other"),
                            ("targets", "one speaks about the other")):
            if own & {q.uid for q in right.quotes[field]} and not any(said == reason.words for reason in made):
                weight = -0.4 if left.identity.kind == "person" and field != "targets" else -0.15
                made.append(Reason(said, weight))
    return made


def _some(known: Registry, uids: Sequence[str]) -> str:
    shown = [known.name(uid) for uid in uids[:SHOWN]]
    return ", ".join(shown) + (f" and {len(uids) - SHOWN} more" if len(uids) > SHOWN else "")
