"""Places in a text that a curator goes to whatever is suggested, the words a caret points at and those around a
statement."""

from __future__ import annotations

from collections.abc import Sequence

from curator.desk.desk import Desk, text_of
from curator.desk.linking import form_of
from curator.desk.mentioning import words_at
from curator.desk.offers import NEARBY, UNDER_CARET, Offer
from curator.desk.parties import Who
from curator.desk.suggesting import context
from curator.text.motion import word_at
from schema import Article, Span

Landmarks = tuple[list[int], list[int]]  # offsets where quoted runs begin, where cues begin


def landmarks_of(desk: Desk, article_uid: str) -> Landmarks:
    """Where the quoted runs and the cues of an article begin."""
    from curator.suggest import landmarks

    article = desk.dataset.articles[article_uid]
    return landmarks(text_of(desk, article.text_sha256), context(desk, article))


def phrase_under(desk: Desk, article_uid: str, offset: int) -> Offer | None:
    """The noun phrase at an offset, else its word, as somebody to choose: a name, a pronoun or role, or a source that
    nobody names."""
    from curator.suggest import phrase_at

    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    place = phrase_at(text, offset, context(desk, article)) or (
        words_at(desk, article_uid, offset) if word_at(text, offset) else None)
    return _offer(desk, article, text, place, UNDER_CARET) if place else None


def phrases_near(desk: Desk, article_uid: str, content: Sequence[Span], *, inside: bool = False) -> list[Offer]:
    """The noun phrases around a statement, or with `inside` also in it, as somebody to choose, likeliest first."""
    from curator.suggest import phrases_beside

    article = desk.dataset.articles[article_uid]
    text = text_of(desk, article.text_sha256)
    found = phrases_beside(text, [(span.start, span.end) for span in content], context(desk, article), inside=inside)
    return [_offer(desk, article, text, place, NEARBY) for place in found]


def _offer(desk: Desk, article: Article, text: str, place: tuple[int, int], detail: str) -> Offer:
    words = " ".join(text[slice(*place)].split())
    form = form_of(desk, article, words).reference
    if form == "name" and words[:1].islower():
        who = Who(span=place, kind="unnamed")
    elif form == "name":
        who = Who(span=place, name=words, kind="person")
    else:
        who = Who(span=place, reference=form)
    return Offer(who, f"“{words}”", detail)
