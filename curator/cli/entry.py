"""`curator entity`: the card of an entry."""

from __future__ import annotations

import argparse

from curator.cli.printing import show, show_json, show_rows
from curator.desk.desk import open_desk
from curator.desk.entry_card import EntryCard, entry_card
from curator.desk.judging import line


def entity(options: argparse.Namespace) -> int:
    """`curator entity ENTITY`: names, what is noted, judgements, every place in time order."""
    with open_desk(options.dataset, create=False) as desk:
        card = entry_card(desk, desk.find("entities", options.entity).uid)
    if options.json:
        show_json(_plain(card))
        return 0
    show(f"{card.identity.preferred} ({card.identity.kind}) {card.identity.uid}")
    for name in card.names:
        origin = [f"written {name.written} times"] + ([f"first in {name.first}"] if name.first else [])
        origin += [name.brought_by] if name.brought_by else []
        show(f"name: {name.text} ({name.kind}, {', '.join(origin)})")
    if card.worded:
        show(f"also as: {', '.join(f'{words} {count}' for words, count in card.worded)}")
    for identifier in card.identifiers:
        show(f"identifier: {identifier.scheme} {identifier.value}")
    for role in card.roles:
        show(f"role: {role.line}")
    for word, value in (("affiliation", card.affiliation), ("note", card.note)):
        if value:
            show(f"{word}: {value}")
    for judgement in (*card.same, *card.others):
        show(f"judgement {judgement.uid[-6:]}: {line(judgement)}")
    show_rows(("date", "article", "where", "as", "sentence"),
              [(o.published or "-", o.article[-6:], f"{o.start}-{o.end}", o.part, " ".join(o.sentence.split()))
               for o in card.occurrences], flexible=4)
    return 0


def _plain(card: EntryCard) -> dict[str, object]:
    return {
        "uid": card.identity.uid, "preferred": card.identity.preferred, "kind": card.identity.kind,
        "members": [m.uid for m in card.identity.members],
        "names": [{"text": n.text, "kind": n.kind, "entity": n.entry, "written": n.written, "first_in": n.first,
                   "brought_by": n.brought_by} for n in card.names],
        "also_as": [{"words": words, "count": count} for words, count in card.worded],
        "identifiers": [i.model_dump() for i in card.identifiers],
        "roles": [{**r.role.model_dump(mode="json"), "organisation_name": r.organisation} for r in card.roles],
        "affiliation": card.affiliation, "note": card.note,
        "judgements": [j.model_dump(mode="json") for j in (*card.same, *card.others)],
        "mentions": card.mentions, "statements": card.statements,
        "occurrences": [{"uid": o.uid, "as": o.part, "article": o.article, "title": o.article_label,
                         "published": o.published, "start": o.start, "end": o.end, "sentence": o.sentence}
                        for o in card.occurrences]}
