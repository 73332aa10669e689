"""The dataset as it was: an export of the past is, byte for byte, the one that would have been made then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from curator.desk.cards import set_card, set_status
from curator.desk.codebook import add_label, label_named, mark_as, rename_label
from curator.desk.deciding import accept_all
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.entries import add_name, delete_entry, new_entry, set_remark
from curator.desk.exporting import export_csv, export_jsonl, export_tinydb
from curator.desk.judging import judge, retract
from curator.desk.mentioning import link
from curator.desk.notes import add_note, thing
from curator.desk.parties import Who
from curator.desk.past import action_at
from curator.desk.quoting import delete_quote, set_stance, toggle_party
from curator.desk.registry import rename
from curator.desk.undoing import history, redo, undo

from building import Building

TEXT = ("Talks\n\n“We will sign tomorrow,” said Arkady Lomtev. Mr Lomtev accused Sarmia of delay.\n\n"
        "Arkadi Lomtev, the ambassador, said that the treaty was ready.\n")


@pytest.fixture(params=["desk.curator", "desk.json"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Building]:
    with open_desk(tmp_path / request.param, by="ana") as desk:
        yield Building(desk, tmp_path)


def steps(world: Building) -> Iterator[Callable[[], object]]:
    """A workload, action by action; what a step needs is looked up when it comes."""
    desk, ben = world.desk, Desk(world.desk.dataset, "ben")
    yield lambda: world.article(TEXT)
    article = desk.dataset.articles.all()[0].uid
    yield lambda: accept_all(desk, article, grade="likely")
    quote = desk.dataset.quotes.all()[0].uid
    yield lambda: set_card(desk, article, "publisher", "The Herald")
    yield lambda: toggle_party(desk, article, quote, "targets", Who(name="Norda Energy", kind="organisation"))
    yield lambda: set_stance(ben, article, quote, "negative")
    yield lambda: add_label(ben, "TREATY")
    start = TEXT.index("treaty")
    yield lambda: mark_as(desk, article, start, start + 6, "TREATY")
    yield lambda: rename_label(desk, label_named(desk, "TREATY").uid, "PACT")
    yield lambda: new_entry(desk, "person", "Arkadius Lomtev")
    one, two = world.entity("Arkady Lomtev"), world.entity("Arkadius Lomtev")
    yield lambda: judge(desk, one, two, "same")
    judgement = desk.dataset.judgements.all()[0].uid
    yield lambda: rename(ben, one, "Lomtev the Elder")
    yield lambda: add_note(desk, thing(desk, one), "check the spelling")
    yield lambda: retract(ben, judgement)
    yield lambda: undo(ben)
    yield lambda: world.article("Another.\n\n“We left,” said John Carter.\n", "other.txt")
    yield lambda: delete_quote(desk, quote)
    yield lambda: undo(desk)
    yield lambda: set_remark(desk, two, "named after the port")
    yield lambda: undo(desk)
    yield lambda: redo(desk)
    yield lambda: set_status(desk, article, "done")
    yield lambda: link(desk, desk.dataset.mentions.all()[0].uid, name="Somebody Else")
    yield lambda: add_name(desk, new_entry(desk, "organisation", "Norda").uid, "Norda Ltd")
    yield lambda: delete_entry(desk, world.entity("Norda"))
    yield lambda: undo(desk)  # the entry comes back in its old place


def exported(world: Building, folder: Path, **options: object) -> dict[str, bytes]:
    """Every format, file by file."""
    export_jsonl(world.desk, folder / "a.jsonl", force=True, **options)  # type: ignore[arg-type]
    export_tinydb(world.desk, folder / "a.json", force=True, **options)  # type: ignore[arg-type]
    export_csv(world.desk, folder / "csv", force=True, **options)  # type: ignore[arg-type]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_past_exports_byte_for_byte_what_was_exported_then(world: Building, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    recorded = []
    for step in steps(world):
        step()
        recorded.append((history(world.desk, limit=1)[0], exported(world, folder)))
    assert len({each["a.jsonl"] for _, each in recorded}) > 15
    for action, then in recorded:
        assert exported(world, folder, as_of=action) == then, action
    assert world.desk.dataset.check() == []
    assert world.desk.dataset.position() == recorded[-1][0].seq  # looking back leaves no trace


def test_a_moment_means_the_last_action_until_its_end(world: Building) -> None:
    article = world.article(TEXT)
    first = history(world.desk, limit=1)[0]
    set_card(world.desk, article.uid, "title", "Talks")
    last = history(world.desk, limit=1)[0]
    now = datetime.now(UTC)
    assert action_at(world.desk, f"{now:%Y-%m-%d}") == last
    assert action_at(world.desk, last.at) == last
    assert action_at(world.desk, last.at[:19]) == last
    assert action_at(world.desk, last.at[:16]) == last
    elsewhere = datetime.fromisoformat(last.at).astimezone(timezone(timedelta(hours=3)))
    assert action_at(world.desk, elsewhere.isoformat(timespec="milliseconds")) == last
    assert action_at(world.desk, first.uid[-8:]) == first


def test_what_is_no_moment_of_the_dataset_is_refused_in_a_line(world: Building) -> None:
    world.article(TEXT)
    begins = history(world.desk)[-1]
    with pytest.raises(Refused, match=f"before the dataset: it begins on {begins.at[:10]} .* “set up codebook"):
        action_at(world.desk, "2020-02-29")
    ahead = datetime.now(UTC) + timedelta(days=2)
    with pytest.raises(Refused, match="still to come"):
        action_at(world.desk, f"{ahead:%Y-%m-%d}")
    for words in ("2026-02-30", "2026-11-25T25:00"):
        with pytest.raises(Refused, match="is no date"):
            action_at(world.desk, words)
    with pytest.raises(Refused, match="there is no action"):
        action_at(world.desk, "yesterday")
    with pytest.raises(Refused, match="history keeps what curators did"):
        export_jsonl(world.desk, "-", status="all", as_of=begins)
