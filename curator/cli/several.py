"""`curator attribute`: one speaker for several statements."""

from __future__ import annotations

import argparse

from curator.cli.making import who_of
from curator.cli.printing import show
from curator.desk.attributing import attribute, attributions
from curator.desk.desk import open_desk


def attribute_(options: argparse.Namespace) -> int:
    """`curator attribute WHO QUOTE...`: what was, or with --preview would be, changed."""
    with open_desk(options.dataset, create=False) as desk:
        who = who_of(desk, options.who, options.kind)
        quotes = [desk.find("quotes", words).uid for words in options.quotes]
        for one in attributions(desk, quotes, who):
            show(f"{one.quote} “{one.words}”, before: {one.speakers}")
        if not options.preview:
            attribute(desk, quotes, who)
    return 0
