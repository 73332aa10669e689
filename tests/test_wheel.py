"""The wheel: what is installed on somebody's machine, and that it runs from there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
CODE_AND_DATA = {".py", ".toml", ".tsv", ".txt", ".html"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree, built by the backend itself: no network, no environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT,
                           capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stderr
    [path] = folder.glob("*.whl")
    return path


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_it_holds_curator_store_and_schema_and_nothing_else(wheel: Path) -> None:
    assert {name.split("/")[0] for name in names(wheel)} == {"curator", "store", "schema.py"}


def test_it_holds_every_module_word_list_table_and_sample(wheel: Path) -> None:
    there = {str(path.relative_to(ROOT)) for folder in ("curator", "store") for path in (ROOT / folder).rglob("*")
             if path.is_file() and path.suffix in CODE_AND_DATA}
    assert there | {"schema.py"} <= names(wheel)
    assert {name for name in names(wheel) if Path(name).suffix not in CODE_AND_DATA} <= {"curator/py.typed"}
    for wanted in ("curator/desk/actions.toml", "curator/exporters/tables.toml", "curator/lexicon/en.toml",
                   "curator/lexicon/nicknames.tsv", "curator/samples/articles/06_tribune_exchange.html"):
        assert wanted in names(wheel)


def test_it_names_the_command_the_licence_and_the_python_it_needs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        about = {Path(name).name: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    assert "curator = curator.cli:main" in about["entry_points.txt"]
    assert "Requires-Python: >=3.11" in about["METADATA"]
    assert "License-Expression: MIT" in about["METADATA"]
    assert about["LICENSE"].strip()


def test_it_runs_where_it_is_unpacked(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    work = tmp_path / "work"
    work.mkdir()
    code = ("import sys, curator, schema, store\n"
            "from curator import samples\nfrom curator.cli import main\n"
            "for module in (curator, schema, store): print(module.__file__)\n"
            "paths = [str(path) for path in samples.paths()]\n"
            "commands = ['import', *paths], ['export', 'csv', '-o', 'tables'], ['compare', 'Bill Ray', 'William Ray']\n"
            "sys.exit(max(map(main, commands)))")
    run = subprocess.run([sys.executable, "-c", code], cwd=work, capture_output=True, text=True, timeout=60,
                         env={**os.environ, "PYTHONPATH": str(tmp_path / "site")}, check=False)
    assert run.returncode == 0, run.stderr
    assert all(line.startswith(str(tmp_path / "site")) for line in run.stdout.splitlines()[:3])
    assert "8 added" in run.stderr
    assert (work / "tables/statements.csv").exists()
