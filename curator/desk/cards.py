"""The card of an article: title, publisher, date and the rest, each with its basis; and its status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.digests import label as label
from curator.desk.guarding import flag_translation
from curator.desk.parties import entry
from schema import Article, ArticleStatus, Basis, Fact, Span, is_edtf, revise

CARD_FIELDS = ("title", "publisher", "published", "authors", "url", "language", "original_language", "translator")
CANDIDATE_FIELD = {"authors": "author"}
CARD_WORDS = {"published": "date"}
SAYS_TRANSLATED = ("language", "original_language", "translator")
NAMED = ("publisher", "authors", "translator")


def set_card(desk: Desk, article_uid: str, field: str, value: str, basis: Basis = "typed", *,
             evidence: tuple[tuple[int, int], ...] = ()) -> Article:
    """Decide one field of the card. `evidence` are ranges of the text that prove it (basis stated). An empty value with
    basis 'unknown' says: looked, not found; an empty value with another basis leaves the field undecided again."""
    if field not in CARD_FIELDS:
        raise Refused(f"{field!r} is no field of the card: {', '.join(CARD_FIELDS)}")
    value = " ".join(value.split())
    if basis == "stated" and value and not evidence:
        raise Refused("what the text states needs the words that state it; without these it is typed")
    if field == "published" and value and not is_edtf(value):
        raise Refused(f"{value!r} is no EDTF date: write 2022-12-20, 2022-12~ (about), 2024-08/2024-12 (between), 202X")
    with desk.act("edit card", f"{field}: {short(value) or basis}", article_uid):
        article = desk.dataset.articles[article_uid]
        text = text_of(desk, article.text_sha256)
        fact = _fact(desk, field, value, basis, tuple(span_of(text, *trimmed(text, *r)) for r in evidence))
        changed: Any = fact
        if field == "authors":
            others = (a for a in article.authors if a.value not in ("", value)) if value else ()
            changed = () if fact is None else (*others, fact)
        made = desk.dataset.articles.put(revise(article, **{field: changed}))
        if field in SAYS_TRANSLATED:
            flag_translation(desk, article_uid)
        return made


def set_card_fields(desk: Desk, article_uid: str,
                    decided: Sequence[tuple[str, str, Basis, tuple[tuple[int, int], ...]]]) -> Article:
    """Decide several fields in one action: name, value, basis and evidence of each, as for `set_card`."""
    with desk.act("edit card", ", ".join(f"{name}: {short(value) or basis}" for name, value, basis, _ in decided),
                  article_uid):
        for name, value, basis, evidence in decided:
            set_card(desk, article_uid, name, value, basis, evidence=evidence)
        return desk.dataset.articles[article_uid]


def _fact(desk: Desk, field: str, value: str, basis: Basis, evidence: tuple[Span, ...]) -> Fact | None:
    if not value:
        return Fact(value="", basis="unknown") if basis == "unknown" else None
    label = "ORG" if field == "publisher" else "PERSON"
    entity = entry(desk, value, label) if field in NAMED and basis != "unknown" else None
    proven: Basis = "stated" if evidence and basis == "typed" else basis
    return Fact(value=value, basis=proven, evidence=evidence, entity=entity)


def set_status(desk: Desk, article_uid: str, status: str) -> Article:
    """New, in progress, done or excluded (left out of exports; nothing is deleted)."""
    if status not in get_args(ArticleStatus):
        raise Refused(f"{status!r} is no status: {', '.join(get_args(ArticleStatus))}")
    article = desk.dataset.articles[article_uid]
    with desk.act("set status", f"{status}: {short(label(article))}", article_uid):
        return desk.dataset.articles.put(revise(article, status=status))


def card_line(article: Article, field: str) -> str:
    """A field of the card in a few words: the value with its basis where that is no statement of the text, a guess
    with '?', or that there is none."""
    decided: Fact | None = getattr(article, field)
    if decided is not None:
        return f"{decided.value} {decided.basis}" if decided.value else f"{field} unknown"
    guess = next((c.value for c in article.candidates if c.field == field), None)
    return f"? {guess}" if guess else f"no {CARD_WORDS.get(field, field)}"


def dates_in(words: str) -> list[str]:
    """The EDTF dates that some words may mean, likeliest first: an ambiguous 01/02/2024 gives both readings."""
    from curator.importers.dates import dates

    return list(dict.fromkeys(found.edtf for found in dates(words)))
