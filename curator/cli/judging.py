"""Names on the command line: compare, judge, list and retract judgements, rename."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from curator.cli.parser import WrongUsage
from curator.cli.printing import say, show, show_json, show_rows
from curator.cli.streams import read_lines
from curator.desk.clusters import judge_all_same
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.judging import Contradiction, judge, line, past_judgements, retract
from curator.desk.registry import rename
from curator.names import Kind, compare, explain, score


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


def judge_(options: argparse.Namespace) -> int:
    """`curator judge ENTRY ENTRY... VERDICT`."""
    if len(options.entries) < 2 or (len(options.entries) > 2 and options.verdict != "same"):
        raise WrongUsage("judge takes two entries and a verdict; more than two can only be the same")
    with open_desk(options.dataset, create=False) as desk:
        uids = [_entity(desk, words) for words in options.entries]
        preferred = _entity(desk, options.preferred) if options.preferred else None
        instead = {"retracting": [_judgement(desk, words) for words in options.retract],
                   "unsure_of": [_judgement(desk, words) for words in options.unsure_of]}
        try:
            if len(uids) > 2:
                made = judge_all_same(desk, uids, preferred or uids[0], reason=options.reason, **instead)
            else:
                made = [judge(desk, uids[0], uids[1], options.verdict, reason=options.reason, preferred=preferred,
                              **instead)]
        except Contradiction as trouble:
            for judgement in trouble.against:
                say(f"{judgement.uid} {line(judgement)}")
            raise Refused(f"{trouble}: with --retract ID or --unsure-of ID, where ID is one of those above") from None
        for judgement in made:
            show(f"{judgement.uid} {line(judgement)}")
    return 0


def judgements(options: argparse.Namespace) -> int:
    """`curator judgements`: what is judged of entries, the latest first."""
    with open_desk(options.dataset, create=False) as desk:
        words = [word.casefold() for word in options.words]
        found = [j for j in past_judgements(desk) if all(word in line(j).casefold() for word in words)]
    if options.json:
        for judgement in found:
            show_json(judgement.model_dump(mode="json"))
    else:
        show_rows(("id", "when", "score", "judgement", "reason"), [
            (j.uid[-6:], str(j.created_at)[:16].replace("T", " "), "" if j.score is None else f"{j.score:.2f}", line(j),
             j.reason) for j in found], flexible=3)
    return 0


def retract_(options: argparse.Namespace) -> int:
    """`curator retract JUDGEMENT`."""
    with open_desk(options.dataset, create=False) as desk:
        show(f"retracted {line(retract(desk, _judgement(desk, options.judgement)))}")
    return 0


def rename_(options: argparse.Namespace) -> int:
    """`curator rename ENTITY NAME`."""
    with open_desk(options.dataset, create=False) as desk:
        entity = rename(desk, _entity(desk, options.entity), options.name)
        show(f"{entity.uid} {' = '.join(entity.all_names)}")
    return 0


def _entity(desk: Desk, words: str) -> str:
    return str(desk.find("entities", words).uid)


def _judgement(desk: Desk, words: str) -> str:
    return str(desk.find("judgements", words).uid)


def _pairs(path: str, kind: Kind) -> int:
    for number, row in enumerate(read_lines(path), 1):
        if not row.strip("\r"):
            continue
        names: Sequence[str] = row.split("\t")
        if len(names) != 2:
            raise Refused(f"{path}: line {number} holds {len(names)} columns, not two names with a tab between")
        how_alike, verdict = score(names[0], names[1], kind)
        sys.stdout.write(f"{how_alike:.4f}\t{verdict}\n")
    return 0
