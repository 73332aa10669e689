"""What is missing in an article: statements without speaker or target, names that stand for nobody, open flags.

A record on which a flag was settled counts as done: a curator looked, and there is nothing to be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.desk.desk import Desk, Refused, short
from curator.desk.lacks import Lack, lacking
from curator.desk.registry import VALUED
from schema import Mention, Note, Quote

if TYPE_CHECKING:
    from curator.desk.counts import Counts
    from curator.desk.reading import OpenArticle

WORDS: dict[Lack, str] = {"speaker": "without speaker", "target": "without target", "entry": "unlinked",
                          "flag": "flagged"}
COMPLETE = "complete as it is"


@dataclass(frozen=True)
class Gap:
    """A record in which something is missing; the article itself when it is flagged. Offsets in code points."""

    uid: str
    start: int
    words: str
    lacks: tuple[Lack, ...]

    @property
    def said(self) -> str:
        """What is missing, in words."""
        return ", ".join(WORDS[lack] for lack in self.lacks)


def gaps(opened: OpenArticle) -> list[Gap]:
    """What is missing in the settled part of an article, in text order; a flag on the article itself first."""
    flagged = {note.on for note in opened.notes if note.flag}
    found = [Gap(opened.article.uid, 0, "the article", ("flag",))] if opened.article.uid in flagged else []
    for item in opened.items:
        if not isinstance(item.value, (Quote, Mention)):
            continue
        lacks: tuple[Lack, ...] = () if item.id in opened.complete else lacking(item.value)
        lacks = (*lacks, "flag") if item.id in flagged else lacks
        if lacks:
            found.append(Gap(item.id, item.start, " … ".join(span.exact for span in item.spans), lacks))
    return found


def missing_line(opened: OpenArticle) -> str:
    """How much is settled and what is missing: `7 quotes: 3 settled, 4 open; 2 names unlinked`."""
    settled = sum(item.settled for item in opened.quotes)
    mentions = [item for item in opened.items
                if item.subject == "mention" and getattr(item.value, "label", "") not in VALUED]
    names = f"{sum(item.settled for item in mentions)} of {len(mentions)} names" if mentions else ""
    lacks = [lack for gap in gaps(opened) for lack in gap.lacks]
    return _line(len(opened.quotes), settled, names, lacks.count("entry"), lacks.count("speaker"),
                 lacks.count("target"), lacks.count("flag"))


def left_in(counted: Counts) -> str:
    """What the counts of an article say is missing; '' when nothing is."""
    names = counted.open_mentions
    line = _line(0, 0, f"{names} name{'s' if names != 1 else ''} open" if names else "",
                 counted.unlinked, counted.gaps, counted.untargeted, counted.flags)
    rest, left = line.partition("; ")[2], counted.open_quotes
    return "; ".join(words for words in (f"{left} quote{'s' if left != 1 else ''} open" if left else "", rest) if words)


def complete(desk: Desk, uid: str) -> Note:
    """Say that nothing is missing in a quote or mention: who or about whom is not to be known. As a settled flag, so
    that everybody sees who said so; open flags on it are settled with it."""
    from curator.desk.notes import settle_flags, thing

    on = thing(desk, uid)
    with desk.act("complete as it is", short(on.words), *_article(desk, on.table, on.uid)):
        record = desk.dataset.collection(on.table).get(on.uid)
        if not isinstance(record, (Quote, Mention)):
            raise Refused("only a quote or a mention can be complete")
        settled = settle_flags(desk, on)
        return settled[0] if settled else desk.dataset.notes.add(Note(
            on=on.uid, on_table=on.table, text=COMPLETE, flag=True, settled=True, **desk.stamp()))


def _article(desk: Desk, table: str, uid: str) -> tuple[str, ...]:
    from curator.desk.notes import articles_of

    return articles_of(desk, table, uid)


def _line(quotes: int, settled: int, names: str, unlinked: int, nobody: int, untargeted: int, flags: int) -> str:
    parts = [f"{quotes} quote{'s' if quotes != 1 else ''}: {settled} settled, {quotes - settled} open"]
    parts += [f"{unlinked} name{'s' if unlinked != 1 else ''} unlinked"] if unlinked else []
    parts += [f"{nobody} without speaker"] if nobody else []
    parts += [f"{untargeted} without target"] if untargeted else []
    parts += [f"{flags} flagged"] if flags else []
    parts += [names] if names else []
    return "; ".join(parts)
