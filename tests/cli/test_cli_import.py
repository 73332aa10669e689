"""`curator import`: what comes in, what is refused, and what is said of both."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

from cli.shell import Shell


def exported(shell: Shell) -> list[dict[str, object]]:
    return [row for row in shell.done("export", "jsonl", "-o", "-").rows if row["kind"] == "article"]


def test_files_folders_and_standard_input_are_read(shell: Shell) -> None:
    shell.file("one.txt", "One.")
    shell.file("folder/two.txt", "Two.")
    shell.file("folder/deeper/three.html", "<html><body><article><p>Three sentences are more than a line of words. "
               "They are a paragraph, and one is enough for an article.</p></article></body></html>")
    assert shell("import", "one.txt", "folder").code == 0
    assert shell("import", "-", stdin=b"From a pipe.").code == 0
    texts = [str(article["text"]) for article in exported(shell)]
    assert sorted(text[:5] for text in texts) == ["From ", "One.", "Three", "Two."]


def test_the_same_text_again_adds_nothing_and_says_so(shell: Shell) -> None:
    shell.file("one.txt", "One.")
    shell.file("copy.txt", "One.")
    first = shell.done("import", "one.txt")
    again = shell.done("import", "one.txt", "copy.txt")
    assert "added as" in first.out
    assert again.out.count("the same text as one.txt") == 2
    assert "0 added, 2 there already, 0 refused" in again.err
    assert len(shell.done("articles", "--json").rows) == 1


def test_what_cannot_be_read_is_named_with_the_reason_and_the_rest_goes_on(shell: Shell) -> None:
    shell.file("binary.txt", b"\0\1\2\3PNG")
    shell.file("empty.txt", "")
    shell.file("good.txt", "Good.")
    said = shell("import", "binary.txt", "empty.txt", "missing.txt", "good.txt")
    assert said.code == 1
    complaints = [line for line in said.err.split("\n") if line.startswith("curator: ")]
    assert [line.split(": ")[1] for line in complaints] == ["binary.txt", "empty.txt", "missing.txt"]
    assert all(len(line.split(": ")[2]) > 5 for line in complaints)
    assert "good.txt" in said.out
    assert "1 added, 0 there already, 3 refused" in said.err


def test_the_text_is_kept_to_the_character(shell: Shell) -> None:
    crlf = "A line.\r\n\r\n\tAnother\u00a0one \u2028 \U0001f600 e\u0301.\r\n"
    shell.file("crlf.txt", crlf)
    shell.file("marked.txt", b"\xef\xbb\xbf" + crlf.replace("A", "B").encode())
    shell.file("wide.txt", "Wide.\r\n".encode("utf-16"))
    french = ("Les députés de l'Assemblée ont voté à l'unanimité, après des débats très animés, la création d'une "
              "commission d'enquête. « C'est une étape décisive », a estimé la présidente du comité, Hélène Lefèvre.")
    shell.file("latin.txt", french.encode("latin-1"))
    shell.done("import", "crlf.txt", "marked.txt", "wide.txt", "latin.txt")
    texts = {str(article["source"]["name"]): article for article in exported(shell)}  # type: ignore[index]
    assert texts["crlf.txt"]["text"] == crlf
    assert texts["marked.txt"]["text"] == crlf.replace("A", "B")
    assert texts["wide.txt"]["text"] == "Wide.\r\n"
    assert texts["latin.txt"]["text"] == french


def test_file_names_and_texts_with_escapes_are_printed_inert(shell: Shell) -> None:
    words = "\x1b]0;mine\x07\x1b[31mred\x1b[0m [bold]not bold[/bold] \u202e"
    shell.file("evil\x1b[2J.txt", f"“{words},” said Anna Lee on Monday.\n")
    added = shell.done("import", "evil\x1b[2J.txt")
    refused = shell("import", "no\x1b[2Jne.txt")
    article = shell.done("articles", "--json").rows[0]["uid"]
    shell.done("accept", article, "--grade", "guess")
    lists = [shell.done(*command.split()) for command in (
        "articles", "quotes", "entities", "history", f"suggest {article}", "articles --json", "quotes --json",
        "entities --json", "history --json", f"suggest {article} --json", "export jsonl -o -")]
    for said in (added, refused, *lists):
        shown = said.out + said.err
        assert not [sign for sign in shown if sign != "\n" and (sign < " " or "\x7f" <= sign <= "\x9f")], said
    assert "[bold]not bold[/bold]" in lists[1].out
    text = next(row["text"] for row in lists[-1].rows if row["kind"] == "article")
    assert text == f"“{words},” said Anna Lee on Monday.\n"


def test_ctrl_c_stops_an_import_with_130_and_keeps_what_was_read(shell: Shell) -> None:
    for number in range(4000):
        shell.file(f"many/{number:04}.txt", f"Text {number}. “I said so,” said Anna Lee of it.")
    run = subprocess.Popen([sys.executable, "-m", "curator", "import", "many"], cwd=shell.folder,
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                           env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert run.stdout
    run.stdout.readline()
    os.kill(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert err.decode() == "curator: interrupted; everything up to here is kept\n"
    kept = shell.done("articles", "--json").rows
    assert out.count(b"added as") + 1 <= len(kept) < 4000
    assert shell("check").code == 0
    started = time.monotonic()
    assert json.dumps(shell.done("import", "many/0000.txt").out).count("the same text") == 1
    assert time.monotonic() - started < 10
