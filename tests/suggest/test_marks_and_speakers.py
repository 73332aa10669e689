"""Words in quotation marks are found with their speakers, whatever the marks and whatever was lost of them."""

from __future__ import annotations

import pytest

from curator.suggest import Context, suggest
from schema import SuggestedQuote


def quotes(text: str, language: str = "en") -> list[SuggestedQuote]:
    return list(suggest(text, Context(language=language)).quotes)


def said(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Who said what: canonical speakers joined by " & ", and the content."""
    return [(" & ".join(party.name for party in quote.speakers), " ... ".join(span.exact for span in quote.content))
            for quote in quotes(text, language)]


BRIDGE = "We will rebuild the old bridge,"


@pytest.mark.parametrize("text", [
    "“{}” Vera Holt said.", "\"{}\" Vera Holt said.", "«{}» Vera Holt said.", "„{}“ Vera Holt said.",
    "''{}'' Vera Holt said.", "``{}'' Vera Holt said.", "»{}« Vera Holt said.", "‘{}’ Vera Holt said.",
    "“{}” said Vera Holt.", "“{}” the mayor, Vera Holt, said.", "“{}” according to Vera Holt.",
    "“{}” Vera Holt, 51, of Lower Moss, told reporters on Tuesday.", "Vera Holt said: “{}”",
    "Vera Holt told a crowd on Friday, “{}”", "Vera Holt: “{}”", "“{}” — Vera Holt",
    "“{}” said town spokeswoman Vera Holt, who was in Quillby.", "“{}” Vera Holt is quoted as saying.",
    "Asked about the river, Vera Holt said: “{}”", "— {} — said Vera Holt.", "- {}\" Vera Holt said.",
])
def test_every_frame_and_mark_gives_the_words_and_their_speaker(text: str) -> None:
    assert said(text.format(BRIDGE)) == [("Vera Holt", BRIDGE)]


@pytest.mark.parametrize(("text", "wanted", "flag"), [
    ("It is gone. Nobody paid.\nThe river took the old bridge,” Vera Holt said.", "The river took the old bridge,",
     "opening mark missing"),
    ("“The river took the old bridge, Vera Holt said on Friday.", "The river took the old bridge,",
     "closing mark missing"),
    ("- The river took the old bridge,\" Vera Holt said.", "The river took the old bridge,", "dash"),
    ("“The river [Moss] took the old bridge,” Vera Holt said.", "The river [Moss] took the old bridge,",
     "brackets inside"),
])
def test_a_lost_mark_is_repaired_and_flagged(text: str, wanted: str, flag: str) -> None:
    quote = quotes(text)[-1]
    assert (quote.content[0].exact, quote.speakers[0].name) == (wanted, "Vera Holt")
    assert flag in quote.flags


def test_a_second_opening_mark_means_that_the_first_lost_its_closing_one() -> None:
    text = "“The river took the bridge, Vera Holt said. “We will build a new one.”"
    assert said(text) == [("Vera Holt", "The river took the bridge, ... We will build a new one.")]


def test_a_quote_that_goes_on_in_the_next_paragraph_keeps_its_speaker() -> None:
    text = "“The river took the old bridge,” Vera Holt said. “It was a bad night.\n\n“Nobody slept in the town.”"
    assert [speaker for speaker, _ in said(text)] == ["Vera Holt"] * 2
    assert "continues" in quotes(text)[0].flags


def test_a_cue_in_the_middle_makes_one_quote_of_two_parts() -> None:
    assert said("“The river,” Vera Holt said, “took the old bridge away.”") == [
        ("Vera Holt", "The river, ... took the old bridge away.")]


def test_words_in_marks_right_behind_a_quote_are_its_second_part() -> None:
    text = "“The river took the bridge,” Vera Holt said. “We will build a new one.” “Soon.”"
    quote, = quotes(text)
    assert [span.exact for span in quote.content] == ["The river took the bridge,", "We will build a new one."]
    assert (quote.kind, quote.speakers[0].basis) == ("direct", "stated")


def test_a_later_run_in_the_paragraph_inherits_its_speaker() -> None:
    text = "“The river took the bridge,” Vera Holt said. Nobody spoke for a while. “We will build a new one.”"
    quote = quotes(text)[1]
    assert (quote.speakers[0].name, quote.speakers[0].basis) == ("Vera Holt", "inherited")


def test_an_inner_quote_does_not_break_the_outer_one() -> None:
    assert said("\"He called it \"a fine day\" and left us alone,\" Vera Holt said.")[0][0] == "Vera Holt"


def test_titles_and_scare_quotes_are_no_statements() -> None:
    assert quotes("Vera Holt sang “The River of Lower Moss” and left the “royal” box.") == []


@pytest.mark.parametrize("text", [
    "Vera Holt, known there by her nickname \"the old fox\", went home.",
    "Vera Holt, codenamed “the old fox,” went home.",
    "Vera Holt is known as “the fox of Elsin” in the town.",
])
def test_what_somebody_is_called_is_no_statement(text: str) -> None:
    assert said(text) == []
    [quote] = quotes("Vera Holt said her nickname “the old grey fox” was unfair.")
    assert (quote.kind, [span.exact for span in quote.verbatim]) == ("mixed", ["the old grey fox"])


@pytest.mark.parametrize(("text", "speakers"), [
    ("The bridge is safe, the ministry and Vera Holt said on Monday.", "ministry & Vera Holt"),
    ("Both the ministry and the mayor said that the bridge is safe.", "ministry & mayor"),
    ("Police and the mayor say the bridge is safe.", "Police & mayor"),
    ("The ministry, the mayor and the union say the bridge is safe.", "ministry & mayor & union"),
    ("On Monday, the mayor and the union said the bridge is safe.", "mayor & union"),
    ("According to the ministry and the mayor, the bridge is safe.", "ministry & mayor"),
    ("“The bridge is safe,” said the ministry and the mayor.", "ministry & mayor"),
    ("Vera Holt and her lawyer said that the bridge is safe. She and her lawyer said that the bridge is safe.",
     "Vera Holt & her lawyer"),
    ("Neither the US nor the Russian side has said that the bridge is safe.", "US & Russian side"),
    ("He met the mayor and the minister said that the bridge is safe.", "minister"),
    ("The mayor left and the minister said that the bridge is safe.", "minister"),
    ("The bridge is open and the minister said that the bridge is safe.", "minister"),
    ("“The bridge is safe,” said Vera Holt and left.", "Vera Holt"),
    ("“The bridge is safe,” said Vera Holt and the mayor agreed.", "Vera Holt"),
])
def test_those_who_speak_together_are_all_speakers_and_nobody_else_is(text: str, speakers: str) -> None:
    assert {(who, words.strip(",").lower()) for who, words in said(text)} == {(speakers, "the bridge is safe")}


def test_those_who_are_told_together_are_all_addressees() -> None:
    [quote] = quotes("Vera Holt told Anton Brandt and his lawyer that the bridge was safe.")
    assert [party.name for party in quote.addressees] == ["Anton Brandt", "his lawyer"]


def test_a_fragment_inside_an_indirect_statement_is_kept_as_verbatim() -> None:
    quote, = quotes("Vera Holt said that the council was “asleep” all winter.")
    assert (quote.kind, [span.exact for span in quote.verbatim]) == ("mixed", ["asleep"])


def test_a_fragment_at_the_end_of_a_clause_is_no_speech_of_the_outlet_behind_it() -> None:
    text = "Vera Holt has accused the council of keeping boats as “hostages,” the Interfax agency reported Tuesday."
    quote, = quotes(text)
    assert (quote.speakers[0].name, [span.exact for span in quote.verbatim]) == ("Vera Holt", ["hostages,"])
    assert [party.name for party in quote.via] == ["Interfax"]


def test_several_runs_of_one_clause_are_one_mixed_statement() -> None:
    quote, = quotes("Vera Holt said the council “slept through the winter” and would “not wake up before June.”")
    assert (quote.kind, len(quote.verbatim)) == ("mixed", 2)


def test_an_unattributed_quote_is_suggested_too() -> None:
    quote, = quotes("“The river took the old bridge.”")
    assert (quote.speakers, quote.grade) == ((), "guess")


def test_russian_dash_speech_and_guillemets() -> None:
    text = ("— Мы построим новый мост, — сказала Вера Холодова. — Это займёт год.\n"
            "«Реку не остановить», — добавил Иван Тихий.")
    assert said(text, "ru") == [
        ("Вера Холодова", "Мы построим новый мост, ... Это займёт год."), ("Иван Тихий", "Реку не остановить")]


def test_an_unknown_language_still_gets_its_quoted_runs() -> None:
    assert [words for _, words in said("„Der Fluss hat die Brücke genommen“, sagte sie.", "de")] == [
        "Der Fluss hat die Brücke genommen"]


INTERVIEW = """The council met on Tuesday. A part of what was said:

HOLT: We knew of the bridge.

REIMER: Since when did you know, and who told you?

HOLT: Since “the big storm,” as we call it.

"REIMER (laughing): That was years ago."

Photo: The bridge of Port Elsin.
"""


def test_in_an_interview_each_turn_is_what_its_label_says() -> None:
    said = [(quote.speakers[0].span.exact, quote.content[0].exact) for quote in suggest(INTERVIEW).quotes
            if quote.speakers and quote.speakers[0].span]
    assert said == [
        ("HOLT", "We knew of the bridge."), ("REIMER", "Since when did you know, and who told you?"),
        ("HOLT", "Since “the big storm,” as we call it."), ("REIMER", "That was years ago.")]


def test_labels_that_do_not_come_back_are_no_turns() -> None:
    assert not suggest("Place: Port Elsin harbour\n\nDate: the third of May\n\nWeather: rain and wind\n").quotes


@pytest.mark.parametrize("text", [
    'The page said <a title="we know nothing of it, he said">more</a> of the bridge.',
    "The bridge fell.\n\n‘All Is Lost Now.’\n\nNobody was hurt.",
])
def test_values_of_attributes_and_headings_in_marks_are_no_statements(text: str) -> None:
    assert not suggest(text).quotes


def test_a_dash_that_opens_a_paragraph_opens_the_speech_whatever_follows() -> None:
    [quote] = suggest("- As we noted, the town hit hard on business: it paid for the bridge,” said Vera Holt.").quotes
    assert quote.content[0].exact.startswith("As we noted")


def test_a_few_plain_words_before_marks_belong_to_the_statement() -> None:
    [quote] = suggest("Vera Holt said fraud “would be an easy way to lose” here.").quotes
    assert (quote.kind, quote.content[0].exact) == ("mixed", "fraud “would be an easy way to lose” here")


@pytest.mark.parametrize(("text", "speaker"), [
    ("In a Norda News interview on Friday, Vera Holt went further: “{}”", "Vera Holt"),
    ("Another source familiar with Vera Holt’s thinking said: “{}”", "Another source"),
    ("Vera Holt spoke of “not only the town but the country,” echoing some critics who have said that it is bad.", ""),
])
def test_who_stands_nearest_does_not_always_speak(text: str, speaker: str) -> None:
    found = {words: who for who, words in said(text.format(BRIDGE))}
    assert found.get(BRIDGE, "") == speaker
    assert "some critics" not in found.get("not only the town but the country,", "")
