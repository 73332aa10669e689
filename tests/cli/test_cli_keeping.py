"""Check, repair, backup, restore and the trash, as one types them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from cli.shell import Shell

TEXT = "Talks\n\n“We will sign tomorrow,” said Arkady Lomtev. Mr Lomtev accused Sarmia of delay.\n"


def harm(shell: Shell, sql: str) -> None:
    with closing(sqlite3.connect(shell.folder / "desk.curator")) as raw:
        raw.executescript(sql)


def test_a_deleted_article_is_listed_and_comes_back(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("accept", article, "--grade", "guess")
    before = shell.done("export", "jsonl", "-o", "-", "--status", "all").out
    assert "article.txt" in shell.done("delete", article).out
    assert shell.done("articles", "--json").rows == []
    (row,) = shell.done("trash", "--json").rows
    assert (row["kind"], row["by"]) == ("article", "ana")
    shell.done("trash", "restore", article[-6:])
    assert shell.done("export", "jsonl", "-o", "-", "--status", "all").out == before
    assert shell.done("trash", "--json").rows == []
    assert shell("trash", "restore").code == 2
    assert shell("trash", "restore", article[-6:]).err.count("\n") == 1


def test_check_names_what_repair_then_puts_right(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("accept", article, "--grade", "guess")
    harm(shell, "UPDATE quotes SET doc = replace(doc, 'tomorrow', 'tonorrow')")
    said = shell("check")
    assert (said.code, "(the history has it: --repair)" in said.out) == (1, True)
    done = shell("check", "--repair")
    assert done.code == 0, done
    assert "restored from the history" in done.out
    assert "is whole again" in done.out
    assert len(list(shell.folder.glob("desk.backup-*.curator"))) == 1
    assert shell("check").out.startswith("nothing wrong")


def test_what_cannot_be_repaired_is_named_and_the_code_is_1(shell: Shell) -> None:
    shell.article(TEXT)
    harm(shell, 'DELETE FROM "blobs-texts"')
    done = shell("check", "--repair")
    assert done.code == 1
    assert "is lost" in done.out
    assert "curator restore" in done.err


def test_a_backup_comes_back_in_the_place_of_the_dataset_only_when_asked(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("backup", "kept.curator")
    shell.done("delete", article)
    said = shell("restore", "kept.curator")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "--keep-old" in said.err
    assert "what was there is" in shell.done("restore", "kept.curator", "--keep-old").out
    assert [row["uid"] for row in shell.done("articles", "--json").rows] == [article]
    assert shell("backup", "kept.curator").code == 1
    assert shell("backup", "kept.json").code == 2
    (shell.folder / "copies").mkdir()
    shell.done("backup", "copies")
    assert len(list((shell.folder / "copies").glob("desk.backup-*.curator"))) == 1


@pytest.mark.parametrize("command", ["check", "backup", "trash", "check --repair"])
def test_where_there_is_no_dataset_a_line_says_so(shell: Shell, command: str) -> None:
    said = shell(*command.split(), "--dataset", "no.curator")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "no such file" in said.err
