"""The keys under which names meet are stored with each entry, and made anew for a dataset of an older version."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from curator.desk.checking import check, repair
from curator.desk.desk import Desk, open_desk
from curator.desk.entries import add_name, delete_entry, new_entry
from curator.desk.judging import judge
from curator.desk.name_index import BLOCKING, STATE, VERSION, catch_up, unindexed
from curator.desk.registry import registry
from curator.desk.twins import twins
from curator.desk.undoing import undo
from curator.names import keys

NAMES = ("Arkady Lomtev", "Elena Sorokina", "Konrad Eibl", "Viktor Bout")
OF_VERSION = {2: "2a99"}  # a change of the keys needs another VERSION, or stored ones are asked with what they lack


def offered(desk: Desk, name: str) -> list[str]:
    return [twin.identity.preferred for twin in twins(desk, name, "PERSON")]


def an_old_dataset(path: Path) -> None:
    """A dataset as the version before would have left it: keys under another name, nothing said of how far they are."""
    with open_desk(path, by="ana") as desk:
        for name in NAMES:
            new_entry(desk, "person", name)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(f"DELETE FROM \"pairs-keys_{BLOCKING}\"; DELETE FROM _cache_{STATE} WHERE doc LIKE '%block%'")


def test_an_old_dataset_gets_its_keys_and_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    an_old_dataset(tmp_path / "old.curator")
    with open_desk(tmp_path / "old.curator", by="ana") as desk:
        assert check(desk) == []  # an index that is not finished is not looked at
        assert unindexed(desk.dataset) == len(NAMES)
        assert catch_up(desk.dataset, "program", stop=lambda: True) == 0
        told: list[tuple[int, int]] = []
        position = desk.dataset.position()
        assert catch_up(desk.dataset, "program", progress=lambda done, of: told.append((done, of))) == len(NAMES)
        assert (told[-1], unindexed(desk.dataset), check(desk)) == ((4, 4), 0, [])
        assert desk.dataset.position() == position  # no action of a curator
        assert offered(desk, "Victor But") == ["Viktor Bout"]


def test_repair_makes_the_keys_of_an_old_dataset(tmp_path: Path) -> None:
    an_old_dataset(tmp_path / "old.curator")
    with closing(sqlite3.connect(tmp_path / "old.curator")) as raw:
        raw.executescript('DELETE FROM "pairs-keys_names"')
    with open_desk(tmp_path / "old.curator", by="ana") as desk:
        assert repair(desk).left == ()
        assert unindexed(desk.dataset) == 0
        assert offered(desk, "Victor But") == ["Viktor Bout"]


def test_a_new_name_finds_its_twin_whatever_happened_to_the_entries(tmp_path: Path) -> None:
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        made = [new_entry(desk, "person", name).uid for name in NAMES]
        add_name(desk, made[0], "Lomteff the Elder")
        assert offered(desk, "Arkadi Lomteff") == ["Arkady Lomtev"]
        delete_entry(desk, made[3])
        assert offered(desk, "Victor But") == []
        undo(desk)
        assert offered(desk, "Victor But") == ["Viktor Bout"]


def test_twins_are_whole_identities_though_the_registry_was_not_read(tmp_path: Path) -> None:
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        made = [new_entry(desk, "person", name).uid for name in (*NAMES, "The Merchant", "Vic")]
        judge(desk, made[3], made[4], "same", preferred=made[4])
        judge(desk, made[4], made[5], "same")
        judge(desk, made[0], made[5], "different")
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        (found,) = twins(desk, "Victor But", "PERSON")
        assert desk.known is None
        assert found.identity == registry(desk).identity(made[3])


def test_the_keys_of_this_version_are_those_that_were_stored_under_it() -> None:
    made = [sorted(keys(name, kind)) for name in (*NAMES, "Hsi Chin-ping", "عادل", "Ministry of Roads", "BBC")
            for kind in ("person", "organisation")]
    assert hashlib.sha256(repr(made).encode()).hexdigest()[:4] == OF_VERSION[VERSION]
