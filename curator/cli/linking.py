"""`curator link`, `curator reading`, `curator part`: whom a mention stands for, how a place is meant, its words."""

from __future__ import annotations

import argparse

from curator.cli.making import who_of
from curator.cli.parser import WrongUsage
from curator.cli.printing import show
from curator.cli.ranges import parse_range
from curator.desk import linking, mentioning
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.linking import Named
from curator.desk.parties import Who
from curator.desk.registry import LABEL_OF_KIND, registry
from schema import Mention


def link(options: argparse.Namespace) -> int:
    """`curator link MENTION WHO...`; WrongUsage unless somebody, or --unnamed, or --nobody is said."""
    if sum(map(bool, (options.who, options.unnamed, options.nobody))) != 1:
        raise WrongUsage("say for whom it stands: ids or names, or --unnamed, or --nobody")
    with open_desk(options.dataset, create=False) as desk:
        found: Mention = desk.find("mentions", options.mention)
        named = Named(found.article, found.uid, label=found.label)
        if options.unnamed:
            _show(desk, linking.keep_unnamed(desk, named))
            return 0
        whos = [who_of(desk, words, options.kind) for words in options.who]
        apart = [uid for who in whos if who.name for uid in _twins(desk, who, options.new)]
        _show(desk, linking.link_to(desk, named, whos, apart_from=apart))
    return 0


def reading(options: argparse.Namespace) -> int:
    """`curator reading MENTION READING`."""
    with open_desk(options.dataset, create=False) as desk:
        _show(desk, mentioning.set_reading(desk, desk.find("mentions", options.mention).uid, options.reading))
    return 0


def part(options: argparse.Namespace) -> int:
    """`curator part MENTION START-END`."""
    with open_desk(options.dataset, create=False) as desk:
        _show(desk, linking.add_part(desk, desk.find("mentions", options.mention).uid, *parse_range(options.range)))
    return 0


def _twins(desk: Desk, who: Who, new: bool) -> list[str]:
    """The entries (uids) that a new name is like; Refused, with the reason for each, unless a new one is asked for."""
    found = linking.near_twins(desk, who.name or "", LABEL_OF_KIND[who.kind])
    if found and not new:
        lines = "; ".join(f"{t.identity.preferred} {t.identity.uid[-6:]} ({t.reason})" for t in found)
        raise Refused(f"{who.name} is new. Did you mean {lines}? Give that id, or say --new")
    return [twin.identity.uid for twin in found]


def _show(desk: Desk, mention: Mention) -> None:
    names = ", ".join(registry(desk).name(uid) for uid in mention.entities) or "nobody"
    told = [mention.label, mention.reference, *([mention.reading] if mention.reading else [])]
    show(f"{mention.uid} “{linking.words_of(mention)}” ({', '.join(told)}): {names}")
