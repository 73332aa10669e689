"""Statements without marks: their clause, speaker, act, target and the way they came."""

from __future__ import annotations

import pytest

from curator.suggest import Context, suggest
from schema import SuggestedQuote


def quotes(text: str, publisher: str = "") -> list[SuggestedQuote]:
    return list(suggest(text, Context(language="en", publisher=publisher)).quotes)


def said(text: str) -> list[tuple[str, str]]:
    return [(" & ".join(party.name for party in quote.speakers), " ... ".join(span.exact for span in quote.content))
            for quote in quotes(text)]


@pytest.mark.parametrize("text", [
    "Vera Holt said that the river took the bridge.", "Vera Holt said the river took the bridge.",
    "Vera Holt said on Friday that the river took the bridge.",
    "Vera Holt told reporters that the river took the bridge.",
    "According to Vera Holt, the river took the bridge.",
    "As the engineer Vera Holt told reporters, the river took the bridge.",
    "Vera Holt, an engineer from Lower Moss, said that the river took the bridge.",
    "Engineer to the council Vera Holt has stated that the river took the bridge.",
])
def test_the_frames_of_indirect_speech_give_clause_and_speaker(text: str) -> None:
    assert ("Vera Holt", "the river took the bridge") in said(text)


def test_a_cue_behind_or_inside_its_clause() -> None:
    assert said("The river took the bridge, Vera Holt said on Friday.") == [("Vera Holt", "The river took the bridge")]
    assert said("Unfortunately, Vera Holt said, the river took the bridge.") == [
        ("Vera Holt", "Unfortunately ... the river took the bridge")]


def test_two_speakers_speak_together() -> None:
    assert said("Vera Holt and Tom Quill agreed that the river had won.") == [
        ("Vera Holt & Tom Quill", "the river had won")]


def test_a_statement_ends_where_the_next_one_begins() -> None:
    assert said("Vera Holt said that the river took the bridge, adding that the school stood.") == [
        ("Vera Holt", "the river took the bridge"), ("Vera Holt", "the school stood")]


def test_accusing_names_the_target_with_its_stance() -> None:
    quote = quotes("Vera Holt accused Tom Quill of selling the old bridge.")[0]
    assert quote.act == "accuse"
    assert [(target.name, target.stance) for target in quote.targets] == [("Tom Quill", "negative")]


def test_told_an_outlet_is_via_unless_it_is_the_publisher_itself() -> None:
    text = "“The river took the old bridge,” Vera Holt told Reuters."
    assert [party.name for party in quotes(text)[0].via] == ["Reuters"]
    assert quotes(text, publisher="Reuters")[0].via == ()


def test_an_outlet_that_reported_a_statement_is_its_via() -> None:
    quote, = quotes("Vera Holt has accused Tom Quill of selling the bridge, the Interfax news agency reported Tuesday.")
    assert (quote.speakers[0].name, [party.name for party in quote.via]) == ("Vera Holt", ["Interfax"])


def test_a_refusal_to_comment_is_an_act_of_its_own() -> None:
    quote, = quotes("Vera Holt declined to comment on the bridge.")
    assert (quote.act, quote.speakers[0].name) == ("decline", "Vera Holt")


def test_a_passive_verb_makes_nobody_a_speaker() -> None:
    assert quotes("The bridge was reported in the evening.") == []


def test_pronouns_roles_and_short_names_stand_for_the_person() -> None:
    text = ("Ambassador Vera Holt said that the river rose. She added that the bridge held. "
            "The ambassador stressed that nobody slept. Holt noted that the town was proud.")
    assert [speaker for speaker, _ in said(text)] == ["Vera Holt"] * 4


def test_a_pronoun_looks_for_a_person_of_its_gender() -> None:
    text = "Vera Holt said that the river rose. Tom Quill was there. She added that the bridge held."
    assert said(text)[1][0] == "Vera Holt"


def test_an_unnamed_source_keeps_its_own_words() -> None:
    quote, = quotes("A senior official said that the river rose.")
    assert (quote.speakers[0].name, quote.speakers[0].reference) == ("senior official", "role")


def test_the_speaker_of_an_inner_statement_does_not_go_on_speaking() -> None:
    text = "Vera Holt noted that city officials had said that the river rose. “We saw it coming for many years.”"
    assert said(text)[-1][0] == "Vera Holt"


@pytest.mark.parametrize("told", [
    "I've said that the river took the bridge.", "We’d argued that the river took the bridge.",
    "They'll say that the river took the bridge."])
def test_the_pronoun_of_a_contraction_speaks(told: str) -> None:
    [(speaker, words)] = said(told)
    assert (speaker, words) == (told.split("'")[0].split("’")[0], "the river took the bridge")


def test_what_a_speaker_says_in_passing_stays_part_of_the_statement_around_it() -> None:
    quote, = quotes("Tom Quill said he felt the council “had lost its nerve over the old bridge.”")
    assert (quote.kind, [span.exact for span in quote.cue]) == ("mixed", ["said"])
    assert [span.exact for span in quote.verbatim] == ["had lost its nerve over the old bridge."]
    assert said("Vera Holt placed the number of lost barges at 115, a figure she described as a warning to them.") == [
        ("Vera Holt", "the number of lost barges at 115, a figure she described as a warning to them")]
    assert len(said("Tom Quill said Vera Holt felt that the river had won.")) == 2


