"""What speaks against two personal names being one person's: words that both keep, fathers, generation, order."""

from __future__ import annotations

from typing import NamedTuple

from curator.names.align import Alignment
from curator.names.normalise import PersonName


class Doubts(NamedTuple):
    """`penalty` is taken off the score, `cap` is the most it may be; with `hard` the names are never *same*."""

    penalty: float
    cap: float
    hard: bool
    notes: tuple[str, ...]


_MANY = 3  # full words more, from which a name may be another of the same family
_NO_DOUBTS = Doubts(0.0, 1.0, False, ())
BOTH_KEEP = Doubts(0.25, 1.0, True, ())  # a full word of each found no partner


def doubts_about(one: PersonName, other: PersonName, found: Alignment) -> Doubts:
    """The doubts about an aligned pair, with a note for each that a curator should read."""
    if not (found.left_rest or found.right_rest or one.is_qualified or other.is_qualified):
        return _NO_DOUBTS
    if one.is_plain and other.is_plain and found.left_rest and found.right_rest:
        return BOTH_KEEP
    notes: list[str] = []
    penalty, cap, hard = 0.0, 1.0, False
    some_left, full_left = _unmet(one, found.left_rest)
    some_right, full_right = _unmet(other, found.right_rest)
    if full_left and full_right:
        penalty += 0.25
        hard = True
    elif some_left and some_right:
        penalty += 0.15
        hard = True
    elif one.initials and other.initials and one.initials != other.initials:
        penalty += 0.06
        hard = True
        notes.append("initials differ")
    if _fathers_differ(one, other, found):
        penalty += 0.38
        hard = True
        notes.append("patronymic differs")
    if one.tells_descent and other.tells_descent and _crossed(found):
        penalty += 0.38
        hard = True
        notes.append("order around bin or ibn differs")
    if _stands_for_surname(one, other, found) or (not hard and _is_disordered(found)):
        penalty += 0.25
        hard = True
        notes.append("words that are only alike stand in another order")
    if not hard and (_leads(one, found.left_rest, other) or _leads(other, found.right_rest, one)):
        cap, hard = 0.64, True
        notes.append("an extra given name leads: perhaps a child")
    elif not hard and (_lacks_surname(one, found.left_rest, other) or _lacks_surname(other, found.right_rest, one)):
        cap, hard = 0.84, True
        notes.append("the last word of the longer name is missing")
    elif not hard and min(one.core, other.core) > 1 and abs(one.core - other.core) >= _MANY:
        cap, hard = 0.84, True
        notes.append("the longer name has many more words")
    if one.initials or other.initials:
        fitting = [left[0] == 0 == right[0] for left, right, _, how in found.matches if how == "initial"]
        penalty += 0.05 if fitting else 0.0
        hard = hard or any(fitting)
    if one.generation != other.generation:
        both = bool(one.generation and other.generation)
        cap = min(cap, 0.5 if both else 0.84)
        hard = True
        notes.append(f"generation differs: {one.generation_written or 'none'} / {other.generation_written or 'none'}")
    notes += [f"title set aside: {name.title}" for name in (one, other) if name.title]
    return Doubts(penalty, cap, hard, tuple(notes))


def _unmet(name: PersonName, places: tuple[int, ...]) -> tuple[bool, bool]:
    """Whether a word that counts found no partner, and whether one of them is more than an initial."""
    some = full = False
    for at in places:
        word = name.words[at]
        if not word.is_particle and at not in name.patronymics:
            some = True
            full = full or not word.is_initial
    return some, full


def _fathers_differ(one: PersonName, other: PersonName, found: Alignment) -> bool:
    return (bool(one.patronymics and other.patronymics) and not one.patronymics.isdisjoint(found.left_rest)
            and not other.patronymics.isdisjoint(found.right_rest))


def _crossed(found: Alignment) -> bool:
    """True when the words of one name stand in another order in the other."""
    places = [right_places[0] for _, right_places, _, _ in found.matches]
    return places != sorted(places)


def _stands_for_surname(one: PersonName, other: PersonName, found: Alignment) -> bool:
    """True for the J of "Brian J. Mast" beside "Jack, Brian", whose surname is written first; and for the R of "Sylvia
    R. Garcia" beside "Robert Garcia", whose first name is not Sylvia."""
    for (i, *_), (j, *_), _, how in found.matches:
        if how == "initial":
            if one.words[i].is_initial and not other.words[j].is_initial:
                initials, at, rest, full, place = one, i, found.left_rest, other, j
            elif other.words[j].is_initial and not one.words[i].is_initial:
                initials, at, rest, full, place = other, j, found.right_rest, one, i
            else:
                continue
            if full.swapped and place == len(full.words) - 1 and at < len(initials.words) - 1:
                return True
            if at > 0 == place and 0 in rest and not initials.words[0].is_initial:
                return True
    return False


def _is_disordered(found: Alignment) -> bool:
    """True for "Mariannette Miller-Meeks" beside "Max Miller": in another order only equal words are the same."""
    return (bool(found.left_rest or found.right_rest) and _crossed(found)
            and any(similarity < 0.9 for _, _, similarity, _ in found.matches))


def _lacks_surname(longer: PersonName, rest: tuple[int, ...], shorter: PersonName) -> bool:
    """True for "Martin Luther" beside "Martin Luther King": what is missing is the surname, perhaps another man's."""
    last = len(longer.words) - 1
    return (last in rest and last not in longer.patronymics and not longer.words[last].is_initial
            and not longer.swapped and not shorter.swapped)


def _leads(longer: PersonName, rest: tuple[int, ...], shorter: PersonName) -> bool:
    """True for Hala in "Hala Saddam Hussein al-Tikriti" beside the same without her: in chains of fathers' names an
    extra first name is a child."""
    return 0 in rest and shorter.core >= 3 and longer.core > shorter.core and longer.is_chain and not longer.swapped
