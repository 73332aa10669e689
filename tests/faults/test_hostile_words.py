"""Whatever is given on the command line: one line that says what to do, no traceback, nothing damaged."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

Given = str | bytes | Path


def curator(*words: Given, cwd: Path, env: dict[str, str] | None = None) -> tuple[int, bytes, bytes]:
    command = [sys.executable, "-m", "curator", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, env={**os.environ, **(env or {})}, timeout=60,
                          stdin=subprocess.DEVNULL, check=False)
    return done.returncode, done.stdout, done.stderr


def is_one_line(err: bytes) -> bool:
    return err.startswith(b"curator: ") and err.count(b"\n") == 1 and b"\x1b" not in err and len(err) < 5_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dataset desk.curator of one article; ARTICLE and QUOTE hold uids."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "a.txt").write_text("“We shall win,” President Ivan Petrov said on Monday.\n", encoding="utf-8")
    assert curator("import", "a.txt", cwd=folder)[0] == 0
    uid = json.loads(curator("articles", "--json", cwd=folder)[1])["uid"]
    assert curator("accept", uid, "--grade", "guess", cwd=folder)[0] == 0
    (folder / "ARTICLE").write_text(uid)
    (folder / "QUOTE").write_text(json.loads(curator("quotes", "--json", cwd=folder)[1].splitlines()[0])["uid"])
    (folder / "loop").symlink_to("loop")
    return folder


@pytest.mark.parametrize(("words", "code"), [
    (["quote", "ARTICLE", "0-99999"], 1), (["quote", "ARTICLE", f"{'9' * 30}-{'9' * 31}"], 2),
    (["quote", "ARTICLE", f"1-{'9' * 5000}"], 2),
    (["set", "ARTICLE", "QUOTE", "cue", "0-99999"], 1), (["set", "ARTICLE", "QUOTE", "speaker", b"\xff"], 2),
    (["card", "ARTICLE", "publisher", b"\xff"], 2), (["undo", b"\xff"], 2),
    (["suggest", b"\xff"], 1), (["suggest", "9" * 100_000], 1),
    (["articles", "--dataset", "loop"], 1), (["articles", "--dataset", "y" * 300], 1),
    (["articles", "--dataset", b"no\x1b[31m\n\xff"], 1),
    (["export", "csv", "-o", "/"], 1), (["export", "jsonl", "-o", "desk.curator", "--force"], 1),
    (["export", "jsonl", "-o", "desk.curator-lock", "--force"], 1), (["export", "jsonl", "-o", "a.txt/x"], 1),
    (["compare", "--pairs", "nowhere"], 1), (["dedupe", "--names", "."], 1),
])
def test_one_line_and_a_dataset_that_is_still_whole(desk: Path, words: list[str | bytes], code: int) -> None:
    names = {name: (desk / name).read_text() for name in ("ARTICLE", "QUOTE")}
    given = [names.get(word, word) if isinstance(word, str) else word for word in words]
    found, out, err = curator(*given, cwd=desk)
    assert (found, out) == (code, b"")
    assert is_one_line(err), err
    assert sqlite3.connect(desk / "desk.curator").execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("limit", ["-1", "9" * 30])
def test_a_limit_that_is_none_is_wrong_usage(desk: Path, limit: str) -> None:
    code, _, err = curator("history", "--limit", limit, cwd=desk)
    assert code == 2
    assert err.count(b"is no number from 1 to 999,999,999") == 1


def test_a_curator_s_name_is_one_plain_line(desk: Path) -> None:
    env = {"CURATOR_NAME": "an\na\x1b[31m\u202e" + "x" * 1000 + "\udcff"}
    assert curator("status", (desk / "ARTICLE").read_text(), "done", cwd=desk, env=env)[0] == 0
    newest = json.loads(curator("history", "--limit", "1", "--json", cwd=desk)[1])
    assert newest["by"][:10] == "an a[31mxx"
    assert len(newest["by"]) == 100
    assert curator("undo", cwd=desk, env=env)[0] == 0


def test_an_export_goes_to_standard_output_by_its_name(desk: Path) -> None:
    with open(desk / "log", "wb") as log:
        log.write(b"before\n")
        log.flush()
        command = [sys.executable, "-m", "curator", "export", "jsonl", "-o", "/dev/stdout"]
        assert subprocess.run(command, cwd=desk, stdout=log, stderr=subprocess.DEVNULL, check=False).returncode == 0
    assert (desk / "log").read_bytes().startswith(b"before\n{")


def test_pages_and_texts_built_to_take_for_ever_are_refused_at_once(tmp_path: Path) -> None:
    many = b" ".join(b"a%d=1" % number for number in range(200_000))
    some = b" ".join(b"a%d" % number for number in range(4_000))
    bombs = {
        "tag.html": b"<html><body><p " + many + b">said</p>", "hidden.html": b'<html><body><p " ' + many + b">said</p>",
        "tags.html": b"<html><body>" + (b"<p " + some + b">said</p>") * 300,
        "deep.html": b"<html><body>" + b"<div>" * 1_000_000,
        "declared.html": b'<?xml version="1.0" encoding="' * 300_000,
        "line.txt": b"Ivan said " * 1_000_000, "words.txt": b"1 " * 5_000_000,
    }
    for name, page in bombs.items():
        (tmp_path / name).write_bytes(page)
    started = time.monotonic()
    code, out, err = curator("import", *sorted(bombs), cwd=tmp_path)
    assert (code, out, err.count(b"curator: ")) == (1, b"", len(bombs))
    assert time.monotonic() - started < 30
