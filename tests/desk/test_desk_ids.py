"""The ends of ids on the command line name one record, or none; never another than was meant."""

from pathlib import Path

import pytest

from curator.cli import main
from curator.desk.desk import Desk, open_desk
from curator.desk.importing import import_paths
from curator.desk.mentioning import make_mention
from curator.desk.quoting import make_quote
from curator.desk.undoing import history

TEXT = "Talks\n\nIlse Brandt said no to the plan.\n"


def _filled(desk: Desk, folder: Path) -> tuple[str, str, str]:
    """The uids of an article, an entry and a quote."""
    source = folder / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    article = str(next(iter(import_paths(desk, [str(source)]))).article)
    entry = make_mention(desk, article, 7, 18, "PERSON").entities[0]
    return article, entry, make_quote(desk, article, [(24, 38)]).uid


def test_the_listed_end_of_an_id_names_the_entry_and_makes_no_new_one(tmp_path: Path) -> None:
    path = tmp_path / "d.curator"
    with open_desk(path) as desk:
        article, entry, quote = _filled(desk, tmp_path)
    assert main(["set", article, quote[-6:], "speaker", entry[-6:], "--dataset", str(path)]) == 0
    with open_desk(path) as desk:
        assert [e.uid for e in desk.dataset.entities.all()] == [entry]
        assert len(desk.dataset.quotes[quote].speakers) == 1


def test_one_letter_undoes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.curator"
    with open_desk(path) as desk:
        _filled(desk, tmp_path)
        last = history(desk, limit=1)[0].uid
    assert main(["undo", last[-1], "--dataset", str(path)]) == 1
    assert "no action" in capsys.readouterr().err
    assert main(["undo", last[-6:], "--dataset", str(path)]) == 0


def test_what_was_accepted_is_said_though_the_next_key_is_refused(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, source = tmp_path / "d.curator", tmp_path / "b.txt"
    source.write_text("Talks\n\n“We are done,” said Ilse Brandt on Monday.\n", encoding="utf-8")
    with open_desk(path) as desk:
        from curator.desk.suggesting import open_suggestions

        article = str(next(iter(import_paths(desk, [str(source)]))).article)
        key = open_suggestions(desk, desk.dataset.articles[article]).quotes[0].key
    assert main(["accept", article, key, "nothing", "--dataset", str(path)]) == 1
    assert "accepted" in capsys.readouterr().out
