"""Names get a label and a canonical form; what is not running text becomes a zone."""

from __future__ import annotations

import pytest

from curator.suggest import Context, suggest

LONG = "The river took the old bridge of Lower Moss in the night, and in the morning the town stood at its banks. " * 3


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.label, mention.name) for mention in suggest(text, Context(language="en")).mentions
            if mention.label not in ("DATE", "NUMBER")]


def zoned(text: str, **context: object) -> list[tuple[str, str]]:
    found = suggest(text, Context(**context))  # type: ignore[arg-type]
    return [(zone.kind, zone.span.exact) for zone in found.zones if zone.kind != "lead"]


@pytest.mark.parametrize(("text", "wanted"), [
    ("They met Deputy Foreign Minister Anna Moss there.", [("PERSON", "Anna Moss")]),
    ("They met Russian Ambassador to Washington Anatoly Quillov there.",
     [("PLACE", "Washington"), ("PERSON", "Anatoly Quillov")]),
    ("They wrote to the Ministry of Foreign Affairs and the White House.",
     [("ORG", "Ministry of Foreign Affairs"), ("ORG", "White House")]),
    ("They met Anna Moss and Tom Quill. The Moss-Quill deal failed.",
     [("PERSON", "Anna Moss"), ("PERSON", "Tom Quill"), ("PERSON", "Anna Moss"), ("PERSON", "Tom Quill")]),
    ("They saw Artem and Anna Dultsev there.", [("PERSON", "Artem Dultsev"), ("PERSON", "Anna Dultsev")]),
    ("They saw Anna Moss there. Moss left for Oslo.",
     [("PERSON", "Anna Moss"), ("PERSON", "Anna Moss"), ("PLACE", "Oslo")]),
    ("They left the US Embassy in Russia.", [("ORG", "US Embassy in Russia")]),
    ("The Russian diplomats spoke to American reporters on Tuesday.", []),
])
def test_names_are_labelled_and_resolved(text: str, wanted: list[tuple[str, str]]) -> None:
    assert named(text) == wanted


def test_a_shared_surname_makes_a_mention_of_two_spans() -> None:
    mention = suggest("They saw Artem and Anna Dultsev there.", Context(language="en")).mentions[0]
    assert [span.exact for span in mention.spans] == ["Artem", "Dultsev"]


def test_a_capital_that_speaks_is_read_as_a_government() -> None:
    found = suggest("Moscow said that it would wait. They met in Moscow.", Context(language="en")).mentions
    assert [(mention.reading, mention.reference) for mention in found] == [("government", "metonym"), ("place", "name")]


def test_appeals_headline_caption_credit_and_teasers_are_zones() -> None:
    text = "\n".join([
        "Support The Moss Courier!", "Now is the time to support independent reporting from Moss!",
        "Old Bridge Lost to the River at Lower Moss", "Mayor Vera Holt Moss Town Ministry", LONG, LONG,
        "AFP contributed reporting.", "Read more", "River Promises Strong Response to New Bridge",
        "The river said it will rise again."])
    assert zoned(text, language="en") == [
        ("promo", "Support The Moss Courier!"),
        ("promo", "Now is the time to support independent reporting from Moss!"),
        ("headline", "Old Bridge Lost to the River at Lower Moss"), ("caption", "Mayor Vera Holt Moss Town Ministry"),
        ("credit", "AFP contributed reporting."), ("teaser", "Read more"),
        ("teaser", "River Promises Strong Response to New Bridge"), ("teaser", "The river said it will rise again.")]


def test_a_date_line_is_no_headline_and_page_furniture_is_navigation() -> None:
    text = "\n".join(["05:05 GMT25 July 2021", "Listen Live", "    Get short URL", LONG,
                      "Community standardsDiscussion"])
    assert [kind for kind, _ in zoned(text, language="en")] == ["dateline", "navigation", "navigation", "navigation"]


def test_a_credit_inside_a_paragraph_takes_its_sentence_only() -> None:
    text = "Vera Holt said that the river rose. This account has been reported by the state news agency TASS."
    assert zoned(text, language="en") == [("credit", "This account has been reported by the state news agency TASS.")]


def test_a_line_in_another_script_at_the_end_is_the_translators_note() -> None:
    assert zoned(LONG + "\nПереведено сервисом «Переводчик»", language="en")[-1][0] == "translator's note"


def test_a_line_seen_in_other_articles_of_the_publisher_is_navigation() -> None:
    line = "The Courier of Moss, every morning at six"
    assert ("navigation", line) in zoned(f"{LONG}\n{line}\n{LONG}", language="en", seen_lines=frozenset({line}))
