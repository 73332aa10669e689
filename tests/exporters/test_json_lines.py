"""JSON Lines: nothing lost, the same bytes twice, identities in every row."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curator.exporters import ExportRefused, Records, export_jsonl, read_jsonl

World = Callable[..., Records]
AT = "2031-03-04T05:06:07.000Z"


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def article(path: Path) -> dict[str, Any]:
    return next(row for row in rows(path) if row["kind"] == "article")


@pytest.mark.parametrize("status", ["accepted", "all"])
def test_what_is_read_back_is_what_was_exported(world: World, tmp_path: Path, status: str) -> None:
    records = world(status=status)
    export_jsonl(records, tmp_path / "a.jsonl")
    back = read_jsonl(tmp_path / "a.jsonl", created_at=AT)
    plain: dict[str, Any] = {"rev": 0}
    kept = [each for each in records.articles() if status == "all" or each.article.status != "excluded"]
    assert [each.text for each in back.articles] == [each.text for each in kept]
    for read, given in zip(back.articles, kept, strict=True):
        assert read.article == given.article.model_copy(update=plain)
        for name in ("zones", "mentions", "quotes", "notes"):
            assert getattr(read, name) == tuple(one.model_copy(update=plain) for one in getattr(given, name))
        assert read.suggestions == (given.suggestions if status == "all" else None)
    assert back.entities == [one.model_copy(update=plain) for one in records.entities()]
    assert back.labels == [one.model_copy(update=plain) for one in records.labels()]
    assert back.notes == [one.model_copy(update=plain) for one in records.notes()]
    assert (back.uid, back.status) == (records.dataset_uid, status)


def test_two_exports_are_the_same_bytes_and_tell_no_clock_time_or_rev(world: World, tmp_path: Path) -> None:
    export_jsonl(world(status="all"), tmp_path / "a.jsonl")
    export_jsonl(world(status="all"), tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    text = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert '"rev"' not in text
    assert '"created_at"' not in text


def test_a_line_is_a_line_for_every_reader_and_nothing_steers_a_terminal(world: World, tmp_path: Path) -> None:
    export_jsonl(world(), tmp_path / "a.jsonl")
    text = (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert len(text.splitlines()) == text.count("\n") == len(rows(tmp_path / "a.jsonl"))
    assert article(tmp_path / "a.jsonl")["text"] == next(iter(world().articles())).text


def test_every_row_names_the_identity_and_the_words(world: World, tmp_path: Path) -> None:
    export_jsonl(world(), tmp_path / "a.jsonl")
    told, blamed = article(tmp_path / "a.jsonl")["quotes"]
    [speaker] = told["speakers"]
    assert (speaker["as_written"], speaker["identities"][0]["name"]) == ("Ann Lee", "Анна Ли")
    assert blamed["speakers"][0]["identities"] == speaker["identities"]
    assert [len(target["identities"]) for target in blamed["targets"]] == [0, 2, 1]
    assert blamed["via"][0] == blamed["via"][0] | {"as_written": "", "basis": "inherited"}
    for record in (*article(tmp_path / "a.jsonl")["mentions"], told, blamed):
        for span in record.get("spans", record.get("content")):
            assert article(tmp_path / "a.jsonl")["text"][span["start"]:span["end"]] == span["exact"]


def test_accepted_leaves_out_suggestions_and_what_belongs_to_excluded_articles(world: World, tmp_path: Path) -> None:
    export_jsonl(world(), tmp_path / "a.jsonl")
    summary = export_jsonl(world(status="all"), tmp_path / "b.jsonl")
    assert "suggest" not in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    kinds = [row["kind"] for row in rows(tmp_path / "a.jsonl")]
    assert kinds == ["header", "article", *["entity"] * 4, "judgement", "label", "decision", "note"]
    assert [row["kind"] for row in rows(tmp_path / "b.jsonl")].count("judgement") == 3
    [quote] = article(tmp_path / "b.jsonl")["suggestions"]["quotes"]
    assert quote["status"] == "suggested"
    assert quote["targets"][0]["identities"] == [{"name": "Анна Ли", "uid": quote["targets"][0]["entity"][:-1] + "0"}]
    assert (summary.articles, summary.quotes, summary.mentions, summary.entities, summary.suggested) == (2, 3, 6, 4, 2)


def test_a_stream_takes_the_same_lines(world: World, tmp_path: Path) -> None:
    export_jsonl(world(), tmp_path / "a.jsonl")
    stream = io.StringIO()
    export_jsonl(world(), None, stream=stream)
    assert stream.getvalue() == (tmp_path / "a.jsonl").read_text(encoding="utf-8")


def test_a_span_that_does_not_hold_is_refused_and_nothing_written(world: World, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match=r"^mention 01\d+20: its words at"):
        export_jsonl(world(broken=True), tmp_path / "a.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", [
    "{", "[]", '{"kind": "zebra"}', '{"kind": "entity"}', '{"kind": "article", "uid": 3}',
])
def test_a_line_that_is_no_record_is_named(world: World, tmp_path: Path, line: str) -> None:
    export_jsonl(world(), tmp_path / "a.jsonl")
    with (tmp_path / "a.jsonl").open("a") as file:
        file.write(line + "\n")
    with pytest.raises(ExportRefused, match="line 11 is no record"):
        read_jsonl(tmp_path / "a.jsonl", created_at=AT)
