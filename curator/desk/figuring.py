"""Figures: words that count something, marked with the number or range that they say, and written back."""

from __future__ import annotations

from curator.desk.deciding import begin
from curator.desk.desk import Desk, Refused, short, span_of, text_of, trimmed
from curator.desk.parties import mention_on, place
from curator.text import figures
from schema import Figure, Mention, Qualifier, revise

SIGNS: dict[Qualifier, str] = {"exactly": "", "about": "~", "more than": ">", "at least": ">=", "less than": "<",
                               "at most": "<=", "between": ""}


def read_figure(said: str, language: str | None = "en") -> Figure:
    """The figure that some words give: "more than 60 Russian citizens", "> 60 people", "115", "dozens of prisoners".
    Refused where they hold no number."""
    try:
        return figures.read_figure(said, language)
    except figures.NoFigure:
        raise Refused(f"no number begins “{short(said)}”: write 115, > 60 people, 10–12 %, twenty-six") from None


def write_figure(figure: Figure) -> str:
    """A figure in the form that `read_figure` reads."""
    low, high = (f"{value:,}" if value is not None else "" for value in (figure.low, figure.high))
    number = f"{low}–{high}" if high and high != low else low or high
    return " ".join(part for part in (SIGNS[figure.qualifier], number, figure.unit, figure.counted) if part)


def set_figure(desk: Desk, article_uid: str, start: int, end: int, figure: Figure) -> Mention:
    """Mark words of the text as a figure that says this; what they were marked as before, they are no more."""
    with desk.act("set figure", write_figure(figure), article_uid):
        article = desk.dataset.articles[article_uid]
        text = text_of(desk, article.text_sha256)
        span = span_of(text, *trimmed(text, start, end))
        begin(desk, article)
        known = mention_on(desk, article, (span,))
        if known is None:
            return place(desk, article, (span,), "NUMBER", value=figure)
        if known.label != "NUMBER" and known.entities:
            raise Refused(f"“{short(span.exact)}” is a {known.label} that stands for somebody: d deletes that first")
        origin = known.origin and revise(known.origin, changed=True)
        return desk.dataset.mentions.put(revise(known, label="NUMBER", value=figure, reading=None, origin=origin))
