"""The CSV package: readable by csv with every offset right, whole by its own descriptor, inert in Excel."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curator.exporters import ExportRefused, Records, export_csv
from curator.exporters.tables import tables

World = Callable[..., Records]
Row = dict[str, str]


def read(folder: Path, table: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("status", ["accepted", "all"])
def test_every_span_in_every_table_is_right(world: World, tmp_path: Path, status: str) -> None:
    export_csv(world(status=status), tmp_path / "out")
    texts = {row["article"]: row["text"] for row in read(tmp_path / "out", "articles")}
    assert list(texts.values()) == [
        each.text for each in world().articles() if status == "all" or each.article.status != "excluded"
    ]
    checked = 0
    for table in ("zones", "mention_spans", "quote_spans", "entity_roles"):
        for row in read(tmp_path / "out", table):
            assert texts[row["article"]][int(row["start"]):int(row["end"])] == row["exact"]
            checked += 1
    assert checked > 15


def test_a_quote_is_one_row_for_each_it_is_about(world: World, tmp_path: Path) -> None:
    export_csv(world(), tmp_path / "out")
    told, *blamed = read(tmp_path / "out", "statements")
    assert (told["words"], told["about"], told["target"]) == ("Yes … we\u00a0did, e\u0301 👩‍👩‍👧", "", "0")
    assert (told["speaker"], told["speaker_as_written"], told["said"], told["said_basis"]) == (
        "Анна Ли", "Ann Lee", "2031-03-04", "stated")
    assert (told["title"], told["publisher"], told["published"], told["published_basis"]) == (
        "Both Men Speak 👍", "NORDA", "2031-03~", "inferred")
    assert told["context"].startswith("“Yes,” said Ann Lee")
    assert [(row["about"], row["about_as_written"], row["stance"]) for row in blamed] == [
        ("", "Bo Ray", "negative"), ("Анна Ли", "both men", ""), ("Bo Ray", "both men", ""), ("NORDA", "", ""),
    ]
    assert {(row["via"], row["act"], row["position"]) for row in blamed} == {("NORDA", "accuse", "body")}


def test_nobody_has_to_compute_an_identity(world: World, tmp_path: Path) -> None:
    export_csv(world(), tmp_path / "out")
    ann, anna = (row for row in read(tmp_path / "out", "entities") if row["identity_name"] == "Анна Ли")
    assert ann["identity"] == anna["identity"] == ann["entity"]
    names = {row["name"]: row["identity"] for row in read(tmp_path / "out", "entity_names")}
    assert names["A. Lee"] == names["Ann Lee"] == ann["entity"]
    speakers = [row for row in read(tmp_path / "out", "quote_parties") if row["role"] == "speaker"]
    assert {(row["identity"], row["identity_name"]) for row in speakers} == {(ann["entity"], "Анна Ли")}
    assert len({row["entity"] for row in speakers}) == 2


def test_quotes_judged_the_same_share_their_statement(world: World, tmp_path: Path) -> None:
    export_csv(world(status="all"), tmp_path / "out")
    told, blamed, suggested, elsewhere = read(tmp_path / "out", "quotes")
    assert told["statement"] == elsewhere["statement"] == told["quote"]
    assert (blamed["statement"], suggested["statement"]) == (blamed["quote"], suggested["quote"])
    assert {row["statement"] for row in read(tmp_path / "out", "statements") if row["quote"] == blamed["quote"]} == {
        blamed["quote"]}


def test_suggestions_only_come_with_all_and_say_so(world: World, tmp_path: Path) -> None:
    export_csv(world(), tmp_path / "accepted")
    export_csv(world(status="all"), tmp_path / "all")
    for table in ("mentions", "quotes", "statements"):
        assert {row["status"] for row in read(tmp_path / "accepted", table)} == {"accepted"}
        assert {row["status"] for row in read(tmp_path / "all", table)} == {"accepted", "suggested"}


def test_the_descriptor_tells_the_truth(world: World, tmp_path: Path) -> None:
    export_csv(world(status="all"), tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    contents = {resource["name"]: read(tmp_path / "out", resource["name"]) for resource in package["resources"]}
    assert set(contents) == set(tables()) - {"changes"}  # which goes with --since
    for resource in package["resources"]:
        data = (tmp_path / "out" / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert_follows(contents[resource["name"]], resource["schema"], contents)


def assert_follows(rows: list[Row], schema: dict[str, Any], contents: dict[str, list[Row]]) -> None:
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert list(row) == [field["name"] for field in schema["fields"]]
        for field in schema["fields"]:
            cell, constraints = row[field["name"]], field.get("constraints", {})
            assert cell or not constraints.get("required")
            assert not cell or cell in constraints.get("enum", [cell])
            assert not cell or field["type"] != "integer" or int(cell) >= 0
            assert not cell or field["type"] != "boolean" or cell in ("true", "false")
    for key in schema["foreignKeys"]:
        target = {row[key["reference"]["fields"]] for row in contents[key["reference"]["resource"]]}
        assert {row[key["fields"]] for row in rows} - {""} <= target


def test_two_exports_are_the_same_bytes(world: World, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_csv(world(status="all"), tmp_path / name)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_plain_is_exact_and_excel_has_a_mark_and_no_formulas(world: World, tmp_path: Path) -> None:
    export_csv(world(), tmp_path / "plain")
    export_csv(world(), tmp_path / "excel", excel=True)
    assert [row["note"] for row in read(tmp_path / "plain", "entities")][-1] == "-x"
    assert [row["note"] for row in read(tmp_path / "excel", "entities", "utf-8-sig")][-1] == "'-x"
    assert read(tmp_path / "excel", "articles", "utf-8-sig")[0]["authors"] == "'@lee; B"
    assert "text" not in read(tmp_path / "excel", "articles", "utf-8-sig")[0]
    for file in (tmp_path / "excel").glob("*.csv"):
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        with file.open(encoding="utf-8-sig", newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_a_span_that_does_not_hold_is_refused_and_nothing_written(world: World, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match=r"^mention 01\d+20: its words at"):
        export_csv(world(broken=True), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
