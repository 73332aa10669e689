"""kill -9, twenty times, during an import and during edits: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from curator.desk.desk import open_desk

KILLS = 10  # of each kind
WORKER = """
import sys
from curator.desk.cards import set_card
from curator.desk.desk import open_desk
from curator.desk.importing import import_paths
from curator.desk.quoting import make_quote
from curator.desk.undoing import undo
kind, dataset, folder, seed = sys.argv[1:]
def told(*words):
    sys.stdout.write(chr(9).join(words) + chr(10))
    sys.stdout.flush()
with open_desk(dataset, by="ana") as desk:
    told("ready")
    if kind == "import":
        for outcome in import_paths(desk, [folder]):
            told("article", str(outcome.article))
    else:
        first = min(a.uid for a in desk.dataset.articles.all())
        for number in range(100000):
            title = f"{seed} title {number}"
            set_card(desk, first, "title", title)
            told("title", title)
            told("quote", make_quote(desk, first, [(number % 40, number % 40 + 12)]).uid)
            set_card(desk, first, "language", f"{seed}-{number}")
            undo(desk)
"""
TEXT = "Harbour {0} opens again\n\nMayor Ilse Brandt said that harbour {0} would be open in the spring.\n"


@pytest.mark.parametrize("kind", ["import", "edits"])
def test_nothing_acknowledged_is_lost_in_ten_kills_at_random_moments(tmp_path: Path, kind: str) -> None:
    folder, dataset, dice = tmp_path / "in", tmp_path / "d.curator", random.Random(20261122)
    folder.mkdir()
    (folder / "0.txt").write_text(TEXT.format("zero"), encoding="utf-8")
    acknowledged: dict[str, set[str]] = {"article": set(), "quote": set()}
    title, kills = "", 0
    _until(dataset, folder, "import", 0, 10_000, dice)
    for kill in range(KILLS):
        for number in range(40):
            (folder / f"{kill:02}-{number:02}.txt").write_text(TEXT.format(f"{kill}-{number}"), encoding="utf-8")
        lines, was_killed = _until(dataset, folder, kind, kill, dice.randrange(1, 30), dice)
        kills += was_killed
        for what, *rest in (line.split("\t") for line in lines):
            if what in acknowledged:
                acknowledged[what].add(rest[0])
            title = rest[0] if what == "title" else title
        with open_desk(dataset, by="ana") as desk:
            assert acknowledged["article"] <= {a.uid for a in desk.dataset.articles.all()}
            assert acknowledged["quote"] <= {q.uid for q in desk.dataset.quotes.all()}
            if title:
                stored = desk.dataset.articles.all()[0].title
                assert stored is not None
                assert _number(stored.value) >= _number(title)
            assert desk.dataset.check() == []
    assert kills >= KILLS - 1
    assert acknowledged["article" if kind == "import" else "quote"]


def _until(dataset: Path, folder: Path, kind: str, seed: int, lines: int,
           dice: random.Random) -> tuple[list[str], bool]:
    """Run the worker, kill it at a random moment after it acknowledged some lines; what it acknowledged."""
    program = subprocess.Popen([sys.executable, "-c", WORKER, kind, dataset, folder, str(seed)],
                               stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert program.stdout
    seen = []
    for line in program.stdout:
        seen.append(line)
        if len(seen) > lines:
            break
    try:
        program.wait(dice.random() / 20)
    except subprocess.TimeoutExpired:
        program.kill()
    rest = program.stdout.readlines()
    killed = program.wait() != 0
    program.stdout.close()
    return [line.rstrip("\n") for line in (*seen, *rest) if line.endswith("\n")], killed


def _number(title: str) -> tuple[int, int]:
    run, _, number = title.partition(" title ")
    return int(run), int(number)
