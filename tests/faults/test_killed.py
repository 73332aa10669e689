"""What was printed as done is there, whatever ends the program: a kill, ctrl-c, a limit of the system."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "MOSCOW — President Ivan Petrov said on Monday that war {0} would end. “We shall win,” Maria Silva said.\n"
ENV = {**os.environ, "PYTHONUNBUFFERED": "1", "CURATOR_NAME": "ana"}


def start(*words: str | Path, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "curator", *map(str, words)]
    made: subprocess.Popen[str] = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV, text=True, **more)  # type: ignore[call-overload]
    return made


def run(*words: str | Path, **more: object) -> tuple[int, str, str]:
    program = start(*words, **more)
    out, err = program.communicate(timeout=60)
    return program.returncode, out, err


def folder_of(articles: int, where: Path) -> Path:
    where.mkdir()
    for number in range(articles):
        (where / f"{number:03}.txt").write_text(ARTICLE.format(number), encoding="utf-8")
    return where


def kept(dataset: Path) -> set[str]:
    """The ends of the uids of its articles, once `check` has found nothing wrong."""
    code, out, _ = run("check", "--dataset", dataset)
    assert (code, out) == (0, "nothing wrong: records, log, texts, spans and references agree\n")
    return {json.loads(line)["uid"][-6:] for line in run("articles", "--json", "--dataset", dataset)[1].splitlines()}


def added(lines: list[str]) -> set[str]:
    return {line.rstrip("\n").rpartition(" ")[2] for line in lines if "added as" in line and line.endswith("\n")}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_import_keeps_what_it_printed_and_the_next_one_does_the_rest(tmp_path: Path, how: signal.Signals) -> None:
    articles, dataset, printed = folder_of(60, tmp_path / "in"), tmp_path / "d.curator", set[str]()
    for lines in (1, 21):
        program = start("import", "--dataset", dataset, articles)
        assert program.stdout
        assert program.stderr
        seen = [program.stdout.readline() for _ in range(lines)]
        program.send_signal(how)
        seen += program.stdout.readlines()
        err = program.stderr.read()
        program.stdout.close()
        program.stderr.close()
        assert program.wait(30) == (130 if how is signal.SIGINT else -signal.SIGKILL)
        assert err == ("curator: interrupted; everything up to here is kept\n" if how is signal.SIGINT else "")
        printed |= added(seen)
        assert printed <= kept(dataset)
    assert run("import", "--quiet", "--dataset", dataset, articles)[0] == 0
    assert len(kept(dataset)) == 60


def test_three_imports_at_once_make_each_article_once(tmp_path: Path) -> None:
    articles, dataset = folder_of(30, tmp_path / "in"), tmp_path / "d.curator"
    programs = [start("import", "--dataset", dataset, articles) for _ in range(3)]
    ended = [(program.communicate(timeout=60), program.returncode) for program in programs]
    assert [code for _, code in ended] == [0, 0, 0]
    assert len(set().union(*(added(out.splitlines(keepends=True)) for (out, _), _ in ended))) == 30
    assert len(kept(dataset)) == 30


def test_accepting_until_killed_loses_nothing_that_was_printed(tmp_path: Path) -> None:
    dataset = tmp_path / "d.curator"
    run("import", "--dataset", dataset, folder_of(4, tmp_path / "in"))
    printed = set[str]()
    for end in sorted(kept(dataset)):
        program = start("accept", end, "--grade", "likely", "--dataset", dataset)
        assert program.stdout
        assert program.stderr
        printed |= {program.stdout.readline().split()[1]}
        program.kill()
        program.communicate()
    exported = run("export", "jsonl", "-o", "-", "--dataset", dataset)[1]
    assert all(f'{uid}"' in exported for uid in printed)
    assert len(printed) == len(kept(dataset)) == 4


def test_a_dataset_taken_away_while_it_is_written_to_ends_the_import(tmp_path: Path) -> None:
    articles, dataset = folder_of(120, tmp_path / "in"), tmp_path / "d.curator"
    program = start("import", "--dataset", dataset, articles)
    assert program.stdout
    seen = [program.stdout.readline()]
    for file in tmp_path.glob("d.curator*"):
        file.unlink()
    out, err = program.communicate(timeout=60)
    assert (program.returncode, err.count("\n")) == (1, 1)
    assert f"{dataset} was moved, deleted or replaced while it was open" in err
    assert len(added(seen + out.splitlines(keepends=True))) < 120


def test_a_limit_on_the_size_of_files_costs_only_what_was_not_printed(tmp_path: Path) -> None:
    articles, dataset = folder_of(120, tmp_path / "in"), tmp_path / "d.curator"

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

    code, out, err = run("import", "--dataset", dataset, articles, preexec_fn=small_files)
    assert code == 1
    assert (err[:9], err.count("\n"), str(dataset) in err) == ("curator: ", 1, True)
    assert added(out.splitlines(keepends=True)) <= kept(dataset)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_standard_output_is_one_line_and_an_import_stays(tmp_path: Path) -> None:
    dataset = tmp_path / "d.curator"
    with open("/dev/full", "w", encoding="utf-8") as full:
        program = subprocess.run(
            [sys.executable, "-m", "curator", "import", "--dataset", str(dataset), str(folder_of(2, tmp_path / "in"))],
            stdout=full, stderr=subprocess.PIPE, env={**ENV, "PYTHONUNBUFFERED": ""}, text=True, check=False)
    assert (program.returncode, program.stderr.splitlines()) == (1, [
        f"2 added, 0 there already, 0 refused; the dataset is {dataset}",
        "curator: standard input or output: no space left on device"])
    assert len(kept(dataset)) == 2


def test_closed_streams_write_into_no_file_and_raise_nothing(tmp_path: Path) -> None:
    dataset = tmp_path / "d.curator"
    words = f'"{sys.executable}" -m curator import --dataset "{dataset}" "{folder_of(2, tmp_path / "in")}" <&- >&- 2>&-'
    assert subprocess.run(["sh", "-c", words], env=ENV, check=False).returncode == 0
    assert len(kept(dataset)) == 2
