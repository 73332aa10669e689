"""Words in marks that are part of a sentence: how much of it is said, where it begins and ends, and of which kind it
is."""

from __future__ import annotations

import pytest

from curator.suggest import Context, suggest
from schema import SuggestedQuote


def quotes(text: str) -> list[SuggestedQuote]:
    return list(suggest(text, Context(language="en")).quotes)


def told(text: str) -> list[tuple[str, str, str]]:
    """Kind, speaker and words of each statement."""
    return [(quote.kind, " & ".join(party.name for party in quote.speakers),
             " ... ".join(span.exact for span in quote.content)) for quote in quotes(text)]


@pytest.mark.parametrize(("text", "words"), [
    ("Teachers at the school are “worn out by the winter,” Vera Holt said.",
     "Teachers at the school are “worn out by the winter,”"),
    ("He had worked there for years and was “a well liked colleague,” Vera Holt said.",
     "He had worked there for years and was “a well liked colleague,”"),
    ("“Ferry people” are “not out to harm the town,” Vera Holt said.",
     "“Ferry people” are “not out to harm the town,”"),
    ("In cases of fire, Vera Holt said, “the ferry is the only way out.”",
     "In cases of fire ... “the ferry is the only way out.”"),
    ("The new bridge, Vera Holt said, “is a perfect example of patience” in hard times.",
     "The new bridge ... “is a perfect example of patience” in hard times"),
    ("Vera Holt said that “we need more money” about the bridge this winter.",
     "“we need more money” about the bridge this winter"),
    ("Vera Holt said she was “utterly ashamed” that the bridge is closed.",
     "she was “utterly ashamed” that the bridge is closed."),
    ("Vera Holt says the letters accusing the council of theft are “lies and gossip from the harbour.”",
     "the letters accusing the council of theft are “lies and gossip from the harbour.”"),
])
def test_a_sentence_that_leads_to_words_in_marks_is_said_whole(text: str, words: str) -> None:
    assert ("mixed", "Vera Holt", words.rstrip(".")) in [
        (kind, who, said.rstrip(".")) for kind, who, said in told(text)]


@pytest.mark.parametrize(("text", "words"), [
    ("On Tuesday, Vera Holt said, “The bridge is closed for good.”", "The bridge is closed for good."),
    ("Vera Holt said that “the bridge is closed for good.”", "the bridge is closed for good."),
    ("Asked about the river, Vera Holt said, “I will not wait for it.”", "I will not wait for it."),
])
def test_a_circumstance_before_the_cue_is_not(text: str, words: str) -> None:
    assert told(text) == [("direct", "Vera Holt", words)]


def test_what_goes_on_in_marks_behind_the_cue_belongs_to_it() -> None:
    assert told("Teachers are “worn out by it,” Vera Holt said. “That is no wonder to me.”") == [
        ("mixed", "Vera Holt", "Teachers are “worn out by it,” ... That is no wonder to me.")]
    [first, *_] = told("“We need the bridge,” said Vera Holt, who likened the council to a mill. “Give us the money.”")
    assert first == ("direct", "Vera Holt", "We need the bridge, ... Give us the money.")


@pytest.mark.parametrize("lead", [
    "After the flood, the mayor Vera Holt issued the following statement:",
    "In a speech that year, Vera Holt declared:",
])
def test_a_colon_leads_to_the_words_of_the_next_paragraph(lead: str) -> None:
    text = f"Tom Quill came. “No,” Tom Quill said.\n\n{lead}\n\n“Our thoughts are with the ferrymen of the town.”"
    assert ("direct", "Vera Holt", "Our thoughts are with the ferrymen of the town.") in told(text)


def test_a_text_may_begin_with_the_comma_of_a_cue() -> None:
    assert quotes(", she said, “There are always lists of names.” Vera Holt went home.")


def test_somebody_goes_on() -> None:
    assert told("“You know, it happens, right?” Vera Holt went on, as if she did not hear her.") == [
        ("direct", "Vera Holt", "You know, it happens, right?")]


def test_what_a_speaker_only_calls_something_is_part_of_the_statement() -> None:
    [quote] = quotes("Vera Holt says she liked the town through what she calls a “war of rather unpleasant words.”")
    assert (quote.kind, [span.exact for span in quote.verbatim]) == ("mixed", ["war of rather unpleasant words."])


@pytest.mark.parametrize(("text", "words"), [
    ("Still, the towns almost always pay, Vera Holt said.", "the towns almost always pay"),
    ("In the end, Vera Holt said, the towns almost always pay for it.", "the towns almost always pay for it"),
    ("And, Vera Holt acknowledged, it is not clear who pays for it.", "it is not clear who pays for it"),
    ("Although Vera Holt said that the bridge is closed, the ferry waited.", "the bridge is closed"),
    ("Having announced that the bridge is closed, Vera Holt went home.", "the bridge is closed"),
    ("The towns cannot pay for the bridge, said Vera Holt, director of the county council.",
     "The towns cannot pay for the bridge"),
    ("Vera Holt said the bridge is closed, while Tom Quill said it is open.", "the bridge is closed"),
    ("Vera Holt says a ferry that used to be praised by all is now late.",
     "a ferry that used to be praised by all is now late"),
])
def test_a_statement_begins_and_ends_with_its_clause(text: str, words: str) -> None:
    assert ("indirect", "Vera Holt", words) in told(text)


@pytest.mark.parametrize("text", [
    "When that question was put to her, Vera Holt laughed.",
    "Days after the flood, Vera Holt volunteered to mend the bridge.",
    "Vera Holt, an engineer who served as a pilot, denounced the plan.",
])
def test_what_stands_before_a_verb_is_not_always_said(text: str) -> None:
    assert not [said for _, _, said in told(text) if "question" in said or "Days" in said or "pilot" in said]


def test_somebody_is_called_something() -> None:
    assert ("mixed", "Vera Holt", "it a “train wreck”") in told(
        "Vera Holt mocked the council, calling it a “train wreck”.")
    assert told("Many commentators called him “the grownup of the harbour” on Monday.")[0][:2] == (
        "mixed", "Many commentators")
