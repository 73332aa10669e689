"""Ten thousand steps of a caret and a selection over every kind of writing: no character is cut, no key is stuck."""

import random

import pytest
from writing import EVERYTHING, KINDS, edges, written

from curator.text.edges import moved, stripped, whole
from curator.text.graphemes import snap
from curator.text.growing import grow
from curator.text.inert import inert
from curator.text.motion import MOTIONS

TEXTS, STEPS = 25, 52  # a kind of writing; eight kinds
MOST_STEPS = 16
BACK = ("left", "word back", "sentence back", "paragraph back", "start")


@pytest.mark.parametrize("kind", [*KINDS, EVERYTHING])
def test_a_caret_rests_between_characters_and_goes_on_with_each_key(kind: str) -> None:
    chance = random.Random(kind)
    for number in range(TEXTS):
        text = written(chance, kind)
        text = inert(text) if number % 2 else text  # the Reader moves over what it shows
        stops, at = edges(text), 0
        for _ in range(STEPS):
            motion = chance.choice(list(MOTIONS))
            to = MOTIONS[motion](text, at)
            assert to in stops, (text, motion, at, to)
            last = 0 if motion in BACK else len(text)
            assert (to < at if motion in BACK else to > at) or to == at == last, (text, motion, at, to)
            at = to if chance.random() < 0.8 else snap(text, chance.randrange(len(text)))


@pytest.mark.parametrize("kind", [*KINDS, EVERYTHING])
def test_a_selection_holds_whole_characters_however_it_came_about(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(TEXTS):
        text = written(chance, kind)
        stops = edges(text)
        for _ in range(STEPS):
            start, end = sorted((chance.randrange(len(text)), chance.randrange(len(text) + 1)))
            for made in (whole(text, start, end), stripped(text, start, end), grow(text, start, end)):
                assert set(made) <= stops, (text, start, end, made)
            low, high = whole(text, start, end)
            assert low <= start <= end <= high, (text, start, end)
            first, last = stripped(text, start, end)
            for dropped in (text[low:first], text[last:high]):
                assert not dropped.strip(), (text, start, end)


@pytest.mark.parametrize("kind", [*KINDS, EVERYTHING])
def test_a_selection_grows_with_each_key_until_it_is_the_text(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(TEXTS):
        text = written(chance, kind)
        start = end = snap(text, chance.randrange(len(text)))
        for _ in range(MOST_STEPS):
            low, high = grow(text, start, end)
            assert low <= start <= end <= high, (text, start, end)
            assert (low, high) != (start, end) or (low, high) == (0, len(text)), (text, start, end)
            start, end = low, high
        assert (start, end) == (0, len(text)), text


@pytest.mark.parametrize("kind", [*KINDS, EVERYTHING])
def test_an_edge_moves_by_whole_characters_and_every_key_moves_it(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(TEXTS):
        text = written(chance, kind)
        stops = edges(text)
        for _ in range(STEPS):
            at = snap(text, chance.randrange(len(text) + 1))
            forward = chance.random() < 0.5
            for unit in ("character", "word"):
                for side in ("start", "end"):
                    to = moved(text, at, side, unit, forward)
                    assert to in stops, (text, at, side, unit, to)
                    last = len(text) if forward else 0
                    assert (to > at if forward else to < at) or at == last, (text, at, side, unit, forward)
