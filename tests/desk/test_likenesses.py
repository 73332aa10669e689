"""Which names are alike is kept in the dataset: one pass over all, then only what was changed is looked at."""

from collections.abc import Callable, Iterable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from curator.desk import likenesses as module
from curator.desk.checking import check
from curator.desk.desk import Desk, open_desk
from curator.desk.digests import NAMED
from curator.desk.entries import add_name, delete_entry, drop_name, new_entry
from curator.desk.judging import judge, proposals
from curator.desk.registry import registry
from curator.desk.undoing import undo

from building import a_desk

NAMES = ("Yelena Sorokina", "Elena Sorokina", "Arkady Lomtev", "Arkadi Lomtev", "A. Lomtev", "Konrad Eibl", "Lomtev")


def pairs(desk: Desk, *, thorough: bool = False) -> set[tuple[str, str, float]]:
    return {(p.left.preferred, p.right.preferred, round(p.score, 6)) for p in proposals(desk, thorough=thorough)}


def counted(work: Callable[[Callable[[int, int], None]], object]) -> int:
    """How many names a look went through, as it told."""
    told = [0]
    work(lambda done, of: told.append(of))
    return max(told)


def test_a_second_program_looks_through_nothing_again(tmp_path: Path) -> None:
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        for name in NAMES:
            new_entry(desk, "person", name)
        first = pairs(desk)
        position = desk.dataset.position()
        assert counted(lambda tell: proposals(desk, progress=tell)) == 0
    with open_desk(tmp_path / "d.curator", by="ben") as desk:
        assert counted(lambda tell: proposals(desk, progress=tell)) == 0
        assert (pairs(desk), desk.dataset.position(), check(desk)) == (first, position, [])


def test_only_what_changed_is_looked_for_by_itself(tmp_path: Path) -> None:
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        made = [new_entry(desk, "person", name).uid for name in NAMES]
        proposals(desk)
        add_name(desk, made[5], "Conrad Eibel")
        new_entry(desk, "person", "Conrad Eibel", namesake=True)
        assert counted(lambda tell: proposals(desk, progress=tell)) == 2
        assert ("Konrad Eibl", "Conrad Eibel", 1.0) in pairs(desk)


def test_what_two_programs_keep_at_once_loses_no_pair(tmp_path: Path) -> None:
    with open_desk(tmp_path / "d.curator", by="ana") as ana, open_desk(tmp_path / "d.curator", by="ben") as ben:
        for name in NAMES:
            new_entry(ana, "person", name)
        proposals(ana)
        proposals(ben)
        new_entry(ana, "person", "Elena Sorokin")
        proposals(ana)
        new_entry(ben, "person", "Konrad Aibl")
        assert pairs(ben) == pairs(ana)
    with open_desk(tmp_path / "d.curator", by="carl") as desk:
        assert pairs(desk) == anew(desk)


def test_a_dataset_that_takes_nothing_is_looked_through_all_the_same(tmp_path: Path) -> None:
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        for name in NAMES:
            new_entry(desk, "person", name)
        wanted = anew(desk)
    (tmp_path / "d.curator").chmod(0o400)
    with open_desk(tmp_path / "d.curator", by="ana", create=False) as desk:
        assert pairs(desk) == wanted


def test_a_thorough_pass_finds_what_the_keys_miss_and_keeps_it() -> None:
    with a_desk() as built:
        for name in ("Chrystopherson Abernathy", "Kristoffersen Obernethi", *NAMES):
            new_entry(built.desk, "person", name)
        plain = pairs(built.desk)
        assert plain <= pairs(built.desk, thorough=True)
        assert counted(lambda tell: proposals(built.desk, progress=tell)) == 0


def anew(desk: Desk) -> set[tuple[str, str, float]]:
    """The pairs as a desk finds them that knows of none."""
    known = registry(desk)
    kept, desk.alike = desk.alike, {"person": module.Kept({}, {}, -1)}
    few, module.FEW = module.FEW, -1
    try:
        return pairs(desk)
    finally:
        module.FEW, desk.alike = few, kept
        assert registry(desk) is known


VERBS: tuple[Callable[[Desk, list[str], int], object], ...] = (
    lambda desk, uids, n: new_entry(desk, "person", NAMES[n % len(NAMES)], namesake=True),
    lambda desk, uids, n: add_name(desk, uids[n % len(uids)], NAMES[n % len(NAMES)] + "a"),
    lambda desk, uids, n: drop_name(desk, uids[n % len(uids)], NAMES[n % len(NAMES)] + "a"),
    lambda desk, uids, n: judge(desk, uids[n % len(uids)], uids[(n + 1) % len(uids)], "same"),
    lambda desk, uids, n: delete_entry(desk, uids[n % len(uids)]),
    lambda desk, uids, n: undo(desk),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(VERBS) - 1), st.integers(0, 20)), max_size=8))
def test_pairs_brought_up_to_date_are_those_of_a_look_at_everything(steps: Iterable[tuple[int, int]]) -> None:
    from curator.desk.desk import Refused
    from store import StoreError

    with a_desk() as built:
        for name in NAMES:
            new_entry(built.desk, "person", name)
        for verb, number in steps:
            proposals(built.desk)
            uids = sorted(registry(built.desk).entities)
            try:
                VERBS[verb](built.desk, uids, number)
            except (Refused, StoreError):
                continue
        assert pairs(built.desk) == anew(built.desk)


def test_who_is_named_in_old_articles_is_kept_once() -> None:
    with a_desk() as built:
        article = built.article("Arkady Lomtev arrived.\n")
        uid = article.mention("Arkady Lomtev").entities[0]
        with built.desk.dataset.transaction("forget", by="program"):
            built.desk.dataset.cache(NAMED).drop(article.uid)
        assert counted(lambda tell: proposals(built.desk, progress=tell)) == 1
        assert built.desk.dataset.cache(NAMED).get(article.uid) == {"first": {uid: 0}}
        assert check(built.desk) == []
