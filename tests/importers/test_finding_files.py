"""Paths to files: folders, links, hidden files, pipes, standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from curator.importers import STDIN, ImportRefused, find, read_file


def test_a_folder_gives_its_files_sorted_with_subfolders_and_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "c/d.html", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    assert list(find([str(tmp_path)])) == [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c" / "d.html"]


def test_a_hidden_file_that_is_named_is_tried(tmp_path: Path) -> None:
    (tmp_path / ".note").write_text("words")
    assert list(find([str(tmp_path / ".note")])) == [tmp_path / ".note"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = list(find([str(tmp_path)]))
    assert found[0] == tmp_path / "a.txt"
    assert [type(each) for each in found[1:]] == [ImportRefused]


def test_what_cannot_be_tried_is_named_with_the_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    found = find([str(tmp_path), str(tmp_path / "gone"), "/dev/null", "a\0b"])
    reasons = [each.reason for each in found if isinstance(each, ImportRefused)]
    assert reasons == [
        "is an empty folder", "is a device, pipe or socket, not a file", "there is no such file or folder",
        "is a device, pipe or socket, not a file", "is no usable path: embedded null byte",
    ]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Varga spoke – at length.\r\n".encode())))
    assert list(find(["-"])) == [STDIN]
    draft = read_file(STDIN)
    assert (draft.text, draft.source.name) == ("Varga spoke – at length.\r\n", "standard input")
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("words of a file")
    assert [read_file(path).text for path in find(["./-"]) if isinstance(path, Path)] == ["words of a file"]


def test_reading_a_pipe_a_folder_or_nothing_is_refused_and_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, reason in ((tmp_path / "pipe", "pipe"), (tmp_path, "folder"), (tmp_path / "gone", "no such file")):
        with pytest.raises(ImportRefused, match=reason):
            read_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(ImportRefused, match=r"a\.txt: may not be read"):
        read_file(tmp_path / "a.txt")
