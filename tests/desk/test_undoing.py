"""Undo and redo: mine, the last, named, across restarts, checked; and the same export as before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.desk.cards import set_card, set_status
from curator.desk.codebook import add_label, mark_as
from curator.desk.deciding import accept_all
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.exporting import export_jsonl
from curator.desk.importing import import_paths
from curator.desk.judging import judge, proposals
from curator.desk.parties import Who
from curator.desk.quoting import delete_quote, make_quote, set_stance, toggle_party
from curator.desk.registry import rename
from curator.desk.undoing import described, history, redo, states, undo
from store import CannotUndo, NothingToUndo

from building import BuiltArticle, a_desk

TEXT = ("Talks\n\n“We will sign tomorrow,” said Arkady Lomtev. Mr Lomtev accused Sarmia of delay.\n\n"
        "Arkadi Lomtev, the ambassador, said that the treaty was ready.\n")


def test_undo_names_what_it_undid_and_redo_does_it_again() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        quote = article.quote("We will sign tomorrow,")
        assert described(undo(built.desk)) == "make quote: “We will sign tomorrow,”"
        assert built.desk.dataset.quotes.get(quote.uid) is None
        redo(built.desk)
        assert built.desk.dataset.quotes[quote.uid].content == quote.content


def test_undo_works_after_a_restart(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        uid = str(next(iter(import_paths(desk, [str(source)]))).article)
        set_status(desk, uid, "done")
    with open_desk(tmp_path / "d.curator", by="ana") as desk:
        assert undo(desk).name == "set status"
        assert desk.dataset.articles[uid].status == "new"


def test_undo_takes_back_my_last_action_not_somebody_elses(tmp_path: Path) -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        set_card(built.desk, article.uid, "title", "Talks")
        ben = Desk(built.desk.dataset, "ben")
        set_status(ben, article.uid, "done")
        set_card(ben, article.uid, "title", "More talks")
        with pytest.raises(CannotUndo, match="ben"):
            undo(built.desk)  # ben changed the same field since
        undo(ben)
        assert undo(built.desk).name == "edit card"
        assert built.desk.dataset.articles[article.uid].status == "done"  # another field of the same record


def test_undo_is_refused_while_a_later_record_refers_to_what_would_go() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        article.mention("Arkady Lomtev")
        made = history(built.desk, limit=1)[0]
        toggle_party(built.desk, article.uid, article.quote("the treaty was ready").uid, "speakers",
                     Who(entity=built.entity("Arkady Lomtev")))
        with pytest.raises(CannotUndo, match="refer") as refused:
            undo(built.desk, made.uid)
        later = history(built.desk, limit=1)[0]
        assert (refused.value.by, refused.value.action, refused.value.at) == ("ana", later.name, later.at)


def test_what_was_undone_is_done_again_out_of_order_and_after_other_work() -> None:
    with a_desk() as built:
        article, other = built.article(TEXT), built.article("Another.\n", "other.txt")
        set_status(built.desk, article.uid, "in progress")
        mention, quote = article.mention("Sarmia", "PLACE"), article.quote("We will sign tomorrow,")
        article.mention("treaty", "EVENT")
        made, marked = history(built.desk, limit=3)[1:]
        action = built.desk.dataset.action
        assert [made.name, marked.name] == ["make quote", "mark place"]
        undo(built.desk, made.uid)
        assert built.desk.dataset.quotes.get(quote.uid) is None
        assert built.desk.dataset.mentions.get(mention.uid) == mention
        set_status(built.desk, other.uid, "done")
        with pytest.raises(NothingToUndo, match="set status"):
            redo(built.desk)
        redo(built.desk, made.uid)
        assert built.desk.dataset.quotes[quote.uid].content == quote.content
        with pytest.raises(CannotUndo, match="done again"):
            redo(built.desk, made.uid)
        assert states(built.desk, map(action, [marked.uid, made.uid])) == {marked.uid: "done", made.uid: "done again"}
        undo(built.desk, made.uid)  # names the first doing; the last is undone
        assert states(built.desk, [action(made.uid)]) == {made.uid: "undone"}
        redo(Desk(built.desk.dataset, "ben"), made.uid)  # what ana undid, ben does again
        assert built.desk.dataset.check() == []


def test_undo_and_redo_walk_as_far_as_there_is_history_across_restarts_and_beside_another(tmp_path: Path) -> None:
    source, path = tmp_path / "a.txt", tmp_path / "d.curator"
    source.write_text(TEXT, encoding="utf-8")
    titles = ["One", "Two", "Three"]
    with open_desk(path, by="ana") as desk:
        uid = str(next(iter(import_paths(desk, [str(source)]))).article)
        for title in titles:
            set_card(desk, uid, "title", title)
        make_quote(Desk(desk.dataset, "ben"), uid, [(9, 20)])

    def turned(turn: Callable[[Desk], object], by: str = "ana") -> str:
        with open_desk(path, by=by) as desk:
            turn(desk)
            title = desk.dataset.articles[uid].title
            return title.value if title else ""

    assert [turned(undo) for _ in titles] == ["Two", "One", ""]
    turned(undo, "ben")
    assert [turned(redo) for _ in titles] == titles
    turned(redo, "ben")
    assert [turned(undo), turned(undo), turned(redo), turned(undo), turned(redo), turned(redo)] == [
        "Two", "One", "Two", "One", "Two", "Three"]
    with pytest.raises(NothingToUndo):
        turned(redo)


def test_what_only_looks_again_as_it_was_left_is_not_undone_under_those_who_changed_it_since() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        ben = Desk(built.desk.dataset, "ben")
        set_card(built.desk, article.uid, "url", "https://example.org/")
        first = history(built.desk, limit=1)[0]
        set_card(ben, article.uid, "url", "https://example.com/")
        set_card(ben, article.uid, "url", "https://example.org/")
        with pytest.raises(CannotUndo, match="ben"):
            undo(built.desk, first.uid)
        undo(ben)
        undo(ben)
        undo(built.desk, first.uid)


def test_a_refusal_names_the_change_that_still_stands_not_what_was_undone_since() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        ben, carl = Desk(built.desk.dataset, "ben"), Desk(built.desk.dataset, "carl")
        set_card(built.desk, article.uid, "title", "One")
        set_card(ben, article.uid, "title", "Two")
        set_card(carl, article.uid, "title", "Three")
        undo(carl)
        with pytest.raises(CannotUndo) as refused:
            undo(built.desk)
        assert refused.value.by == "ben"


def test_a_label_is_not_undone_while_mentions_carry_it() -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        add_label(built.desk, "TREATY")
        made = history(built.desk, limit=1)[0]
        mark_as(built.desk, article.uid, *article.range("treaty"), "TREATY")
        with pytest.raises(CannotUndo, match="TREATY"):
            undo(built.desk, made.uid)
        undo(built.desk)
        assert undo(built.desk).uid


def test_there_is_nothing_to_undo_in_the_end() -> None:
    with a_desk() as built:
        built.article(TEXT)
        undo(built.desk)
        assert built.desk.dataset.articles.count() == 0
        while True:
            try:
                undo(built.desk)
            except NothingToUndo:
                break


def _steps(desk: Desk, article: BuiltArticle, step: int, n: int) -> None:
    """One action of many; those that cannot be done now are refused and change nothing."""
    quotes = sorted(desk.dataset.quotes.all(), key=lambda q: q.uid)
    quote = quotes[n % len(quotes)] if quotes else None
    start, end = n % 40, n % 40 + 1 + n % 17
    pairs = proposals(desk) if step == 6 else []
    if step == 0:
        make_quote(desk, article.uid, [(start, end)])
    elif step == 1 and quote:
        toggle_party(desk, article.uid, quote.uid, "speakers", Who(name=f"Person {n % 3}"))
    elif step == 2 and quote:
        toggle_party(desk, article.uid, quote.uid, "targets", Who(name="Arkady Lomtev"))
    elif step == 3 and quote:
        set_stance(desk, article.uid, quote.uid, "negative")
    elif step == 4 and quote:
        delete_quote(desk, quote.uid)
    elif step == 5:
        accept_all(desk, article.uid, grade="guess")
    elif pairs:
        judge(desk, pairs[0].left.uid, pairs[0].right.uid, "same" if n % 2 else "different")
    elif step == 7 and desk.dataset.entities.count():
        rename(desk, desk.dataset.entities.all()[0].uid, f"Name {n}")
    elif step == 8:
        set_card(desk, article.uid, "title", f"Title {n}")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 99)), min_size=1, max_size=14))
def test_undoing_everything_gives_the_export_of_before(steps: list[tuple[int, int]]) -> None:
    with a_desk() as built:
        article = built.article(TEXT)
        at, before = built.desk.dataset.position(), _exported(built.desk, built.folder)
        for step, n in steps:
            try:
                _steps(built.desk, article, step, n)
            except Refused:
                continue
        full, done = _exported(built.desk, built.folder), built.desk.dataset.position() - at
        for _ in range(done):
            undo(built.desk)
        assert _exported(built.desk, built.folder) == before
        assert built.desk.dataset.check() == []
        for _ in range(done):
            redo(built.desk)
        assert _exported(built.desk, built.folder) == full


def _exported(desk: Desk, folder: Path) -> bytes:
    path = folder / "out.jsonl"
    export_jsonl(desk, path, status="all", force=True)
    return path.read_bytes()
