"""A share of `make faults`: nothing acknowledged is lost, nothing damaged passes for whole."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bench.faults.flips import flipped
from bench.faults.kills import Kept, full, killed, limited
from bench.faults.writers import together

SUFFIXES = (".curator", ".json")


def is_whole(kept: Kept) -> bool:
    return (kept.lost, kept.unreadable, kept.unclear) == (0, 0, 0)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_kills_at_random_moments_lose_nothing(tmp_path: Path, suffix: str) -> None:
    kept = killed(8, suffix, tmp_path, Random(1))
    assert is_whole(kept), kept
    assert kept.acknowledged


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_limit_of_the_system_ends_in_one_line_and_loses_nothing(tmp_path: Path, suffix: str) -> None:
    kept = limited(2, suffix, tmp_path, Random(1))
    assert is_whole(kept), kept
    assert "nothing of this action was kept" in kept.said


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_disk_that_fills_up_ends_in_one_line_and_loses_nothing(suffix: str) -> None:
    kept = full(1, suffix, Random(1))
    if isinstance(kept, str):
        pytest.skip(kept)
    assert is_whole(kept), kept
    assert kept.acknowledged
    assert "no room left on the disk" in kept.said


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_damage_that_a_curator_would_read_is_missed(tmp_path: Path, suffix: str) -> None:
    found = flipped(40, suffix, tmp_path, Random(1), actions=30)
    assert (found.missed, found.crashed) == (0, 0), found
    assert found.told


def test_two_and_five_writers_lose_no_update(tmp_path: Path) -> None:
    for writers in (2, 5):
        kept = together(writers, 6, tmp_path, Random(1))
        assert is_whole(kept), kept
        assert kept.acknowledged == writers * 6
