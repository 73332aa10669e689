"""`curator reshape`, `claim`, `figure` and `credit`: the shape of a quote and what it is compared with."""

from __future__ import annotations

import argparse

from curator.cli.making import who_of
from curator.cli.parser import WrongUsage
from curator.cli.printing import show
from curator.cli.ranges import is_range, parse_range
from curator.desk.claiming import same_claim
from curator.desk.crediting import credit as set_credit
from curator.desk.desk import Desk, open_desk
from curator.desk.figuring import read_figure, set_figure, write_figure
from curator.desk.guarding import settle_words
from curator.desk.nesting import around, nest
from curator.desk.quote_parts import join_quotes, move_edge, split_quote, toggle_part
from curator.text.counted import counted
from curator.text.edges import Side, Unit
from schema import Figure, Quote

UNITS: tuple[Unit, ...] = ("character", "word", "clause")
STEPS = {f"{'char' if unit == 'character' else unit}{sign}": (unit, sign == "+") for unit in UNITS for sign in "+-"}


def reshape(options: argparse.Namespace) -> int:
    """`curator reshape QUOTE WHAT [VALUE]`."""
    with open_desk(options.dataset, create=False) as desk:
        for made in _reshaped(desk, desk.find("quotes", options.quote), options.what, options.value):
            show(f"{made.uid} {made.kind} “{' … '.join(s.exact for s in made.content)}”"
                 + (f" within {made.within}" if made.within else "")
                 + (f" ! {', '.join(made.unsettled)}" if made.unsettled else ""))
    return 0


def claim(options: argparse.Namespace) -> int:
    """`curator claim QUOTE QUOTE`."""
    with open_desk(options.dataset, create=False) as desk:
        one, other = (desk.find("quotes", words).uid for words in (options.left, options.right))
        made = same_claim(desk, one, other)
        show(f"{made.uid} “{made.left_shown}” {'no more ' if made.retracted else ''}= “{made.right_shown}”")
    return 0


def figure(options: argparse.Namespace) -> int:
    """`curator figure ARTICLE START-END WORDS`."""
    with open_desk(options.dataset, create=False) as desk:
        article = desk.find("articles", options.article).uid
        made = set_figure(desk, article, *parse_range(options.range), read_figure(options.words))
        assert isinstance(made.value, Figure)
        show(f"{made.uid} “{made.spans[0].exact}”: {write_figure(made.value)} ({made.value.qualifier})")
    return 0


def credit(options: argparse.Namespace) -> int:
    """`curator credit ARTICLE WHO [--scope START-END]`."""
    with open_desk(options.dataset, create=False) as desk:
        scope = parse_range(options.scope) if options.scope else None
        done = set_credit(desk, desk.find("articles", options.article).uid,
                          who_of(desk, options.who, options.kind), scope=scope)
        show(f"via {done.name}: {counted(len(done.quotes), 'statement')}")
    return 0


def _reshaped(desk: Desk, quote: Quote, what: str, value: str) -> tuple[Quote, ...]:
    article, uid = quote.article, quote.uid
    if what == "flags":
        return (settle_words(desk, uid),)
    if what == "within":
        outer = desk.find("quotes", value).uid if value else None if quote.within else around(
            desk, article, quote.content, but=uid)
        return (nest(desk, uid, outer),)
    if what == "join":
        return (join_quotes(desk, article, uid, desk.find("quotes", value).uid),)
    if what == "part":
        return (toggle_part(desk, article, uid, selected=parse_range(value)),) if is_range(value) else (
            toggle_part(desk, article, uid, at=_offset(value)),)
    if what == "split":
        return split_quote(desk, article, uid, _offset(value))
    value = value[1:] + value[:1] if value[:1] in ("+", "-") else value
    if value not in STEPS:
        raise WrongUsage(f"{value!r} is no step: {', '.join(STEPS)}")
    side: Side = "start" if what == "start" else "end"
    by, forward = STEPS[value]
    return (move_edge(desk, article, uid, side, by=by, forward=forward),)


def _offset(value: str) -> int:
    if not value.isdecimal():
        raise WrongUsage(f"{value!r} is no offset: give a number of code points")
    return int(value)
