"""Coming back: what is new since an export that is remembered, in the words of the person who gets the next one."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.desk.cards import set_card, set_status
from curator.desk.desk import Refused, open_desk
from curator.desk.exporting import export_csv, export_jsonl, export_tinydb
from curator.desk.judging import judge, retract
from curator.desk.parties import Who
from curator.desk.quoting import delete_quote, set_stance, toggle_party
from curator.desk.registry import rename
from curator.desk.since import LAST, marks, new_since
from curator.desk.undoing import undo
from curator.exporters import read_jsonl
from curator.exporters.changes import Changed, summed_up

from building import Building, BuiltArticle, a_desk

TEXT = "“We were not warned,” Anna Lee told the Herald.\n\n“It was dark,” Ana Lee said. “We left,” said John Carter.\n"


@pytest.fixture
def world() -> Iterator[Building]:
    with a_desk() as building:
        yield building


@pytest.fixture
def article(world: Building) -> BuiltArticle:
    made = world.article(TEXT)
    made.quote("We were not warned,", "Anna Lee")
    made.quote("It was dark,", "Ana Lee")
    return made


def remembered(world: Building, name: str = LAST) -> None:
    export_jsonl(world.desk, world.folder / f"{name}.jsonl", name=name, force=True)


def new(world: Building, table: str = "quotes", name: str = LAST) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.kind, c.words, c.fields) for c in new_since(world.desk, name) if c.table == table]


def test_nothing_is_new_right_after_an_export(world: Building, article: BuiltArticle) -> None:
    remembered(world)
    assert new_since(world.desk) == []
    assert summed_up([]) == "nothing is new"


def test_what_was_added_changed_and_withdrawn_is_told_with_its_fields(world: Building, article: BuiltArticle) -> None:
    one, two = world.desk.dataset.quotes.all()
    remembered(world)
    article.quote("We left,", "John Carter")
    toggle_party(world.desk, article.uid, one.uid, "targets", Who(name="Herald", kind="organisation"))
    set_stance(world.desk, article.uid, one.uid, "negative")
    delete_quote(world.desk, two.uid)
    assert new(world) == [("changed", "We were not warned,", ("about", "stance")),
                          ("withdrawn", "It was dark,", ("deleted",)), ("added", "We left,", ())]
    assert summed_up(new_since(world.desk)) == (
        "statements: 1 added, 1 changed (about 1, stance 1), 1 withdrawn; entries: 2 added")


def test_a_merge_changes_the_speakers_of_statements_that_nobody_touched(world: Building,
                                                                        article: BuiltArticle) -> None:
    remembered(world)
    judgement = judge(world.desk, world.entity("Anna Lee"), world.entity("Ana Lee"), "same")
    assert [(kind, fields) for kind, _, fields in new(world)] == [("changed", ("speaker merged",))]
    assert [(kind, fields) for kind, _, fields in new(world, "entities")] == [("changed", ("merged",))]
    remembered(world, "merged")
    retract(world.desk, judgement.uid)
    assert new(world) == []
    assert [fields for _, _, fields in new(world, name="merged")] == [("speaker parted",)]


def test_another_name_is_told_as_one(world: Building, article: BuiltArticle) -> None:
    remembered(world)
    rename(world.desk, world.entity("Ana Lee"), "Ana-Maria Lee")
    assert new(world) == [("changed", "It was dark,", ("speaker renamed",))]
    assert [fields for _, _, fields in new(world, "entities")] == [("name", "names")]


def test_an_excluded_article_withdraws_what_is_in_it(world: Building, article: BuiltArticle) -> None:
    remembered(world)
    set_status(world.desk, article.uid, "excluded")
    assert {(kind, fields) for kind, _, fields in new(world)} == {("withdrawn", ("article excluded",))}
    undo(world.desk)
    assert new_since(world.desk) == []


def test_the_card_is_compared(world: Building, article: BuiltArticle) -> None:
    remembered(world)
    set_card(world.desk, article.uid, "title", "A storm")
    assert new(world, "articles") == [("changed", "A storm", ("title",))]


def test_json_lines_tell_what_is_new_behind_the_full_data(world: Building, article: BuiltArticle) -> None:
    remembered(world)
    article.quote("We left,", "John Carter")
    path = world.folder / "next.jsonl"
    made = export_jsonl(world.desk, path, since=LAST, name=LAST)
    assert str(made).endswith("; since LAST: statements: 1 added; entries: 1 added")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows[0]["since"] == LAST
    news = [row for row in rows if row["kind"] in ("added", "changed", "withdrawn")]
    assert [(row["kind"], row["table"], row["words"]) for row in news] == [
        ("added", "quotes", "We left,"), ("added", "entities", "John Carter")]
    assert news[0]["uid"] in {quote["uid"] for row in rows if row["kind"] == "article" for quote in row["quotes"]}
    assert len(read_jsonl(path, created_at="2024-01-01T00:00:00Z").articles[0].quotes) == 3
    assert new_since(world.desk) == []  # it took the name over


def test_csv_has_a_table_of_what_is_new_only_then(world: Building, article: BuiltArticle) -> None:
    folder = world.folder / "csv"
    export_csv(world.desk, folder, name="first")
    assert not (folder / "changes.csv").exists()
    article.quote("We left,")
    export_csv(world.desk, folder, since="first", force=True)
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["change"], row["table"], row["words"]) for row in csv.DictReader(file)] == [
            ("added", "quotes", "We left,")]
    export_csv(world.desk, folder, force=True)
    assert not (folder / "changes.csv").exists()


def test_marks_have_names_and_are_listed_latest_first(world: Building, article: BuiltArticle) -> None:
    remembered(world, "for Ben")
    export_tinydb(world.desk, world.folder / "x.json", name=LAST)
    assert [(mark.name, mark.by, mark.format) for mark in marks(world.desk)] == [
        (LAST, "ana", "tinydb"), ("for Ben", "ana", "jsonl")]
    assert marks(world.desk)[0].position == world.desk.dataset.position()
    with pytest.raises(Refused, match="cannot name an export"):
        remembered(world, "../x")


def test_an_export_that_was_not_remembered_is_refused_before_anything_is_written(world: Building,
                                                                                 article: BuiltArticle) -> None:
    path = world.folder / "x.jsonl"
    with pytest.raises(Refused, match="export once first"):
        export_jsonl(world.desk, path, since="March")
    remembered(world)
    with pytest.raises(Refused, match="there are LAST"):
        export_jsonl(world.desk, path, since="March")
    assert not path.exists()


def test_a_mark_is_no_history_and_outlives_the_program(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        before = desk.dataset.position()
        export_jsonl(desk, tmp_path / "x.jsonl", name="early")
        assert desk.dataset.position() == before
    with open_desk(tmp_path / "d.curator", by="ben") as desk:
        assert new_since(desk, "early") == []
        assert datetime.fromisoformat(marks(desk)[0].at) <= datetime.now(UTC)


def test_the_summary_names_what_changed_when_it_is_one_thing() -> None:
    changes = [Changed("added", "quotes", str(n)) for n in range(41)]
    changes += [Changed("changed", "quotes", f"c{n}", ("speaker merged",)) for n in range(3)]
    changes += [Changed("withdrawn", "quotes", "w")]
    assert summed_up(changes) == "statements: 41 added, 3 changed (speaker merged), 1 withdrawn"
