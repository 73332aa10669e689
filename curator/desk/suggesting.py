"""Suggestions for an article: asked of the recognisers when it is opened, kept as a cache beside the records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tinydb import where

from curator.desk.counts import SUGGESTIONS, still_open, stored_suggestions
from curator.desk.desk import Desk, Refused, RegistryView, text_of
from curator.desk.learning import seen_lines, taught
from curator.desk.registry import LABEL_OF_KIND, Registry, registry
from curator.desk.settings import keep_setting, setting
from schema import NEVER_MATCHED, Article, Suggestions, Zone, revise

if TYPE_CHECKING:
    from curator.names import Kind
    from curator.suggest import Context, KnownName
    from curator.suggest.second import Opinion

SECOND = "second opinion"


def refresh(desk: Desk, article: Article, *, second: bool = False) -> Suggestions:
    """The suggestions for an article, decided ones among them; found anew if recogniser, registry or what the card says
    of language, outlet and date moved on. With `second`, the pipeline is asked that the curator chose for a second
    opinion; Refused when it cannot be had. Without, what it said of this text before still counts."""
    from curator.suggest import VERSION, suggest

    basis, pipeline = _basis(desk, article), second_pipeline(desk)
    mark = f"{basis}+{pipeline}" if pipeline else basis
    cached = stored_suggestions(desk.dataset, article.uid)
    fits = (mark,) if second else (mark, basis)
    if cached and (cached.text_sha256, cached.version) == (article.text_sha256, VERSION) and cached.registry in fits:
        return cached
    text, known = text_of(desk, article.text_sha256), context(desk, article)
    found = suggest(text, replace(known, opinion=asked(text, pipeline)) if second and pipeline else known)
    if second and pipeline:
        found = revise(found, registry=mark)
    if not desk.dataset.read_only:
        keep(desk, article.uid, found)
    return found


def second_opinion(desk: Desk, article_uid: str) -> bool:
    """Ask for the second opinion on an article where one is wanted and not there yet; True when it came just now.
    Refused when it cannot be had."""
    pipeline = second_pipeline(desk)
    if not pipeline or desk.dataset.read_only:
        return False
    article = desk.dataset.articles[article_uid]
    before = refresh(desk, article)
    return refresh(desk, article, second=True).registry != before.registry


def second_pipeline(desk: Desk) -> str:
    """The spaCy pipeline that this curator asks for a second opinion, "" for none."""
    return setting(desk, SECOND, "")


def choose_second(desk: Desk, pipeline: str) -> None:
    """Ask this spaCy pipeline, a name or a folder, for a second opinion from now on, or with "" none. Refused when it
    cannot be had."""
    if pipeline:
        asked("Nobody said so.", pipeline)
    keep_setting(desk, SECOND, pipeline)


def asked(text: str, pipeline: str) -> Opinion:
    """What a spaCy pipeline says of a text; Refused when it cannot be had."""
    from curator.suggest.second import NoOpinion, opinion

    try:
        return opinion(text, pipeline)
    except NoOpinion as trouble:
        raise Refused(str(trouble)) from trouble


def open_suggestions(desk: Desk, article: Article) -> Suggestions:
    """What is still to be decided in an article, as far as the cache knows."""
    suggestions = stored_suggestions(desk.dataset, article.uid) or refresh(desk, article)
    here = where("article") == article.uid
    rest = still_open(suggestions, desk.dataset.quotes.search(here), desk.dataset.mentions.search(here),
                      desk.dataset.decisions.search(here), zones_of(desk, article))
    return rest if rest is not None else suggestions


def keep(desk: Desk, article: str, found: Suggestions) -> None:
    """Put suggestions and the counts that follow from them into the cache, together: nobody decides in between. As no
    record changes, history has no entry of it."""
    with desk.act("keep suggestions", "", article):
        desk.dataset.cache(SUGGESTIONS).put(article, found.model_dump(mode="json", exclude_defaults=True))


def context(desk: Desk, article: Article) -> Context:
    """What the recognisers may know beside the text."""
    from curator.suggest import Context

    view = registry_view(desk)
    rejected = frozenset(d.key for d in desk.dataset.decisions.search(where("article") == article.uid))
    publisher, published = (fact.value if fact else "" for fact in (article.publisher, article.published))
    return Context(language=card_value(article, "language"), publisher=publisher, published=published,
                   known=view.names, rejected=rejected, seen_lines=seen_lines(desk, article, view.of),
                   memory=taught(desk, view.of).memory, registry=_basis(desk, article))


def _basis(desk: Desk, article: Article) -> str:
    """What suggestions rest on beside text and recogniser: the registry, what was learned, and the card where a curator
    has decided."""
    decided, view = (article.language, article.publisher, article.published), registry_view(desk)
    card = "\t".join([*(fact.value if fact else "" for fact in decided), *sorted(seen_lines(desk, article, view.of))])
    said = hashlib.sha256(card.encode()).hexdigest()[:8] if card.strip() else ""
    return view.mark + taught(desk, view.of).memory.mark + said


def card_value(article: Article, field: str) -> str | None:
    """What the card says of a field or, where it is undecided, the first guess at it."""
    decided = getattr(article, field, None)
    if decided is not None:
        return decided.value or None
    return next((c.value for c in article.candidates if c.field == field), None)


def registry_view(desk: Desk) -> RegistryView:
    """The registry as the recogniser sees it, remembered until the registry changes."""
    known, view = registry(desk), desk.view
    if view is None or view.of is not known:
        view = desk.view = RegistryView(known, *_names(known))
    return view


def _names(known: Registry) -> tuple[str, tuple[KnownName, ...]]:
    from curator.suggest import KnownName

    digest, names = hashlib.sha256(), []
    for uid, entity in sorted(known.entities.items()):
        if entity.kind in NEVER_MATCHED:
            continue
        identity = known.identity(uid)
        for name in entity.all_names:
            digest.update(f"{identity.uid}\t{entity.kind}\t{name}\n".encode())
            names.append(KnownName(text=name, label=LABEL_OF_KIND[entity.kind], entity=identity.uid,
                                   preferred=identity.preferred))
    return digest.hexdigest()[:16] if names else "", tuple(names)


def suggested_duplicates(desk: Desk) -> list[tuple[str, str, float]]:
    """Pairs of names among what is suggested anywhere that may be one, likeliest first; people apart from others."""
    from curator.names import candidates

    people, groups = set[str](), set[str]()
    for uid in desk.dataset.articles.tally("uid"):  # the cache may still know articles whose import was undone
        found = stored_suggestions(desk.dataset, str(uid))
        for mention in found.mentions if found else ():
            if mention.reference == "name" and mention.label in ("PERSON", "ORG"):
                (people if mention.label == "PERSON" else groups).add(mention.name)
    pairs = []
    both: tuple[tuple[list[str], Kind], ...] = ((sorted(people), "person"), (sorted(groups), "organisation"))
    for names, kind in both:
        pairs += [(names[p.left], names[p.right], p.score) for p in candidates(names, kind)]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))


def zones_of(desk: Desk, article: Article) -> Sequence[Zone]:
    """The zones of an article in text order."""
    return sorted(desk.dataset.zones.search(where("article") == article.uid), key=lambda z: z.span.start)
