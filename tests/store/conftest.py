"""A fresh dataset for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Dataset, open_dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Iterator[Dataset]:
    with open_dataset(tmp_path / "desk.curator") as opened:
        yield opened
