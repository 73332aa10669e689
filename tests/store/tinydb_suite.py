"""`make tinydb-suite`: TinyDB's own tests, from its source distribution, on our engines.

The version is the one that is installed; pip fetches it into a temporary folder, nothing of it is kept. What differs on
purpose is listed with its reason in docs/architecture.md, which is read here: a test that fails and is not listed, or
is listed and passes, is named, and the exit code is 1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"
ENGINES = ("sqlite", "json")
FEWEST = 70  # tests on each engine that pass
_LISTED = re.compile(r"^\| `(test_\w+)` \| \S", re.MULTILINE)


class NotFetched(Exception):
    """The source distribution cannot be had here; says why."""


@dataclass(frozen=True)
class Outcome:
    """The names of the tests that went through one of our engines, by engine."""

    passed: dict[str, set[str]]
    failed: dict[str, set[str]]

    def troubles(self) -> list[str]:
        """What is not as docs/architecture.md says it is."""
        listed, found = differences(), list[str]()
        for engine in ENGINES:
            failed, passed = self.failed[engine], self.passed[engine]
            found += [f"{engine}: {test} fails and is not listed in docs/architecture.md"
                      for test in sorted(failed - listed)]
            found += [f"{engine}: {test} is listed in docs/architecture.md and does not fail"
                      for test in sorted(listed - failed)]
            if len(passed) < FEWEST:
                found.append(f"{engine}: only {len(passed)} pass, not {FEWEST}")
        return found


def differences() -> set[str]:
    """The tests that docs/architecture.md lists as failing on purpose."""
    return set(_LISTED.findall(PAGE.read_text(encoding="utf-8")))


def run_suite(folder: Path) -> Outcome:
    """Fetch, unpack and run; NotFetched."""
    tests = fetched(folder) / "tests"
    shutil.copy(Path(__file__).with_name("tinydb_engines.py"), tests / "conftest.py")
    outcome = Outcome({}, {})
    for engine in ENGINES:
        report = folder / f"{engine}.xml"
        said = subprocess.run(
            [sys.executable, "-m", "pytest", "tests", "-q", "-p", "no:cacheprovider", "-c", os.devnull,
             "--rootdir", ".", f"--junitxml={report}"], cwd=tests.parent, capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT), "CURATOR_ENGINE": engine})
        if not report.exists():
            raise AssertionError(f"TinyDB's tests did not run: {said.stdout[-2000:]}{said.stderr[-2000:]}")
        outcome.passed[engine], outcome.failed[engine] = _read(report)
    return outcome


def _read(report: Path) -> tuple[set[str], set[str]]:
    passed, failed = set[str](), set[str]()
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("properties/property[@name='engine']") is not None:
            is_bad = case.find("failure") is not None or case.find("error") is not None
            (failed if is_bad else passed).add(str(case.get("name")))
    return passed, failed


def fetched(folder: Path) -> Path:
    """The unpacked source distribution."""
    wanted = f"tinydb=={version('tinydb')}"
    try:
        said = subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps",
             "--no-build-isolation", "--retries", "1", "--timeout", "15", "--dest", str(folder), wanted],
            capture_output=True, text=True, check=False, timeout=120)
    except subprocess.TimeoutExpired as trouble:
        raise NotFetched(f"pip did not get the source of {wanted} within two minutes") from trouble
    archive = next(folder.glob("tinydb-*.tar.gz"), None)
    if said.returncode or archive is None:
        why = (said.stderr or said.stdout).strip().splitlines()[-1:] or ["it said nothing"]
        raise NotFetched(f"pip does not get the source of {wanted} here: {why[0]}")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    found = next((tests.parent for tests in folder.glob("tinydb-*/tests")), None)
    if found is None:
        raise NotFetched(f"the source distribution of {wanted} holds no tests")
    return found


def main() -> int:
    """Print what passed and what is not as it is written; the exit code."""
    with TemporaryDirectory() as name:
        try:
            outcome = run_suite(Path(name))
        except NotFetched as trouble:
            print(f"not run: {trouble}")
            return 1
    for engine in ENGINES:
        print(f"{engine}: {len(outcome.passed[engine])} of TinyDB {version('tinydb')}'s own tests pass, "
              f"{len(outcome.failed[engine])} differ: {', '.join(sorted(outcome.failed[engine]))}")
    troubles = outcome.troubles()
    print("\n".join(troubles), end="\n" * bool(troubles))
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
