"""A judgement that contradicts others: kept out, or others are taken back for it; merges undone as if never made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.desk import entries, mentioning, quoting
from curator.desk.cards import set_card, set_status
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.exporting import export_jsonl
from curator.desk.judging import Contradiction, judge, line, past_judgements, retract
from curator.desk.registry import registry
from curator.desk.undoing import undo
from store import StoreError

from building import Building, BuiltArticle, a_desk

NAMES = ("Ana Lee", "Anna Lee", "Hanna Lee", "A. Lee")


def four(built: Building) -> list[str]:
    return [entries.new_entry(built.desk, "person", name).uid for name in NAMES]


def partition(desk: Desk) -> list[tuple[str, ...]]:
    return [tuple(sorted(m.preferred for m in identity.members)) for identity in registry(desk).identities()]


def test_a_contradiction_names_its_chain_and_changes_nothing() -> None:
    with a_desk() as built:
        one, two, three, _ = four(built)
        made = [judge(built.desk, one, two, "same"), judge(built.desk, two, three, "different")]
        position = built.desk.dataset.position()
        with pytest.raises(Contradiction) as refused:
            judge(built.desk, one, three, "same")
        assert [j.uid for j in refused.value.against] == [j.uid for j in made]
        assert built.desk.dataset.position() == position


def test_one_of_the_chain_is_retracted_for_it_in_one_action() -> None:
    with a_desk() as built:
        one, two, three, _ = four(built)
        joined, apart = judge(built.desk, one, two, "same"), judge(built.desk, two, three, "different")
        judge(built.desk, one, three, "same", retracting=[joined.uid])
        assert partition(built.desk) == [("A. Lee",), ("Ana Lee", "Hanna Lee"), ("Anna Lee",)]
        assert {j.uid for j in registry(built.desk).live} > {apart.uid}
        undo(built.desk)
        assert partition(built.desk) == [("A. Lee",), ("Ana Lee", "Anna Lee"), ("Hanna Lee",)]
        assert registry(built.desk).partition.relation(one, three) == "different"


def test_retracting_what_is_no_hindrance_does_not_let_it_through() -> None:
    with a_desk() as built:
        one, two, three, other = four(built)
        judge(built.desk, one, two, "same")
        judge(built.desk, two, three, "different")
        else_ = judge(built.desk, three, other, "unsure")
        with pytest.raises(Contradiction):
            judge(built.desk, one, three, "same", retracting=[else_.uid])
        assert else_.uid in {j.uid for j in registry(built.desk).live}


def test_one_of_the_chain_becomes_unsure() -> None:
    with a_desk() as built:
        one, two, three, _ = four(built)
        judge(built.desk, one, two, "same")
        apart = judge(built.desk, two, three, "different")
        judge(built.desk, one, three, "same", unsure_of=[apart.uid])
        assert registry(built.desk).partition.relation(one, three) == "same"
        assert [j.judgement for j in past_judgements(built.desk)][:1] == ["same"]


def test_a_past_judgement_is_judged_anew_in_its_place() -> None:
    with a_desk() as built:
        one, two, *_ = four(built)
        old = judge(built.desk, one, two, "different")
        judge(built.desk, one, two, "same", retracting=[old.uid])
        assert [line(j) for j in past_judgements(built.desk)] == ["Ana Lee = Anna Lee (ana)"]
        undo(built.desk)
        assert [line(j) for j in past_judgements(built.desk)] == ["Ana Lee ≠ Anna Lee (ana)"]


def test_retracting_equals_never_having_judged() -> None:
    with a_desk() as built:
        one, two, three, other = four(built)
        judge(built.desk, one, two, "same")
        before = partition(built.desk)
        made = [judge(built.desk, two, three, "same"), judge(built.desk, three, other, "different")]
        for judgement in made:
            retract(built.desk, judgement.uid)
        assert partition(built.desk) == before


TEXT = "Talks\n\n“We will sign,” said Ana Lee. Anna Lee and Hanna Lee met A. Lee. “Never,” Anna Lee said.\n"


@lru_cache(maxsize=1)
def prepared() -> bytes:
    """A dataset with an article that names four, two of whom speak, as a file."""
    with TemporaryDirectory() as folder, open_desk(Path(folder, "d.curator"), by="ana") as desk:
        built = Building(desk, Path(folder))
        article = built.article(TEXT)
        for name in NAMES:
            article.mention(name)
        article.quote("We will sign,", "Ana Lee")
        article.quote("Never,", "Anna Lee")
        desk.dataset.close()
        return Path(folder, "d.curator").read_bytes()


Edit = Callable[[Desk, list[str], int], object]
EDITS: Sequence[Edit] = (  # of what is there: nothing that would get a new id
    lambda desk, uids, n: set_card(desk, the_article(desk).uid, "title", f"Talks {n}"),
    lambda desk, uids, n: set_status(desk, the_article(desk).uid, "done"),
    lambda desk, uids, n: entries.add_role(desk, uids[n % 4], f"role {n}"),
    lambda desk, uids, n: entries.add_name(desk, uids[n % 4], f"Lee {n}"),
    lambda desk, uids, n: entries.add_identifier(desk, uids[n % 4], "wikidata", f"Q{n}"),
    lambda desk, uids, n: mentioning.link(desk, desk.dataset.mentions.all()[n % 4].uid, entity=uids[n % 3]),
    lambda desk, uids, n: quoting.set_kind(desk, the_article(desk).uid, desk.dataset.quotes.all()[n % 2].uid, "mixed"),
)


def the_article(desk: Desk) -> BuiltArticle:
    return BuiltArticle(desk, str(next(iter(desk.dataset.articles.tally("uid")))), TEXT)


def of_smallest(desk: Desk, uids: list[str], n: int) -> bool:
    """True where an edit of an entry is one of its identity: those go to the smallest uid, which may be another's."""
    return registry(desk).partition.of(uids[n % 4]) == uids[n % 4] and registry(desk).partition.of(
        uids[n % 3]) == uids[n % 3]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(st.tuples(st.just("judge"), st.integers(0, 11)),
                          st.tuples(st.just("edit"), st.integers(0, 70))), max_size=9), st.randoms())
def test_merged_edited_and_unmerged_out_of_order_is_as_if_never_merged(
        steps: list[tuple[str, int]], random: Random) -> None:
    with TemporaryDirectory() as folder, ExitStack() as stack:
        for name in ("merged", "plain"):
            Path(folder, f"{name}.curator").write_bytes(prepared())
        desk, other = (stack.enter_context(open_desk(Path(folder, f"{name}.curator"), by="ana"))
                       for name in ("merged", "plain"))
        uids = sorted(registry(desk).entities)
        merges: list[str] = []
        for what, n in steps:
            with suppress(Refused, StoreError):
                if what == "judge":
                    judge(desk, uids[n % 4], uids[n // 4], ("same", "different")[n % 5 == 0])
                    merges.append(desk.dataset.history(limit=1)[0].uid)
                elif of_smallest(desk, uids, n // 7):
                    EDITS[n % 7](desk, uids, n // 7)
                    with suppress(Refused):
                        EDITS[n % 7](other, uids, n // 7)
        random.shuffle(merges)
        for action in merges:
            undo(desk, action)
        made = []
        for each, name in ((desk, "merged"), (other, "plain")):
            export_jsonl(each, Path(folder, f"{name}.jsonl"))
            made.append(Path(folder, f"{name}.jsonl").read_text(encoding="utf-8"))
        assert made[0] == made[1]
