"""Names of the registry found in the tokens of a text: the longest match at word edges, with the same capitals.

What a curator accepted counts more than what capitals say, and less than what the text says: "Cardiff" of the registry
stays a team in a line of results, and a longer name that the rules know stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.suggest.context import KnownName
from curator.suggest.found import Name, Spot
from curator.suggest.tokens import MARK, Token, tokens

_GUESSED = frozenset({"two capitals", "more capitals", "place and more", "capitals", "capitals with others", "heading",
                      "initials", "town", "hinted", "capital alone", "ending alone", "cue after", "given name alone",
                      "headline", "place by preposition", "surname ending", "particle", "known place", "well known",
                      "place word"})


@dataclass
class _Step:
    """One word further into names of the registry, and those that end here."""

    following: dict[str, _Step]
    names: list[KnownName]


Index = dict[str, _Step]
_latest: tuple[Sequence[KnownName], str, int, Index] = ((), "", 0, {})


@dataclass(frozen=True)
class Hit:
    """Tokens `first` to `last` (excluded) of a sentence, and the entries called so."""

    first: int
    last: int
    names: tuple[KnownName, ...]

    def of(self, label: str) -> KnownName | None:
        """The entry with a label."""
        return next((name for name in self.names if name.label == label), None)


def index(known: Sequence[KnownName], registry: str) -> Index:
    """The names word by word, so that a text is read once however many there are; kept while the registry stays."""
    global _latest
    if _latest[0] is known and _latest[1:3] == (registry, len(known)):
        return _latest[3]
    table: Index = {}
    for name in sorted(known, key=lambda one: (one.entity, one.text)):
        level, step = table, None
        for word in _words(name.text):
            step = level.setdefault(word, _Step({}, []))
            level = step.following
        if step is not None:
            step.names.append(name)
    _latest = (known, registry, len(known), table)
    return table


def hits(found: Sequence[Token], table: Index) -> list[Hit]:
    """The longest matches among the tokens of one sentence, left to right."""
    matches: list[Hit] = []
    at = 0
    while table and at < len(found):
        level, best, last = table, None, at
        while last < len(found) and (step := level.get(found[last].text)) is not None:
            last += 1
            level = step.following
            if step.names:
                best = Hit(at, last, tuple(step.names))
        if best is not None:
            matches.append(best)
        at = best.last if best is not None else at + 1
    return matches


def with_registry(spots: Sequence[Spot], known: Iterable[tuple[Sequence[Token], Hit]]) -> list[Spot]:
    """The spots with those of the registry: it names what the rules guess or find a part of."""
    by_sentence: dict[int, list[tuple[Sequence[Token], Hit]]] = {}
    for sentence, hit in known:
        by_sentence.setdefault(id(sentence), []).append((sentence, hit))
    kept: list[Spot] = []
    beaten: set[tuple[int, int]] = set()
    for spot in spots:
        name: Name | None = spot.name
        for _, hit in by_sentence.get(id(spot.sentence), ()):
            if spot.last <= hit.first or hit.last <= spot.first:
                continue
            larger = spot.first <= hit.first and hit.last <= spot.last and spot.last - spot.first > hit.last - hit.first
            same = (spot.first, spot.last) == (hit.first, hit.last)
            if name is not None and same and (one := hit.of(name.label)):
                name = name._replace(name=one.preferred, rule="registry", known=one)
                beaten.add((id(spot.sentence), hit.first))
            elif name is not None and name.rule not in _GUESSED and (larger or same):
                beaten.add((id(spot.sentence), hit.first))
            else:
                break
        else:
            kept.append(spot if name is spot.name else spot._replace(name=name))
    for sentence, hit in (one for some in by_sentence.values() for one in some):
        if (id(sentence), hit.first) not in beaten:
            kept.append(Spot(sentence, hit.first, hit.last, _named(sentence, hit)))
    return kept


def names_with_registry(found: Sequence[Name], known: Iterable[tuple[Sequence[Token], Hit]],
                        lower: set[str]) -> list[Name]:
    """The names with single words of the registry; one that opens a sentence as a common word would is left alone."""
    at = {sentence[hit.first].start: (sentence, hit) for sentence, hit in known}
    kept: list[Name] = []
    for name in found:
        match = at.get(name.start)
        if match is None or len(name.spans) > 1 or name.end != match[0][match[1].first].end:
            kept.append(name)
        elif one := match[1].of(name.label):
            kept.append(name._replace(name=one.preferred if name.rule != "surname" else name.name,
                                rule="registry", known=one))
        else:
            kept.append(_named(*match) if name.rule in _GUESSED else name)
    covered = [span for name in found for span in name.spans]
    for start, (sentence, hit) in at.items():
        token = sentence[hit.first]
        if not any(first <= start < last for first, last in covered) and token.low not in lower:
            kept.append(_named(sentence, hit))
    return kept


def _named(sentence: Sequence[Token], hit: Hit) -> Name:
    one = hit.names[0]
    span = (sentence[hit.first].start, sentence[hit.last - 1].end)
    return Name((span,), one.label, one.preferred, "registry", one)


def _words(name: str) -> tuple[str, ...]:
    found = tokens(name, 0, len(name))
    return tuple(token.text for token in found) if any(token.kind != MARK for token in found) else ()
