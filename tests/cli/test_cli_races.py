"""A command that another program forestalled says so with both versions, and writes nothing."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from curator.cli.running import told
from curator.desk.cards import set_card
from curator.desk.desk import open_desk

from building import Building


def test_a_lost_race_prints_both_versions_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "desk.curator"
    with open_desk(path, by="ana") as ana, open_desk(path, by="ben") as ben:
        article = Building(ana, tmp_path).article("Nothing here.\n").uid
        set_card(ana, article, "title", "As it was")

        def command(options: argparse.Namespace) -> int:
            with ana.seen(ana.dataset.position()):
                set_card(ben, article, "title", "Theirs")
                set_card(ana, article, "title", "Mine")
            return 0

        assert told(command, argparse.Namespace(dataset=str(path))) == 1
        said = capsys.readouterr().err.splitlines()
        assert said[0].startswith("curator: ben changed the same while you looked at it")
        assert [line.split(maxsplit=1) for line in said[3:6]] == [
            ["was", "As it was, basis typed"], ["theirs", "Theirs, basis typed"], ["mine", "Mine, basis typed"]]
        title = ben.dataset.articles[article].title
        assert title is not None
        assert title.value == "Theirs"
