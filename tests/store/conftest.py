"""A fresh dataset for each test that asks for one, on each engine that has no server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Dataset, open_dataset


@pytest.fixture(params=["desk.curator", "desk.json"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where a dataset of each engine goes."""
    return tmp_path / str(request.param)


@pytest.fixture
def dataset(path: Path) -> Iterator[Dataset]:
    with open_dataset(path) as opened:
        yield opened
