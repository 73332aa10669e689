"""Whatever was altered behind the program's back is found and named."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from schema import Article, Entity, Judgement, Mention, Role, SourceFile, Span
from store import Damaged, NewerDataset, open_dataset
from store.upgrades import upgraded

TEXT = "“I saw it”, said Ana Horvat."


class World:
    """One article with a mention of one entity, on disk; the uids by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with open_dataset(path) as dataset, dataset.transaction("import", by="ana"):
            made: dict[str, Any] = {"created_at": dataset.now(), "created_by": "ana"}
            self.sha256 = dataset.put_text(TEXT)
            source = SourceFile(name="a.txt", media_type="text/plain", sha256=self.sha256, importer="plain",
                                importer_version="1")
            self.article, self.entity, self.mention = sorted(dataset.new_uid() for _ in range(3))
            dataset.articles.add(Article(uid=self.article, text_sha256=self.sha256, source=source, **made))
            role = Role(title="witness", article=self.article, evidence=Span.of(TEXT, 12, 16))
            dataset.entities.add(Entity(uid=self.entity, kind="person", preferred="Ana Horvat", roles=(role,), **made))
            dataset.mentions.add(Mention(uid=self.mention, article=self.article, text_sha256=self.sha256,
                                         label="PERSON", spans=(Span.of(TEXT, 17, 27),),
                                         entities=(self.entity,), **made))

    def altered_by(self, sql: str) -> list[tuple[str, str]]:
        raw = sqlite3.connect(self.path)
        raw.executescript(sql)
        raw.close()
        with open_dataset(self.path) as dataset:
            found = dataset.check()
        assert all("\n" not in problem.what for problem in found)
        return [(problem.uid, problem.what) for problem in found]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "a.curator")


def test_a_sound_dataset_has_no_problems_and_progress_reaches_its_end(world: World) -> None:
    steps: list[tuple[int, int]] = []
    with open_dataset(world.path) as dataset:
        assert dataset.check(lambda seen, of: steps.append((seen, of))) == []
    assert steps[-1] == (3, 3)


@pytest.mark.parametrize(("sql", "about", "what"), [
    ("UPDATE entities SET doc = replace(doc, 'Ana Horvat', 'Ana Horvath')", "entity", "not what the history says"),
    ("UPDATE entities SET doc = json_set(doc, '$.kind', 'martian')", "", "cannot be read"),
    ("DELETE FROM entities", "entity", "is lost"),
    ("DELETE FROM entities", "mention", "which is not there"),
    ("UPDATE \"blobs-texts\" SET content = CAST('“I saw Xt”, said Ana Horvat.' AS BLOB)", "sha256", "sha256"),
    ("UPDATE \"blobs-texts\" SET content = CAST('said Ana Horvat.' AS BLOB)", "mention", "does not hold"),
    ("UPDATE \"blobs-texts\" SET content = CAST('said Ana Horvat.' AS BLOB)", "entity", "does not hold"),
    ("DELETE FROM \"blobs-texts\"", "article", "text that is not there"),
    ("UPDATE _changes SET doc = replace(doc, 'Ana Horvat', 'Ana Horvath')", "entity", "not what the history says"),
    ("UPDATE _changes SET doc = json_set(doc, '$.before', json('{}'))", "entity", "has a gap"),
    ("DELETE FROM \"pairs-links_mentions\"", "mention", "index of links"),
])
def test_what_was_altered_is_found(world: World, sql: str, about: str, what: str) -> None:
    found = world.altered_by(sql)
    uid = getattr(world, about) if about else None
    assert any(what in said and uid in (None, whom) for whom, said in found), found


def test_a_judgement_about_nobody_is_found(world: World) -> None:
    with open_dataset(world.path) as dataset:
        with dataset.transaction("judge", by="ana"):
            dataset.judgements.add(Judgement(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana",
                                             left=world.entity, right=dataset.new_uid(), judgement="same"))
        (problem,) = dataset.check()
    assert problem.table == "judgements"


def test_a_record_that_is_no_json_is_told_at_the_door(world: World) -> None:
    raw = sqlite3.connect(world.path)
    for index in ("uid", "preferred", "kind"):
        raw.execute(f'DROP INDEX "entities by {index}"')
    raw.execute("UPDATE entities SET doc = substr(doc, 1, 50)")
    raw.commit()
    raw.close()
    with pytest.raises(Damaged, match="damaged record"):
        open_dataset(world.path)


def test_old_records_are_read_in_todays_words() -> None:
    def renames(document: dict[str, object]) -> dict[str, object]:
        return {"preferred" if name == "main_name" else name: value for name, value in document.items()}

    old = {"uid": "X", "main_name": "Ana", "schema_version": 1}
    steps = {("entities", 1): renames}
    assert upgraded("entities", old, steps=steps, to=3) == {"uid": "X", "preferred": "Ana", "schema_version": 3}
    assert upgraded("notes", old, steps=steps, to=2) == old | {"schema_version": 2}


def test_a_record_of_a_newer_version_is_named() -> None:
    with pytest.raises(NewerDataset):
        upgraded("entities", {"uid": "X", "schema_version": 99})
