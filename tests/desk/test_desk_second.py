"""The second opinion in a dataset: kept with the suggestions, found anew where they are, asked for by command."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import driving

from curator.desk.desk import Desk, Refused
from curator.desk.suggesting import choose_second, open_suggestions, refresh, second_opinion
from curator.suggest import second

from building import a_desk

spacy = pytest.importorskip("spacy", reason="spaCy has no release for this Python: the extra is not installed")
TEXT = "Officials met Quorin Belgrave in the old harbour.\n"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Quorin Belgrave"}])
    folder = tmp_path_factory.mktemp("pipelines") / "one-name"
    nlp.to_disk(folder)
    return str(folder)


def why(desk: Desk, uid: str) -> str:
    """The reason of the only name suggested."""
    [mention] = open_suggestions(desk, desk.dataset.articles[uid]).mentions
    return mention.reason


def test_it_is_asked_for_once_and_kept_until_something_else_moves_on(pipeline: str) -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        assert not second_opinion(world.desk, article.uid)
        choose_second(world.desk, pipeline)
        assert "spaCy" not in why(world.desk, article.uid)
        assert second_opinion(world.desk, article.uid)
        assert "spaCy says so, too" in why(world.desk, article.uid)
        assert not second_opinion(world.desk, article.uid)
        refresh(world.desk, world.desk.dataset.articles[article.uid])  # as the Reader opens it
        assert "spaCy says so, too" in why(world.desk, article.uid)
        choose_second(world.desk, "")
        refresh(world.desk, world.desk.dataset.articles[article.uid])
        assert "spaCy" not in why(world.desk, article.uid)


def test_a_pipeline_that_is_not_there_is_refused_and_not_kept() -> None:
    with a_desk() as world:
        article = world.article(TEXT)
        with pytest.raises(Refused, match="python -m spacy download no_such_thing"):
            choose_second(world.desk, "no_such_thing")
        assert not second_opinion(world.desk, article.uid)


async def test_in_the_reader_it_comes_by_itself(pipeline: str) -> None:
    with a_desk() as world:
        world.article(TEXT)
        choose_second(world.desk, pipeline)
        async with driving(world.desk) as drive:
            await drive.press("enter")
            assert drive.reader.opened
            [item] = [item for item in drive.reader.opened.items if item.subject == "mention"]
            assert "spaCy says so, too" in getattr(item.value, "reason", "")


async def test_a_pipeline_that_is_gone_is_told_once_and_the_work_goes_on(pipeline: str, tmp_path: Path) -> None:
    with a_desk() as world:
        world.article(TEXT)
        world.article("Officials met nobody.\n", "other.txt")
        moved = tmp_path / "gone"
        Path(pipeline).rename(moved)
        try:
            choose_second(world.desk, str(moved))
            moved.rename(pipeline)
            second._pipeline.cache_clear()
            async with driving(world.desk) as drive:
                await drive.press("enter")
                assert "spaCy finds no pipeline in" in drive.said
                drive.reader.say("")
                await drive.press("]")
                assert drive.said == ""
                assert drive.reader.opened
        finally:
            if moved.exists():
                moved.rename(pipeline)
