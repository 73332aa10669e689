"""`python -m bench.effort GOLD.jsonl [--suggestions on|off] [--limit N] [--json]`: how many keys a quote costs.

An oracle that knows the right annotation works the real Reader through Pilot with keys alone, until the dataset holds
the gold's quotes: content (edges trimmed as `score/quotes.py` does), kind, and the speaker's words (at least half of
them lie in the gold's phrase). It sees what a curator sees: the text, where words, quoted runs and cues are, the open
suggestions, the rows of a picker. Every key counts: going there, rejecting, correcting, turning to the next article.
It accepts nothing in bulk. Direct and mixed quotes and indirect ones are made in two passes with suggestions off, so
that the keys of the one do not carry the other; with them on, in one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.effort_gold import Wanted, wanted_of
from bench.effort_oracle import Oracle
from curator.desk.desk import Desk, open_desk
from curator.desk.importing import import_paths
from curator.desk.reading import show_suggestions

SIZE = (120, 40)  # cells
BY_HAND, INDIRECT_BY_HAND = 7.0, 8.0  # keys a quote, suggestions off
MARKED, UNMARKED = ("direct", "mixed"), ("indirect",)


@dataclass
class Effort:
    """What one pass cost."""

    keys: Counter[str] = field(default_factory=Counter)  # of quotes in marks, of indirect ones
    quotes: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)

    def add(self, other: Effort) -> None:
        self.keys += other.keys
        self.quotes += other.quotes
        self.failed += other.failed


def main() -> None:
    """Print keys a quote; exit code 1 when a quote could not be made or, by hand, a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--suggestions", choices=("on", "off"), default="off")
    parser.add_argument("--limit", type=int, help="only so many articles, from the first")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with options.gold.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines][:options.limit]
    total = Effort()
    if options.suggestions == "on":
        total.add(asyncio.run(_worked(documents, (*MARKED, *UNMARKED), suggested=True)))
    else:
        for kinds in (MARKED, UNMARKED):
            total.add(asyncio.run(_worked(documents, kinds, suggested=False)))
    rates = {group: total.keys[group] / max(total.quotes[group], 1) for group in ("direct and mixed", "indirect")}
    if options.json:
        print(json.dumps({"suggestions": options.suggestions, "keys_a_quote": rates, "quotes": dict(total.quotes),
                          "keys": dict(total.keys), "failed": total.failed}))
    else:
        for group, rate in rates.items():
            print(f"{group:<18} {rate:.2f} keys a quote ({total.keys[group]} for {total.quotes[group]})")
        for words in total.failed:
            print(f"could not be made: {words}")
    is_over = rates["direct and mixed"] > BY_HAND or rates["indirect"] > INDIRECT_BY_HAND
    sys.exit(1 if total.failed or (options.suggestions == "off" and is_over) else 0)


async def _worked(documents: list[dict[str, Any]], kinds: tuple[str, ...], *, suggested: bool) -> Effort:
    """One pass over the articles in one dataset."""
    sys.path.insert(0, "tests")
    from driving import driving

    made = Effort()
    with TemporaryDirectory() as name:
        for number, document in enumerate(documents):
            Path(name, f"{number:04}.txt").write_text(document["text"], encoding="utf-8", newline="")
        with open_desk(Path(name, "effort.curator"), by="oracle") as desk:
            for _ in import_paths(desk, [str(path) for path in sorted(Path(name).glob("*.txt"))]):
                pass
            show_suggestions(desk, suggested)
            async with driving(desk, SIZE) as drive:
                oracle = Oracle(drive)
                await oracle.press("enter")
                for document in _in_library_order(desk, documents):
                    await _article(oracle, made, wanted_of(document, kinds), suggested=suggested)
                    made.keys[_group(kinds[0])] += await oracle.press("]")
    return made


def _in_library_order(desk: Desk, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from curator.desk.desk import text_of
    from curator.desk.queries import library

    by_text = {document["text"]: document for document in documents}
    articles = [desk.dataset.articles[row.uid] for row in library(desk)]
    return [by_text[text_of(desk, article.text_sha256)] for article in articles]


async def _article(oracle: Oracle, made: Effort, wanted: list[Wanted], *, suggested: bool) -> None:
    for quote in wanted:
        group = _group(quote.kind)
        if suggested:
            made.keys[group] += await oracle.decide(quote, quote.start, wanted)
        keys, is_made = await oracle.make(quote)
        made.quotes[group] += 1
        made.keys[group] += keys
        if not is_made:
            made.failed.append(f"{quote.kind} {quote.start}-{quote.end} {quote.words[:60]!r}")
    if suggested:
        made.keys[_group(wanted[-1].kind) if wanted else _group("")] += await oracle.decide(None, len(oracle.text) + 1)


def _group(kind: str) -> str:
    return "indirect" if kind == "indirect" else "direct and mixed"


if __name__ == "__main__":
    main()
