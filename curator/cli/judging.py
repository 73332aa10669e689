"""Names on the command line: compare, dedupe, judge, retract, rename."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from curator.cli.parser import WrongUsage
from curator.cli.printing import Progress, show, show_json, show_rows
from curator.cli.streams import read_text
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.judging import judge, line, proposals, retract
from curator.desk.registry import rename
from curator.names import Kind, candidates, compare, explain, score


def compare_(options: argparse.Namespace) -> int:
    """`curator compare NAME NAME` or `--pairs FILE`."""
    if options.pairs:
        if options.names:
            raise WrongUsage("either two names or --pairs FILE, not both")
        return _pairs(options.pairs, options.kind)
    if len(options.names) != 2:
        raise WrongUsage("compare takes two names (in quotes, if they have spaces), or --pairs FILE")
    found = compare(options.names[0], options.names[1], options.kind)
    if options.json:
        show_json(found._asdict() | {"steps": [step._asdict() for step in found.steps]})
    else:
        for row in explain(found):
            show(row)
    return 0


def dedupe(options: argparse.Namespace) -> int:
    """`curator dedupe`: pairs of the dataset's entries, or of a list of names."""
    progress = Progress("compared")
    if options.names:
        scorer: Kind = "person" if options.kind in (None, "person") else "organisation"
        for pair in candidates(_lines(options.names), scorer, progress=progress, thorough=options.thorough):
            sys.stdout.write(json.dumps({"left": pair.left, "right": pair.right, "score": round(pair.score, 4)}) + "\n")
        progress.close()
        return 0
    if options.thorough:
        raise WrongUsage("--thorough goes with --names FILE")
    with open_desk(options.dataset, create=False) as desk:
        found = proposals(desk, kind=options.kind, progress=progress)
    progress.close()
    if options.json:
        for p in found:
            show_json({"left": p.left.uid, "right": p.right.uid, "score": round(p.score, 4),
                       "left_name": p.left.preferred, "right_name": p.right.preferred, "kind": p.left.kind})
    else:
        show_rows(("score", "left", "right", "kind", "names"),
                  [(f"{p.score:.2f}", p.left.uid[-6:], p.right.uid[-6:], p.left.kind,
                    f"{p.left.preferred}  ?=  {p.right.preferred}") for p in found], flexible=4)
    return 0


def judge_(options: argparse.Namespace) -> int:
    """`curator judge LEFT RIGHT VERDICT`."""
    with open_desk(options.dataset, create=False) as desk:
        left, right = _entity(desk, options.left), _entity(desk, options.right)
        preferred = _entity(desk, options.preferred) if options.preferred else None
        made = judge(desk, left, right, options.verdict, reason=options.reason, preferred=preferred)
        show(f"{made.uid} {line(made)}")
    return 0


def retract_(options: argparse.Namespace) -> int:
    """`curator retract JUDGEMENT`."""
    with open_desk(options.dataset, create=False) as desk:
        show(f"retracted {line(retract(desk, desk.find('judgements', options.judgement).uid))}")
    return 0


def rename_(options: argparse.Namespace) -> int:
    """`curator rename ENTITY NAME`."""
    with open_desk(options.dataset, create=False) as desk:
        entity = rename(desk, _entity(desk, options.entity), options.name)
        show(f"{entity.uid} {' = '.join(entity.all_names)}")
    return 0


def _entity(desk: Desk, words: str) -> str:
    return str(desk.find("entities", words).uid)


def _pairs(path: str, kind: Kind) -> int:
    for number, row in enumerate(_lines(path), 1):
        if not row.strip("\r"):
            continue
        names: Sequence[str] = row.split("\t")
        if len(names) != 2:
            raise Refused(f"{path}: line {number} holds {len(names)} columns, not two names with a tab between")
        how_alike, verdict = score(names[0], names[1], kind)
        sys.stdout.write(f"{how_alike:.4f}\t{verdict}\n")
    return 0


def _lines(path: str) -> list[str]:
    """The lines of a UTF-8 file, or of standard input for '-'; only LF ends a line."""
    text = read_text(path, "convert the file first")
    return text.removesuffix("\n").split("\n") if text else []
