"""Whether a place name means the place or its government: "in Washington" or "Washington insists"."""

from __future__ import annotations

import re

from curator.suggest.gazetteer import Gazetteer
from curator.suggest.grammar import Grammar
from curator.suggest.mentions import PLACE, Name
from schema import Reading

_BEFORE = re.compile(r"(\w+)\s+(?:the\s+)?$")
_AFTER = re.compile(r"\s+([\w’']+)(?:\s+([\w’']+))?")
_REACH = 24  # characters on either side


def reading(text: str, name: Name, speaks: bool, grammar: Grammar, gazetteer: Gazetteer) -> Reading | None:
    """The reading of a capital or country from the word before it and the verb after it; None when neither tells."""
    kind = gazetteer.places.get(tuple(name.name.split()))
    if name.label != PLACE or kind not in ("capital", "country"):
        return None
    if speaks:
        return "government"
    before = _BEFORE.search(text, max(0, name.start - _REACH), name.start)
    if before and before[1].lower() in grammar.words["location"]:
        return "place"
    after = _AFTER.match(text, name.end, name.end + _REACH)
    if after and name.name in grammar.names["metonyms"]:
        low = after[1].lower().replace("’", "'")
        following = (after[2] or "").lower()
        verb = low if not grammar.is_adverb(low) else following
        if verb in grammar.verbs or verb in grammar.finite:
            return "government"
    return None
