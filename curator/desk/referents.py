"""Whom a pronoun, a role or a description may stand for: those whom the article names before it, nearest first, then
those it names only later; first of all who is called so beside the name. What does not fit comes last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from curator.desk.desk import Desk
from curator.desk.finding import find
from curator.desk.linking import Named, form_of, language_of
from curator.desk.offers import Offer, elsewhere, offer_of, offers
from curator.desk.parties import ANONYMOUS, RESOLVED, Who
from curator.desk.reading import OpenArticle
from curator.desk.registry import ALIKE_KINDS, KIND_OF_LABEL
from curator.suggest.referring import Referring, gender_of, roles_beside
from schema import EntityKind, Mention, Reading, SuggestedMention

MOST = 9  # as many as there are digits
_BREAK = re.compile(r"\n\s*")


@dataclass
class _Candidate:
    """Somebody named in the article, with where (offsets, in text order)."""

    who: Who
    name: str
    kind: EntityKind
    starts: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    roles: frozenset[str] = frozenset()  # what the registry knows of


@dataclass(frozen=True)
class Standing:
    """For whom some words may stand: how they refer, and who is offered, likeliest first."""

    named: Named
    words: str
    form: Referring
    offered: tuple[Offer, ...]


def standing(desk: Desk, opened: OpenArticle, named: Named, recent: Sequence[str] = ()) -> Standing:
    """Whom a mention, a suggestion or some words may stand for. A pronoun or role: those whom the article names. A
    name: entries that have it, or, for a place, the place and its government apart. Then whom the Reader offers."""
    item = opened.item(named.item) if named.item else None
    start, end = (item.start, item.end) if item else named.range or (0, 0)
    words = " … ".join(span.exact for span in item.spans) if item else opened.text[start:end]
    value = item.value if item else None
    label = value.label if isinstance(value, (Mention, SuggestedMention)) else named.label
    form = form_of(desk, opened.article, words)
    reference = value.reference if isinstance(value, (Mention, SuggestedMention)) else form.reference
    if form.reference != "name" or reference in (*RESOLVED, *ANONYMOUS):
        offered = referents(opened, start, form, language_of(desk, opened.article))
    else:
        full = value.name if isinstance(value, SuggestedMention) else words
        reading = value.reading if isinstance(value, (Mention, SuggestedMention)) else None
        offered = _readings(opened, words, reading) if label == "PLACE" else []
        offered += [offer_of(hit.identity, "registry", hit.name) for name in dict.fromkeys((full, words))
                    for hit in find(opened.registry, name, kinds=ALIKE_KINDS.get(label, ()), most=4)]
    if item and (same := elsewhere(opened, item)):
        offered.insert(0, same)
    known = {offer.who for offer in offered}
    offered += [offer for offer in offers(opened, recent) if offer.who not in known]
    kept = dict.fromkeys((offer.who, offer.reading) for offer in offered)
    first = {(offer.who, offer.reading): offer for offer in reversed(offered)}
    return Standing(replace(named, label=label), words, form, tuple(first[key] for key in kept))


def _readings(opened: OpenArticle, words: str, reading: Reading | None) -> list[Offer]:
    """A place as itself; as the governments for which these very words stand elsewhere in the article, or the country
    that is governed from there; and as a government that stays as it is worded. Never one for the other; those of the
    `reading` it has come first."""
    from curator.names import governed_from

    name = " ".join(words.split())
    there = next((e for e in opened.registry.entities.values()
                  if e.kind in ALIKE_KINDS["PLACE"] and name in e.all_names), None)
    who = Who(entity=opened.registry.identity(there.uid).uid) if there else Who(name=name, kind="place")
    made = [Offer(who, name, "the place itself", "place")]
    meant = {uid for m in opened.mentions.values() if m.reading == "government" and m.spans[0].exact == words
             for uid in m.entities if uid in opened.registry.entities}
    made += [Offer(Who(entity=i.uid), i.preferred, f"{i.kind}, meant by “{name}” elsewhere here", "government")
             for i in map(opened.registry.identity, sorted(meant))]
    country = governed_from(name)
    if country and not meant:
        uid = next((uid for each in country for kind in ALIKE_KINDS["PLACE"]
                    if (uid := opened.registry.spelled.get((kind, each)))), None)
        shown = opened.registry.name(uid) if uid else _titled(country[0])
        made.append(Offer(Who(entity=opened.registry.identity(uid).uid) if uid else Who(name=shown, kind="place"),
                          shown, f"the government in {name}", "government"))
    made.append(Offer(Who(), name, "its government, kept as worded", "government"))
    return sorted(made, key=lambda offer: reading is not None and offer.reading != reading)


def _titled(name: str) -> str:
    """The name of a country that is kept in lower case, as it is written."""
    return " ".join(word if word in ("of", "the", "and") else word.capitalize() for word in name.split())


def referents(opened: OpenArticle, start: int, form: Referring, code: str | None, *, most: int = MOST) -> list[Offer]:
    """Those whom words at `start` may stand for, likeliest first, each once, with where the article names them."""
    ranked = []
    for one in _named(opened):
        one.starts.sort()
        at = bisect_left(one.starts, start)
        before = one.starts[at - 1] if at else None
        place = before if before is not None else one.starts[at]
        is_called = bool(form.head) and (form.head in one.roles or any(
            form.head in roles_beside(opened.text, *each, code) for each in one.places))
        is_place = one.kind in ("place", "geopolitical")
        order = (not _fits(one, form, code), not is_called, is_place, before is None, abs(start - place))
        ranked.append((order, one, place, is_called))
    ranked.sort(key=lambda each: each[0])
    return [Offer(one.who, one.name, _detail(opened.text, one, start, place, form.head if is_called else ""))
            for _, one, place, is_called in ranked[:most]]


def _named(opened: OpenArticle) -> Iterable[_Candidate]:
    """Everybody whom the article names: entries by what is settled, names by what is suggested."""
    known, found = opened.registry, dict[str, _Candidate]()
    called: dict[str, str] = {}
    for mention in opened.mentions.values():
        for uid in mention.entities if len(mention.entities) == 1 else ():
            if uid not in known.entities:
                continue
            identity = known.identity(uid)
            one = found.setdefault(identity.uid, _Candidate(
                Who(entity=identity.uid), identity.preferred, identity.kind,
                roles=frozenset(word for m in identity.members for r in m.roles for word in r.title.lower().split())))
            _add(one, mention)
            called |= dict.fromkeys(identity.names, identity.uid)
    for item in opened.items:
        value = item.value
        if not isinstance(value, SuggestedMention) or value.reference != "name" or value.label not in KIND_OF_LABEL:
            continue
        key = called.get(value.name, value.name)
        kind = KIND_OF_LABEL[value.label]
        _add(found.setdefault(key, _Candidate(Who(name=value.name, kind=kind), value.name, kind)), value)
    return [one for one in found.values() if one.starts]


def _add(one: _Candidate, mention: Mention | SuggestedMention) -> None:
    start, end = mention.spans[0].start, mention.spans[-1].end
    one.starts.append(start)
    if mention.reference == "name":
        one.places.append((start, end))


def _fits(one: _Candidate, form: Referring, code: str | None) -> bool:
    """False where kind or gender speak against it; a place stands for a body at most."""
    if form.kind == "person" and one.kind != "person":
        return False
    if form.kind == "organisation" and one.kind not in ("organisation", "geopolitical", "place"):
        return False
    if not form.kind and one.kind not in ("person", "organisation", "geopolitical"):
        return False
    gender = gender_of(one.name, code) if form.gender and one.kind == "person" else ""
    return not gender or gender == form.gender


def _detail(text: str, one: _Candidate, start: int, place: int, role: str) -> str:
    between = len(_BREAK.findall(text, min(start, place), max(start, place)))
    side = "before" if place < start else "later"
    where = "in this paragraph" if not between else f"{between} paragraph{'s' if between > 1 else ''} {side}"
    told = [one.kind, *([f"called {role}"] if role else []), f"named {where}"]
    return ", ".join([*told, *(["later"] if not between and side == "later" else [])])
