"""Words of two names put beside each other: greedily, the most alike first, each word once."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from curator.names.likeness import UNLIKE, Likeness, likeness
from curator.names.normalise import Word

_SPLIT = Likeness(0.97, "written apart")
_NONE: frozenset[int] = frozenset()


# The places of two words in their names, how alike they are (0..1) and by which rule; neighbours written as one word
# on the other side are two places. A plain tuple, because millions are made.
Match = tuple[tuple[int, ...], tuple[int, ...], float, str]


class Alignment(NamedTuple):
    """Matches in the order of the left name, and the places that found no partner."""

    matches: list[Match]
    left_rest: list[int]
    right_rest: list[int]


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
    matches: list[Match] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    if len(left) > len(right) > 0 and not one.joins.keys().isdisjoint(other.forms):
        _neighbours(one, other, taken_left, taken_right, matches, flip=False)
    elif len(left) < len(right) and not other.joins.keys().isdisjoint(one.forms):
        _neighbours(other, one, taken_right, taken_left, matches, flip=True)
    found: list[tuple[float, int, int, int, int, str]] = []
    has_apart = left_apart or right_apart
    for i, word in enumerate(left):
        for j, partner in enumerate(right):
            alike = likeness(word, partner)
            if alike is not UNLIKE:
                similarity, how = alike
                if has_apart and how != "initial" and (i in left_apart) != (j in right_apart):
                    continue
                if how == "initial" and (_is_misplaced(left, i, right, j) or _is_misplaced(right, j, left, i)):
                    continue
                found.append((-similarity, i - j if i > j else j - i, i + j, i, j, how))
    if not (found or matches):
        return Alignment(matches, list(range(len(left))), list(range(len(right))))
    if len(found) > 1:
        found.sort()
    for similarity, _, _, i, j, how in found:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            matches.append(((i,), (j,), -similarity, how))
    if len(matches) > 1:
        matches.sort()
    return Alignment(
        matches,
        [at for at in range(len(left)) if at not in taken_left] if len(taken_left) < len(left) else [],
        [at for at in range(len(right)) if at not in taken_right] if len(taken_right) < len(right) else [])


def _is_misplaced(initials: tuple[Word, ...], i: int, full: tuple[Word, ...], j: int) -> bool:
    """True for the C of "James C. Moylan" beside the surname of "James Comer": an initial that does not close its name
    stands for no surname."""
    return (initials[i].is_initial and i < len(initials) - 1 and 0 < j == len(full) - 1
            and not full[j].is_initial and not full[j].given)


def _neighbours(apart: Alignable, joined: Alignable, taken_apart: set[int], taken_joined: set[int],
                matches: list[Match], *, flip: bool) -> None:
    """Two neighbours in the longer name that the other writes as one word: Abdul Rahman, Abdulrahman."""
    for at, word in enumerate(joined.words):
        i = apart.joins.get(word.ascii, apart.joins.get(word.fold, -1))
        if i >= 0 and i not in taken_apart and i + 1 not in taken_apart:
            taken_apart.update((i, i + 1))
            taken_joined.add(at)
            two, single = (i, i + 1), (at,)
            matches.append((single, two, *_SPLIT) if flip else (two, single, *_SPLIT))
