"""The export for TinyDB: stock TinyDB reads in it what JSON Lines say, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where

from curator.exporters import ExportRefused, Records, export_jsonl, export_tinydb
from schema import TABLES

World = Callable[..., Records]
ON_ARTICLES = ("zones", "mentions", "quotes", "notes")


def tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    with TinyDB(path, encoding="utf-8", access_mode="r") as stock:
        assert stock.tables() >= {"_curator"}
        return {name: [dict(each) for each in stock.table(name)] for name in stock.tables()}


def tables_of_json_lines(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of an export as JSON Lines, taken apart into tables by hand."""
    named = {"entity": "entities", **{name[:-1]: name for name in TABLES if name != "entities"}}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    rows = [json.loads(each) for each in path.read_text(encoding="utf-8").split("\n")[1:-1]]
    for row in rows:
        table = named[row.pop("kind")]
        for part in ON_ARTICLES if table == "articles" else ():
            found[part] += row.pop(part)
        if table == "articles" and "suggestions" in row:
            suggestions, on = row.pop("suggestions"), {"article": row["uid"], "text_sha256": row["text_sha256"]}
            for part in ("zones", "mentions", "quotes"):
                found.setdefault(f"suggested_{part}", []).extend(one | on for one in suggestions[part])
        if table == "entities":
            row["kind"] = row.pop("entity_kind")
        found[table].append(row)
    return found


@pytest.mark.parametrize("status", ["accepted", "all"])
def test_stock_tinydb_reads_what_json_lines_say(world: World, tmp_path: Path, status: str) -> None:
    said = export_tinydb(world(status=status, copies=3), tmp_path / "a.json")
    lines = export_jsonl(world(status=status, copies=3), tmp_path / "a.jsonl")
    found = tables(tmp_path / "a.json")
    (header,) = found.pop("_curator")
    assert (header["format"], header["status"], header["offset_unit"]) == ("curator-tinydb", status, "codepoint")
    assert found == tables_of_json_lines(tmp_path / "a.jsonl")
    assert str(said).replace("a.json:", "a.jsonl:") == str(lines)


def test_a_reader_finds_who_said_what_and_the_words_that_prove_it(world: World, tmp_path: Path) -> None:
    export_tinydb(world(), tmp_path / "a.json")
    with TinyDB(tmp_path / "a.json", encoding="utf-8", access_mode="r") as stock:
        by_anna = Query().speakers.any(Query().identities.any(Query().name == "Анна Ли"))
        quotes = stock.table("quotes").search(by_anna)
        assert len(quotes) == 2
        for quote in quotes:
            (article,) = stock.table("articles").search(where("uid") == quote["article"])
            for span in quote["content"]:
                assert article["text"][span["start"]:span["end"]] == span["exact"]


def test_two_exports_are_the_same_bytes_and_tell_no_clock_time_or_rev(world: World, tmp_path: Path) -> None:
    export_tinydb(world(status="all"), tmp_path / "a.json")
    export_tinydb(world(status="all"), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert '"rev"' not in text
    assert '"created_at"' not in text


def test_it_is_whole_or_not_there_at_all(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with pytest.raises(ExportRefused):
        export_tinydb(world(broken=True), path)
    assert list(tmp_path.iterdir()) == []
    export_tinydb(world(), path)
    before = path.read_bytes()
    with pytest.raises(ExportRefused, match="--force"):
        export_tinydb(world(), path)
    with pytest.raises(ExportRefused):
        export_tinydb(world(broken=True), path, force=True)
    assert path.read_bytes() == before
    steps: list[int] = []
    export_tinydb(world(status="all"), path, force=True, progress=steps.append)
    assert steps == [1, 2]
    assert path.read_bytes() != before
    assert list(tmp_path.iterdir()) == [path]
