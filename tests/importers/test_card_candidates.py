"""What an importer guesses of an article's card, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.importers.metadata import candidates
from curator.text.language import guess_language

SENTENCE = "The harbour will stay closed until spring, the mayor said, and that is all that was to be had from her. "
BODY = SENTENCE * 4


def found(text: str, field: str, name: str = "") -> list[str]:
    return [candidate.value for candidate in candidates(text, name) if candidate.field == field]


def test_the_first_headline_like_line_is_a_title() -> None:
    text = f"Support The Courier!\n\nContribute today\n\nHarbour ‘Stays Shut’ Until Spring\n\n{BODY}"
    assert found(text, "title") == ["Harbour ‘Stays Shut’ Until Spring"]


@pytest.mark.parametrize("line", [
    "05:05 GMT25 July 2021", "Listen Live", "    Get short URL", "Support The Moscow Times!", "No time to read?",
    "Now is the time to support independent reporting!", SENTENCE, "By Ana Ruiz and Tomas Hale", "and so it went on",
    "Subscribe to our newsletter today", "https://courier.example/a", "Published: 4 March 2031, 10:00",
])
def test_what_is_no_title(line: str) -> None:
    assert found(f"{line}\n\n{BODY}", "title") == []


@pytest.mark.parametrize(("line", "edtf"), [
    ("05:05 GMT25 July 2021", ["2021-07-25"]), ("Published: 4 March 2031, 10:00", ["2031-03-04"]),
    ("March 4, 2031", ["2031-03-04"]),
    ("Tuesday, 4 March 2031 | 10:20 CET", ["2031-03-04"]), ("04.03.2031", ["2031-03-04"]),
    ("4 марта 2031, 18:20", ["2031-03-04"]), ("Veröffentlicht am 4. März 2031", ["2031-03-04"]),
    ("2031-03-04T10:00:00Z", ["2031-03-04"]),
    ("Publié le 4 mars 2031 à 10:00", ["2031-03-04"]), ("4 de marzo de 2031", ["2031-03-04"]),
    ("03/25/2031", ["2031-03-25"]), ("04/03/2031", ["2031-03-04", "2031-04-03"]),
    ("By Ana Ruiz | 4 March 2031", ["2031-03-04"]),
    (f"VELGRAD, 4 March 2031 (Norda) — {SENTENCE}", ["2031-03-04"]),
    ("Updated 5 March 2031", ["2031-03-05"]),
    ("Published 4 March 2031, updated 5 March 2031", ["2031-03-04", "2031-03-05"]),
    ("31 February 2031", []), ("Tuesday", []), ("Dec. 9", []),
    ("The treaty of 4 March 1999 is dead, says minister", []),
])
def test_dates_of_publication(line: str, edtf: list[str]) -> None:
    assert found(f"{line}\n\n{BODY}", "published") == edtf


def test_a_date_in_doubt_says_so_and_one_in_the_running_text_is_none() -> None:
    both = [candidate for candidate in candidates(f"04/03/2031\n{BODY}") if candidate.field == "published"]
    assert {candidate.reason for candidate in both} == {"timestamp line, day or month first?"}
    assert {candidate.basis for candidate in both} == {"inferred"}
    assert found(f"{BODY} It was signed on 4 March 1999. {BODY}", "published") == []


def test_the_file_name_may_hold_the_date() -> None:
    assert found(BODY, "published", "clips/2031-03-04-harbour.txt") == ["2031-03-04"]


@pytest.mark.parametrize(("line", "names"), [
    ("By Ana Ruiz", ["Ana Ruiz"]), ("By Ana Ruiz and Tomas Hale, Staff Writers", ["Ana Ruiz", "Tomas Hale"]),
    ("Автор: Ирина Холм", ["Ирина Холм"]), ("Von Jan van der Meer", ["Jan van der Meer"]), ("By the time it ended", []),
    ("By Monday", []),
])
def test_bylines(line: str, names: list[str]) -> None:
    assert found(f"Harbour Stays Shut Until Spring\n{line}\n\n{BODY}", "author") == names


def test_an_outlet_in_an_appeal_is_a_weak_candidate_and_an_agency_is_none() -> None:
    credit = "This account has been reported by the state news agency NORDA, and so on."
    text = f"Support The Courier!\n\n{BODY}\n{credit}\nABF contributed reporting."
    [publisher] = [each for each in candidates(text) if each.field == "publisher"]
    assert (publisher.value, publisher.basis) == ("The Courier", "inferred")
    assert publisher.reason == "named only in an appeal to the reader"
    credits = [(candidate.value, candidate.reason) for candidate in candidates(text) if candidate.field == "credit"]
    assert credits == [("NORDA", "reported by"), ("ABF", "contributed")]


def test_a_translators_note_names_the_translator_and_what_it_was_translated_from() -> None:
    def noted(text: str) -> dict[str, tuple[str, str]]:
        return {each.field: (each.value, each.basis) for each in candidates(text)
                if each.field in ("translator", "original_language")}

    assert noted(f"{BODY}\nПереведено сервисом «Полиглот»") == {
        "translator": ("Полиглот", "stated"), "original_language": ("ru", "inferred")}
    assert noted(f"{BODY}\nTranslated from Russian by Irina Holm.") == {
        "translator": ("Irina Holm", "stated"), "original_language": ("ru", "stated")}


@given(st.lists(st.sampled_from([
    "By Ana Ruiz", "4 March 2031", "\r\n", "\n", "\u2028", "Support The Courier!", " ", "👍", "Translated by Ö. Ü.",
    "© 2031 X Y", "«", "{name}", "NORDA contributed reporting", "\u00a0", "05:05 GMT25 July 2021",
    "Source attribution: all of it", BODY[:60], "по материалам ТАСС", "İ",
])).map("".join))
def test_evidence_always_holds(text: str) -> None:
    assert all(span.holds_in(text) for candidate in candidates(text) for span in candidate.evidence)


@pytest.mark.parametrize(("text", "code"), [
    (BODY, "en"),
    ("Мэр заявила, что порт будет закрыт до весны, и это не обсуждается, так как совет решил на этой неделе.", "ru"),
    ("Мер заявила, що порт буде закритий до весни, і це не обговорюється, тому що так вирішила рада у місті.", "uk"),
    ("Der Hafen bleibt bis zum Frühjahr zu, sagte die Bürgermeisterin, und das ist auch nicht mehr zu ändern.", "de"),
    ("Le port restera fermé, a dit la maire de la ville, et ce n’est pas une décision que les gens aiment.", "fr"),
    ("El puerto estará cerrado hasta la primavera, dijo la alcaldesa de la ciudad, y no es lo que se espera.", "es"),
    ("Velgrad 2031", None), ("", None),
])
def test_the_language_is_told_by_function_words(text: str, code: str | None) -> None:
    assert guess_language(text) == code
