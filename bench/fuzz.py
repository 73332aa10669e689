"""`python -m bench.fuzz [--texts N] [--seed S]` (`make fuzz`): the recognisers on mutated texts; not one may raise.

Pieces of the sample articles are cut, doubled, swapped, stripped of marks, mixed with other writings, with marks of
every kind, controls, halves of surrogate pairs and markup. For each text: nothing raises, every span holds in the text,
no content is empty. Texts that fail are printed whole, as Python strings; the exit code is then 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from bench.library import row
from curator import samples
from curator.suggest import Context, suggest
from schema import Span, Suggestions

LONGEST = 900  # characters of a piece
MARKS = ("“", "”", "\"", "‘", "’", "'", "«", "»", "„", "‚", "''", "``", "- ", "— ", "– ", ": ", ", ", ". ", "? ", "… ",
         "(", ")", "[", "]", "\n", "\n\n", "\r\n", "\t", "\u2028", "\u00a0", "\u200b", "\ufeff")
WORDS = ("said ", "told ", "according to ", "that ", "he ", "who ", "did not say how ", "his claim that ", "accused ",
         "neither ", "nor ", "and ", "explained why ", "by his nickname ", "people briefed on ", ", a claim that ",
         "Reuters ", "Mr. ", "U.S. ", "de la ", "bin ", "сказал ", "по словам ", "что ", "国家 ", "שלום ", "مرحبا ",
         "e\u0301", "👩‍👩‍👧", "🇩🇪", "\u202e", "\u2066", "\x1b[31m", "\x00", "\ud800", "[bold]", "</b>", "=HYPERLINK(",
         "1\u00a0000 ",
         "$4 billion ", "Dec. 9 ", "A", "I ", "X. Y. ", "'s ", "-", "i\u0307", "ſ", "ﬁ")
LANGUAGES = ("en", "ru", "de", None)


def main() -> None:
    """Print how many texts were looked at and how many failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    share = 500
    seeds = range(options.seed, options.seed + -(-options.texts // share))
    failed: list[str] = []
    with ProcessPoolExecutor() as pool:
        for found in pool.map(looked_at, seeds, repeat(share)):
            failed += found
    row("texts", f"{len(seeds) * share:,}")
    row("failed", f"{len(failed):,}")
    row("seconds", f"{time.perf_counter() - began:.0f}")
    for words in failed[:20]:
        print(words)
    sys.exit(1 if failed else 0)


def looked_at(seed: int, count: int) -> list[str]:
    """What went wrong with `count` texts that follow from the seed, each with its text."""
    chance = random.Random(seed)
    sources = [path.read_text(encoding="utf-8") for path in samples.paths() if path.suffix == ".txt"]
    failed = []
    for _ in range(count):
        text = mutated(chance, sources)
        try:
            found = suggest(text, Context(language=chance.choice(LANGUAGES), publisher=chance.choice(("", "Reuters"))))
        except Exception as error:  # noqa: BLE001 (to raise anything is the failure looked for)
            failed.append(f"{type(error).__name__}: {error}\n    {text!r}")
            continue
        seen = text.translate({0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")})
        wrong = [span for span in spans(found) if not span.holds_in(seen) or span.start >= span.end]
        if wrong:
            failed.append(f"spans that do not hold: {wrong}\n    {text!r}")
    return failed


def mutated(chance: random.Random, sources: list[str]) -> str:
    """A piece of an article, or of two, with some of it changed."""
    text = "".join(_piece(chance, chance.choice(sources)) for _ in range(chance.choice((1, 1, 2))))
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(text) + 1)
        until = min(len(text), at + chance.choice((1, 1, 3, 10, 60)))
        kind = chance.randrange(6)
        if kind == 0:
            text = text[:at] + text[until:]
        elif kind == 1:
            text = text[:at] + text[at:until] * chance.choice((2, 3, 8)) + text[until:]
        elif kind == 2:
            text = text[:at] + chance.choice(MARKS) + text[at:]
        elif kind == 3:
            text = text[:at] + chance.choice(WORDS) + text[at:]
        elif kind == 4:
            text = text.replace(chance.choice(MARKS), chance.choice((*MARKS, "")), chance.choice((-1, 1, 2)))
        else:
            text = text[:at] + text[at:until].swapcase() + text[until:]
    return text


def _piece(chance: random.Random, source: str) -> str:
    start = chance.randrange(len(source))
    return source[start:start + chance.randrange(20, LONGEST)]


def spans(found: Suggestions) -> Iterator[Span]:
    """Every span of what was found."""
    for zone in found.zones:
        yield zone.span
    for mention in found.mentions:
        yield from mention.spans
    for quote in found.quotes:
        yield from (*quote.content, *quote.verbatim, *quote.cue)
        for party in (*quote.speakers, *quote.targets, *quote.addressees, *quote.via):
            if party.span:
                yield party.span


if __name__ == "__main__":
    main()
