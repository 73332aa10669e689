"""Words of two names put beside each other: greedily, the most alike first, each word once."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol

from curator.names.likeness import UNLIKE, Likeness, likeness
from curator.names.words import Word

_SPLIT = Likeness(0.97, "written apart")
_ONE_FATHER = 0.8  # two patronymics less alike are of two fathers
_NONE: frozenset[int] = frozenset()


# The places of two words in their names, how alike they are (0..1) and by which rule; neighbours written as one word
# on the other side are two places. A plain tuple, because millions are made.
Match = tuple[tuple[int, ...], tuple[int, ...], float, str]


class Alignment(NamedTuple):
    """Matches in the order of the left name, and the places that found no partner."""

    matches: list[Match]
    left_rest: tuple[int, ...]
    right_rest: tuple[int, ...]


class Alignable(Protocol):
    """Words, their letters and folds in `forms`, and in `joins` the place of every two neighbours written as one."""

    @property
    def words(self) -> tuple[Word, ...]: ...

    @property
    def forms(self) -> frozenset[str]: ...

    @property
    def joins(self) -> dict[str, int]: ...


def align(one: Alignable, other: Alignable, left_apart: frozenset[int] = _NONE,
          right_apart: frozenset[int] = _NONE) -> Alignment:
    """The alignment of two names' words, symmetric; among equals those at nearer places are preferred.

    Words at the `apart` places (patronymics) are put beside each other and beside initials only: Aleksandrovich is no
    Aleksandr.
    """
    left, right = one.words, other.words
    apart = left_apart or right_apart
    found: list[tuple[float, int, int, int, int, str]] = []
    for i, word in enumerate(left):
        letters, need, given = word.letters, word.need, word.is_given
        for j, partner in enumerate(right):
            shared = 2 * (letters & partner.letters).bit_count()
            if (shared >= need and shared >= partner.need) or (given and partner.is_given):
                alike = likeness(word, partner)
                if alike is UNLIKE or (alike.how == "initial" and (
                        _is_misplaced(left, i, right, j) or _is_misplaced(right, j, left, i))):
                    continue
                if apart and alike.how != "initial" and not _fit(i in left_apart, j in right_apart, alike):
                    continue
                found.append((-alike[0], i - j if i > j else j - i, i + j, i, j, alike[1]))
    if len(left) != len(right) and (joined := _joined(one, other)):
        return _assigned(found, joined, len(left), len(right))
    if not found:
        return Alignment([], _rest(len(left), 0), _rest(len(right), 0))
    if len(found) == 1:
        similarity, _, _, i, j, how = found[0]
        return Alignment([((i,), (j,), -similarity, how)], _rest(len(left), 1 << i), _rest(len(right), 1 << j))
    return _assigned(found, [], len(left), len(right))


def _fit(patronymic: bool, of_other: bool, alike: Likeness) -> bool:
    """A father's name goes with a father's name, and all of these are alike at the end: more than a few letters count.
    """
    return patronymic == of_other and not (patronymic and alike.similarity < _ONE_FATHER)


def _assigned(found: list[tuple[float, int, int, int, int, str]], matches: list[Match], left: int,
              right: int) -> Alignment:
    """The alignment of so many words to so many, from their likenesses and what is matched already."""
    taken_left = 0  # places as bits
    taken_right = 0
    for left_places, right_places, _, _ in matches:
        for at in left_places:
            taken_left |= 1 << at
        for at in right_places:
            taken_right |= 1 << at
    found.sort()
    for similarity, _, _, i, j, how in found:
        if not (taken_left >> i & 1 or taken_right >> j & 1):
            taken_left |= 1 << i
            taken_right |= 1 << j
            matches.append(((i,), (j,), -similarity, how))
    if len(matches) > 1:
        matches.sort()
    return Alignment(matches, _rest(left, taken_left), _rest(right, taken_right))


@lru_cache(maxsize=10_000)
def _rest(size: int, taken: int) -> tuple[int, ...]:
    """The places of `size` words that are not taken."""
    return tuple([at for at in range(size) if not taken >> at & 1])


def _is_misplaced(initials: tuple[Word, ...], i: int, full: tuple[Word, ...], j: int) -> bool:
    """True for the C of "James C. Moylan" beside the surname of "James Comer": an initial that does not close its name
    stands for no surname."""
    return (initials[i].is_initial and i < len(initials) - 1 and 0 < j == len(full) - 1
            and not full[j].is_initial and not full[j].given)


def _joined(one: Alignable, other: Alignable) -> list[Match]:
    """Two neighbours in the longer name that the other writes as one word: Abdul Rahman, Abdulrahman."""
    longer, shorter, flip = (one, other, False) if len(one.words) > len(other.words) else (other, one, True)
    matches: list[Match] = []
    if longer.joins.keys().isdisjoint(shorter.forms):
        return matches
    taken: set[int] = set()
    for at, word in enumerate(shorter.words):
        i = longer.joins.get(word.ascii, longer.joins.get(word.fold, -1))
        if i >= 0 and i not in taken and i + 1 not in taken:
            taken.update((i, i + 1))
            two, single = (i, i + 1), (at,)
            matches.append((single, two, *_SPLIT) if flip else (two, single, *_SPLIT))
    return matches
