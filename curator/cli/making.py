"""Annotating from the command line: the same desk functions that the Reader calls."""

from __future__ import annotations

import argparse

from curator.cli.parser import WrongUsage
from curator.cli.printing import show
from curator.cli.ranges import is_range, parse_range
from curator.desk import cards, mentioning, quote_facts, quoting
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.parties import Who, shown
from curator.desk.taking import take_quote
from curator.desk.trash import delete_article
from schema import Quote

FIELDS: dict[str, quoting.PartyField] = {
    "speaker": "speakers", "about": "targets", "addressee": "addressees", "via": "via"}
LISTED_ID = 6  # characters of an id in the lists
KINDS = ("person", "organisation", "place", "event", "unnamed", "collective")


def quote(options: argparse.Namespace) -> int:
    """`curator quote ARTICLE START-END...`."""
    if bool(options.ranges) == (options.at is not None):
        raise WrongUsage("say where: START-END of its words, or --at OFFSET")
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article).uid
        ranges = [parse_range(words) for words in options.ranges]
        is_whole = options.whole or not ranges
        made = take_quote(desk, article, selected=ranges, at=options.at or 0, kind=options.kind) if is_whole else \
            quoting.make_quote(desk, article, ranges, options.kind)
        show(f"{made.uid} {made.kind} “{' … '.join(s.exact for s in made.content)}”")
    return 0


def mention(options: argparse.Namespace) -> int:
    """`curator mention ARTICLE START-END LABEL`."""
    with open_desk(options.dataset, create=False) as desk:
        labels = {label.name for label in desk.dataset.labels.all() if not label.retired}
        if options.label not in labels:
            raise Refused(f"{options.label!r} is not in the codebook: {', '.join(sorted(labels))}")
        entity = desk.find("entities", options.entity).uid if options.entity else None
        start, end = parse_range(options.range)
        linked = options.label in ("PERSON", "ORG", "PLACE", "EVENT")
        made = mentioning.make_mention(desk, desk.find("articles", options.article).uid, start, end, options.label,
                                       entity=entity, linked=linked)
        show(f"{made.uid} {made.label} “{made.spans[0].exact}”")
    return 0


def set_(options: argparse.Namespace) -> int:
    """`curator set ARTICLE ITEM FIELD VALUE`."""
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article).uid
        made = _set(desk, article, _item(desk, options.item), options)
        show(f"{made.uid} {options.field}: {_now(desk, made, options.field)}")
    return 0


def delete(options: argparse.Namespace) -> int:
    """`curator delete ITEM`."""
    with open_desk(options.dataset, create=False) as desk:
        quotes, mentions, articles = (desk.ending(table, options.item) for table in ("quotes", "mentions", "articles"))
        if bool(quotes) + bool(mentions) + bool(articles) > 1:
            raise Refused(f"an article, quote or mention end in {options.item!r} alike: give more of the id")
        if articles:
            gone = cards.label(delete_article(desk, desk.find("articles", options.item).uid))
        elif mentions:
            gone = mentioning.delete_mention(desk, desk.find("mentions", options.item).uid).spans[0].exact
        else:
            gone = quoting.delete_quote(desk, desk.find("quotes", options.item).uid).content[0].exact
        show(f"deleted “{gone}”")
    return 0


def card(options: argparse.Namespace) -> int:
    """`curator card ARTICLE FIELD VALUE`."""
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article)
        cards.set_card(desk, article.uid, options.field, options.value, options.basis,
                       evidence=tuple(parse_range(words) for words in options.evidence))
        show(f"{article.uid} {options.field}: {options.value or options.basis}")
    return 0


def status(options: argparse.Namespace) -> int:
    """`curator status ARTICLE STATUS`."""
    with open_desk(options.dataset, create=False) as desk:
        article = cards.set_status(desk, desk.find("articles", options.article).uid, options.status)
        show(f"{article.uid} is {article.status}: {cards.label(article)}")
    return 0


def _item(desk: Desk, words: str) -> str:
    if desk.ending("quotes", words):
        return str(desk.find("quotes", words).uid)
    return words  # the key of an open suggestion


def _set(desk: Desk, article: str, item: str, options: argparse.Namespace) -> Quote:
    value = options.value
    if options.field == "stance":
        if value not in ("positive", "negative", "neutral"):
            raise WrongUsage(f"{value!r} is no stance: positive, negative, neutral")
        return quoting.set_stance(desk, article, item, value)
    if options.field == "said":
        return quote_facts.set_said(desk, article, item, value)
    if options.field == "act":
        return quote_facts.set_act(desk, article, item, value)
    if options.field == "tag":
        return quote_facts.toggle_tag(desk, article, item, value)
    if options.field == "kind":
        return quoting.set_kind(desk, article, item, value)
    if options.field == "cue":
        return quoting.set_cue(desk, article, item, *parse_range(value))
    return quoting.toggle_party(desk, article, item, FIELDS[options.field], who_of(desk, value, options.kind))


def who_of(desk: Desk, value: str, kind: str) -> Who:
    """Whom a value means: words of the text, an entry's id, or a name; WrongUsage for a kind that is none."""
    if kind not in KINDS:
        raise WrongUsage(f"{kind!r} is no kind of entry: {', '.join(KINDS)}")
    if is_range(value):
        return Who(span=parse_range(value), kind=kind)  # type: ignore[arg-type]
    listed = len(value) >= LISTED_ID and value.isupper() and " " not in value and desk.ending("entities", value)
    entity = desk.find("entities", value) if listed else None
    return Who(entity=entity.uid) if entity else Who(name=value, kind=kind)  # type: ignore[arg-type]


def _now(desk: Desk, made: Quote, field: str) -> str:
    if field in FIELDS:
        return ", ".join(shown(desk, party) for party in getattr(made, FIELDS[field])) or "nobody"
    if field == "stance":
        return ", ".join(f"{shown(desk, t)} {t.stance or 'not coded'}" for t in made.targets)
    if field in ("said", "act", "tag"):
        return {"said": made.said.value if made.said else "none", "act": made.act,
                "tag": ", ".join(made.tags) or "none"}[field]
    return made.kind if field == "kind" else " … ".join(s.exact for s in made.cue) or "none"
