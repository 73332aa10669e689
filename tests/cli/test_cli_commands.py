"""Exit codes, streams, and the commands over a dataset."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cli.shell import Shell
from curator.cli.parser import COMMANDS

TEXT = "“We have found the boat,” said Anna Lee.\n\n“I doubt it very much,” Bo Lind said on Monday.\n"


def keys(shell: Shell, article: str) -> list[str]:
    return [str(key) for key in shell.done("suggest", article, "--json").rows[0]["keys"]]


def test_the_version_is_printed(shell: Shell) -> None:
    assert shell.done("--version").out.startswith("curator ")
    assert shell.done("-V").out == shell.done("--version").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(shell: Shell, command: str) -> None:
    said = shell.done(command, "--help")
    assert said.out.startswith(f"usage: curator {command} [-h]")


@pytest.mark.parametrize("words", [
    ("import",), ("export", "xml", "-o", "x"), ("export", "jsonl"), ("judge", "a", "b", "perhaps"), ("--nonsense",),
    ("compare", "one"), ("compare", "one", "two", "--pairs", "three"), ("accept", "article"),
    ("export", "csv", "-o", "-"), ("export", "jsonl", "-o", "x", "--excel"), ("quote", "article", "12"),
    ("history", "--limit", "many"),
])
def test_wrong_usage_is_exit_code_2_with_words_on_stderr(shell: Shell, words: tuple[str, ...]) -> None:
    shell.article("One.")
    article = shell.done("articles", "--json").rows[0]["uid"]
    said = shell(*(article if word == "article" else word for word in words))
    assert said.code == 2
    assert said.out == ""
    assert said.err.strip()


@pytest.mark.parametrize("command", [
    "articles", "quotes", "entities", "dedupe", "history", "check", "undo", "suggest x", "export jsonl -o x",
    "accept x --grade sure", "judge x y same",
])
def test_a_dataset_that_is_not_there_is_exit_code_1_in_one_line_and_is_not_made(shell: Shell, command: str) -> None:
    said = shell(*command.split(), "--dataset", "none.curator")
    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith("curator: ")
    assert said.err.count("\n") == 1
    assert "none.curator" in said.err
    assert not list(shell.folder.iterdir())


def test_a_file_that_is_no_dataset_is_refused_and_left_alone(shell: Shell) -> None:
    shell.file("notes.curator", "my notes\n")
    for command in ("articles", "check", "import notes.curator"):
        said = shell(*command.split(), "--dataset", "notes.curator")
        assert said.code == 1
        assert "notes.curator" in said.err
        assert "Traceback" not in said.err
    assert (shell.folder / "notes.curator").read_text() == "my notes\n"


def test_lists_are_json_a_line_or_a_table(shell: Shell) -> None:
    article = shell.article(TEXT)
    shell.done("accept", article, "--grade", "guess")
    for command in ("articles", "quotes", "entities", "history"):
        rows = shell.done(command, "--json").rows
        assert rows
        assert all(isinstance(row, dict) for row in rows)
        plain = shell.done(command)
        assert len(plain.out.splitlines()) == len(rows) + 1, "a head and a line a row"
        assert plain.err == ""
    words = [row["words"] for row in shell.done("quotes", "--json", "--speaker", "lind").rows]
    assert words == ["I doubt it very much,"]
    assert shell.done("check", "--json").out == ""


def test_accepting_by_key_and_rejecting_settle_a_suggestion(shell: Shell) -> None:
    article = shell.article(TEXT)
    first, second, *_ = keys(shell, article)
    assert "accepted" in shell.done("accept", article, first).out
    assert "rejected" in shell.done("reject", article, second).out
    left = keys(shell, article)
    assert first not in left
    assert second not in left
    assert shell("accept", article, second).code == 1
    assert len(shell.done("quotes", "--json").rows) == 1


def test_a_quote_is_made_with_speaker_target_stance_and_via(shell: Shell) -> None:
    article = shell.article(TEXT)
    start = TEXT.index("I doubt")
    made = shell.done("quote", article, f"{start}-{start + 21}").out.split()[0]
    shell.done("set", article, made, "speaker", "Bo Lind")
    shell.done("set", article, made, "about", "Anna Lee")
    shell.done("set", article, made, "stance", "negative")
    shell.done("set", article, made, "via", "NORDA", "--as", "organisation")
    [row] = shell.done("quotes", "--json").rows
    assert (row["speakers"], row["via"], row["words"]) == (["Bo Lind"], ["NORDA"], TEXT[start:start + 21])
    assert row["about"][0].startswith("Anna Lee")
    [party] = [target for line in shell.done("export", "jsonl", "-o", "-").rows if line["kind"] == "article"
               for quote in line["quotes"] for target in quote["targets"]]
    assert party["stance"] == "negative"


def test_export_does_not_write_over_what_is_there_unless_told(shell: Shell) -> None:
    shell.article(TEXT)
    for form, name in (("jsonl", "x.jsonl"), ("csv", "tables")):
        said = shell.done("export", form, "-o", name)
        assert said.out == ""
        assert name in said.err
        refused = shell("export", form, "-o", name)
        assert refused.code == 1
        assert "--force" in refused.err
        shell.done("export", form, "-o", name, "--force")
    shell.file("mine/letter.txt", "Dear")
    assert shell("export", "csv", "-o", "mine", "--force").code == 1, "a folder that is no export is never replaced"
    assert (shell.folder / "mine/letter.txt").read_text() == "Dear"


def test_tables_read_back_and_excel_guards_formulas(shell: Shell) -> None:
    article = shell.article("“=1+1 is not what we have said,” said Anna Lee on Monday.\n")
    shell.done("accept", article, "--grade", "guess")
    shell.done("export", "csv", "-o", "exact")
    shell.done("export", "csv", "-o", "guarded", "--excel")

    def words(folder: str, encoding: str) -> str:
        with Path(folder, "statements.csv").open(encoding=encoding, newline="") as file:
            return next(csv.DictReader(file))["words"]

    assert words("exact", "utf-8") == "=1+1 is not what we have said,"
    assert not words("guarded", "utf-8-sig").startswith("=")
    assert Path("guarded", "statements.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_open_suggestions_are_exported_only_when_asked_for(shell: Shell) -> None:
    shell.article(TEXT)
    accepted = shell.done("export", "jsonl", "-o", "-").rows
    everything = shell.done("export", "jsonl", "-o", "-", "--status", "all").rows
    assert "suggestions" not in accepted[1] or not accepted[1]["suggestions"]
    assert everything[1]["suggestions"]["quotes"]


def test_undo_takes_back_only_what_i_did(shell: Shell) -> None:
    article = shell.article(TEXT, by="ana")
    first, second, *_ = keys(shell, article)
    shell.done("accept", article, first, by="ana")
    shell.done("accept", article, second, by="bo")
    undone = shell.done("undo", by="ana")
    assert "undone: accept quote" in undone.out
    assert "found the boat" in undone.out
    [row] = shell.done("quotes", "--json").rows
    assert row["words"].startswith("I doubt")
    assert "done again: accept quote" in shell.done("undo", "--redo", by="ana").out
    assert "I doubt it" in shell.done("undo", by="bo").out
    nothing = shell("undo", by="bo")
    assert nothing.code == 1
    assert "bo has done nothing that is left to undo" in nothing.err
    assert [action["by"] for action in shell.done("history", "--json").rows].count("bo") >= 1


def test_undo_stops_at_the_beginning(shell: Shell) -> None:
    shell.article("One.")
    assert "undone: import" in shell.done("undo").out
    assert shell("undo").code == 1, "the codebook was not ana's doing"
    assert shell.done("articles", "--json").rows == []


def test_a_contradiction_is_refused_with_the_judgement_that_forbids_it(shell: Shell) -> None:
    article = shell.article("Arkady Lomtev met Viktor Dragan. Arkadiy Lomtyev left.")
    for words in ("0-13", "33-48"):
        shell.done("mention", article, words, "PERSON")
    one, two = [row["uid"] for row in shell.done("entities", "--json").rows]
    shell.done("judge", one, two, "same")
    [merged] = shell.done("entities", "--json").rows
    assert merged["members"] == sorted([one, two])
    refused = shell("judge", one, two, "different", by="bo")
    assert refused.code == 1
    assert "(ana)" in refused.err
    assert shell.done("dedupe", "--json").rows == []


@pytest.mark.parametrize("command", [
    "curator --version", "curator --help", "curator articles --json", "curator history", "curator export jsonl -o -",
    "curator suggest --jsonl article.txt", "curator demo --headless",
])
def test_a_closed_pipe_is_silent(shell: Shell, command: str) -> None:
    shell.article(TEXT)
    said = shell.line(f"{command} | true; echo ${{PIPESTATUS[0]}}", {"PYTHONUNBUFFERED": "1"})
    assert said.out == "0\n"
    assert "rror" not in said.err
    assert "Traceback" not in said.err


def test_the_head_of_a_long_list_is_enough(shell: Shell) -> None:
    shell.file("pairs.tsv", "Anna Lee\tAnna Lee\n" * 2000)
    said = shell.line("curator compare --pairs pairs.tsv | head -1; echo ${PIPESTATUS[0]}")
    assert (said.out, said.err) == ("1.0000\tsame\n0\n", "")


def test_a_full_disk_is_one_line_and_exit_code_1(shell: Shell) -> None:
    shell.article(TEXT)
    said = shell.line("curator articles > /dev/full")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert said.err.startswith("curator: ")


def test_the_dataset_may_be_named_by_the_environment(shell: Shell) -> None:
    shell.file("one.txt", "One.")
    said = shell.line("curator import one.txt && curator articles", {"CURATOR_DATASET": "other.curator"})
    assert said.code == 0
    assert "other.curator" in said.err
    assert (shell.folder / "other.curator").exists()
    assert not (shell.folder / "desk.curator").exists()


def test_the_demo_does_the_whole_job_without_a_screen(shell: Shell) -> None:
    said = shell.line("curator demo < /dev/null")
    assert said.code == 0, said.err
    for words in ("1. Import", "2. What is suggested", "3. Names", "4. Decisions", "5. Duplicates", "6. Export"):
        assert words in said.out
    assert (shell.folder / "demo/accepted.jsonl").exists()
    assert (shell.folder / "demo/all-csv/statements.csv").exists()
    assert shell.done("check", "--dataset", "demo/demo.curator").code == 0
