"""An editor at a desk while another program, a real process, imports: nobody starves, nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic

from curator.desk.cards import set_card
from curator.desk.desk import open_desk
from curator.desk.importing import BATCH
from curator.desk.undoing import history, undo

from building import Building

SAID = "“We counted {0} ships,” said Anna Lee of Norda Energy. The ferries sail again on day {0}.\n"
EDITOR = ("import sys\nfrom curator.desk.cards import set_card\nfrom curator.desk.desk import open_desk\n"
          "with open_desk(sys.argv[1], by='ben') as desk:\n"
          "    for number in range(30):\n"
          "        set_card(desk, sys.argv[2], 'url', f'https://example.org/{number}')\n")


def started(*arguments: object) -> subprocess.Popen[bytes]:
    """A process of its own."""
    return subprocess.Popen([sys.executable, *map(str, arguments)], stderr=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL)


def test_edits_beside_an_import_wait_for_no_more_than_a_batch_and_none_is_lost(tmp_path: Path) -> None:
    more, path = tmp_path / "more", tmp_path / "desk.curator"
    more.mkdir()
    for number in range(5 * BATCH):
        (more / f"{number}.txt").write_text(SAID.format(number) * 10, encoding="utf-8")
    with open_desk(path, by="ana") as desk:
        article = Building(desk, tmp_path).article("Nothing here.\n").uid
        importing = started("-m", "curator", "import", more, "--dataset", path)
        edits, slowest = 0, 0.0
        while importing.poll() is None or edits < 10:
            begun = monotonic()
            set_card(desk, article, "title", f"Edit {edits}")
            edits, slowest = edits + 1, max(slowest, monotonic() - begun)
        assert importing.returncode == 0
        assert slowest < 10
        assert sum(action.name == "edit card" for action in history(desk, limit=100_000)) == edits
        title = desk.dataset.articles[article].title
        assert title is not None
        assert title.value == f"Edit {edits - 1}"
        assert desk.dataset.articles.count() == 5 * BATCH + 1
        assert desk.dataset.check() == []


def test_two_editors_of_one_card_keep_the_fields_of_both(tmp_path: Path) -> None:
    path = tmp_path / "desk.curator"
    with open_desk(path, by="ana") as desk:
        article = Building(desk, tmp_path).article("Nothing here.\n").uid
        other = started("-c", EDITOR, path, article)
        for number in range(30):
            set_card(desk, article, "title", f"Title {number}")
        assert other.wait(60) == 0
        card = desk.dataset.articles[article]
        assert (card.title and card.title.value, card.url and card.url.value) == ("Title 29", "https://example.org/29")
        assert sum(action.name == "edit card" for action in history(desk, limit=1000)) == 60
        undo(desk)
        card = desk.dataset.articles[article]
        assert (card.title and card.title.value, card.url and card.url.value) == ("Title 28", "https://example.org/29")
        assert desk.dataset.check() == []
