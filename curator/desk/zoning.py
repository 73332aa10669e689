"""Zones by hand: what is no running text, so that nothing is suggested there; or that it is running text after all."""

from __future__ import annotations

from typing import get_args

from tinydb import where

from curator.desk.deciding import begin
from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from schema import Zone, ZoneKind

KINDS: tuple[ZoneKind, ...] = get_args(ZoneKind)
BY_HAND = "marked by hand"


def mark_zone(desk: Desk, article_uid: str, start: int, end: int, kind: ZoneKind) -> Zone:
    """The words between two offsets as a zone; a zone on the very words is of that kind from now on. Refused for a
    kind that there is none of, and where another zone shares a part of the words."""
    if kind not in KINDS:
        raise Refused(f"{kind!r} is no kind of zone: {', '.join(KINDS)}")
    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    span = span_of(text, *trimmed(text, start, end))
    touching = [z for z in desk.dataset.zones.search(where("article") == article_uid)
                if z.span.start < span.end and span.start < z.span.end]
    if any(not (span.start <= z.span.start and z.span.end <= span.end) for z in touching):
        raise Refused(f"a {touching[0].kind} stands on a part of these words: drop it first")
    with desk.act("mark a zone", f"{kind}: “{short(span.exact)}”", article_uid):
        begin(desk, article)
        for zone in touching:  # those inside are a part of it now
            desk.dataset.zones.delete(zone)
        return desk.dataset.zones.add(Zone(article=article_uid, text_sha256=article.text_sha256, span=span, kind=kind,
                                           reason=BY_HAND, **desk.stamp()))


def drop_zone(desk: Desk, article_uid: str, offset: int) -> Zone:
    """The zone at an offset is running text. Refused where none is."""
    found = [z for z in desk.dataset.zones.search(where("article") == article_uid)
             if z.span.start <= offset < z.span.end]
    if not found:
        raise Refused("no zone stands here: select the words that are one")
    zone = min(found, key=lambda z: z.span.end - z.span.start)
    with desk.act("drop a zone", f"{zone.kind}: “{short(zone.span.exact)}”", article_uid):
        desk.dataset.zones.delete(zone)
    return zone
