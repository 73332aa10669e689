"""Words of two names put beside each other: greedily, the most alike first, each word once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from curator.names.likeness import UNLIKE, Likeness, likeness
from curator.names.normalise import Word

_SPLIT = Likeness(0.97, "written apart")


class Match(NamedTuple):
    """The places of two words and how alike they are; neighbours written as one word on the other side are two."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    similarity: float
    how: str


class Alignment(NamedTuple):
    """Matches in no certain order, and the places that found no partner."""

    matches: list[Match]
    left_rest: list[int]
    right_rest: list[int]


def align(left: Sequence[Word], right: Sequence[Word], left_apart: frozenset[int] = frozenset(),
          right_apart: frozenset[int] = frozenset()) -> Alignment:
    """The alignment of two names' words; among equals those at nearer places are preferred.

    Words at the `apart` places (patronymics) are put beside each other only: Aleksandrovich is no Aleksandr.
    """
    matches: list[Match] = []
    free_left, free_right = dict.fromkeys(range(len(left))), dict.fromkeys(range(len(right)))
    if len(left) != len(right):
        _neighbours(left, right, free_left, free_right, matches, flip=False)
        _neighbours(right, left, free_right, free_left, matches, flip=True)
    found: list[tuple[float, int, int, int, int, str]] = []
    for i in free_left:
        for j in free_right:
            if (left_apart or right_apart) and (i in left_apart) != (j in right_apart):
                continue
            alike = likeness(left[i], right[j])
            if alike is not UNLIKE:
                found.append((-alike[0], abs(i - j), i + j, i, j, alike[1]))
    found.sort()
    for similarity, _, _, i, j, how in found:
        if i in free_left and j in free_right:
            del free_left[i], free_right[j]
            matches.append(Match((i,), (j,), -similarity, how))
    return Alignment(matches, list(free_left), list(free_right))


def _neighbours(apart: Sequence[Word], joined: Sequence[Word], free_apart: dict[int, None],
                free_joined: dict[int, None], matches: list[Match], *, flip: bool) -> None:
    """Two neighbours on one side that the other side writes as one word: Abdul Rahman, Abdulrahman."""
    whole = {each.ascii: at for at, each in enumerate(joined)} | {each.fold: at for at, each in enumerate(joined)}
    for i in range(len(apart) - 1):
        one, other = apart[i], apart[i + 1]
        at = whole.get(one.ascii + other.ascii, whole.get(one.fold + other.fold, -1))
        if at in free_joined and i in free_apart and i + 1 in free_apart and one.length + other.length > 2:
            del free_apart[i], free_apart[i + 1], free_joined[at]
            two, single = (i, i + 1), (at,)
            matches.append(Match(single, two, *_SPLIT) if flip else Match(two, single, *_SPLIT))
