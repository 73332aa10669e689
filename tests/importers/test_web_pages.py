"""Web pages: the article out of them, the card from what they declare, nothing of their mischief."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.importers import Draft, ImportRefused, read_bytes

PARAGRAPHS = [
    "The harbour of Velgrad will stay closed until spring, mayor Ilse Varga told reporters on Monday evening.",
    "“We have no choice,” she said, and added that the ministry in the capital had been told of it a month ago.",
    "Fishermen who have waited for the dredgers since October were not impressed, and some of them left the hall.",
]
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Harbour stays shut - Velgrad Courier</title>
<meta property="og:title" content="Harbour stays shut until spring">
<meta property="og:site_name" content="Velgrad Courier"><meta property="og:url" content="https://courier.example/harbour">
<meta property="article:published_time" content="2031-03-04T18:20:00+02:00"><meta name="author" content="Tomas Hale">
<script>var title = "<h1>Not this one</h1>"; alert(1)</script><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour stays shut until spring, says mayor</h1>{}</article>
<footer>&copy; 2031 Velgrad Courier</footer></body></html>"""


def page(paragraphs: list[str] = PARAGRAPHS) -> bytes:
    return PAGE.format("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)).encode()


def values(draft: Draft, field: str) -> list[str]:
    return [candidate.value for candidate in draft.candidates if candidate.field == field]


def test_the_article_is_extracted_and_the_bytes_are_kept() -> None:
    draft = read_bytes(page(), "harbour.html")
    for paragraph in PARAGRAPHS:
        assert paragraph in draft.text
    assert "alert" not in draft.text
    assert "Sport" not in draft.text
    assert draft.original == page()
    assert (draft.source.media_type, draft.source.keeps_bytes) == ("text/html", True)


def test_the_card_is_filled_with_candidates_that_name_their_source() -> None:
    draft = read_bytes(page(), "harbour.html")
    assert values(draft, "title")[:3] == [
        "Harbour stays shut until spring, says mayor", "Harbour stays shut until spring",
        "Harbour stays shut - Velgrad Courier",
    ]
    assert values(draft, "published") == ["2031-03-04"]
    assert values(draft, "publisher") == ["Velgrad Courier"]
    assert values(draft, "author") == ["Tomas Hale"]
    assert values(draft, "url") == ["https://courier.example/harbour"]
    assert values(draft, "language") == ["en"]
    reasons = {candidate.reason for candidate in draft.candidates if candidate.field == "title"}
    assert reasons >= {"<h1>", "og:title", "<title>"}
    assert {candidate.basis for candidate in draft.candidates} <= {"file", "inferred"}


def test_a_heading_that_is_the_logo_is_not_the_best_title() -> None:
    logo = page().replace(b"<h1>Harbour stays shut until spring, says mayor</h1>", b"<h1>Velgrad Courier</h1>")
    assert values(read_bytes(logo, "a.html"), "title")[0] == "Harbour stays shut until spring"


def test_a_page_is_told_by_its_content_and_text_under_a_web_name_stays_text() -> None:
    assert read_bytes(page(), "harbour.txt").source.media_type == "text/html"
    assert read_bytes(b"Varga spoke <3 times.\r\n", "harbour.html").text == "Varga spoke <3 times.\r\n"


def test_a_fragment_without_a_page_around_it_is_read() -> None:
    fragment = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS).encode()
    assert read_bytes(fragment, "harbour.html").text.split("\n") == PARAGRAPHS


def test_a_declared_encoding_is_used_and_recorded() -> None:
    text = PAGE.format("".join(f"<p>{words}</p>" for words in (
        "Мэр города Ильзе Варга заявила, что порт останется закрытым до весны, и это решение окончательное.",
        "Рыбаки, которые ждут землечерпалок с октября, не были впечатлены, и некоторые из них покинули зал.",
    ))).replace("<head>", '<head><meta charset="windows-1251">').replace("&copy;", "")
    draft = read_bytes(text.encode("cp1251"), "port.html")
    assert "Мэр города Ильзе Варга" in draft.text
    assert (draft.source.encoding, draft.source.encoding_basis) == ("cp1251", "declared")


@pytest.mark.parametrize("hostile", [
    "<html><body>" + "<div>" * 100_000 + "deep words",
    "<html><body><p title='" + "x" * 1_000_000 + "'>words of a paragraph that is long enough</p>",
    "<html><body>" + "<" * 100_000,
    "<html><body>" + "<a href=x>link</a>" * 60_000,
    '<?xml version="1.0" encoding="x"?><!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><p>&b; words</p>',
    "<html><head><meta charset=utf-7><meta charset='../../x'></head><body><p>words +ADw-script+AD4-</p></body></html>",
    "<html><frameset><frame src='file:///etc/passwd'></frameset></html>",
])
def test_hostile_pages_end_soon_in_a_draft_or_one_line(hostile: str) -> None:
    started = time.monotonic()
    try:
        said = read_bytes(hostile.encode(), "hostile.html").text
    except ImportRefused as refused:
        said = str(refused)
    assert "root:" not in said
    assert time.monotonic() - started < 15


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<div", ">", "<h1>", "<meta name=author content='", "'>", "<title>", "words and more words ", "&#0;",
    "&#xd800;", "\x1b[2J", "<!--", "-->", "<script>", "<html lang='\x00'>", "\ufeff", "&amp;", "<body>",
    "<time datetime='2031-99-99'>",
]), max_size=30).map("".join))
def test_any_markup_gives_a_draft_or_one_line(markup: str) -> None:
    try:
        draft = read_bytes(("<html>" + markup).encode("utf-8", "surrogatepass"), "a.html")
    except ImportRefused:
        return
    draft.text.encode()
    assert all(span.holds_in(draft.text) for candidate in draft.candidates for span in candidate.evidence)
