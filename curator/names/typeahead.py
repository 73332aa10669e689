"""Type-ahead over all names of a registry: what is typed finds a name by the beginnings of its words, in any order.

Each word of a name is kept in Latin letters, with its diacritics written out, and as its folds, so that Бут, But and
Bout find each other. The forms stand in one sorted list: the names that a typed word begins are a run of it. What
changed since the list was made is kept beside it and looked through one by one; a long tail makes a new list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from curator.names.fold import folds, latin, spelled

ENOUGH = 200  # names that begin with what was typed, from which on no others are looked for
TAIL = 400  # owners beside the list, from which on it is made anew
LEAST_INSIDE = 3  # letters that are looked for inside of words where few words begin with them
_SPLIT = re.compile(r"[\s\-‐‑–.,;:'’ʼ\"“”«»()/&]+")
EXACT, BEGINS, ORDERED, LITERAL, FOLDED, INSIDE = range(6)  # how well a name fits, best first


@dataclass(frozen=True, slots=True)
class Found:
    """A name that fits what was typed: who has it, the name, and how well it fits (0 is best)."""

    owner: str
    name: str
    fit: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A name as it is looked for: its words in Latin letters, all their other forms, and who has it."""

    owner: str
    name: str
    words: tuple[str, ...]
    forms: tuple[str, ...]
    whole: str


@dataclass(frozen=True)
class TypeAhead:
    """The names of many owners, ready to be looked for. Never changed: `with_names` gives another one."""

    lines: tuple[_Line, ...] = ()  # by their words
    forms: tuple[str, ...] = ()  # sorted
    bearers: tuple[tuple[int, ...], ...] = ()  # for each form, the lines that have it
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # for each owner, its lines
    stale: frozenset[str] = frozenset()  # owners in the list whose names are others now
    tail: Mapping[str, tuple[_Line, ...]] = field(default_factory=dict)

    def with_names(self, changed: Mapping[str, Iterable[str]]) -> TypeAhead:
        """The same with these owners having these names now; an owner without names is gone."""
        tail = {**self.tail, **{owner: _lines(owner, names) for owner, names in changed.items()}}
        stale = self.stale | changed.keys()
        if len(tail) > TAIL:
            kept = [line for line in self.lines if line.owner not in stale]
            return _listed([*kept, *(line for lines in tail.values() for line in lines)])
        return replace(self, stale=stale, tail=tail)

    def find(self, typed: str, *, first: Collection[str] = (), enough: int = ENOUGH) -> list[Found]:
        """Those who have a name with a word for each typed one, each once with the name that fits best; [] for
        nothing but blanks. Where none has, names that hold what was typed anywhere. Where `enough` names begin with it,
        only these are looked at, and those of the owners in `first`."""
        asked = [_Asked.of(word) for word in _SPLIT.split(typed) if latin(word)]
        if not asked:
            return []
        whole = " ".join(one.latin for one in asked)
        best: dict[str, Found] = {}
        tail = [line for lines in self.tail.values() for line in lines]
        standing = self._beginning(whole, enough)
        if len(standing) < enough:
            standing = self._fitting(asked)
        else:
            tail += [line for owner in first for line in self._of(owner)]
        for line in (*standing, *(line for line in tail if all(one.begins_in(line) for one in asked))):
            fit = _fit(line, asked, whole)
            if line.owner not in best or fit < best[line.owner].fit:
                best[line.owner] = Found(line.owner, line.name, fit)
        if not best and len(whole) >= LEAST_INSIDE:
            best = {line.owner: Found(line.owner, line.name, INSIDE) for line in (*self._standing(self.lines), *tail)
                    if whole in line.whole}
        return list(best.values())

    def _fitting(self, asked: list[_Asked]) -> Sequence[_Line]:
        """The lines that have a word for each that was asked, those with the rarest first looked at."""
        found: set[int] | None = None
        for one in sorted(asked, key=lambda each: -len(each.latin)):
            its: set[int] = set()
            for form in one.forms:
                at = bisect_left(self.forms, form)
                while at < len(self.forms) and self.forms[at].startswith(form):
                    its.update(self.bearers[at])
                    at += 1
            found = its if found is None else found & its
            if not found:
                return []
        return self._standing([self.lines[n] for n in found or ()])

    def _beginning(self, whole: str, enough: int) -> Sequence[_Line]:
        """The first so many lines whose name begins with the words."""
        at = bisect_left(self.lines, whole, key=lambda line: line.whole)
        last = at
        while last < min(len(self.lines), at + enough) and self.lines[last].whole.startswith(whole):
            last += 1
        return self._standing(self.lines[at:last])

    def _of(self, owner: str) -> Sequence[_Line]:
        return [self.lines[n] for n in self.places.get(owner, ()) if owner not in self.stale]

    def _standing(self, lines: Sequence[_Line]) -> Sequence[_Line]:
        return [line for line in lines if line.owner not in self.stale] if self.stale else lines


@dataclass(frozen=True, slots=True)
class _Asked:
    """A typed word, which may be the beginning of one: in Latin letters, and all forms it is looked for in."""

    latin: str
    forms: tuple[str, ...]

    @classmethod
    def of(cls, word: str) -> _Asked:
        return cls(latin(word), _forms(word))

    def begins_in(self, line: _Line) -> bool:
        """True when some word of the name begins so."""
        return any(form.startswith(self.forms) for form in line.forms)


def typeahead(names: Mapping[str, Iterable[str]]) -> TypeAhead:
    """A type-ahead over the names of owners."""
    return _listed([line for owner, its in names.items() for line in _lines(owner, its)])


def _listed(lines: list[_Line]) -> TypeAhead:
    lines = sorted(lines, key=lambda line: (line.whole, line.owner))
    bearers: dict[str, list[int]] = {}
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(line.owner, []).append(number)
        for form in line.forms:
            bearers.setdefault(form, []).append(number)
    ordered = sorted(bearers)
    return TypeAhead(tuple(lines), tuple(ordered), tuple([tuple(bearers[form]) for form in ordered]),
                     {owner: tuple(its) for owner, its in places.items()})


def _lines(owner: str, names: Iterable[str]) -> tuple[_Line, ...]:
    return tuple([_line(owner, name) for name in names])


def _line(owner: str, name: str) -> _Line:
    written = [word for word in _SPLIT.split(name) if word]
    words = tuple([latin(word) for word in written])
    return _Line(owner, name, words, tuple({form for word in written for form in _forms(word)}), " ".join(words))


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """What a word is found by, first as it is in Latin letters. A fold of one letter begins too much."""
    written = (latin(word), spelled(word), *(fold for fold in folds(word) if len(fold) > 1))
    return tuple(dict.fromkeys(form for form in written if form))


def _fit(line: _Line, asked: list[_Asked], whole: str) -> int:
    if line.whole.startswith(whole):
        return EXACT if line.whole == whole else BEGINS
    at = 0
    for word in line.words:
        if at < len(asked) and word.startswith(asked[at].latin):
            at += 1
    if at == len(asked):
        return ORDERED
    return LITERAL if all(any(word.startswith(one.latin) for word in line.words) for one in asked) else FOLDED
