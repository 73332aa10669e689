"""`python -m bench.faults [SHARE]`: all faults, or a share of them such as 0.05; 1 when anything was lost or missed."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp

from bench.faults.flips import Found, flipped
from bench.faults.kills import Kept, full, killed, limited
from bench.faults.writers import together

SEED = 20261125


def main(share: float = 1.0) -> int:
    """Print a table; what was missed is kept in a folder that is named."""
    def some(number: int) -> int:
        return max(1, round(number * share))

    began = time.monotonic()
    with TemporaryDirectory() as name:
        folder = Path(name)
        kept = [killed(some(700), ".curator", folder, Random(SEED)), killed(some(300), ".json", folder, Random(SEED)),
                limited(some(40), ".curator", folder, Random(SEED)), limited(some(20), ".json", folder, Random(SEED))]
        skipped = []
        for suffix in (".curator", ".json"):
            tried = full(some(20), suffix, Random(SEED))
            kept += [tried] if isinstance(tried, Kept) else []
            skipped += [f"full disk, {suffix}: {tried}"] if isinstance(tried, str) else []
        kept += [together(2, some(200), folder, Random(SEED)), together(20, some(40), folder, Random(SEED))]
    found = []
    for number, suffix in ((some(1_500), ".curator"), (some(500), ".json")):
        damages = flipped(number, suffix, Path(mkdtemp()), Random(SEED))
        found.append(damages)
    print(table(kept, found))
    print("\n".join(skipped + [f"{each.name}: {', '.join(each.which)}" for each in found if each.which]))
    print(f"{time.monotonic() - began:.0f} s")
    return int(any(each.lost or each.unreadable or each.unclear for each in kept)
               or any(each.missed or each.crashed for each in found))


def table(kept: list[Kept], found: list[Found]) -> str:
    """What happened, in columns."""
    lines = [f"{'':24}{'runs':>6}{'acknowledged':>14}{'lost':>6}{'unreadable':>12}{'unclear':>9}  last said"]
    lines += [f"{k.name:24}{k.runs:>6}{k.acknowledged:>14,}{k.lost:>6}{k.unreadable:>12}{k.unclear:>9}  {k.said[:90]}"
              for k in kept]
    lines.append(f"{'':24}{'runs':>6}{'harmless':>14}{'told':>6}{'missed':>12}{'crashed':>9}")
    lines += [f"{f.name:24}{f.runs:>6}{f.harmless:>14,}{f.told:>6}{f.missed:>12}{f.crashed:>9}" for f in found]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
