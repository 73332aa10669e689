"""Where clauses begin and end, and edges that move from one to the next."""

from curator.text.clauses import ends, starts
from curator.text.edges import moved

TEXT = "Mitt Romney led the group in 2012, but still lost, because nobody came. He said that the road stays shut."


def test_clauses_begin_behind_marks_and_at_and_behind_the_words_that_open_them() -> None:
    found = [TEXT[at:].split(maxsplit=1)[0] for at in starts(TEXT, 0, len(TEXT)) if at < len(TEXT)]
    assert found == ["but", "still", "because", "nobody", "He", "that", "the"]


def test_clauses_end_before_marks_and_words_and_behind_the_end_of_a_sentence() -> None:
    found = [TEXT[:at].rsplit(maxsplit=1)[-1] for at in ends(TEXT, 0, len(TEXT))]
    assert found == ["2012", "lost", "came.", "said", "shut."]


def test_an_edge_goes_from_clause_to_clause_and_back() -> None:
    end = TEXT.index(" He said")
    places = [end := moved(TEXT, end, "end", "clause", False) for _ in range(2)]
    assert [TEXT[:place][-4:] for place in places] == ["lost", "2012"]
    start = moved(TEXT, TEXT.index("that the"), "start", "clause", True)
    assert TEXT[start:] == "the road stays shut."
    assert moved(TEXT, start, "start", "clause", False) == TEXT.index("that the")
    assert moved(TEXT, TEXT.index("shut"), "end", "clause", True) == len(TEXT)
