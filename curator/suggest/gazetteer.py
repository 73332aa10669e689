"""Names of the world that need no introduction: places, well-known bodies, given names; compiled from the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from curator import lexicon
from curator.suggest.grammar import entries, grammar

Phrases = dict[str, tuple[tuple[str, ...], ...]]  # first word -> all phrases that begin with it, longest first


@dataclass(frozen=True)
class Gazetteer:
    """Lists by exact words; `places` maps to the kind of place."""

    places: dict[tuple[str, ...], str]
    place_phrases: Phrases
    organisations: frozenset[tuple[str, ...]]
    organisation_phrases: Phrases
    demonyms: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    given: frozenset[str]
    endings: tuple[str, ...]

    @cached_property
    def openers(self) -> frozenset[str]:
        """First words of known places and bodies, and names of peoples."""
        return frozenset((*self.place_phrases, *self.organisation_phrases, *self.demonyms))


@cache
def gazetteer(code: str | None) -> Gazetteer:
    """The lists common to all languages with those of one language added."""
    table = lexicon.toml("places")
    names = lexicon.toml("given_names")
    own = grammar(code).names
    places: dict[tuple[str, ...], str] = {}
    for list_name, kind in (("regions", "region"), ("cities", "city"), ("capitals", "capital"),
                            ("countries", "country")):
        for entry in entries(table[list_name]):
            places[tuple(entry.split())] = kind
    for entry in own.get("places", frozenset()):
        places.setdefault(tuple(entry.split()), "place")
    for (town,) in lexicon.rows("towns"):
        places.setdefault(tuple(town.split()), "town")
    for words, kind in tuple(places.items()):
        if words[0] == "St.":
            places.setdefault(("St", *words[1:]), kind)
    bodies = lexicon.toml("organisations")  # curly apostrophes below: Da’esh
    organisations = frozenset(tuple(entry.split()) for entry in (
        *own["organisations"], *(entry for listed in bodies["known"].values() for entry in entries(listed))))
    organisations |= {tuple(word.replace("'", "’") for word in body) for body in organisations}
    demonyms = {form for entry in entries(table["demonyms"]) for form in _forms(entry)}
    male = frozenset(entries(names["male"])) | own.get("given", frozenset())
    female = frozenset(entries(names["female"]))
    return Gazetteer(
        places=places, place_phrases=_by_first(places), organisations=organisations,
        organisation_phrases=_by_first(organisations),
        demonyms=frozenset(demonyms) | own.get("demonyms", frozenset()),
        male=male, female=female, given=male | female,
        endings=tuple({*entries(names["surname_endings"]), *own.get("surname_endings", frozenset())}))


def longest(phrases: Phrases, words: list[str], at: int) -> int:
    """How many words of `words` from `at` on are one of the phrases: the longest; 0 when none is."""
    for phrase in phrases.get(words[at], ()):
        if len(phrase) == 1 or tuple(words[at:at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _by_first(phrases: Iterable[tuple[str, ...]]) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        table.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(group, key=len, reverse=True) if len(group) > 1 else group)
            for first, group in table.items()}


def _forms(demonym: str) -> tuple[str, ...]:
    return (demonym,) if demonym.endswith(("s", "sh", "ch", "ese")) else (demonym, demonym + "s")
