"""Names that no list holds are labelled by what the text says of them; towns that play are teams."""

from __future__ import annotations

import pytest

from curator.suggest import Context, suggest


def named(text: str) -> list[tuple[str, str, str]]:
    found = suggest(text, Context(language="en")).mentions
    return [(mention.label, mention.spans[0].exact, mention.name) for mention in found
            if mention.label not in ("DATE", "NUMBER")]


@pytest.mark.parametrize(("text", "wanted"), [
    ("It was printed by the newspaper Quorra on Monday. Critics of Quorra disagreed.",
     [("ORG", "Quorra", "Quorra")] * 2),
    ("They live in the town of Ostrel. The road to Ostrel was shut.", [("PLACE", "Ostrel", "Ostrel")] * 2),
    ("They asked Velmire, 45, at the gate. Nobody believed Velmire then.", [("PERSON", "Velmire", "Velmire")] * 2),
    ("They work for Quorra Holdings Inc. in town. Shares of Quorra fell.",
     [("ORG", "Quorra Holdings Inc.", "Quorra Holdings Inc."), ("ORG", "Quorra", "Quorra Holdings Inc.")]),
    ("The Northern Bridge Office (NBO) was shut. It was the NBO that warned them.",
     [("ORG", "Northern Bridge Office", "Northern Bridge Office"), ("ORG", "NBO", "Northern Bridge Office"),
      ("ORG", "NBO", "Northern Bridge Office")]),
    ("They passed the Gulf of Velmire at night.", [("PLACE", "Gulf of Velmire", "Gulf of Velmire")]),
    ("They went to the American embassy in Moscow.",
     [("ORG", "American embassy in Moscow", "American embassy in Moscow")]),
    ("They fear the Islamic State of Iraq and the Levant there.",
     [("ORG", "Islamic State of Iraq and the Levant", "Islamic State of Iraq and the Levant")]),
    ("They read the Ostrel Herald. The road to Ostrel was shut, and Ostrel is a town on a river.",
     [("ORG", "Ostrel Herald", "Ostrel Herald"), ("PLACE", "Ostrel", "Ostrel"), ("PLACE", "Ostrel", "Ostrel")]),
    ("It was the QUORRA news agency that wrote so.", [("ORG", "QUORRA", "QUORRA")]),
    ("They left the Gulf of Velmire Fisheries Convention.",
     [("ORG", "Gulf of Velmire Fisheries Convention", "Gulf of Velmire Fisheries Convention")]),
    ("The Deputy FM Accuses Nobody Of Anything Here Today", []),
    ("A letter from Oslo-based Quorra Foods came.", [("ORG", "Quorra Foods", "Quorra Foods")]),
])
def test_the_words_around_a_name_say_what_it_is(text: str, wanted: list[tuple[str, ...]]) -> None:
    found = [name for name in named(text) if name[1] != "Oslo"]
    assert found == wanted


def test_towns_in_results_are_teams_and_countries_stay_places() -> None:
    text = "\n".join(["Results on Saturday:", "Cardiff 2 Oxford 1", "Norway 3 Sweden 0", "Standings:",
                      "Cardiff 4 3 1 0 7 4 10", "The club trains in Cardiff."])
    assert [name[:2] for name in named(text)] == [
        ("ORG", "Cardiff"), ("ORG", "Oxford"), ("PLACE", "Norway"), ("PLACE", "Sweden"), ("ORG", "Cardiff"),
        ("PLACE", "Cardiff")]


def test_a_dateline_is_a_place_and_the_line_above_it_who_wrote() -> None:
    text = "Old bridge lost to the river.\nVera Holt\nLOWER MOSS, Ireland 2020-01-02\nThe bridge of the town fell."
    assert [name[:2] for name in named(text)] == [
        ("PERSON", "Vera Holt"), ("PLACE", "LOWER MOSS"), ("PLACE", "Ireland")]


def test_a_headline_in_capitals_is_read_by_the_names_of_the_text() -> None:
    text = "HOLT LEAVES HOSPITAL\nThe mayor, Anna Holt, left the hospital in the evening and went home with her sons."
    assert named(text)[0] == ("PERSON", "HOLT", "Anna Holt")


def test_a_surname_that_is_a_country_is_the_person_whom_the_text_introduced() -> None:
    text = "The director Anna Jordan came. Jordan said that it was late. They had met in Jordan."
    assert [name[0] for name in named(text)] == ["PERSON", "PERSON", "PLACE"]
