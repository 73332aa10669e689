"""Whole lists at once: the names of a selection shown with whom they stand for, and made in one action; the number
that the text states compared with the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.desk.deciding import begin
from curator.desk.desk import Desk, Refused, span_of, text_of, trimmed
from curator.desk.figuring import counted_in
from curator.desk.parties import entry, mention_on, place
from curator.desk.registry import KIND_OF_LABEL, called, registry
from curator.desk.suggesting import open_suggestions
from curator.desk.twins import twins
from curator.text.listed import listed
from schema import Mention

AROUND = 300  # code points before and behind the list in which the text may say how many there are
MOST = 500  # names of one list
NEAR = 0.3  # how far a number may be from the length of the list and still be its count


@dataclass(frozen=True)
class Row:
    """A name of the list. `entity` is the entry it is linked to, "" for a new one; `twin` whom a new one is like, and
    why; `is_there` says that the words are a mention that stands for somebody already."""

    start: int
    end: int
    words: str
    name: str
    label: str
    entity: str = ""
    shown: str = ""  # the name of the entry
    twin: str = ""
    twin_uid: str = ""
    is_there: bool = False


@dataclass(frozen=True)
class NameList:
    """The names of a selection, and what the text near it counts that may be their number."""

    rows: tuple[Row, ...]
    counts: tuple[tuple[int, str], ...]  # value and the words that say it

    def said(self, number: int) -> str:
        """How `number` names compare with the numbers near the list."""
        if not self.counts:
            return f"{number} names; the text near them states no number"
        right = [words for value, words in self.counts if value == number]
        if right:
            return f"{number} names, as the text says: “{right[0]}”"
        stated = ", ".join(f"“{words}”" for _, words in self.counts[:3])
        return f"{number} names, but the text says {stated}"


def read_list(desk: Desk, article_uid: str, start: int, end: int, label: str = "PERSON") -> NameList:
    """The names between two offsets. What a mention or suggestion says of the same words holds; else the label is
    `label`, and an entry of just that name is taken. Refused where no name stands."""
    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    start, end = trimmed(text, start, end)
    proposed = {(m.spans[0].start, m.spans[-1].end): m for m in open_suggestions(desk, article).mentions
                if m.reference == "name" and m.label in KIND_OF_LABEL}
    rows = []
    for one in listed(text, start, end)[:MOST]:
        span = span_of(text, one.start, one.end)
        known, guess = mention_on(desk, article, (span,)), proposed.get((one.start, one.end))
        its = known.label if known else guess.label if guess else label
        name = guess.name if guess and len(guess.name) >= len(one.name) else one.name
        uid = known.entities[0] if known and known.entities else ""
        found = called(desk, name, its) if not uid else None
        uid = uid or (found.uid if found else guess.entity or "" if guess else "")
        twin = next(iter(twins(desk, name, its, most=1)), None) if not uid else None
        rows.append(Row(one.start, one.end, span.exact, name, its, uid, registry(desk).name(uid) if uid else "",
                        f"{twin.identity.preferred}: {twin.reason}" if twin else "",
                        twin.identity.uid if twin else "", bool(known and known.entities)))
    if not rows:
        raise Refused("no names stand in what is selected: a list has a capital at each name")
    return NameList(tuple(rows), _stated(text, start, end, len(rows)))


def make_list(desk: Desk, article_uid: str, rows: Sequence[Row]) -> list[Mention]:
    """The mentions of these rows with their entries, those that are missing made; one action. One that is like an entry
    becomes its own all the same: the pair waits in Duplicates."""
    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    made = []
    with desk.act("mark a list", f"{len(rows)} names", article_uid):
        begin(desk, article)
        for row in rows:
            span = span_of(text, row.start, row.end)
            if row.label not in KIND_OF_LABEL:
                made.append(place(desk, article, (span,), row.label))
                continue
            uid = row.entity or entry(desk, row.name, row.label)
            made.append(place(desk, article, (span,), row.label, entities=(uid,)))
    return made


def _stated(text: str, start: int, end: int, number: int) -> tuple[tuple[int, str], ...]:
    """Whole numbers near a list that may be its count, the likest first."""
    low, high = max(start - AROUND, 0), min(end + AROUND, len(text))
    found = []
    for one in counted_in(text, low, high):
        value = one.figure.low
        if value is not None and value == int(value) and 1 < value <= 2000 and abs(value - number) <= NEAR * number + 2:
            said = f"{text[one.start:one.end]} {one.figure.counted}".strip()
            found.append((abs(int(value) - number), int(value), said))
    return tuple(dict.fromkeys((value, said) for _, value, said in sorted(found)))
