"""The work of a desk on a dataset in one JSON file: imported, annotated, undone, opened again, handed on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from curator.desk.deciding import accept_all
from curator.desk.desk import open_desk
from curator.desk.exporting import export_jsonl, export_tinydb
from curator.desk.importing import import_paths
from curator.desk.judging import judge, proposals
from curator.desk.undoing import described, redo, undo
from curator.exporters import ExportRefused
from store import NoDataset

from building import BuiltArticle

TEXT = ("Talks\n\n“We will sign tomorrow,” said Arkady Lomtev. Mr Lomtev accused Sarmia of delay.\n\n"
        "Arkadi Lomtev, the ambassador, said that the treaty was ready.\n")


@pytest.fixture
def article_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_desk_in_json_does_what_a_desk_does(tmp_path: Path, article_file: Path) -> None:
    path = tmp_path / "x.json"
    with open_desk(path, by="ana") as desk:
        (outcome,) = import_paths(desk, [str(article_file)])
        article = BuiltArticle(desk, str(outcome.article), TEXT)
        article.quote("We will sign tomorrow,", "Arkady Lomtev")
        article.mention("Arkadi Lomtev")
        export_jsonl(desk, tmp_path / "before.jsonl")
        (pair, *_) = proposals(desk)
        judge(desk, pair.left.uid, pair.right.uid, "same")
        accept_all(desk, article.uid, grade="guess")
    with open_desk(path, by="ana") as desk:
        assert described(undo(desk)).startswith("accept")
        assert undo(desk).name == "judge same"
        export_jsonl(desk, tmp_path / "undone.jsonl")
        assert (tmp_path / "undone.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()
        redo(desk)
        assert desk.dataset.check() == []
    with TinyDB(path, encoding="utf-8") as stock:
        (judgement,) = stock.table("judgements").search(where("judgement") == "same")
        assert {judgement["left"], judgement["right"]} <= {each["uid"] for each in stock.table("entities")}
        (text,) = stock.table("texts").all()
        assert text["text"] == TEXT


def test_the_same_work_gives_the_same_export_on_both_engines(tmp_path: Path, article_file: Path) -> None:
    shapes = []
    for name in ("a.curator", "a.json"):
        with open_desk(tmp_path / name, by="ana") as desk:
            (outcome,) = import_paths(desk, [str(article_file)])
            accept_all(desk, str(outcome.article), grade="guess")
            export_tinydb(desk, tmp_path / f"{name}.export.json", status="all")
        with TinyDB(tmp_path / f"{name}.export.json", encoding="utf-8") as stock:
            shapes.append({table: [sorted(each) for each in stock.table(table)] for table in stock.tables()})
            shapes[-1] |= {"words": [each["content"] for each in stock.table("quotes")]}
            assert stock.table("quotes").all()
    assert shapes[0] == shapes[1]


def test_an_export_is_no_dataset_and_never_takes_the_place_of_its_own(tmp_path: Path, article_file: Path) -> None:
    path, export = tmp_path / "x.json", tmp_path / "export.json"
    with open_desk(path, by="ana") as desk:
        list(import_paths(desk, [str(article_file)]))
        for write in (export_jsonl, export_tinydb):
            with pytest.raises(ExportRefused, match="the dataset itself"):
                write(desk, path, force=True)
        export_tinydb(desk, export)
    with pytest.raises(NoDataset, match="is an export"), open_desk(export):
        pass
    with open_desk(path, by="ana", create=False) as desk:
        assert desk.dataset.articles.count() == 1
        assert desk.dataset.check() == []
    assert json.loads(export.read_text(encoding="utf-8"))["articles"]["1"]["text"] == TEXT
