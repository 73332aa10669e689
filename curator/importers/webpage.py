"""Web pages: the article's text by trafilatura, its card from what the page declares."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import schema
from curator.importers.dates import day_of
from curator.importers.decoding import NotText, decode
from curator.importers.draft import Found, ImportRefused, refuse_endless, shown
from curator.importers.metadata import candidates, distinct

_MOST_CHARACTERS = 10_000_000
_MOST_ELEMENTS = 40_000  # 30,000 links take trafilatura ten seconds; a long news page has 5,000
_MOST_ATTRIBUTES = 10 * _MOST_ELEMENTS
_MOST_IN_A_TAG = 5_000  # 40,000 take libxml2, which compares each with each, a minute
_LONGEST_VALUE = 1_000
_MORE_THAN_SPACE = re.compile(r"\s+")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
# As the HTML standard reads tags; possessive, so that no page makes it look twice at one character.
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+""")
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+")
# An extensive search takes any date anywhere, in scripts too, and tries 200 languages on it for seconds.
_DECLARED_DATES = {"original_date": True, "extensive_search": False}
_DOCUMENT = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_SILENT = logging.NullHandler()  # trafilatura logs what it cannot parse; we say it in one line of our own


def read(data: bytes, name: str) -> Found:
    """The article of a page as trafilatura extracts it: paragraphs apart by a line feed, no markup, nothing executed.

    ImportRefused when there is no text in it, or when it is built to take for ever.
    """
    try:
        decoded = decode(data, markup=True)
    except NotText as error:
        raise ImportRefused(name, str(error)) from error
    tree = _tree(decoded.text, name)
    declared = list(_declared(tree))
    text, extracted = _article(tree)
    refuse_endless(text, name)
    if not any(sign.isalnum() for sign in text):
        raise ImportRefused(name, "holds no article text: open it in a browser and save what you read as text")
    card = distinct([*_in_order([*declared, *extracted]), *candidates(text, name)])
    return Found(decoded, text, card)


def _tree(page: str, name: str) -> Any:
    import trafilatura

    logging.getLogger("trafilatura").addHandler(_SILENT)
    if len(page) > _MOST_CHARACTERS:
        raise ImportRefused(name, "is a page of more than 10 million characters: save what you read as text")
    if _is_all_attributes(page):
        raise ImportRefused(name, "is a page of thousands of attributes: save what you read as text")
    page = _XML_DECLARATION.sub("", page)
    if not _DOCUMENT.search(page):
        page = f"<html><body>{page}</body></html>"  # trafilatura reads whole documents only
    tree = trafilatura.load_html(page)
    if tree is None:
        raise ImportRefused(name, "is no readable web page: open it in a browser and save what you read as text")
    if sum(1 for _ in zip(tree.iter(), range(_MOST_ELEMENTS + 1), strict=False)) > _MOST_ELEMENTS:
        raise ImportRefused(name, "is a page of more than 40,000 elements: save what you read as text")
    return tree


def _is_all_attributes(page: str) -> bool:
    total = 0
    for tag in _TAG.finditer(page):
        here = sum(1 for _ in _ATTRIBUTE.finditer(tag[0]))
        total += here
        if here > _MOST_IN_A_TAG or total > _MOST_ATTRIBUTES:
            return True
    return False


def _article(tree: Any) -> tuple[str, list[schema.Candidate]]:
    """The text and trafilatura's own guesses; where it sees no article, every paragraph of the page."""
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=_DECLARED_DATES,
    )
    if not isinstance(found, Document) or not found.text:
        return _storable(trafilatura.baseline(tree)[1]), []
    guesses = [
        *_candidate("title", found.title, "trafilatura"), *_candidate("published", found.date, "trafilatura"),
        *_candidate("publisher", found.sitename, "trafilatura"), *_candidate("url", found.url, "trafilatura"),
        *(guess for author in (found.author or "").split(";") for guess in _candidate("author", author, "trafilatura")),
    ]
    return _storable(found.text), guesses


def _storable(text: str) -> str:
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def _declared(tree: Any) -> Iterator[schema.Candidate]:
    """What the page says of itself, best first within each field."""
    meta = _meta(tree)
    headings, titles = _texts(tree, "//h1"), _texts(tree, "//head/title")
    for heading in headings:
        if _is_title(heading, [*meta.get("og:title", ()), *titles]):
            yield from _candidate("title", heading, "<h1>")
    for field, names in _META.items():
        for key in names:
            for content in meta.get(key, ()):
                yield from _candidate(field, content, key)
    for title in titles:
        yield from _candidate("title", title, "<title>")
    for heading in headings:
        yield from _candidate("title", heading, "<h1>")
    for moment in tree.xpath("//time/@datetime")[:3]:
        yield from _candidate("published", str(moment), "<time>")
    for link in tree.xpath("//link[@rel='canonical']/@href")[:1]:
        yield from _candidate("url", str(link), "canonical link")
    for code in [*tree.xpath("/html/@lang"), *tree.xpath("/html/@*[name()='xml:lang']")][:1]:
        yield from _candidate("language", str(code), "<html lang>")


def _is_title(heading: str, titles: list[str]) -> bool:
    """True when a heading shares half its words, and half of theirs, with a title: some are the outlet's logo."""
    words = set(heading.casefold().split())
    others = [set(title.casefold().split()) for title in titles]
    return not titles or any(2 * len(words & other) >= max(len(words), len(other)) for other in others)


_META: dict[schema.ArticleField, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "headline", "dc.title"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    "published": (
        "article:published_time", "datepublished", "dc.date", "date", "pubdate", "publish-date", "parsely-pub-date",
    ),
    "publisher": ("og:site_name", "dc.publisher", "publisher", "application-name"),
    "url": ("og:url",),
    "language": ("og:locale", "content-language"),
}


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content]")[:500]:
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = str(element.get(attribute, "")).strip().lower()
            if key:
                found.setdefault(key, []).append(str(element.get("content")))
    return found


def _texts(tree: Any, path: str) -> list[str]:
    return ["".join(element.itertext()) for element in tree.xpath(path)[:3]]


def _candidate(field: schema.ArticleField, value: str | None, reason: str) -> Iterator[schema.Candidate]:
    """One candidate, if the value can be one: a day for dates, a code for languages, an address for addresses."""
    words = shown(_MORE_THAN_SPACE.sub(" ", value or "").strip()[:_LONGEST_VALUE])
    if field == "published":
        words = day_of(words) or ""
    elif field == "language":
        words = words[:2].lower() if re.fullmatch(r"[A-Za-z]{2}([-_]\w+)*", words) else ""
    elif field in ("url", "author") and words.startswith(("https://", "http://")) != (field == "url"):
        words = ""  # some pages name their authors by an address
    if words:
        yield schema.Candidate(field=field, value=words, basis="file", reason=reason)


def _in_order(found: list[schema.Candidate]) -> list[schema.Candidate]:
    """The card's order of fields, each field's candidates in the order in which they came."""
    fields = ("title", "publisher", "author", "published", "url", "language")
    return sorted(found, key=lambda candidate: fields.index(candidate.field))
