"""What was damaged is named, and what the history or the records know is put right, after a copy."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from curator.desk.checking import Repair, check, repair
from curator.desk.desk import open_desk
from curator.desk.exporting import export_jsonl
from curator.desk.importing import import_paths
from curator.desk.quoting import make_quote
from curator.desk.undoing import undo
from store import Problem

from building import BuiltArticle

TEXT = "Talks\n\n“We will sign tomorrow,” said Arkady Lomtev. Mr Lomtev accused Sarmia of delay.\n"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset with an article, two quotes, one of them undone, and a mention."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        (outcome,) = import_paths(desk, [str(tmp_path / "a.txt")])
        article = BuiltArticle(desk, str(outcome.article), TEXT)
        article.quote("We will sign tomorrow,", "Arkady Lomtev")
        article.mention("Sarmia", "PLACE")
        make_quote(desk, article.uid, [article.range("accused Sarmia")])
        undo(desk)
        export_jsonl(desk, tmp_path / "whole.jsonl")
    return tmp_path / "d.curator"


def altered(dataset: Path, sql: str) -> list[Problem]:
    with closing(sqlite3.connect(dataset)) as raw:
        raw.executescript(sql)
    with open_desk(dataset, by="ana", create=False) as desk:
        return check(desk)


def repaired(dataset: Path) -> Repair:
    with open_desk(dataset, by="ana", create=False) as desk:
        done = repair(desk)
        if not done.left:
            export_jsonl(desk, dataset.with_name("repaired.jsonl"))
    return done


def without_rev(path: Path) -> str:
    return re.sub(r'"rev": ?\d+', "", path.read_text(encoding="utf-8"))


def test_a_whole_dataset_is_left_alone(dataset: Path) -> None:
    assert altered(dataset, "") == []
    assert repaired(dataset) == Repair(None, (), ())
    assert not list(dataset.parent.glob("*backup*"))


@pytest.mark.parametrize(("sql", "remedy"), [
    ("UPDATE quotes SET doc = replace(doc, 'sign tomorrow', 'sigh tomorrow')", "history"),
    ("DELETE FROM quotes", "history"),
    ("UPDATE mentions SET doc = json_set(doc, '$.label', 'ORG')", "history"),
    ("DELETE FROM \"pairs-links_mentions\"", "derived"),
    ("INSERT INTO \"pairs-keys_names\" SELECT owner, 'nobody' FROM \"pairs-keys_names\" LIMIT 1", "derived"),
    ("DELETE FROM \"pairs-keys_blocking_2\"", "derived"),
    ("UPDATE _cache_counts SET doc = json_set(doc, '$.value.quotes', 7)", "derived"),
    ("UPDATE _cache_cards_1 SET doc = json_set(doc, '$.value.uid', 'X')", "derived"),
    ("UPDATE _cache_suggestions SET doc = replace(doc, 'Lomtev', 'Lomtew')", "derived"),
    ("DELETE FROM _cache_suggestions", "derived"),
    ("DELETE FROM \"words-words_articles_1\" WHERE word = 'tomorrow'", "derived"),
    ('UPDATE "words-words_quotes_1" SET bits = x\'00\'', "derived"),
    ('DELETE FROM "holders-words_articles_1"', "derived"),
    ("UPDATE _actions SET doc = json_set(doc, '$.undone_by', 'X') WHERE doc LIKE '%make quote%'", "derived"),
])
def test_what_can_be_known_is_put_right_after_a_copy(dataset: Path, sql: str, remedy: str) -> None:
    found = altered(dataset, sql)
    assert remedy in {each.remedy for each in found}, found
    done = repaired(dataset)
    assert done.left == ()
    assert done.mended
    assert done.copy is not None
    assert done.copy.exists()
    assert without_rev(dataset.with_name("repaired.jsonl")) == without_rev(dataset.with_name("whole.jsonl"))
    assert altered(dataset, "") == []


@pytest.mark.parametrize(("sql", "what"), [
    ("UPDATE \"blobs-texts\" SET content = CAST('elsewhere' AS BLOB)", "is not what its sha256 says"),
    ("DELETE FROM \"blobs-texts\"", "is lost"),
    ("DELETE FROM _changes WHERE doc_id = 3", "has a gap"),
    ("DELETE FROM _actions WHERE doc_id = 2", "has a gap"),
    ("UPDATE _actions SET doc = json_set(doc, '$.by', 'eve') WHERE doc_id = 2", "not as they were written"),
])
def test_what_nobody_knows_any_more_stays_and_is_named(dataset: Path, sql: str, what: str) -> None:
    assert any(what in each.what for each in altered(dataset, sql))
    assert any(what in each.what for each in repaired(dataset).left)


@pytest.mark.parametrize("table", ["quotes", "mentions", "_cache_counts"])
def test_a_row_that_is_no_json_any_more_comes_back(dataset: Path, table: str) -> None:
    with closing(sqlite3.connect(dataset)) as raw:
        ((row,),) = raw.execute(f"SELECT doc FROM {table} LIMIT 1").fetchall()
    content, begin = dataset.read_bytes(), row.encode()[:100]
    places = [at for at in range(len(content)) if content.startswith(begin, at) and content[at - 1:at] != b":"]
    for at in places:
        content = content[:at] + b"[" + content[at + 1:]
    dataset.write_bytes(content)
    assert places
    done = repaired(dataset)
    assert done.mended
    assert done.left == ()
    assert without_rev(dataset.with_name("repaired.jsonl")) == without_rev(dataset.with_name("whole.jsonl"))


def test_a_repair_is_an_action_that_the_history_shows(dataset: Path) -> None:
    altered(dataset, "DELETE FROM quotes")
    repaired(dataset)
    with open_desk(dataset, by="ana", create=False) as desk:
        assert desk.dataset.history(limit=1)[0].name == "repair"
