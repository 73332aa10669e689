"""`curator demo`: the main job on the sample articles, on the screen or, without a terminal, step by step in print."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from curator import samples
from curator.cli.opening import has_screen, open_screen
from curator.cli.printing import show
from curator.desk.deciding import accept, accept_all, reject
from curator.desk.desk import Desk, Refused, open_desk
from curator.desk.exporting import export_csv, export_jsonl
from curator.desk.importing import import_paths
from curator.desk.judging import Proposal, best_comparison, judge, line, proposals
from curator.desk.parties import Who
from curator.desk.queries import library, statements
from curator.desk.quoting import set_stance, toggle_party
from curator.desk.suggesting import open_suggestions, suggested_duplicates
from curator.desk.undoing import described, redo, undo
from curator.text.counted import counted
from schema import Quote


def demo(options: argparse.Namespace) -> int:
    """Make FOLDER/demo.curator from the samples and open it; headless without a terminal."""
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    dataset = folder / "demo.curator"
    if options.headless or not has_screen():
        return _headless(folder, dataset)
    if not dataset.exists():
        with open_desk(dataset) as desk:
            for outcome in import_paths(desk, [str(path) for path in samples.paths()]):
                show(f"{Path(outcome.path).name}: {outcome.said or outcome.state}")
    return open_screen(dataset)


def _headless(folder: Path, dataset: Path) -> int:
    for old in folder.glob("demo.curator*"):
        old.unlink()
    with open_desk(dataset, by="demo") as desk:
        _import(desk)
        _duplicates_among_suggestions(desk)
        _decide(desk)
        _judge(desk)
        _export(desk, folder)
    show()
    show(f"the dataset is {dataset}; open it with: curator {dataset}")
    return 0


def _import(desk: Desk) -> None:
    show("1. Import the sample articles")
    for outcome in import_paths(desk, [str(path) for path in samples.paths()]):
        show(f"   {Path(outcome.path).name}: {outcome.said or outcome.state}")
    show()
    show("2. What is suggested in them")
    rows = library(desk)
    for row in rows:
        show(f"   {row.counts.open_quotes:3} quotes {row.counts.open_mentions:3} names   {row.title[:70]}")


def _duplicates_among_suggestions(desk: Desk) -> None:
    show()
    show("3. Names among the suggestions that may be one person or organisation")
    for left, right, score in suggested_duplicates(desk)[:8]:
        show(f"   {score:.2f}  {left}  ?=  {right}")


def _decide(desk: Desk) -> None:
    show()
    show("4. Decisions, through the functions that the screen calls")
    for row in library(desk):
        made = accept_all(desk, row.uid, grade="sure")
        quotes = sum(isinstance(record, Quote) for record in made)
        show(f"   accept the sure ones in “{row.title[:44]}”: {counted(quotes, 'quote')}, "
             f"{counted(len(made) - quotes, 'name')}")
    article, quote = _first_likely(desk)
    if article and quote:
        made_one = accept(desk, article, quote)
        show(f"   accept one: {_line(desk, made_one.uid)}")
        target = next((e.uid for e in desk.dataset.entities.all() if e.kind == "organisation"), None)
        if target and isinstance(made_one, Quote):
            toggle_party(desk, article, made_one.uid, "targets", Who(entity=target))
            set_stance(desk, article, made_one.uid, "negative")
            show(f"   about whom, with stance: {_line(desk, made_one.uid)}")
            show(f"   undo: {described(undo(desk))}; redo: {described(redo(desk))}")
    article, quote = _first_likely(desk)
    if article and quote:
        show(f"   reject one: “{reject(desk, article, quote).exact[:60]}”")


def _judge(desk: Desk) -> None:
    show()
    show("5. Duplicates in the registry")
    found = proposals(desk)
    for pair in found[:6]:
        show(f"   {pair.score:.2f}  {_pair(pair)}")
    if not found:
        return
    best = found[0]
    show(f"   judged: {line(judge(desk, best.left.uid, best.right.uid, 'same', reason=_reason(best)))}")
    show(f"   undo: {described(undo(desk))}; redo: {described(redo(desk))}")
    unlike = [pair for pair in proposals(desk) if pair.score < best.score]
    if unlike:
        last = unlike[-1]
        show(f"   judged: {line(judge(desk, last.left.uid, last.right.uid, 'different'))}")
    try:
        judge(desk, best.left.uid, best.right.uid, "different")
    except Refused as refusal:
        show(f"   a contradiction is refused: {refusal}")


def _export(desk: Desk, folder: Path) -> None:
    show()
    show("6. Export")
    for status in ("accepted", "all"):
        made = export_jsonl(desk, folder / f"{status}.jsonl", status=status, force=True)
        show(f"   {made}")
        made = export_csv(desk, folder / f"{status}-csv", status=status, force=True)
        show(f"   {made}")


def _first_likely(desk: Desk) -> tuple[str | None, str | None]:
    for row in library(desk):
        rest = open_suggestions(desk, desk.dataset.articles[row.uid])
        found = next((q.key for q in rest.quotes if q.grade == "likely" and q.speakers), None)
        if found:
            return row.uid, found
    return None, None


def _line(desk: Desk, uid: str) -> str:
    row = next(r for r in statements(desk) if r.uid == uid)
    about = f", about {', '.join(row.about)}" if row.about else ""
    return f"{', '.join(row.speakers) or 'nobody named'}{about}: “{row.words[:60]}”"


def _pair(pair: Proposal) -> str:
    return f"{pair.left.preferred}  ?=  {pair.right.preferred} ({pair.left.kind})"


def _reason(pair: Proposal) -> str:
    steps: Sequence[str] = [step.how for step in best_comparison(pair.left, pair.right).steps]
    return "aligned: " + ", ".join(steps)


