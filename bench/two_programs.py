"""`python -m bench.two_programs [ARTICLES]`: an editor at work while another program imports a thousand articles.

Milliseconds of the wall clock that one edit takes until it is safe on disk, alone and beside the import, with the pace
of the import alone and beside the editor. All edits and all articles must be there afterwards.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from bench.spine import row
from curator.desk.cards import set_card
from curator.desk.desk import Desk, open_desk
from curator.desk.importing import import_paths

PAUSE = 0.05  # seconds between two edits: a quick hand


def main(count: int) -> None:
    """Print one row a measurement; AssertionError where anything was lost."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(1, count + 1):
            _write(folder / "more" / f"{number:05}.txt", number)
        row(f"import of {count} articles alone", f"{_imported_alone(folder):.1f} s")
        with open_desk(folder / "desk.curator", by="ana") as desk:
            uid = _first(desk, folder)
            _told("an edit alone", _edited(desk, uid, lambda edits: edits < 100))
            begun = perf_counter()
            importing = _importing(folder, "desk.curator")
            beside = _edited(desk, uid, lambda edits: importing.poll() is None)
            row(f"import of {count} articles beside the editor", f"{perf_counter() - begun:.1f} s")
            _told("an edit beside the import", beside)
            title = desk.dataset.articles[uid].title
            edits = sum(action.name == "edit card" for action in desk.dataset.history(limit=1_000_000))
            assert importing.returncode == 0, importing.returncode
            assert title is not None
            assert title.value == f"Edit {len(beside) - 1}"
            assert edits == 100 + len(beside), edits
            assert desk.dataset.articles.count() == count + 1
            assert desk.dataset.check() == []
            row("lost", f"0 of {len(beside)} edits, 0 of {count} articles; check finds nothing")


def _write(path: Path, number: int) -> None:
    path.parent.mkdir(exist_ok=True)
    said = f"“We counted {number} ships,” said Anna Lee of Norda Energy. The ferries sail again on day {number}. "
    path.write_text(f"Ferries, part {number}\n\n" + said * 40 + "\n", encoding="utf-8")


def _first(desk: Desk, folder: Path) -> str:
    _write(folder / "first" / "0.txt", 0)
    return str(next(iter(import_paths(desk, [str(folder / "first")]))).article)


def _importing(folder: Path, dataset: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "curator", "import", str(folder / "more"), "--dataset", str(folder / dataset)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _imported_alone(folder: Path) -> float:
    begun = perf_counter()
    assert _importing(folder, "alone.curator").wait() == 0
    return perf_counter() - begun


def _edited(desk: Desk, uid: str, goes_on: Callable[[int], bool]) -> list[float]:
    """Edit again and again with pauses; the milliseconds of each."""
    taken: list[float] = []
    while goes_on(len(taken)):
        begun = perf_counter()
        set_card(desk, uid, "title", f"Edit {len(taken)}")
        taken.append(1000 * (perf_counter() - begun))
        sleep(PAUSE)
    return taken


def _told(what: str, taken: list[float]) -> None:
    p99 = quantiles(taken, n=100)[98]
    row(what, f"p50 {median(taken):.1f} ms, p99 {p99:.0f}, longest {max(taken):.0f}, {len(taken)} edits")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
