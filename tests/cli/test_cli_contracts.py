"""The three commands that other programs rely on: suggest --jsonl, compare --pairs, dedupe --names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cli.shell import Shell
from curator import samples

QUOTE_KEYS = {"kind", "content", "quoted", "speaker", "cue", "via", "confidence", "grade", "flags"}
MENTION_KEYS = {"start", "end", "label", "name", "confidence", "grade"}
GRADES = {"sure", "likely", "guess"}
TEXTS = [path for path in samples.paths() if path.suffix == ".txt"]


def test_suggest_prints_an_object_a_file_in_order_and_needs_no_dataset(shell: Shell) -> None:
    paths = [str(path) for path in reversed(TEXTS)]
    rows = shell.done("suggest", "--jsonl", *paths).rows
    assert [row["path"] for row in rows] == paths
    assert not list(shell.folder.iterdir())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.name))
def test_suggestions_hold_to_the_contract(shell: Shell, path: Any) -> None:
    text = path.read_bytes().decode()
    [row] = shell.done("suggest", "--jsonl", str(path)).rows
    assert set(row) == {"path", "quotes", "mentions", "boilerplate"}
    assert row["quotes"]
    assert row["mentions"]
    for quote in row["quotes"]:
        assert set(quote) == QUOTE_KEYS
        assert quote["kind"] in {"direct", "indirect", "mixed"}
        assert quote["content"]
        for start, end in [*quote["content"], *quote["quoted"], *([quote["cue"]] if quote["cue"] else [])]:
            assert 0 <= start < end <= len(text)
        for start, end in quote["quoted"]:
            assert text[start] not in "“”\"«»"
            assert text[end - 1] not in "“”\"«»"
        for party in [*quote["via"], *([quote["speaker"]] if quote["speaker"] else [])]:
            assert set(party) == {"start", "end", "name"}
            assert 0 <= party["start"] < party["end"] <= len(text)
            assert party["name"].strip()
        assert 0 <= quote["confidence"] <= 1
        assert quote["grade"] in GRADES
        assert all(isinstance(flag, str) for flag in quote["flags"])
    for mention in row["mentions"]:
        assert set(mention) == MENTION_KEYS
        assert 0 <= mention["start"] < mention["end"] <= len(text)
        assert mention["label"] in {"PERSON", "ORG", "PLACE", "DATE", "NUMBER"}
        assert mention["grade"] in GRADES
        assert 0 <= mention["confidence"] <= 1
        assert mention["name"].strip()
    inside = [(start, end) for start, end in row["boilerplate"] if 0 <= start < end <= len(text)]
    assert len(inside) == len(row["boilerplate"])
    for start, end in inside:
        assert not [mention for mention in row["mentions"] if start <= mention["start"] < end]


def test_offsets_count_the_file_as_it_is(shell: Shell) -> None:
    shell.file("a.txt", "\ufeff\U0001f600\r\n\r\n“It rained all the day,” said Anna Lee on Monday.\r\n".encode())
    text = (shell.folder / "a.txt").read_bytes().decode()
    [row] = shell.done("suggest", "--jsonl", "a.txt").rows
    [quote] = row["quotes"]
    assert [text[start:end] for start, end in quote["quoted"]] == ["It rained all the day,"]
    assert text[quote["speaker"]["start"]:quote["speaker"]["end"]] == "Anna Lee"
    assert text[slice(*quote["cue"])] == "said"


def test_the_name_is_canonical_within_the_article(shell: Shell) -> None:
    shell.file("a.txt", "Anna Lee came on Monday.\n\n“We have found the boat,” Lee said.\n")
    [row] = shell.done("suggest", "--jsonl", "a.txt").rows
    [quote] = row["quotes"]
    assert quote["speaker"]["name"] == "Anna Lee"


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_printed(shell: Shell) -> None:
    shell.file("good.txt", "“We have found the boat,” said Anna Lee.")
    shell.file("latin.txt", b"caf\xe9")
    said = shell("suggest", "--jsonl", "none.txt", "latin.txt", "good.txt")
    assert said.code == 1
    assert [row["path"] for row in said.rows] == ["good.txt"]
    assert [line.split(": ")[1] for line in said.err.splitlines()] == ["none.txt", "latin.txt"]


def test_an_empty_file_is_an_object_too(shell: Shell) -> None:
    shell.file("empty.txt", "")
    [row] = shell.done("suggest", "--jsonl", "empty.txt").rows
    assert row == {"path": "empty.txt", "quotes": [], "mentions": [], "boilerplate": []}


def test_pairs_give_a_score_and_a_verdict_a_line(shell: Shell) -> None:
    pairs = [("Anna Lee", "Anna Lee"), ("Anna Lee", "Bo Lind"), ('Robert "Bob" Ray', "Robert Ray"), ("Анна Ли", ""),
             ("", ""), ("O'Neil\u2028x", "=cmd()"), ("x" * 5000, "y" * 5000)]
    shell.file("pairs.tsv", "".join(f"{left}\t{right}\n" for left, right in pairs))
    lines = shell.done("compare", "--pairs", "pairs.tsv").out.splitlines()
    assert len(lines) == len(pairs)
    scores = [float(line.split("\t")[0]) for line in lines]
    verdicts = [line.split("\t")[1] for line in lines]
    assert all(0 <= score <= 1 for score in scores)
    assert set(verdicts) <= {"same", "unsure", "different"}
    assert verdicts[:2] == ["same", "different"]
    assert verdicts[2] != "different"


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_pairs_may_end_without_a_line_break_have_empty_lines_and_come_from_windows(shell: Shell, kind: str) -> None:
    for content in ("Anna Lee\tAnna Lee", "Anna Lee\tAnna Lee\n\n", "\nAnna Lee\tAnna Lee\n\n",
                    "\ufeffAnna Lee\tAnna Lee\r\n\r\n"):
        shell.file("pairs.tsv", content)
        assert shell.done("compare", "--pairs", "pairs.tsv", "--kind", kind).out == "1.0000\tsame\n", repr(content)


def test_a_line_that_is_no_pair_is_refused_with_its_number(shell: Shell) -> None:
    shell.file("pairs.tsv", "a\tb\nonly one\n")
    said = shell("compare", "--pairs", "pairs.tsv")
    assert said.code == 1
    assert "pairs.tsv: line 2" in said.err


def test_pairs_come_from_standard_input_too(shell: Shell) -> None:
    assert shell.done("compare", "--pairs", "-", stdin=b"Anna Lee\tAnna Lee\n").out == "1.0000\tsame\n"


def test_two_names_print_the_alignment(shell: Shell) -> None:
    said = shell.done("compare", "Arkady Lomtev", "Аркадий Ломтев")
    assert "Arkady" in said.out
    assert "Аркадий" in said.out
    assert "same" in said.out
    assert 0 <= shell.done("compare", "Arkady Lomtev", "Аркадий Ломтев", "--json").rows[0]["score"] <= 1


def test_dedupe_prints_pairs_of_line_numbers_best_first_each_once(shell: Shell) -> None:
    names = ["Anna Lee", "Bo Lind", "", "Anna Lee", 'Anna "Anni" Lee', "Bo\tLind", "Боб Линд", "Ana Lee"]
    shell.file("names.txt", "".join(f"{name}\n" for name in names))
    rows = shell.done("dedupe", "--names", "names.txt").rows
    assert rows
    assert all(set(row) == {"left", "right", "score"} for row in rows)
    assert all(0 <= row["left"] < row["right"] < len(names) for row in rows)
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    pairs = [(row["left"], row["right"]) for row in rows]
    assert len(pairs) == len(set(pairs))
    assert (0, 3) in pairs
    assert not [pair for pair in pairs if 2 in pair], "an empty line is nobody, but it counts as a line"


def test_dedupe_of_nothing_prints_nothing(shell: Shell) -> None:
    shell.file("names.txt", "")
    assert shell.done("dedupe", "--names", "names.txt").out == ""


def test_dedupe_without_names_is_about_the_entries_of_the_dataset(shell: Shell) -> None:
    article = shell.article("Arkady Lomtev met Viktor Dragan. Arkadiy Lomtyev left.")
    for words in ("0-13", "18-31", "33-48"):
        shell.done("mention", article, words, "PERSON")
    uids = {row["name"]: row["uid"] for row in shell.done("entities", "--json").rows}
    assert len(uids) == 3
    best = shell.done("dedupe", "--json").rows[0]
    assert {best["left"], best["right"]} == {uids["Arkady Lomtev"], uids["Arkadiy Lomtyev"]}
    assert best["left"] < best["right"]


def test_a_second_opinion_that_cannot_be_had_is_told_in_one_line(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Vera Holt said that the ferries stop.\n", encoding="utf-8")
    said = shell("suggest", "--jsonl", "--second", "no_such_thing", str(path))
    assert said.code == 1
    assert "spaCy" in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
