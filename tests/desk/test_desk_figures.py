"""The order of the Library, and the statistics."""

from datetime import datetime, timedelta

import pytest

from curator.desk.cards import set_card, set_status
from curator.desk.deciding import accept_all
from curator.desk.desk import Refused
from curator.desk.notes import add_note, thing
from curator.desk.ordering import choose_order, library_order, ordered
from curator.desk.queries import library
from curator.desk.statistics import statistics
from store import clock

from building import a_desk

QUOTE = "“We have found the boat,” said Anna Lee.\n"


def test_the_order_is_remembered_in_the_dataset_by_curator_and_is_no_history() -> None:
    with a_desk() as built:
        built.article(QUOTE)
        before = built.desk.dataset.position()
        assert library_order(built.desk) == "import"
        choose_order(built.desk, "needs")
        assert library_order(built.desk) == "needs"
        assert built.desk.dataset.position() == before
        built.desk.by = "ben"
        assert library_order(built.desk) == "import"
        with pytest.raises(Refused, match="is no order"):
            choose_order(built.desk, "colour")


def test_what_needs_me_most_comes_first() -> None:
    with a_desk() as built:
        names = {}
        for name, text in (("none", "Nothing is said.\n"), ("new", QUOTE), ("done", QUOTE + "x\n"),
                           ("begun", QUOTE + "y\n"), ("out", QUOTE + "z\n"), ("flagged", "Nothing at all.\n")):
            names[built.article(text, f"{name}.txt").uid] = name
        uids = {name: uid for uid, name in names.items()}
        for name, status in (("done", "done"), ("begun", "in progress"), ("out", "excluded")):
            set_status(built.desk, uids[name], status)
        add_note(built.desk, thing(built.desk, uids["flagged"]), "?", flag=True)
        assert [names[row.uid] for row in ordered(library(built.desk), "needs")] == [
            "begun", "flagged", "new", "none", "done", "out"]
        assert [row.uid for row in ordered(library(built.desk), "import")] == list(names)


def test_the_newest_comes_first_and_what_has_no_date_or_title_last() -> None:
    with a_desk() as built:
        uids = [built.article(f"text number {n}\n", f"{n}.txt").uid for n in range(4)]
        for uid, date, title in zip(uids[1:], ("2021-07-25", "2024-08/2024-12", "2022-12-20~"),
                                    ("b", "“A”", "c"), strict=True):
            set_card(built.desk, uid, "published", date)
            set_card(built.desk, uid, "title", title)
        rows = library(built.desk)
        assert [uids.index(row.uid) for row in ordered(rows, "date")] == [2, 3, 1, 0]
        assert [uids.index(row.uid) for row in ordered(rows, "title")] == [2, 1, 3, 0]


def test_statistics_count_articles_suggestions_speakers_and_labels() -> None:
    with a_desk() as built:
        one, two = built.article(QUOTE), built.article(QUOTE + "\n“Perhaps,” said Bo Lind.\n", "two.txt")
        accept_all(built.desk, one.uid, grade="guess")
        two.quote("Perhaps,")
        set_status(built.desk, one.uid, "done")
        add_note(built.desk, thing(built.desk, two.uid), "?", flag=True)
        made = statistics(built.desk)
        assert made.articles == {"new": 0, "in progress": 1, "done": 1, "excluded": 0}
        assert made.statements == 2
        assert made.without_speaker == 1
        assert made.statements_by_speaker == {"Anna Lee": 1}
        assert made.mentions_by_label["PERSON"] >= 1
        rows = library(built.desk)
        assert sum(made.open_by_grade.values()) == sum(r.counts.open_quotes + r.counts.open_mentions for r in rows)
        assert (made.open_flags, made.open_notes) == (1, 0)
        assert sum(made.decisions_by_day.values()) == 4


def test_minutes_are_the_gaps_under_five_minutes_between_my_actions_on_an_article(
        monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime.fromisoformat("2030-01-01T10:00:00+00:00")
    with a_desk() as built:
        uid = built.article(QUOTE).uid
        for seconds, status in ((0, "in progress"), (60, "done"), (1000, "new"), (1090, "done")):
            at = (start + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
            monkeypatch.setattr(clock, "now", lambda at=at: at)
            set_status(built.desk, uid, status)
        made = statistics(built.desk)
        assert [(effort.minutes, effort.actions) for effort in made.efforts] == [(2.5, 4)]
        assert made.minutes_an_article == 2.5
        assert made.decisions_by_day == {"2030-01-01": 4}
