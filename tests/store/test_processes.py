"""Several programs on one file, killed at any moment: what was acknowledged is there, and nothing else."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from schema import Entity, revise
from store import Busy, open_dataset
from store.sqlite_file import side_file
from store.turns import ThreadTurns, end_turn, take_turn

WRITER = """
import sys
from schema import Entity, revise
from store import open_dataset

path, by, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_dataset(path) as dataset:
    for number in range(count):
        with dataset.transaction("add", by=by):
            entity = dataset.entities.add(Entity(uid=dataset.new_uid(), created_at=dataset.now(), created_by=by,
                                                 kind="person", preferred=f"{by} {number}"))
            dataset.put_text(f"{by} {number}")
            entity = dataset.entities.put(revise(entity, note="twice"))
            dataset.keys("names").replace(entity.uid, [entity.preferred])
            dataset.cache("seen").put(entity.uid, {"n": number})
        print(entity.uid, flush=True)
"""
COUNTER = """
import sys
from schema import revise
from store import open_dataset

with open_dataset(sys.argv[1]) as dataset:
    for _ in range(int(sys.argv[3])):
        with dataset.transaction("count", by="ana"):
            now = dataset.entities[sys.argv[2]]
            dataset.entities.put(revise(now, preferred=str(int(now.preferred) + 1)))
"""


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_kill_9_loses_nothing_that_was_acknowledged(path: Path) -> None:
    chance = random.Random(9)
    acknowledged: list[str] = []
    for attempt in range(10 if path.suffix == ".curator" else 6):
        writer = started(WRITER, path, f"curator{attempt}", 10_000)
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(chance.randint(1, 20))]
        time.sleep(chance.random() / 100)
        os.kill(writer.pid, signal.SIGKILL)
        lines += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()
        acknowledged += [line.strip() for line in lines if line.endswith("\n")]
        with open_dataset(path) as dataset:
            there = {each.uid: each for each in dataset.entities.all()}
            assert dataset.check() == []
            assert set(acknowledged) <= there.keys()
            assert len(there) <= len(acknowledged) + attempt + 1  # a commit may have outrun its acknowledgement
            assert all(each.note == "twice" and each.rev == 2 for each in there.values())
            assert set(dataset.cache("seen").keys()) == there.keys()
            assert set(dataset.keys("names").sizes()) == {each.preferred for each in there.values()}
            assert len(dataset.history(limit=100_000)) == len(there)


def test_two_programs_count_without_losing_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.curator"
    with open_dataset(path) as dataset:
        with dataset.transaction("add", by="ana"):
            counter = dataset.entities.add(Entity(uid=dataset.new_uid(), created_at=dataset.now(), created_by="ana",
                                                  kind="event", preferred="0"))
        programs = [started(COUNTER, path, counter.uid, 40) for _ in range(2)]
        waits = []
        for _ in range(20):
            begun = time.perf_counter()
            with dataset.transaction("note", by="ben"):
                now = dataset.entities[counter.uid]
                dataset.entities.put(revise(now, note=now.note + "."))
            waits.append(time.perf_counter() - begun)
        for program in programs:
            assert program.wait(60) == 0
            assert program.stdout is not None
            program.stdout.close()
        last = dataset.entities[counter.uid]
        assert (last.preferred, last.note, last.rev) == ("80", "." * 20, 101)
        assert dataset.position() == 101
        assert dataset.check() == []
        assert max(waits) < 5


def test_two_programs_make_the_same_dataset_at_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.curator"
    programs = [started(WRITER, path, f"curator{number}", 3) for number in range(3)]
    for program in programs:
        assert program.wait(60) == 0
        assert program.stdout is not None
        program.stdout.close()
    with open_dataset(path) as dataset:
        assert dataset.entities.count() == 9
        assert dataset.check() == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["desk.curator", "desk.curator-lock"]


def test_who_waits_too_long_for_a_turn_is_told(tmp_path: Path) -> None:
    path = tmp_path / "desk.curator"
    ticket = take_turn(side_file(path), str(path))
    with pytest.raises(Busy) as waited:
        take_turn(side_file(path), str(path), patience=0.05)
    assert str(path) in str(waited.value)
    end_turn(ticket)
    end_turn(take_turn(side_file(path), str(path), patience=5))


def test_threads_write_in_the_order_in_which_they_asked() -> None:
    turns, order = ThreadTurns(), list[int]()

    def write(number: int) -> None:
        assert turns.take(30)
        order.append(number)
        turns.end()

    assert turns.take(0)
    assert not turns.take(0.01)
    threads = [threading.Thread(target=write, args=[number]) for number in range(5)]
    for asked, thread in enumerate(threads, 1):
        thread.start()
        while len(turns._waiting) < asked:
            time.sleep(0)
    turns.end()
    for thread in threads:
        thread.join(30)
    assert order == [0, 1, 2, 3, 4]
    assert turns.take(0)
