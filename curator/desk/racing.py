"""A lost race, told: what both sides made of one record, field by field."""

from __future__ import annotations

from dataclasses import dataclass

from curator.desk.desk import Desk
from curator.desk.differences import ONE, differences, subject
from store import LostRace as LostRace

DELETED = "(deleted)"


@dataclass(frozen=True)
class Side:
    """One field as the curator saw it, as it is now, and as it would have become."""

    field: str
    seen: str
    theirs: str
    mine: str

    @property
    def is_contested(self) -> bool:
        """True where both sides changed it."""
        return self.theirs != self.mine and self.seen not in (self.theirs, self.mine)


@dataclass(frozen=True)
class Contest:
    """A record that was changed from two sides: what it is, who changed it and how, and the fields that differ."""

    what: str
    by: str
    action: str
    at: str
    sides: tuple[Side, ...]


def contest(desk: Desk, lost: LostRace) -> Contest:
    """Both versions of a lost race; fields changed on either side, contested ones first."""
    race = lost.race
    if race is None:
        return Contest("record", lost.by, lost.action, lost.at, ())
    seen, theirs, mine = race.seen, race.theirs, race.mine
    told = subject(theirs or mine or {})
    base = seen if seen is not None else theirs
    changed = {d.field: d for d in differences(desk, base, theirs)} if theirs is not None else {}
    wanted = {d.field: d for d in differences(desk, base, mine)} if mine is not None else {}
    sides = []
    for field in dict.fromkeys((*changed, *wanted)):
        was = (changed.get(field) or wanted[field]).before
        sides.append(Side(field, was, changed[field].after if field in changed else DELETED if theirs is None else was,
                          wanted[field].after if field in wanted else DELETED if mine is None else was))
    if not sides:
        sides = [Side("record", "there", "there" if theirs is not None else DELETED,
                      "changed" if mine is not None else DELETED)]
    return Contest(f"{ONE.get(race.table, race.table)} {told}".rstrip(), lost.by, lost.action, lost.at,
                   tuple(sorted(sides, key=lambda side: not side.is_contested)))
