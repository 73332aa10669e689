"""Blocking keys: names that may be one person share at least one. Stored and indexed by the desk, never rebuilt.

A fold alone is too common a key in a large registry and a pair of whole folds too rare a one, so a name's keys are
composite: the fold, the skeleton or a one-letter deletion of a word, with the first letter of another word of the
name. A single name has its folds as keys, and a full name carries the fold of its surname, so that they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from curator.names.bodies import organisation
from curator.names.comparison import Kind
from curator.names.fold import frame, skeleton
from curator.names.normalise import PersonName, person
from curator.names.words import Word

_LONG_ENOUGH = 5  # letters of a fold from which a deletion still tells one name from another
_MOST_DELETIONS = 14


def keys(name: str, kind: Kind = "person") -> frozenset[str]:
    """The keys of `name`, as short strings; at least one for a name with letters."""
    if kind == "organisation":
        return frozenset(_of_organisation(name))
    return frozenset(_of_person(person(name)))


def _of_person(name: PersonName) -> Iterator[str]:
    if name.ideographs:
        yield f"han:{name.ideographs}"
    for signs in frozenset().union(*name.chinese):
        yield f"zh:{signs}"
    full = [each for at, each in enumerate(name.words)
            if not each.is_initial and not each.is_particle and at not in name.patronymics]
    full = full or list(name.words)
    firsts = {each: _first_letters(each) for each in name.words if not each.is_particle}
    if len(full) > 1:
        yield f"j:{''.join(sorted(skeleton(each.fold) for each in full[:2]))}"
    for each in full:
        for fold in each.folds:
            yield f"1:{fold}"
        for stem in each.stems:
            yield f"1:{stem}"
            if len(hollow := frame(stem)) > 2:
                yield f"f:{hollow}"
        for group in each.given:
            for other in full:
                if other is not each:
                    yield f"g:{group}|{other.skeleton}"
        letters = {letter for other, first in firsts.items() if other is not each for letter in first}
        for form in _forms(each):
            for letter in letters:
                yield f"2:{form}|{letter}"
            if not letters:
                yield f"3:{form}"
    if len(full) < 2 or full[-1] is full[0]:
        return
    for form in _forms(full[-1]):
        yield f"3:{form}"


def _forms(each: Word) -> Iterator[str]:
    """The skeletons of a word and, if it is long enough, its fold with one letter left out."""
    yield from each.skeletons
    if len(each.fold) >= _LONG_ENOUGH:
        yield each.fold
        yield from deletions(each.fold)


def deletions(fold: str) -> Iterable[str]:
    """The fold with one letter left out, at every place; two words one slip apart share one of these."""
    return {fold[:at] + fold[at + 1:] for at in range(1, min(len(fold), _MOST_DELETIONS))}


def _first_letters(each: Word) -> set[str]:
    return {fold[:1] for fold in each.folds} | {each.ascii[:1]}


def _of_organisation(name: str) -> Iterator[str]:
    body = organisation(name)
    if body.is_country:
        yield from (f"c:{code}" for code in body.countries)
        return
    for each in body.words:
        for fold in each.folds:
            yield f"o:{fold}"
        if len(each.fold) >= _LONG_ENOUGH:
            yield from (f"o:{shorter}" for shorter in deletions(each.fold))
        if each.written.isupper() and 2 <= each.length <= 8:
            yield f"a:{each.ascii}"
    yield f"o:{body.joined}"
    if len(body.words) + len(body.kinds) + len(body.countries) > 1:
        yield from (f"a:{letters}" for letters in body.initials)
    if not body.words:
        yield from (f"k:{kind}|{code}" for kind in body.kinds for code in body.countries or ("",))
