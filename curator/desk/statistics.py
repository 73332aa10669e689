"""Statistics: how far the work has come, who speaks how often, and what it took."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from tinydb import where

from curator.desk.cards import label
from curator.desk.counts import counts
from curator.desk.desk import PROGRAM, Desk
from curator.desk.queries import entries
from schema import ArticleStatus
from store import Action

STATUSES: tuple[ArticleStatus, ...] = ("new", "in progress", "done", "excluded")
PAUSE = 300  # seconds without an action after which the work was interrupted
TOP = 20
NO_DECISIONS = frozenset({"import", "set up codebook"})
_PAGE = 1000


@dataclass(frozen=True)
class Effort:
    """The time that actions on one article took: the sum of the gaps of under five minutes between those of one
    curator; reading before the first is not in it."""

    article: str
    title: str
    minutes: float
    actions: int


@dataclass(frozen=True)
class Statistics:
    """The figures, each counted as of now. `minutes_an_article` is the median over articles that are done."""

    articles: dict[str, int]
    open_by_grade: dict[str, int]
    statements: int
    without_speaker: int
    statements_by_speaker: dict[str, int]
    mentions_by_label: dict[str, int]
    decisions_by_day: dict[str, int]
    minutes_an_article: float | None
    efforts: tuple[Effort, ...]
    open_flags: int
    open_notes: int


def statistics(desk: Desk, *, top: int = TOP) -> Statistics:
    """The figures of a dataset; speakers and articles that took longest, at most `top` of each. Days are UTC."""
    with desk.dataset.snapshot():
        by_status = desk.dataset.articles.tally("status")
        known = counts(desk.dataset, map(str, desk.dataset.articles.tally("uid"))).values()
        sure, likely = sum(c.sure for c in known), sum(c.likely for c in known)
        left = sum(c.open_quotes + c.open_mentions for c in known)
        speakers = sorted(((row.quotes, row.name) for row in entries(desk) if row.quotes), key=lambda r: (-r[0], r[1]))
        days, efforts = _worked(desk)
        done = {a.uid for a in desk.dataset.articles.search(where("status") == "done")}
        minutes = [effort.minutes for effort in efforts if effort.article in done]
        return Statistics(
            {status: by_status.get(status, 0) for status in STATUSES},
            {"sure": sure, "likely": likely, "guess": left - sure - likely},
            desk.dataset.quotes.count(), sum(c.gaps for c in known),
            {name: number for number, name in speakers[:top]},
            {str(name): number for name, number in sorted(desk.dataset.mentions.tally("label").items(),
                                                          key=lambda pair: (-pair[1], str(pair[0])))},
            days, round(median(minutes), 1) if minutes else None, efforts[:top],
            sum(c.flags for c in known), sum(c.notes for c in known))


def _worked(desk: Desk) -> tuple[dict[str, int], tuple[Effort, ...]]:
    """Decisions a day, and the effort on each article that is left, most minutes first."""
    days: Counter[str] = Counter()
    last: dict[tuple[str, str], float] = {}
    seconds: defaultdict[str, float] = defaultdict(float)
    number: Counter[str] = Counter()
    for action in _newest_first(desk):
        if action.by == PROGRAM:
            continue
        if not (action.undoes or action.undone_by or action.name in NO_DECISIONS):
            days[action.at[:10]] += 1
        at = datetime.fromisoformat(action.at).timestamp()
        for article in action.where if action.name not in NO_DECISIONS else ():
            later = last.get((article, action.by))
            seconds[article] += later - at if later is not None and later - at < PAUSE else 0
            last[article, action.by] = at
            number[article] += 1
    articles = desk.dataset.articles.get_many(number)
    efforts = [Effort(uid, label(article), round(seconds[uid] / 60, 1), number[uid])
               for uid, article in articles.items()]
    efforts.sort(key=lambda effort: (-effort.minutes, effort.article))
    return dict(sorted(days.items())), tuple(efforts)


def _newest_first(desk: Desk) -> Iterator[Action]:
    before = None
    while some := desk.dataset.history(limit=_PAGE, before=before):
        yield from some
        before = some[-1].seq


def sections(made: Statistics) -> dict[str, dict[str, str]]:
    """The figures as they are shown: title of a section -> what is counted -> how many."""
    middle = {} if made.minutes_an_article is None else {"median of those done": f"{made.minutes_an_article:.1f}"}
    return {
        "Articles": _words(made.articles),
        "Open suggestions by grade": _words(made.open_by_grade),
        "Statements": {"in all": str(made.statements), "without a speaker": str(made.without_speaker)},
        "Statements by speaker": _words(made.statements_by_speaker),
        "Mentions by label": _words(made.mentions_by_label),
        "Open notes and flags": {"flags": str(made.open_flags), "notes": str(made.open_notes)},
        "Decisions a day (UTC)": _words(made.decisions_by_day),
        "Minutes an article (gaps between actions under five minutes)": {
            **middle, **{f"{one.title} [{one.article[-6:]}]": f"{one.minutes:.1f}" for one in made.efforts}},
    }


def _words(numbers: dict[str, int]) -> dict[str, str]:
    return {name: str(number) for name, number in numbers.items()}
