"""On the command line: what is new since an export, notes and flags, the codebook, statistics, history."""

from __future__ import annotations

import json

import pytest

from cli.shell import Shell

TEXT = "“We have found the boat,” said Anna Lee.\n\n“I doubt it very much,” Bo Lind said on Monday.\n"


def test_an_export_remembers_itself_and_the_next_tells_what_is_new(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("export", "jsonl", "-o", "one.jsonl")
    shell.done("export", "csv", "-o", "one", "--name", "for Ben")
    shell.done("accept", article, "--grade", "guess")
    assert "statements: 2 added" in shell.done("new").out
    assert {row["kind"] for row in shell.done("new", "--since", "for Ben", "--json").rows} == {"added", "changed"}
    said = shell.done("export", "jsonl", "-o", "two.jsonl", "--since", "LAST")
    assert "since LAST: statements: 2 added" in said.err
    rows = [json.loads(line) for line in (shell.folder / "two.jsonl").read_text().splitlines()]
    assert sum(row["kind"] == "added" and row["table"] == "quotes" for row in rows) == 2
    assert "nothing is new" in shell.done("new").out
    assert "for Ben" in shell.done("new", "--list").out
    said = shell("export", "csv", "-o", "x", "--since", "never")
    assert (said.code, said.err) == (1, "curator: no export was remembered as 'never': there are LAST, for Ben\n")
    assert shell("export", "tinydb", "-o", "x.json", "--since", "LAST").code == 2
    assert shell("new", "--since", "never").code == 1


def test_notes_are_made_listed_and_settled(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("note", article[-6:], "call Anna")
    flag = shell.done("note", article, "which boat?", "--flag").out.split()[0]
    rows = shell.done("notes", "--json").rows
    assert [(row["text"], row["flag"], row["on"]["uid"]) for row in rows] == [
        ("which boat?", True, article), ("call Anna", False, article)]
    assert shell.done("articles", "--json").rows[0]["counts"]["flags"] == 1
    shell.done("settle", flag[-6:])
    assert [row["text"] for row in shell.done("notes", "--open", "--json").rows] == ["call Anna"]
    shell.done("settle", flag, "--reopen")
    assert "which boat?" in shell.done("settle", article).out
    assert "flag, settled" in shell.done("notes").out
    assert shell("settle", article).code == 1
    assert shell("note", article).code == 2
    assert shell("note", "nobody", "words").code == 1


def test_the_codebook_is_listed_and_changed(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("label", "add", "VESSEL", "--definition", "A ship.", "--example", "the boat", "--key", "v")
    start = TEXT.index("boat")
    shell.done("mention", article, f"{start}-{start + 4}", "VESSEL")
    shell.done("label", "rename", "vessel", "SHIP")
    row = shell.done("labels", "--json").rows[-1]
    assert (row["name"], row["mentions"], row["key"], row["examples"]) == ("SHIP", 1, "v", ["the boat"])
    shell.done("label", "set", "SHIP", "--colour", "blue", "--key", "")
    shell.done("label", "retire", "SHIP")
    assert "retired" in shell.done("labels").out
    assert shell("mention", article, "0-4", "SHIP").code == 1
    shell.done("label", "restore", "SHIP")
    assert "undone: bring back label: SHIP" in shell.done("undo").out


@pytest.mark.parametrize("words", [
    ("rename", "EVENT"), ("add", "A", "B"), ("set", "EVENT"), ("retire", "EVENT", "--colour", "red")])
def test_words_on_labels_that_do_not_go_together_are_wrong_usage(shell: Shell, words: tuple[str, ...]) -> None:
    shell.article(TEXT)
    assert shell("label", *words).code == 2


def test_statistics_are_told_in_sections_or_as_json(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("accept", article, "--grade", "guess")
    said = shell.done("stats").out
    assert "Statements by speaker\n  1  Anna Lee\n  1  Bo Lind\n" in said
    made = shell.done("stats", "--json").rows[0]
    assert (made["statements"], made["articles"]["in progress"]) == (2, 1)


def test_the_history_of_an_article_tells_what_was_done_in_it(shell: Shell) -> None:
    one, two = shell.article(TEXT, "one.txt"), shell.article(TEXT + "\n", "two.txt")
    shell.done("accept", one, "--grade", "guess")
    shell.done("status", two, "done")
    assert [row["name"] for row in shell.done("history", one[-6:], "--json").rows] == ["accept all", "import"]
    quote = shell.done("quotes", "--json").rows[0]["uid"]
    shell.done("delete", quote)
    assert shell.done("history", quote, "--json").rows[0]["name"] == "delete quote"
    assert shell("history", "nobody").code == 1


def test_articles_are_listed_by_what_needs_me_most(shell: Shell) -> None:
    quiet, loud = shell.article("Nothing is said.\n", "a.txt"), shell.article(TEXT, "b.txt")
    assert [row["uid"] for row in shell.done("articles", "--json").rows] == [quiet, loud]
    assert [row["uid"] for row in shell.done("articles", "--order", "needs", "--json").rows] == [loud, quiet]
