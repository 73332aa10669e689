"""Whole lists at once: the names of a selection shown with whom they stand for, and made in one action; the number
that the text states compared with the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator.desk.deciding import begin
from curator.desk.desk import Desk, Refused, span_of, text_of, trimmed
from curator.desk.parties import entry, mention_on, place
from curator.desk.registry import KIND_OF_LABEL, called, registry
from curator.desk.suggesting import context
from curator.desk.twins import twins
from curator.text.counted import counted
from curator.text.figures import figures_in
from curator.text.language import guess_language
from schema import Mention, Span

AROUND = 300  # code points before and behind the list in which the text may say how many there are
MOST = 500  # names of one list
NEAR = 0.3  # how far a number may be from the length of the list and still be its count


@dataclass(frozen=True)
class Row:
    """A name of the list. `aside` says why it seems not to be one of it, "" where it is; `entity` is the entry it is
    linked to, "" for a new one; `twin` whom a new one is like, and why; `is_there` says that the words are a mention
    that stands for somebody already."""

    spans: tuple[Span, ...]
    name: str
    label: str
    aside: str = ""
    entity: str = ""
    shown: str = ""  # the name of the entry
    twin: str = ""
    twin_uid: str = ""
    is_there: bool = False

    @property
    def words(self) -> str:
        """Its words, with a sign between its parts."""
        return " … ".join(span.exact for span in self.spans)

    @property
    def place(self) -> str:
        """Where it starts and ends, in code points: what tells it from the other rows."""
        return f"{self.spans[0].start}-{self.spans[-1].end}"


@dataclass(frozen=True)
class NameList:
    """The names of a selection, how many it counts beside them without a name ("two children"), and what the text near
    it counts that may be their number."""

    rows: tuple[Row, ...]
    unnamed: int
    counts: tuple[tuple[int, str], ...]  # value and the words that say it

    def said(self, number: int) -> str:
        """How `number` names compare with the numbers near the list."""
        whole = number + self.unnamed
        made = f"{counted(number, 'name')}" + (f" and {self.unnamed} unnamed" if self.unnamed else "")
        if not self.counts:
            return f"{made}; the text near them states no number"
        right = [words for value, words in self.counts if value in (whole, number)]
        if right:
            return f"{made}, as the text says: “{right[0]}”"
        stated = ", ".join(f"“{words}”" for _, words in self.counts[:3])
        return f"{made}, but the text says {stated}"


def read_list(desk: Desk, article_uid: str, start: int, end: int, label: str = "") -> NameList:
    """The names between two offsets; what a mention says of the same words holds, and an entry of just that name is
    taken. With a `label`, all that have no mention get it. Refused where no name stands."""
    from curator.suggest import read_names

    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    start, end = trimmed(text, start, end)
    found = read_names(text, start, end, context(desk, article))
    if not found.names:
        raise Refused("no names stand in what is selected: a list has a capital at each name")
    rows = []
    for one in found.names[:MOST]:
        known = mention_on(desk, article, one.spans)
        its = known.label if known else label or one.label
        rows.append(_linked(desk, Row(one.spans, one.name, its, one.aside), known, one.entity))
    on_it = sum(not row.aside for row in rows) + found.unnamed
    return NameList(tuple(rows), found.unnamed, _stated(text, start, end, on_it))


def _linked(desk: Desk, row: Row, mention: Mention | None, guess: str | None) -> Row:
    if mention and mention.entities:
        uid = mention.entities[0]
    else:
        entry_ = called(desk, row.name, row.label)
        uid = entry_.uid if entry_ else guess or ""
    if uid:
        return replace(row, entity=uid, shown=registry(desk).name(uid), is_there=bool(mention and mention.entities))
    twin = next(iter(twins(desk, row.name, row.label, most=1)), None)
    if twin is None:
        return row
    return replace(row, twin=f"{twin.identity.preferred}: {twin.reason}", twin_uid=twin.identity.uid)


def make_list(desk: Desk, article_uid: str, rows: Sequence[Row]) -> list[Mention]:
    """The mentions of these rows with their entries, those that are missing made; one action. One that is like an entry
    becomes its own all the same: the pair waits in Duplicates."""
    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    made = []
    with desk.act("mark a list", f"{counted(len(rows), 'name')}", article_uid):
        begin(desk, article)
        for row in rows:
            spans = tuple(span_of(text, span.start, span.end) for span in row.spans)
            if row.label not in KIND_OF_LABEL:
                made.append(place(desk, article, spans, row.label))
                continue
            uid = row.entity or entry(desk, row.name, row.label)
            made.append(place(desk, article, spans, row.label, entities=(uid,)))
    return made


def _stated(text: str, start: int, end: int, number: int) -> tuple[tuple[int, str], ...]:
    """Whole numbers near a list that may be its count, the likest first."""
    low, high = max(start - AROUND, 0), min(end + AROUND, len(text))
    found = []
    for one in figures_in(text, low, high, guess_language(text) or "en"):
        value = one.figure.low
        if not one.figure.counted or value is None or value != int(value) or not 1 < value <= 2000:
            continue
        if abs(value - number) <= NEAR * number + 2:
            said = f"{text[one.start:one.end]} {one.figure.counted}"
            found.append((abs(int(value) - number), int(value), said))
    return tuple(dict.fromkeys((value, said) for _, value, said in sorted(found)))
