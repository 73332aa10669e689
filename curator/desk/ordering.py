"""The orders of the Library: as imported, by what needs me most, by date, by title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, get_args

from curator.desk.desk import Desk, Refused
from curator.desk.queries import ArticleRow
from curator.desk.settings import keep_setting, setting

Order = Literal["import", "needs", "date", "title", "open", "uncertain", "missing"]
ORDERS: tuple[Order, ...] = get_args(Order)
WORDS: dict[Order, str] = {
    "import": "in the order of import", "needs": "by what needs me most", "date": "by date, newest first",
    "title": "by title", "open": "by how much is open, most first", "uncertain": "least certain suggestions first",
    "missing": "by what is missing in what is settled, most first"}
SETTING = "library order"
_YEAR = re.compile(r"-?\d{4}")


def library_order(desk: Desk) -> Order:
    """The order that this curator chose last in this dataset."""
    chosen = setting(desk, SETTING, "import")
    return next((order for order in ORDERS if order == chosen), "import")


def choose_order(desk: Desk, order: str) -> Order:
    """Remember an order for the Library; Refused for a word that is none."""
    if order not in ORDERS:
        raise Refused(f"{order!r} is no order: {', '.join(ORDERS)}")
    keep_setting(desk, SETTING, order)
    return library_order(desk)


def ordered(rows: Sequence[ArticleRow], order: Order) -> list[ArticleRow]:
    """The rows in an order; those that are alike in it stay in the order in which they were given."""
    return sorted(rows, key=_KEYS[order])


def _by_need(row: ArticleRow) -> Any:
    """What has open suggestions graded sure or likely first, begun before new, most of them first; flags before none;
    then what is done, last what is excluded."""
    left = row.counts.sure + row.counts.likely
    return _ended(row), not (left or row.counts.flags), row.status == "new", not row.counts.flags, -left


def _by_date(row: ArticleRow) -> Any:
    """Newest first, guesses among them; what has no date last."""
    date = row.published.removeprefix("? ")
    return (False, [-ord(sign) for sign in date]) if _YEAR.match(date) else (True, [])


def _by_title(row: ArticleRow) -> Any:
    """By the words of the title, guesses among them; what has only the name of a file last."""
    title = row.title.removeprefix("? ")
    return title.startswith("["), title.casefold().lstrip("“”\"'‘’«» ")


def _ended(row: ArticleRow) -> int:
    """What is done comes after what needs somebody, last what is excluded."""
    return 0 if row.needs_me else ("done", "excluded").index(row.status) + 1


def _by_open(row: ArticleRow) -> Any:
    return _ended(row), -(row.counts.open_quotes + row.counts.open_mentions)


def _by_doubt(row: ArticleRow) -> Any:
    """By the number of open suggestions that are mere guesses, then of those that are only likely."""
    counted = row.counts
    guesses = counted.open_quotes + counted.open_mentions - counted.sure - counted.likely
    return _ended(row), -guesses, -counted.likely


def _by_missing(row: ArticleRow) -> Any:
    counted = row.counts
    return _ended(row), -(counted.gaps + counted.untargeted + counted.unlinked + counted.flags)


_KEYS: dict[Order, Callable[[ArticleRow], Any]] = {
    "import": lambda row: row.uid, "needs": _by_need, "date": _by_date, "title": _by_title,
    "open": _by_open, "uncertain": _by_doubt, "missing": _by_missing}
