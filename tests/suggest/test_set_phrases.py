"""Reports by set phrases, whose words an outlet passes on, and whom words like "they" or "the remarks" stand for."""

from __future__ import annotations

import pytest

from curator.suggest import Context, suggest
from schema import SuggestedQuote


def quotes(text: str) -> list[SuggestedQuote]:
    return list(suggest(text, Context(language="en")).quotes)


def told(text: str) -> list[tuple[str, str, str]]:
    """Speaker, via and words of each statement."""
    return [(" & ".join(party.name for party in quote.speakers), " < ".join(party.name for party in quote.via),
             " ... ".join(span.exact for span in quote.content)) for quote in quotes(text)]


@pytest.mark.parametrize("text", [
    "Vera Holt met the press. According to her, the bridge is closed.",
    "Vera Holt met the press. In her view, the bridge is closed.",
    "In Vera Holt’s opinion, the bridge is closed.",
    "Vera Holt made it clear that the bridge is closed.",
    "Vera Holt is convinced that the bridge is closed.",
    "Vera Holt gave assurances that the bridge is closed.",
    "Vera Holt let it be known that the bridge is closed.",
    "Vera Holt was cited as saying the bridge is closed.",
    "As noted by Vera Holt, the bridge is closed.",
    "Vera Holt said: The bridge is closed.",
    "The bridge is closed. This was announced by Vera Holt.",
    "The bridge is closed. Vera Holt announced this on Monday.",
])
def test_set_phrases_report(text: str) -> None:
    [(who, via, words)] = told(text)
    assert (who, via, words.lower()) == ("Vera Holt", "", "the bridge is closed")


@pytest.mark.parametrize(("text", "who"), [
    ("It was made clear to him by senior State Department officials that the bridge is closed.",
     "senior State Department officials"),
    ("The bridge is closed. This was reported to \"Norda News\" in the American embassy in Moscow.",
     "American embassy in Moscow"),
])
def test_who_told_it_may_stand_in_the_middle_or_only_as_the_place(text: str, who: str) -> None:
    assert who in [speaker for speaker, _, words in told(text) if words.lower() == "the bridge is closed"]


@pytest.mark.parametrize("text", [
    "It is clear that the bridge is closed.", "Vera Holt made sure that the bridge is closed.",
    "In view of the river, the bridge is closed.",
])
def test_what_only_looks_like_them_does_not(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", [
    "Norda News reported, citing Vera Holt, that the bridge is closed.",
    "Citing Vera Holt, Norda News reported that the bridge is closed.",
    "Norda News reports with reference to Vera Holt that the bridge is closed.",
    "Vera Holt was quoted by Norda News as saying that the bridge is closed.",
    "In an interview with Norda News, Vera Holt said the bridge is closed.",
    "Vera Holt said in an interview with Norda News that the bridge is closed.",
    "According to Norda News, citing Vera Holt, the bridge is closed.",
])
def test_an_outlet_passes_on_whom_it_cites(text: str) -> None:
    assert told(text) == [("Vera Holt", "Norda News", "the bridge is closed")]


def test_who_said_so_in_the_next_sentence_and_to_whom() -> None:
    assert told("The bridge is closed. This was stated by the mayor in an interview with Norda News.") == [
        ("mayor", "Norda News", "The bridge is closed")]
    quote, = suggest("Мост закрыт. Об этом сообщил Виктор Дубравин.", Context(language="ru")).quotes
    assert (quote.speakers[0].name, quote.content[0].exact) == ("Виктор Дубравин", "Мост закрыт")


@pytest.mark.parametrize(("text", "words"), [
    ("Vera Holt says all crossings are cancelled.", "all crossings are cancelled"),
    ("Vera Holt urged people not to use the bridge.", "not to use the bridge"),
    ("A source close to the talks told Norda News that the bridge is closed.", "the bridge is closed"),
])
def test_no_word_of_it_is_lost(text: str, words: str) -> None:
    assert told(text)[0][2] == words


def test_what_a_source_that_nobody_names_told_an_outlet() -> None:
    assert told("The bridge is closed, Norda News reported, citing a source in the council.") == [
        ("source", "Norda News", "The bridge is closed")]


def test_a_request_with_a_particle_has_its_target() -> None:
    quote, = quotes("Vera Holt called on the council to close the bridge.")
    assert (quote.act, [party.name for party in quote.targets], quote.content[0].exact) == (
        "ask", ["the council"], "to close the bridge")


def test_an_object_ends_where_the_same_speaker_goes_on() -> None:
    assert [words for _, _, words in told("The mayor acknowledged the delay but said the bridge would open in May.")] \
        == ["the delay", "the bridge would open in May"]


def test_they_are_the_group_that_spoke_last() -> None:
    text = ("Vera Holt asked the Bridge Office to act. Observers note that the river is high. They say that the bridge "
            "is old.")
    assert [who for who, _, _ in told(text)][-2:] == ["Observers", "Observers"]


def test_the_remarks_speak_for_whom_they_are_by() -> None:
    assert told("Vera Holt said the bridge is old. The remarks also noted that the river is high.")[-1] == (
        "Vera Holt", "", "the river is high")


@pytest.mark.parametrize("text", [
    "The situation highlighted that the bridge is old.", "The circumstances suggest that the bridge is old."])
def test_a_mere_matter_says_nothing(text: str) -> None:
    assert told(text) == []


def test_headings_are_no_people() -> None:
    found = suggest("Port Elsin Relations and Self-Inflicted Pain\n\nVera Holt spoke of Harbour Matters.\n",
                    Context(language="en"))
    assert [mention.name for mention in found.mentions if mention.label == "PERSON"] == ["Vera Holt"]


@pytest.mark.parametrize("text", ["“The bridge is closed,” wrote Nides.", "\"The bridge is closed,\" Nides wrote."])
def test_a_surname_alone_writes(text: str) -> None:
    assert told(text) == [("Nides", "", "The bridge is closed,")]
