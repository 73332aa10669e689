"""`curator search`."""

from __future__ import annotations

import argparse

from curator.cli.printing import Progress, complain, say, show_json, show_rows
from curator.desk.desk import open_desk
from curator.desk.searching import catch_up, search
from curator.desk.troubles import TROUBLES


def search_(options: argparse.Namespace) -> int:
    """Look for words in full texts; an old dataset gets its index of words first."""
    progress = Progress("indexed article")
    with open_desk(options.dataset, create=False) as desk:
        try:
            catch_up(desk, progress=progress)
        except TROUBLES as trouble:
            complain(str(trouble))
        finally:
            progress.close()
        found = search(desk, " ".join(options.words), over=options.over, limit=options.limit, offset=options.offset)
    if options.json:
        for hit in found.hits:
            show_json(hit)
    else:
        show_rows(("id", "article", "at", "title", "words"),
                  [(hit.uid[-6:], hit.article[-6:], hit.start, hit.title, f"{hit.before}{hit.words}{hit.after}".strip())
                   for hit in found.hits], flexible=4)
    shown = options.offset + len(found.hits)
    if found.total > shown:
        say(f"{shown} of {'' if found.is_exact else 'at most '}{found.total}; --offset {shown} shows more")
    if found.unread:
        say(f"{found.unread} articles are not indexed yet and were not looked at")
    return 0
