"""Suggestions whose spans cut no character of the text in two, whatever a recogniser's pattern made of accents, joiners
and emoji sequences."""

from __future__ import annotations

import re
from typing import TypeVar

from curator.text.edges import whole
from schema import Model, Span, revise

V = TypeVar("V")
_ALONE = re.compile("[\n\x20-\x7e\xa0-\xac\xae-\u02ff"
                    "\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203a\u20ac\u2116]*")


def uncut(text: str, found: V) -> V:
    """A model with every span in it widened to whole characters; the same one where all are."""
    return found if _ALONE.fullmatch(text) else _uncut(text, found)


def _uncut(text: str, found: V) -> V:
    if isinstance(found, Span):
        start, end = whole(text, found.start, found.end)
        made: object = found if (start, end) == (found.start, found.end) else Span.of(text, start, end)
    elif isinstance(found, tuple):
        each = tuple(_uncut(text, one) for one in found)
        made = found if all(new is old for new, old in zip(each, found, strict=True)) else each
    elif isinstance(found, Model):
        changed = {name: new for name in type(found).model_fields
                   if (new := _uncut(text, old := getattr(found, name))) is not old}
        made = revise(found, **changed) if changed else found
    else:
        made = found
    return made  # type: ignore[return-value]
