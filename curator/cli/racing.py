"""A lost race on the command line: both versions, field by field, on stderr."""

from __future__ import annotations

from curator.cli.printing import say
from curator.desk.desk import open_desk
from curator.desk.racing import LostRace, contest


def tell_both(dataset: str, lost: LostRace) -> None:
    """Say what the record is now and what it would have become; the fields that both sides changed come first."""
    if lost.race is None:
        return
    with open_desk(dataset, create=False) as desk:
        found = contest(desk, lost)
    say(f"{found.what}:")
    for side in found.sides:
        say(f"  {side.field}")
        for who, words in (("was", side.seen), ("theirs", side.theirs), ("mine", side.mine)):
            say(f"    {who:<6} {words}")
