"""Which action a moment of the past means: that after which the dataset was as it was then."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from curator.desk.desk import Desk, Refused
from curator.desk.undoing import described, the_action
from store import Action

_PAGE = 500
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d(?P<second>:\d\d(?P<part>\.\d{1,6})?)?)"
                   r"(?P<zone>Z|[+-]\d\d:\d\d)?")


def action_at(desk: Desk, words: str) -> Action:
    """The last action until a moment: a day, minute or second means its end, without a zone in UTC; or the action of an
    id. Refused for what is none of these, for what is still to come, and for what lies before the dataset."""
    moment = _moment(words.strip())
    if moment is None:
        return the_action(desk, words.strip())
    start, end = moment
    if start > datetime.now(UTC):
        raise Refused(f"{words} is still to come")
    before, first = None, None
    while some := desk.dataset.history(limit=_PAGE, before=before):
        for action in some:
            if datetime.fromisoformat(action.at) < end:
                return action
            first = action
        before = some[-1].seq
    if first is None:
        raise Refused(f"{desk.dataset.url} has no history yet: nothing was there at {words}")
    raise Refused(f"{words} lies before the dataset: it begins on {first.at[:19].replace('T', ' ')} UTC with "
                  f"“{described(first)}” ({first.uid[-6:]})")


def _moment(words: str) -> tuple[datetime, datetime] | None:
    """The start and the end (excluded) of what is named; None for no date. Refused for a day that no calendar has."""
    try:
        if _DAY.fullmatch(words):
            start = datetime.fromisoformat(words).replace(tzinfo=UTC)
            return start, start + timedelta(days=1)
        found = _TIME.fullmatch(words)
        if found is None:
            return None
        start = datetime.fromisoformat(words if found["zone"] else f"{words}Z").astimezone(UTC)
        long = timedelta(milliseconds=1) if found["part"] else timedelta(seconds=1 if found["second"] else 60)
        return start, start + long
    except (ValueError, OverflowError):
        raise Refused(f"{words} is no date: give YYYY-MM-DD or YYYY-MM-DDTHH:MM, or the id of an action") from None
