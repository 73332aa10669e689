"""What every released version wrote is opened by this one: backed up, brought up, read, undone in."""

from __future__ import annotations

import gzip
import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from nobody import as_nobody

from curator.desk.desk import Desk, open_desk
from curator.desk.exporting import export_jsonl
from curator.desk.undoing import redo, undo
from store import NothingToUndo, open_dataset
from store.format import FORMAT

FIXTURES = Path(__file__).parent / "fixtures"
RELEASES = sorted((folder.name, name) for folder in FIXTURES.iterdir() if folder.is_dir() and folder.name[0].isdigit()
                  for name in ("desk.curator", "desk.json"))


@pytest.fixture(params=RELEASES, ids="/".join)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A copy of a dataset of that release, and the export that it made of it."""
    folder, name = request.param
    path = tmp_path / name
    path.write_bytes(gzip.decompress((FIXTURES / folder / f"{name}.gz").read_bytes()))
    return path, (FIXTURES / folder / f"{name}.jsonl").read_text(encoding="utf-8")


def exported(path: Path, target: Path | None = None) -> str:
    target = target or path.with_suffix(".jsonl")
    with open_desk(path, by="ana", create=False) as desk:
        export_jsonl(desk, target, status="all", force=True)
        return target.read_text(encoding="utf-8")


def is_as_it_was(now: str, then: str) -> bool:
    """True when an export says all that the one of that release said; a field that came since is there and empty."""
    rows = [[json.loads(line) for line in each.splitlines()] for each in (now, then)]
    return len(rows[0]) == len(rows[1]) and all(map(_holds, *rows))


def _holds(now: Any, then: Any) -> bool:
    if isinstance(now, dict) and isinstance(then, dict):
        return then.keys() <= now.keys() and all(
            _holds(value, then[key]) if key in then else value in (None, [], "", {}) for key, value in now.items())
    if isinstance(now, list) and isinstance(then, list):
        return len(now) == len(then) and all(map(_holds, now, then))
    return bool(now == then)


def test_it_is_opened_and_exports_what_it_exported(release: tuple[Path, str]) -> None:
    path, expected = release
    assert is_as_it_was(exported(path), expected)
    with open_dataset(path) as dataset:
        assert dataset.check() == []


def test_what_it_was_is_kept_beside_it_once(release: tuple[Path, str]) -> None:
    path, expected = release
    content = path.read_bytes()
    for _ in range(2):
        with open_dataset(path):
            pass
    copies = [each for each in path.parent.iterdir() if "format-" in each.name]
    assert len(copies) == 1
    if path.suffix == ".json":
        assert copies[0].read_bytes() == content
    assert is_as_it_was(exported(copies[0]), expected)


def test_everything_in_it_can_still_be_undone_and_done_again(release: tuple[Path, str]) -> None:
    path, expected = release
    with open_desk(path, by="ana") as desk:
        redo(desk)
        undo(desk)
    assert is_as_it_was(exported(path), expected)
    with open_desk(path, by="ana") as desk:
        assert undone_to_the_end(desk) > 5
        assert (desk.dataset.articles.all(), desk.dataset.quotes.all(), desk.dataset.check()) == ([], [], [])


def undone_to_the_end(desk: Desk) -> int:
    done = 0
    with suppress(NothingToUndo):
        while True:
            undo(desk)
            done += 1
    return done


def test_it_is_left_as_it_is_where_it_may_only_be_read(release: tuple[Path, str]) -> None:
    path, expected = release
    content = path.read_bytes()
    with tempfile.TemporaryDirectory() as name:
        folder, copy = Path(name), Path(name, path.name)
        copy.write_bytes(content)
        folder.chmod(0o555)
        assert is_as_it_was(as_nobody(lambda: exported(copy, Path(tempfile.mkdtemp(), "x.jsonl"))), expected)
        folder.chmod(0o755)
        assert [(each.name, each.read_bytes()) for each in folder.iterdir()] == [(path.name, content)]


def test_todays_format_has_its_number_in_the_file(tmp_path: Path) -> None:
    for name in ("a.curator", "a.json"):
        with open_dataset(tmp_path / name) as dataset:
            assert dataset.db.engine.layout == FORMAT
