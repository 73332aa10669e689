"""Canonical speakers: which person or body the words "he", "the ambassador" or "Holt" stand for.

Statements are taken in text order. A pronoun takes the last person who spoke, unless a newer person has opened a
sentence since; a role takes the person introduced with it; bodies and groups keep their own words. Nothing is linked
forwards but surnames, because later people must not colour earlier words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from curator.suggest.clauses import Sentence
from curator.suggest.frames import Attribution
from curator.suggest.gazetteer import Gazetteer
from curator.suggest.grammar import Grammar
from curator.suggest.mentions import ORG, PERSON, PLACE, Name
from curator.suggest.subjects import Source
from schema import PartyBasis, Reference, Span, SuggestedParty

_LOOK_BACK = 80  # characters before and after a name in which its role may stand
_RECENT = 10  # speakers that a pronoun or role may mean
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Resolver:
    """Keeps the history of who spoke while the statements of one text are resolved in order."""

    def __init__(self, text: str, names: Sequence[Name], sentences: Sequence[Sentence], grammar: Grammar,
                 gazetteer: Gazetteer) -> None:
        self.text = text
        self.grammar = grammar
        self.words = grammar.words
        self.gazetteer = gazetteer
        self.people = [name for name in names if name.label == PERSON]
        self.bodies = [name for name in names if name.label == ORG]
        self.people_at = [name.start for name in self.people]
        self.bodies_at = [name.start for name in self.bodies]
        starts = {sentence.tokens[index].start for sentence in sentences
                  for index in range(min(len(sentence.tokens), 1))}
        self.openers = [name for name in self.people if name.start in starts]
        self.openers_at = [name.start for name in self.openers]
        self.roles = self._roles()
        self.spoke: list[tuple[int, Name]] = []  # people who spoke, by offset
        self.spoke_bodies: list[tuple[int, str]] = []
        self.spoke_groups: list[tuple[int, str]] = []  # several whom nobody names
        self.known: dict[int, tuple[SuggestedParty, ...]] = {}

    def parties(self, attribution: Attribution, basis: PartyBasis) -> tuple[SuggestedParty, ...]:
        """The speakers of a statement; none when it has no source."""
        if attribution.source is None:
            return ()
        found = self.of(attribution.source)
        return tuple(party.model_copy(update={"basis": basis}) for party in found) if basis != "stated" else found

    def of(self, source: Source) -> tuple[SuggestedParty, ...]:
        """Whom a noun phrase stands for; asked again it answers the same."""
        if source.start not in self.known:
            self.known[source.start] = self._resolve(source)
        own = self.known[source.start]
        if not source.others:
            return own
        others = [party for other in source.others for party in self.of(other)]
        named = {party.name for party in others}
        own = tuple(party if party.name not in named else party.model_copy(update={"name": self._bare(source)})
                    for party in own)  # he and his wife are two
        return tuple(sorted((*others, *own), key=lambda party: party.span.start if party.span else source.start))

    def _resolve(self, source: Source) -> tuple[SuggestedParty, ...]:
        if source.names:
            for name in source.names:
                if name.label == PERSON:
                    self.spoke.append((source.start, name))
                else:
                    self.spoke_bodies.append((source.start, name.name))
            return tuple(self._named(name) for name in source.names)
        if source.reference == "pronoun":
            return (self._pronoun(source),)
        head = source.low.rpartition(" ")[2]
        if self._is_utterance(source, head) and (person := self._last_speaker(source.start)):
            self.spoke.append((source.start, person))
            return (self._linked(source, person, "role"),)
        if source.reference == "role":
            return (self._role(source, self._head(source, head)),)
        label = ORG if head in self.words["bodies"] else PERSON
        if label == PERSON:
            self.spoke_groups.append((source.start, self._bare(source)))
        return (self._party(source, self._bare(source), label, "collective"),)

    def _named(self, name: Name) -> SuggestedParty:
        first, last = name.spans[0][0], name.spans[-1][1]
        return SuggestedParty(
            span=Span.of(self.text, first, last), name=name.name, label=name.label,
            reference="metonym" if name.label == PLACE else "name", entity=name.known.entity if name.known else None)

    def _pronoun(self, source: Source) -> SuggestedParty:
        low = source.low
        if low in self.words["pronoun_he"] | self.words["pronoun_she"] | self.words["pronoun_i"]:
            gender = "m" if low in self.words["pronoun_he"] else "f" if low in self.words["pronoun_she"] else ""
            person = self._last_person(source.start, gender)
            if person:
                self.spoke.append((source.start, person))
                return self._linked(source, person, "pronoun")
        elif low in self.words["pronoun_they"] | self.words["pronoun_it"] | self.words["pronoun_we"]:
            body, group = self._last_body(source.start), self._last_group(source)
            if group:
                return self._party(source, group, PERSON, "pronoun")
            if body:
                return self._party(source, body, ORG, "pronoun")
        return self._party(source, self._bare(source), PERSON, "pronoun")

    def _role(self, source: Source, head: str) -> SuggestedParty:
        definite = source.low.split(" ", 1)[0] in self.words["definite"]
        if head in self.words["bodies"] and head not in self.words["roles"]:
            body = self._body_called(head, source.start) if definite else None
            name = body or self._bare(source)
            self.spoke_bodies.append((source.start, name))
            return self._party(source, name, ORG, "role")
        if definite and head in self.words["roles"] and len(source.low.split()) <= 3 and source.low.endswith(head):
            person = self._with_role(head, source.start)
            if person:
                self.spoke.append((source.start, person))
                return self._linked(source, person, "role")
        return self._party(source, self._bare(source), PERSON, "role")

    def _head(self, source: Source, last: str) -> str:
        words = [word for word in re.split(r" ", source.low) if word]
        for at, word in enumerate(words):
            if word in self.words["attaching"] and at:
                return words[at - 1]
        return last

    def _linked(self, source: Source, person: Name, reference: Reference) -> SuggestedParty:
        return SuggestedParty(span=Span.of(self.text, source.start, source.end), name=person.name, label=PERSON,
                              reference=reference, entity=person.known.entity if person.known else None)

    def _party(self, source: Source, name: str, label: str, reference: Reference) -> SuggestedParty:
        return SuggestedParty(span=Span.of(self.text, source.start, source.end), name=name, label=label,
                              reference=reference)

    def _bare(self, source: Source) -> str:
        """The words of a source without its article."""
        words = self.text[source.start:source.end]
        first, _, rest = words.partition(" ")
        return rest if rest and first.lower() in self.words["articles"] else words

    def _last_person(self, before: int, gender: str) -> Name | None:
        recent = [(at, name) for at, name in self.spoke[-_RECENT:] if at < before]
        spoke = next((name for _, name in reversed(recent) if self._fits(name, gender)), None)
        since = max((at for at, _ in recent), default=-1)
        newer = [name for name in self.openers[:bisect_left(self.openers_at, before)][-6:]
                 if name.start > since and self._fits(name, gender)]
        if newer:
            return newer[-1]
        if spoke:
            return spoke
        earlier = self.people[:bisect_left(self.people_at, before)]
        return next((name for name in reversed(earlier[-20:]) if self._fits(name, gender)), None)

    def _fits(self, name: Name, gender: str) -> bool:
        """False only when the given name is of the other gender alone."""
        given = name.name.split(" ", 1)[0]
        male, female = given in self.gazetteer.male, given in self.gazetteer.female
        if gender == "m":
            return male or not female
        return female or not male if gender == "f" else True

    def _is_utterance(self, source: Source, head: str) -> bool:
        """True for "the remarks", which speak for whom they are by: who spoke last."""
        lead = source.low.rpartition(" ")[0]
        return head in self.words["utterances"] and (not lead or lead in self.words["definite"])

    def _last_speaker(self, before: int) -> Name | None:
        """The person who spoke last, unless a body or group spoke since."""
        people = [(at, name) for at, name in self.spoke[-_RECENT:] if at < before]
        others = [at for at, _ in (*self.spoke_bodies[-_RECENT:], *self.spoke_groups[-_RECENT:]) if at < before]
        return people[-1][1] if people and people[-1][0] > max(others, default=-1) else None

    def _last_group(self, source: Source) -> str | None:
        """For "they": the group that spoke last, unless a body spoke since."""
        if source.low not in self.words["pronoun_they"]:
            return None
        groups = [(at, name) for at, name in self.spoke_groups[-_RECENT:] if at < source.start]
        bodies = [at for at, _ in self.spoke_bodies[-_RECENT:] if at < source.start]
        return groups[-1][1] if groups and groups[-1][0] > max(bodies, default=-1) else None

    def _last_body(self, before: int) -> str | None:
        spoke = [name for at, name in self.spoke_bodies[-_RECENT:] if at < before]
        if spoke:
            return spoke[-1]
        at = bisect_left(self.bodies_at, before)
        return self.bodies[at - 1].name if at else None

    def _body_called(self, head: str, before: int) -> str | None:
        """The last body whose name ends with the word: "the embassy", "the ministry"."""
        at = bisect_left(self.bodies_at, before)
        like = next((group.split() for group in self.words["same_bodies"] if head in group.split()), [head])
        for name in reversed(self.bodies[max(0, at - 20):at]):
            if any(word in name.name.lower().split() for word in like):
                return name.name
        return None

    def _with_role(self, role: str, before: int) -> Name | None:
        spoken = [name for at, name in self.spoke[-_RECENT:] if at < before]
        for name in reversed(spoken):
            if role in self.roles.get(name.name, ()):
                return name
        at = bisect_left(self.people_at, before)
        for name in reversed(self.people[max(0, at - 30):at]):
            if role in self.roles.get(name.name, ()):
                return name
        return spoken[-1] if spoken else None

    def _roles(self) -> dict[str, set[str]]:
        """The roles that stand beside each person's names: before them, and in an apposition after them."""
        table: dict[str, set[str]] = {}
        for name in self.people:
            before = self.text[max(0, name.start - _LOOK_BACK):name.start].rpartition("\n")[2]
            found = {word.lower() for word in _WORD.findall(re.split(r"[.;:,]", before)[-1])[-5:]}
            after = self.text[name.end:name.end + _LOOK_BACK].partition("\n")[0]
            if after.startswith(", "):
                found |= {word.lower() for word in _WORD.findall(re.split(r"[.;:,]", after[2:])[0])}
            mine = found & self.words["roles"]
            if mine:
                table.setdefault(name.name, set()).update(mine)
        return table
