"""What a capitalised phrase names: cut into parts, each with a label and the rule that gave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from curator.suggest.gazetteer import Gazetteer, longest
from curator.suggest.grammar import Grammar

PERSON, ORG, PLACE, EVENT = "PERSON", "ORG", "PLACE", "EVENT"


class Part(NamedTuple):
    """Words `first` to `last` (excluded) of a phrase; `rule` is a row of the table in grades.py."""

    first: int
    last: int
    label: str
    rule: str


_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]\.?")
_CONNECTORS = frozenset({"of", "for", "and", "the", "&", "on"})


def label(words: Sequence[str], grammar: Grammar, gazetteer: Gazetteer) -> list[Part]:
    """The parts of a phrase of two words or more, left to right. Single words that are unknown are left out:
    what stands around them decides, see mentions.py."""
    return _Phrase(list(words), grammar, gazetteer).parts(0, len(words))


class _Phrase:
    """One phrase under the knife; keeps the word lists at hand."""

    def __init__(self, words: list[str], grammar: Grammar, gazetteer: Gazetteer) -> None:
        self.words = words
        self.gazetteer = gazetteer
        self.particles = grammar.words["particles"]
        self.titles = grammar.names["titles"]
        self.modifiers = grammar.names["title_modifiers"]
        self.heads = grammar.names["organisation_heads"]
        self.not_names = grammar.names["not_names"]
        self.starters = grammar.names["starters"]
        self.prefixes = grammar.names["place_prefixes"]
        self.place_heads = grammar.names["place_heads"]
        self.events = grammar.names["events"]
        self.generation = grammar.names["generation"]
        self.ships = grammar.names["ships"]
        self.no_surnames = grammar.names["no_surnames"]
        self.undertakings = grammar.names["undertakings"]
        self.tails = grammar.title_tails
        self.adjectival = grammar.words["adjectival"]

    def parts(self, first: int, last: int) -> list[Part]:
        first, last = self._edges(first, last)
        if first >= last:
            return []
        words = self.words
        if (known := self._known(first, last)) is not None:
            return [known]
        if " ".join(words[first:last]) in self.not_names:
            return []
        for at in range(last - 1, first - 1, -1):
            if "-" in words[at] and words[at].rpartition("-")[2] in self.adjectival:  # Boston-based Quill Foods
                return self.parts(first, at) + self.parts(at + 1, last)
        if (split := self._joined_bodies(first, last)) is not None:
            return split
        if last - first == 1:
            return []
        if (split := self._at_title(first, last)) is not None:
            return split
        if self._is_organisation(first, last):
            return self._organisation(first, last)
        if words[first] in self.undertakings and last - first <= 4:
            return [Part(first, last, EVENT, "event word")]
        if words[first] in self.ships:
            return []
        if words[last - 1] in self.events and last - first <= 5:
            return [Part(first, last, EVENT, "event word")]
        if (split := self._at_connector(first, last)) is not None:
            return split
        if " ".join(words[first:last]) in self.gazetteer.demonyms:
            return []
        if words[first] in self.gazetteer.demonyms:
            return self.parts(first + 1, last)
        if (split := self._at_given(first, last)) is not None:
            return split
        return self._whole(first, last)

    def _edges(self, first: int, last: int) -> tuple[int, int]:
        while first < last and self.words[first] in _CONNECTORS:
            first += 1
        while last > first and self.words[last - 1] in _CONNECTORS:
            last -= 1
        return first, last

    def _known(self, first: int, last: int) -> Part | None:
        if longest(self.gazetteer.organisation_phrases, self.words, first) == last - first:
            return Part(first, last, ORG, "known body")
        if longest(self.gazetteer.place_phrases, self.words, first) == last - first:
            return Part(first, last, PLACE, "known place")
        return None

    def _joined_bodies(self, first: int, last: int) -> list[Part] | None:
        """Cut at "and" behind or before a known body: "the White House and the State Department"."""
        for at in range(first + 1, last - 1):
            if self.words[at] == "and" and (self._known(first, at) or self._known(*self._edges(at + 1, last))):
                return self.parts(first, at) + self.parts(at + 1, last)
        return None

    def _at_title(self, first: int, last: int) -> list[Part] | None:
        """Cut at the last title that has a name after it: what stands before, then a person."""
        words = self.words
        for at in range(last - 2, first - 1, -1):
            if words[at] not in self.titles:
                continue
            after = at + 1
            for tail in self.tails:
                if tuple(words[after:after + len(tail)]) == tail:
                    after += len(tail)
            if after >= last:
                return self.parts(first, at) if at > first else []
            if words[after] in _CONNECTORS or words[after] in self.heads:
                continue
            if words[last - 1] in self.heads or (words[after] in self.modifiers and words[after] not in self.titles):
                continue
            before = at
            while before > first and (words[before - 1] in self.modifiers or words[before - 1] in self.titles):
                before -= 1
            left = self.parts(first, before)
            return left + self._person(after, last, "title before")
        if words[last - 1] in self.titles and words[last - 1] not in self.heads:
            before = last - 1
            while before > first and (words[before - 1] in self.modifiers or words[before - 1] in self.titles):
                before -= 1
            return self.parts(first, before)
        return None

    def _person(self, first: int, last: int, rule: str) -> list[Part]:
        """A person, cut at a connector: "Dmitry Medvedev and Barack Obama"."""
        for at in range(first, last):
            if self.words[at] in _CONNECTORS:
                return [Part(first, at, PERSON, rule), *self.parts(at + 1, last)]
        if last - first == 1 and (self.words[first] in self.gazetteer.demonyms or self.words[first] in self.not_names):
            return []
        return [Part(first, last, PERSON, rule)]

    def _is_organisation(self, first: int, last: int) -> bool:
        words = self.words
        if words[first] in self.gazetteer.given and words[first] not in self.heads and last - first <= 3 \
                and not any(word in self.heads for word in words[first + 1:last]):
            return False
        if words[last - 1] in self.heads:
            return True
        return any(words[at] in self.heads and words[at + 1] in _CONNECTORS for at in range(first, last - 2))

    def _organisation(self, first: int, last: int) -> list[Part]:
        """An organisation; a person's full name behind its "and" is cut off, and a given name after its last head."""
        words = self.words
        for at in range(first + 1, last - 1):
            if words[at] in self.gazetteer.given and at + 1 < last and words[at + 1] not in self.heads \
                    and words[at - 1] in ("and", *self.heads) and (words[at],) not in self.gazetteer.places:
                left = at - 1 if words[at - 1] == "and" else at
                return self.parts(first, left) + self._person(at, last, "given name")
        if words[first] in self.gazetteer.demonyms and last - first == 2 and words[last - 1] in ("Army", "House"):
            return []
        return [Part(first, last, ORG, "organisation word")]

    def _at_connector(self, first: int, last: int) -> list[Part] | None:
        for at in range(first + 1, last - 1):
            if self.words[at] in _CONNECTORS and self.words[at] != "&":
                return self.parts(first, at) + self.parts(at + 1, last)
        return None

    def _at_given(self, first: int, last: int) -> list[Part] | None:
        """Cut before a given name that follows a place, a body or a plain capital ("Washington Anatoly Antonov")."""
        words = self.words
        if words[first] in self.gazetteer.given and (words[first],) not in self.gazetteer.places:
            return None
        width = max(longest(self.gazetteer.place_phrases, words, first),
                    longest(self.gazetteer.organisation_phrases, words, first))
        if width and first + width < last and words[first + width] in self.gazetteer.given and last - first - width > 1:
            return self.parts(first, first + width) + self._person(first + width, last, "given name")
        return None

    def _at_body(self, first: int, last: int) -> list[Part] | None:
        """Cut before or behind a known body: "Leaving NATO", "OPEC Resolution"."""
        for at in range(first, last):
            width = longest(self.gazetteer.organisation_phrases, self.words, at)
            if width > 0 and at + width <= last:
                return [*self.parts(first, at), Part(at, at + width, ORG, "known body"), *self.parts(at + width, last)]
        return None

    def _whole(self, first: int, last: int) -> list[Part]:
        words = self.words
        count = last - first
        if words[first] in self.gazetteer.given and count <= 5:
            return [Part(first, last, PERSON, "given name")]
        if (words[first],) in self.gazetteer.places and "." in words[first]:  # U.S. Thanksgiving Day
            return [Part(first, last, PLACE, "place word")] if words[last - 1] in self.place_heads else []
        if words[first] in ("N.", "S.", "E.", "W.") and (words[last - 1],) in self.gazetteer.places:
            return [Part(first, last, PLACE, "place word")]
        if any(_INITIAL.fullmatch(word) and word[0].isupper() for word in words[first:last - 1]) and count <= 4 \
                and len(words[last - 1]) > 1:
            return [Part(first, last, PERSON, "initials")]
        if "-" in words[last - 1] and words[last - 1].rpartition("-")[2].islower() and count == 2 \
                and words[first] not in self.gazetteer.demonyms and not words[first].isupper():  # Kim Chae-won
            return [Part(first, last, PERSON, "two capitals")]
        if words[last - 1] in self.place_heads or (words[first] in self.prefixes and count <= 3):
            return [Part(first, last, PLACE, "place word")]
        if any(word in self.particles or word[0].islower() for word in words[first + 1:last]) and count <= 5:
            return [Part(first, last, PERSON, "particle")]
        if words[last - 1] in self.generation:
            return [Part(first, last, PERSON, "generation")]
        if words[last - 1].endswith(self.gazetteer.endings) and count <= 3 and words[last - 1].isalpha() \
                and (words[last - 1],) not in self.gazetteer.places:
            return [Part(first, last, PERSON, "surname ending")]
        if any("-" in word for word in words[first:last]) and (words[last - 1],) in self.gazetteer.places:
            return []
        if longest(self.gazetteer.place_phrases, words, first):
            if (split := self._at_body(first, last)) is not None:
                return split
            return [Part(first, last, ORG, "place and more")]
        if any(word in self.not_names for word in words[first:last]):
            return []
        if (words[last - 1],) in self.gazetteer.places or words[first] in self.starters:
            return [Part(first, last, ORG, "more capitals")]
        if all(word.isupper() for word in words[first:last]):
            return [Part(first, last, ORG, "capitals")]
        if (split := self._at_body(first, last)) is not None:
            return split
        if count == 2 and words[last - 1] in self.no_surnames:
            return []
        return [Part(first, last, PERSON, "two capitals") if count == 2 else Part(first, last, ORG, "more capitals")]
