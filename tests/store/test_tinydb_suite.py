"""TinyDB's own tests, where its source can be fetched: at least 70 pass on each engine, the others are listed."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

SUITE = runpy.run_path(str(Path(__file__).with_name("tinydb_suite.py")))


def test_tinydbs_own_tests_pass_but_those_that_the_page_lists(tmp_path: Path) -> None:
    try:
        outcome = SUITE["run_suite"](tmp_path)
    except SUITE["NotFetched"] as trouble:
        pytest.skip(str(trouble))
    assert outcome.troubles() == []