def test_a_body_that_is_asked_is_spoken_to_and_no_outlet() -> None:
    quote = quotes("Vera Holt asked the Bridge Office to grant the town a ferry.")[0]
    assert ([party.name for party in quote.addressees], quote.via) == (["Bridge Office"], ())


def test_offers_that_there_were_are_no_verb() -> None:
    assert said("At the Sarmian embassy there were offers to meet with engineers of the river.") == []


@pytest.mark.parametrize(("text", "found"), [
    ("Tom Quill spoke. His main complaint was that the ferry came late.", ("Tom Quill", "the ferry came late")),
    ("The mayor heard Vera Holt’s warning that the river would rise.", ("Vera Holt", "the river would rise")),
    ("The argument of Vera Holt is that the river will rise.", ("Vera Holt", "the river will rise")),
    ("In the end, Vera Holt said, the towns almost always pay for the bridge.",
     ("Vera Holt", "the towns almost always pay for the bridge")),
    ("Hours later, Vera Holt said the ferry was lost.", ("Vera Holt", "the ferry was lost")),
    ("Vera Holt says they empathize with the ferrymen.", ("Vera Holt", "they empathize with the ferrymen")),
])
def test_nouns_that_report_and_circumstances_that_do_not(text: str, found: tuple[str, str]) -> None:
    assert found in said(text)


def test_a_warning_that_was_given_is_no_report() -> None:
    assert said("The mayor heard Vera Holt’s warning that was given in the morning.") == []


@pytest.mark.parametrize(("text", "speaker"), [
    ("Vera Holt did not say how the council would pay for it.", "Vera Holt"),
    ("The Bridge Office did not talk about the cost of it.", "Bridge Office"),
    ("Neither Vera Holt nor the Bridge Office has commented on the cost.", "Bridge Office"),
])
def test_what_is_not_said_is_declined(text: str, speaker: str) -> None:
    quote, = quotes(text)
    assert (quote.act, [party.name for party in quote.speakers][-1]) == ("decline", speaker)


def test_the_head_of_state_promises() -> None:
    quote, = quotes("The head of state promised to present a medal to each of them.")
    assert (quote.act, [(party.name, party.reference) for party in quote.speakers]) == (
        "promise", [("head of state", "role")])


def test_what_the_reporter_remarks_on_the_words_in_marks_is_not_said() -> None:
    quote = quotes("Vera Holt expressed hope that the ferry would be “allowed to work in peace,” a likely reference to "
                   "the strike that stopped it.")[0]
    assert quote.content[-1].exact == "the ferry would be “allowed to work in peace,”"


@pytest.mark.parametrize(("text", "found"), [
    ("Norda has been warning that cash is running out, and Vera Holt said the plan was ready.", "cash is running out"),
    ("Vera Holt admitted that the name was wrong, but said her staff had found the paper.", "the name was wrong"),
    ("Vera Holt described Ostrel as a threat to the order, a claim that the mayor denies.",
     "Ostrel as a threat to the order"),
    ("However, while Vera Holt says it is ready, nobody has come.", "it is ready"),
    ("In a year in which Vera Holt said she would not stand, even the mayor has lost.", "she would not stand"),
])
def test_a_statement_ends_before_what_somebody_else_says_and_what_the_article_says_of_it(text: str, found: str) -> None:
    assert said(text)[0][1] == found


@pytest.mark.parametrize("text", [
    "Vera Holt said the mayor was a liar, a thief and a fool.",
    "Vera Holt said that the bridge, a symbol of the town, was safe.",
    "Vera Holt described the office as a link, providing advice, and offering support.",
])
def test_what_only_looks_like_an_end_is_none(text: str) -> None:
    assert text.rstrip(".").endswith(said(text)[0][1][-20:])


@pytest.mark.parametrize(("text", "found"), [
    ("But Vera Holt said bullying doesn't just happen to children.", "bullying doesn't just happen to children"),
    ("Many officials believe real relief is possible only in court.", "real relief is possible only in court"),
    ("Vera Holt has indicated she may be willing to back the plan.", "she may be willing to back the plan"),
    ("A statement from the mayor's office indicated the invitation was accepted.", "the invitation was accepted"),
    ("The government claims Vera Holt runs a worldwide network.", "Vera Holt runs a worldwide network"),
    ("Exit polling showed that Vera Holt won every group.", "Vera Holt won every group"),
    ("Vera Holt gave 5,000 dollars to the party in June, campaign finance records show.",
     "Vera Holt gave 5,000 dollars to the party in June"),
    ("Vera Holt explained why the bridge was closed.", "why the bridge was closed"),
    ("People briefed on the matter say that the mayor has said nothing.", "the mayor has said nothing"),
])
def test_clauses_without_that_and_what_documents_say(text: str, found: str) -> None:
    assert found in [words for _, words in said(text)]


@pytest.mark.parametrize("text", [
    "Both men realized limitations in what changes could be made.", "Vera Holt reported the talks to the mayor.",
    "Vera Holt said hello and was gone.", "Vera Holt indicated the door with her hand.",
])
def test_an_object_is_no_clause(text: str) -> None:
    assert said(text) == []
