"""What remembering names is worth: `python -m bench.learning GOLD`, a file of texts with entities as JSON lines.

The names of the first half of the documents go into a registry, as if a curator had accepted all of them; then persons,
organisations and places of the second half are counted with and without it. An upper bound: every name was accepted.
"No better than": what is suggested without it, with every name that the registry knows found, and found nowhere else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.library import row
from curator.suggest import Context, KnownName, suggest

LABELS = ("PERSON", "ORG", "PLACE")
LIKELY = 0.6
Place = tuple[int, int, str]


def main() -> None:
    """Print micro F1 of suggestions graded likely or better and of all, without and with the registry."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    first, second = documents[:len(documents) // 2], documents[len(documents) // 2:]
    known = registry(first)
    row("names in the registry", f"{len(known):,}, of {len(first)} documents")
    for least, grades in ((LIKELY, "likely and better"), (0.0, "all")):
        bare, taught = measured(second, (), least), measured(second, known, least)
        best = measured(second, known, least, ideal=True)
        for label in (*LABELS, "micro"):
            row(f"{label}, {grades}", f"{bare[label]:.1f} -> {taught[label]:.1f} ({taught[label] - bare[label]:+.1f}; "
                f"no better than {best[label]:.1f})")


def registry(documents: Sequence[dict[str, Any]]) -> tuple[KnownName, ...]:
    """Every gold name once, by label and words."""
    names = {(label, document["text"][start:end]) for document in documents for start, end, label in gold(document)}
    return tuple(KnownName(text=words, label=label, entity=f"{number:026}", preferred=words)
                 for number, (label, words) in enumerate(sorted(names)))


def measured(documents: Sequence[dict[str, Any]], known: Sequence[KnownName], least: float, *,
             ideal: bool = False) -> dict[str, float]:
    """F1 by label and over all, in per cent; spans and labels must be those of the gold. `ideal`: the names of the
    registry are not looked for, but taken as they stand in the gold."""
    right, found, wanted = (dict.fromkeys(LABELS, 0) for _ in range(3))
    used, words = () if ideal else known, {name.text for name in known}
    for document in documents:
        text, true = document["text"], set(gold(document))
        proposals = suggest(text, Context(known=used, registry="bench" if used else "")).mentions
        mine = {trimmed(text, (m.spans[0].start, m.spans[0].end, m.label)) for m in proposals
                if m.label in LABELS and m.confidence >= least}
        if ideal:
            mine = {place for place in mine if text[place[0]:place[1]] not in words}
            mine |= {place for place in true if text[place[0]:place[1]] in words}
        for label in LABELS:
            right[label] += sum(place[2] == label for place in mine & true)
            found[label] += sum(place[2] == label for place in mine)
            wanted[label] += sum(place[2] == label for place in true)

    def f1(labels: Iterable[str]) -> float:
        return 200 * sum(right[one] for one in labels) / max(1, sum(found[one] + wanted[one] for one in labels))

    return {label: f1((label,)) for label in LABELS} | {"micro": f1(LABELS)}


def gold(document: dict[str, Any]) -> Iterable[Place]:
    """The names of a document; countries and towns are places, and a name of two labels is none."""
    for entity in document["entities"]:
        label = {"GPE": "PLACE", "LOC": "PLACE"}.get(entity["label"], entity["label"])
        if label in LABELS and len(entity.get("labels", ())) < 2:
            yield trimmed(document["text"], (entity["start"], entity["end"], label))


def trimmed(text: str, place: Place) -> Place:
    """Without a leading article, closing punctuation and a possessive ending."""
    start, end, label = place
    if text[start:start + 4].lower() == "the ":
        start += 4
    while end > start and text[end - 1] in ".,;’'":
        end -= 1
    return (start, end - 2, label) if text[end - 2:end] in ("'s", "’s") else (start, end, label)


if __name__ == "__main__":
    main()
