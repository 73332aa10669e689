"""A second opinion by spaCy: agreement, reported clauses, and what is said where it cannot be had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from curator.suggest import Context, suggest
from curator.suggest.second import LONGEST, Heard, NoOpinion, Opinion, clauses_heard, opinion

spacy = pytest.importorskip("spacy", reason="spaCy has no release for this Python: the extra is not installed")

TEXT = "👩‍👩‍👧 Quorin Belgrave met officials.\r\nThe ferry, she said, sails from Zarnow again.\n"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pipeline of spaCy's own, saved to a folder: it knows two names by heart."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Quorin Belgrave"}, {"label": "GPE", "pattern": "Zarnow"},
                        {"label": "DATE", "pattern": "again"}, {"label": "ORG", "pattern": "Gorm Ferries"}])
    folder = tmp_path_factory.mktemp("pipelines") / "two-names"
    nlp.to_disk(folder)
    return str(folder)


def test_names_stand_where_the_text_has_them(pipeline: str) -> None:
    found = opinion(TEXT, pipeline)
    assert {(TEXT[start:end], label) for start, end, label in found.names} == {
        ("Quorin Belgrave", "PERSON"), ("Zarnow", "PLACE")}


def test_a_long_text_is_read_in_pieces(pipeline: str) -> None:
    text = ("Nobody was there.\n" * (2 * LONGEST // 18)) + "Quorin Belgrave came.\n"
    [(start, end, _)] = opinion(text, pipeline).names
    assert text[start:end] == "Quorin Belgrave"


def test_a_name_that_both_take_for_one_is_likelier_and_says_why() -> None:
    alone = next(m for m in suggest(TEXT, Context(language="en")).mentions if m.name == "Quorin Belgrave")
    place = (alone.spans[0].start, alone.spans[0].end, "PERSON")
    both = next(m for m in suggest(TEXT, Context(language="en", opinion=Opinion(frozenset({place})))).mentions
                if m.name == "Quorin Belgrave")
    assert (alone.grade, both.grade) == ("likely", "likely")
    assert both.confidence > alone.confidence
    assert both.reason.endswith("spaCy says so, too")
    assert both.key == alone.key


def test_names_that_only_spacy_takes_for_one_are_not_proposed() -> None:
    text = "The word is out, and the river is high.\n"
    assert suggest(text, Context(language="en", opinion=Opinion(frozenset({(4, 8, "PERSON")})))).mentions == ()


def parsed(words: list[str], heads: list[int], deps: list[str], spaces: list[bool]) -> list[tuple[str, str, str]]:
    """Content, cue and speaker that are heard in a sentence parsed by hand."""
    doc = spacy.tokens.Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=deps, spaces=spaces)
    return [tuple(doc.text[start:end] for start, end in found) for found in clauses_heard(doc)]


def test_a_complement_is_heard_with_the_subject_of_its_verb() -> None:
    assert parsed(["Holt", "hinted", "that", "ferries", "stop", "."], [1, 1, 4, 4, 1, 1],
                  ["nsubj", "ROOT", "mark", "nsubj", "ccomp", "punct"], [True] * 4 + [False, False]) == [
        ("ferries stop", "hinted", "Holt")]


def test_a_cue_beside_its_clause_is_heard() -> None:
    assert parsed(["Ferries", "stop", ",", "Holt", "added", "."], [1, 1, 1, 4, 1, 1],
                  ["nsubj", "ROOT", "punct", "nsubj", "parataxis", "punct"],
                  [True, False, True, True, False, False]) == [("Ferries stop", "added", "Holt")]


def test_what_the_rules_miss_and_a_parser_hears_is_a_guess_with_its_speaker() -> None:
    text = "Vera Holt, asked twice in the rain of that morning on the old quay, would only say ferries stop today.\n"
    start, cue = text.index("ferries"), text.index("say")
    heard = Heard((start, text.index(" today") + 6), (cue, cue + 3), (0, 9))
    before = suggest(text, Context(language="en"))
    after = suggest(text, Context(language="en", opinion=Opinion(heard=(heard,))))
    if not before.quotes:
        [quote] = after.quotes
        assert (quote.recogniser, quote.grade, quote.content[0].exact) == ("parsed", "guess", "ferries stop today")
        assert [party.name for party in quote.speakers] == ["Vera Holt"]
    assert suggest("Vera Holt said that ferries stop today.", Context(language="en", opinion=Opinion(heard=(
        Heard((20, 38), (10, 14), (0, 9)),)))).quotes[0].recogniser == "that"  # the rules had it


@pytest.mark.parametrize("heard", [Heard((0, 3), (500, 504), (5, 9)), Heard((3, 1), (0, 1), (9, 9)),
                                   Heard((0, 40), (10, 14), (0, 9))])
def test_nonsense_that_a_parser_hears_is_left_out(heard: Heard) -> None:
    text = "Vera Holt eats that bread in the morning.\n"
    assert suggest(text, Context(language="en", opinion=Opinion(heard=(heard,)))).quotes == ()


def test_what_is_not_there_is_told_in_one_line_with_how_to_get_it(pipeline: str) -> None:
    with pytest.raises(NoOpinion, match="no pipeline no_such_thing: python -m spacy download no_such_thing"):
        opinion(TEXT, "no_such_thing")
    hidden = ("import sys; sys.modules['spacy'] = None\nfrom curator.suggest.second import opinion\n"
              "try: opinion('x', 'y')\nexcept Exception as trouble: print(trouble)")
    said = subprocess.run([sys.executable, "-c", hidden], capture_output=True, text=True, check=True).stdout
    assert said.startswith("spaCy is not installed: pip install 'curator[spacy]'")
    assert said.count("\n") == 1


def test_nothing_of_it_is_loaded_unless_asked(tmp_path: Path) -> None:
    code = ("import sys\nfrom curator.suggest import suggest\nsuggest('Vera Holt said that ferries stop.')\n"
            "print('spacy' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=tmp_path).stdout == "False\n"
