"""An export appears whole or not at all; what was there stays until then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.exporters import ExportRefused, Records, export_csv, export_jsonl

World = Callable[..., Records]

FULL_DISK = """
import resource, runpy, signal, sys
from pathlib import Path
from curator.exporters import ExportRefused, export_csv, export_jsonl
world = runpy.run_path(sys.argv[1])["World"](copies=50)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
export = export_jsonl if sys.argv[2].endswith("l") else export_csv
try:
    export(world, Path(sys.argv[2]), force=True)
except ExportRefused as refused:
    print(refused)
"""


@pytest.mark.parametrize("name", ["out.jsonl", "out"])
def test_a_full_disk_leaves_what_was_there(world: World, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    if name == "out":
        export_csv(world(), target)
    else:
        export_jsonl(world(), target)
    before = contents(tmp_path)
    command = [sys.executable, "-c", FULL_DISK, str(Path(__file__).with_name("conftest.py")), str(target)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout == f"{target}: file too large; what was there is as before\n"
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_there_is_only_replaced_by_force(world: World, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("mine")
    with pytest.raises(ExportRefused, match=r"a\.jsonl: is there already"):
        export_jsonl(world(), tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_text() == "mine"
    (tmp_path / "a.jsonl").chmod(0o640)
    export_jsonl(world(), tmp_path / "a.jsonl", force=True)
    assert (tmp_path / "a.jsonl").read_text().startswith("{")
    assert (tmp_path / "a.jsonl").stat().st_mode & 0o777 == 0o640
    export_csv(world(), tmp_path / "out")
    with pytest.raises(ExportRefused, match="out: is there already"):
        export_csv(world(), tmp_path / "out")
    export_csv(world(status="all"), tmp_path / "out", force=True)
    assert "suggested" in (tmp_path / "out" / "quotes.csv").read_text()
    assert sorted(os.listdir(tmp_path)) == ["a.jsonl", "out"]


def test_a_folder_with_anything_else_in_it_is_never_replaced(world: World, tmp_path: Path) -> None:
    export_csv(world(), tmp_path / "out")
    (tmp_path / "out" / "my analysis.xlsx").write_text("weeks of work")
    before = contents(tmp_path)
    with pytest.raises(ExportRefused, match=r"holds my analysis\.xlsx"):
        export_csv(world(), tmp_path / "out", force=True)
    with pytest.raises(ExportRefused, match="is a folder: name a file in it"):
        export_jsonl(world(), tmp_path / "out", force=True)
    with pytest.raises(ExportRefused, match="is a file"):
        export_csv(world(), tmp_path / "out" / "my analysis.xlsx", force=True)
    assert contents(tmp_path) == before


def test_an_empty_folder_is_taken(world: World, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export_csv(world(), tmp_path / "out")
    assert (tmp_path / "out" / "statements.csv").exists()


def test_an_export_that_was_stopped_between_two_renames_is_brought_back(world: World, tmp_path: Path) -> None:
    export_csv(world(), tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / ".out.previous")
    with pytest.raises(ExportRefused, match="is there already"):
        export_csv(world(), tmp_path / "out")
    assert sorted(os.listdir(tmp_path)) == ["out"]


def test_a_missing_folder_is_one_line(world: World, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="there is no such folder"):
        export_jsonl(world(), tmp_path / "no" / "a")
    with pytest.raises(ExportRefused, match="there is no such folder"):
        export_csv(world(), tmp_path / "no" / "a")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_one_line(world: World, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportRefused, match="may not be written"):
        export_jsonl(world(), tmp_path / "a.jsonl")


def test_a_device_is_written_straight_and_a_link_is_followed(world: World, tmp_path: Path) -> None:
    export_jsonl(world(), Path("/dev/null"))
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    export_jsonl(world(), tmp_path / "link.jsonl", force=True)
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text().startswith("{")


def test_an_interruption_leaves_nothing_behind(world: World, tmp_path: Path) -> None:
    def stop(written: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_jsonl(world(), tmp_path / "a", progress=stop)
    with pytest.raises(KeyboardInterrupt):
        export_csv(world(), tmp_path / "b", progress=stop)
    assert list(tmp_path.iterdir()) == []
