"""`curator dedupe` and `curator pair`: which entries may be one, and what stands behind two of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from curator.cli.parser import WrongUsage
from curator.cli.printing import Progress, show, show_json, show_rows
from curator.cli.streams import read_lines
from curator.desk.clusters import accept_sure, clusters_in, sure_ones
from curator.desk.desk import Desk, open_desk
from curator.desk.evidence import Side, counted, effect, pair_evidence, where_from
from curator.desk.judging import Proposal, line, proposals
from curator.desk.pair_filter import narrowed
from curator.names import Kind, candidates, explain


def dedupe(options: argparse.Namespace) -> int:
    """`curator dedupe`: pairs or clusters of the dataset's entries, or pairs of a list of names."""
    if options.accept and not options.sure:
        raise WrongUsage("--accept goes with --sure: look at them first, then add it")
    if options.names:
        if options.words or options.sure or options.clusters or options.judged:
            raise WrongUsage("--names lists pairs of a file: words, --sure, --clusters and --judged are for a dataset")
        return _of_names(options)
    progress = Progress("compared")
    with open_desk(options.dataset, create=False) as desk:
        found = proposals(desk, kind=options.kind, judged=options.judged, progress=progress, thorough=options.thorough)
        progress.close()
        found = narrowed(desk, found, " ".join(map(_quoted, options.words)))
        found = sure_ones(desk, found) if options.sure else found
        if options.accept:
            return _accept(desk, found)
    if options.clusters:
        _show_clusters(found, in_json=options.json)
    else:
        _show_pairs(found, in_json=options.json)
    return 0


def pair(options: argparse.Namespace) -> int:
    """`curator pair LEFT RIGHT`."""
    with open_desk(options.dataset, create=False) as desk:
        left, right = (desk.find("entities", words).uid for words in (options.left, options.right))
        found = pair_evidence(desk, left, right)
    if options.json:
        compared = found.comparison
        show_json({"left": _plain(found.left), "right": _plain(found.right), "for": found.speaks_for,
                   "against": found.speaks_against, "earlier": found.earlier, "score": round(compared.score, 4),
                   "verdict": compared.verdict, "band": compared.band,
                   "steps": [step._asdict() for step in compared.steps], "context": round(found.context, 4)})
        return 0
    for side in (found.left, found.right):
        _show_side(side)
    for row in explain(found.comparison):
        show(row)
    for word, words in (("for", found.speaks_for), ("against", found.speaks_against), ("earlier", found.earlier)):
        show(f"{word}: {'; '.join(words) or 'nothing'}")
    show(f"same would {effect(found, found.left.identity.uid)}")
    return 0


def _of_names(options: argparse.Namespace) -> int:
    progress = Progress("compared")
    scorer: Kind = "person" if options.kind in (None, "person") else "organisation"
    for found in candidates(read_lines(options.names), scorer, progress=progress, thorough=options.thorough):
        sys.stdout.write(json.dumps({"left": found.left, "right": found.right, "score": round(found.score, 4)}) + "\n")
    progress.close()
    return 0


def _quoted(word: str) -> str:
    """A word of the shell that holds a space as one word of the filter: `article:harbour fire`."""
    if " " not in word:
        return word
    field, colon, value = word.partition(":")
    return f'{field}:"{value}"' if colon and field.isalpha() else f'"{word}"'


def _accept(desk: Desk, found: Sequence[Proposal]) -> int:
    done = accept_sure(desk, found)
    for made in done.made:
        show(f"{made.uid} {line(made)}")
    for refused in done.refused:
        show(f"left out: {refused}")
    return 0


def _show_pairs(found: Sequence[Proposal], *, in_json: bool) -> None:
    if in_json:
        for p in found:
            show_json({"left": p.left.uid, "right": p.right.uid, "score": round(p.score, 4),
                       "left_name": p.left.preferred, "right_name": p.right.preferred, "kind": p.left.kind})
    else:
        show_rows(("score", "left", "right", "kind", "names"),
                  [(f"{p.score:.2f}", p.left.uid[-6:], p.right.uid[-6:], p.left.kind,
                    f"{p.left.preferred}  ?=  {p.right.preferred}") for p in found], flexible=4)


def _show_clusters(found: Sequence[Proposal], *, in_json: bool) -> None:
    made = clusters_in(found)
    if in_json:
        for cluster in made:
            show_json({"entries": [i.uid for i in cluster], "names": [i.preferred for i in cluster],
                       "kind": cluster[0].kind})
    else:
        show_rows(("kind", "names", "ids"), [(its[0].kind, "  ?=  ".join(i.preferred for i in its),
                                              " ".join(i.uid[-6:] for i in its)) for its in made], flexible=1)


def _show_side(side: Side) -> None:
    show(f"{' = '.join(side.identity.names)} ({side.identity.kind}) {side.identity.uid}")
    show(f"  {counted(side.mentions, 'mention')}, {counted(side.quotes, 'statement')}"
         + "".join(f"; {words}" for words in (", ".join(side.roles), side.dates, ", ".join(side.outlets)) if words))
    for sentence in side.sentences:
        show(f"  - {where_from(sentence)}: {' '.join(sentence.text.split())}")
    for words in side.said:
        show(f"  says {words}")


def _plain(side: Side) -> dict[str, object]:
    return {"uid": side.identity.uid, "names": side.identity.names, "kind": side.identity.kind,
            "members": [m.uid for m in side.identity.members], "mentions": side.mentions, "statements": side.quotes,
            "roles": side.roles, "outlets": side.outlets, "dates": side.dates, "said": side.said,
            "sentences": [{"article": s.article.uid, "text": s.text, "start": s.start, "end": s.end}
                          for s in side.sentences]}
