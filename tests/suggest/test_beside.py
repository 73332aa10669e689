"""The noun phrases around a statement that is marked by hand, the likely speakers first."""

from curator.suggest import phrases_beside

TEXT = ("Norda Energy closed the plant. The mayor, Anna Lee, promised help, and officials said that nobody was hurt. "
        "She left at noon.\n\nVERA: I saw the smoke.\n\n“It was loud,” said Jonas Wil.\n")


def beside(words: str, inside: bool = False) -> list[str]:
    start = TEXT.index(words)
    found = phrases_beside(TEXT, [(start, start + len(words))], inside=inside)
    return [TEXT[slice(*place)] for place in found]


def test_the_subject_of_the_cue_comes_first_then_who_is_near() -> None:
    found = beside("nobody was hurt")
    assert found[0] == "officials"
    assert "Anna Lee" in " ".join(found)
    assert len(found) <= 8
    assert len(set(found)) == len(found)


def test_who_stands_with_a_colon_before_the_words_comes_first() -> None:
    assert beside("I saw the smoke")[0] == "VERA"


def test_the_subject_behind_a_quoted_run_is_found() -> None:
    assert beside("It was loud")[0] == "Jonas Wil"


def test_phrases_in_the_words_themselves_are_left_out_unless_asked_for() -> None:
    assert "Norda Energy" not in " ".join(beside("Norda Energy closed the plant"))
    assert "Norda Energy" in " ".join(beside("Norda Energy closed the plant", inside=True))


def test_nothing_is_offered_where_nobody_stands() -> None:
    assert phrases_beside("1234", [(0, 4)]) == []
