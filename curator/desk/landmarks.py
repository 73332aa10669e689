"""Places in a text that a curator goes to whatever is suggested, the words a caret points at and those around a
statement."""

from __future__ import annotations

from collections.abc import Sequence

from curator.desk.desk import Desk, text_of
from curator.desk.linking import form_of
from curator.desk.mentioning import words_at
from curator.desk.offers import NEARBY, UNDER_CARET, Offer
from curator.desk.parties import Who
from curator.desk.registry import KIND_OF_LABEL
from curator.desk.suggesting import context, open_suggestions
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
    return Offer(worded(desk, article, text, place), f"“{' '.join(text[slice(*place)].split())}”", detail)


def worded(desk: Desk, article: Article, text: str, place: tuple[int, int]) -> Who:
    """Whom a phrase of the text means: a name, of the kind that is suggested for it there, a pronoun or role, or a
    source that nobody names."""
    words = " ".join(text[slice(*place)].split())
    form = form_of(desk, article, words).reference
    if form != "name":
        return Who(span=place, reference=form)
    if words[:1].islower():
        return Who(span=place, kind="unnamed")
    named = next((one for one in open_suggestions(desk, article).mentions if one.reference == "name"
                  and place[0] <= one.spans[0].start and one.spans[-1].end <= place[1]), None)
    return Who(span=place, name=words, kind=KIND_OF_LABEL.get(named.label, "person") if named else "person")
