"""Blocking keys: names that may be one person share at least one. Stored and indexed by the desk, never rebuilt.

A fold alone is too common a key in a large registry and a pair of whole folds too rare a one, so a name's keys are
composite: the fold, the skeleton or a one-letter deletion of a word, with the first letter of another word of the
name. A single name has its folds as keys, and a full name carries the fold of its surname, so that they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from curator.names.bodies import organisation
from curator.names.comparison import Kind
from curator.names.fold import frame, skeleton
from curator.names.normalise import PersonName, person
from curator.names.words import Word

MOST = 80  # keys of a name; most names have some thirty
_LONG_ENOUGH = 5  # letters of a fold from which a deletion still tells one name from another
_MOST_DELETIONS = 14


def keys(name: str, kind: Kind = "person") -> frozenset[str]:
    """The keys of `name`, as short strings, at most `MOST`; at least one for a name with letters."""
    found = _of_organisation(name) if kind == "organisation" else _of_person(person(name))
    return frozenset(islice(dict.fromkeys(found), MOST))


def telling_keys(name: str, kind: Kind = "person") -> frozenset[str]:
    """Those of the keys to ask a large registry for: a full name's given names by themselves are thousands'."""
    if kind == "organisation":
        return keys(name, kind)
    return keys(name) - {key for each in person(name).words[:-1] if each.given for key in _alone(each)} or keys(name)


def _of_person(name: PersonName) -> Iterator[str]:
    """The keys, the most telling first: what a name of very many words has too many of are deletions."""
    if name.ideographs:
        yield f"han:{name.ideographs}"
    for signs in sorted(frozenset().union(*name.chinese)):
        yield f"zh:{signs}"
    full = [each for at, each in enumerate(name.words)
            if not each.is_initial and not each.is_particle and at not in name.patronymics]
    full = full or list(name.words)
    firsts = {each: _first_letters(each) for each in name.words if not each.is_particle}
    letters_beside = {each: sorted({letter for other, first in firsts.items() if other is not each for letter in first})
                      for each in full}
    if len(full) > 1:
        yield f"j:{''.join(sorted(skeleton(each.fold) for each in full[:2]))}"
        yield f"v:{' '.join(sorted((full[0].bones, full[-1].bones)))}"  # in Arabic and Hebrew letters too
    for each in full:
        yield from _alone(each)
        for group in sorted(each.given):
            yield from (f"g:{group}|{other.skeleton}" for other in full if other is not each)
        for form in _forms(each):
            yield from (f"2:{form}|{letter}" for letter in letters_beside[each])
    surname = full[-1:]
    yield from (f"3:{form}" for each in surname for form in _forms(each))
    for each in full:
        if len(each.fold) >= _LONG_ENOUGH:
            for shorter in deletions(each.fold):
                yield from (f"2:{shorter}|{letter}" for letter in letters_beside[each])
                if each in surname:
                    yield f"3:{shorter}"


def _alone(each: Word) -> Iterator[str]:
    """What a single name has, and a full name for each of its words: folds, stems and their frames, given names."""
    yield from (f"n:{group}" for group in sorted(each.given))
    for stem in sorted({*each.folds, *each.stems}):
        yield f"1:{stem}"
        if len(hollow := frame(stem)) > 2:
            yield f"f:{hollow}"


def _forms(each: Word) -> Iterator[str]:
    """The skeletons of a word and, if it is long enough, its fold."""
    yield from sorted(each.skeletons)
    if len(each.fold) >= _LONG_ENOUGH:
        yield each.fold


def deletions(fold: str) -> Iterable[str]:
    """The fold with one letter left out, at every place; two words one slip apart share one of these."""
    return sorted({fold[:at] + fold[at + 1:] for at in range(1, min(len(fold), _MOST_DELETIONS))})


def _first_letters(each: Word) -> set[str]:
    return {fold[:1] for fold in each.folds} | {each.ascii[:1]}


def _of_organisation(name: str) -> Iterator[str]:
    body = organisation(name)
    if body.is_country:
        yield from (f"c:{code}" for code in body.countries)
        return
    for each in body.words:
        yield from (f"o:{fold}" for fold in sorted(each.folds))
        if each.written.isupper() and 2 <= each.length <= 8:
            yield f"a:{each.ascii}"
    if body.joined:
        yield f"o:{body.joined}"
    if len(body.words) + len(body.kinds) + len(body.countries) > 1:
        yield from (f"a:{letters}" for letters in sorted(body.initials))
    if not body.words:
        if body.numbers:
            yield f"d:{' '.join(body.numbers)}"  # G7, MI6
        yield from (f"k:{kind}|{code}" for kind in sorted(body.kinds) for code in sorted(body.countries) or ("",))
    for each in body.words:
        if len(each.fold) >= _LONG_ENOUGH:
            yield from (f"o:{shorter}" for shorter in deletions(each.fold))
