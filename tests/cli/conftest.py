"""A shell in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands run in an empty folder, as ana."""
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, monkeypatch, capsys)
