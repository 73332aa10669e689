"""The keys h l w b ( ) { }."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.motion import MOTIONS, paragraph_at, sentence_at, word_at

TEXT = "“We ask,” Anna Lee said. Nobody answered.\n\nSecond paragraph here. It ends."


def walk(motion: str, start: int, steps: int = 3) -> list[str]:
    """The ten characters at each stop."""
    seen, at = [], start
    for _ in range(steps):
        at = MOTIONS[motion](TEXT, at)
        seen.append(TEXT[at:at + 10])
    return seen


def test_w_stops_at_the_start_of_each_word() -> None:
    assert walk("word", 0) == ["We ask,” A", "ask,” Anna", "Anna Lee s"]


def test_w_leaves_the_word_that_it_is_inside() -> None:
    assert TEXT[MOTIONS["word"](TEXT, TEXT.index("nna")):].startswith("Lee")


def test_b_goes_back_over_the_same_words() -> None:
    assert walk("word back", TEXT.index("Lee")) == ["Anna Lee s", "ask,” Anna", "We ask,” A"]


def test_sentences_and_paragraphs_on_and_back() -> None:
    assert walk("sentence", 0) == ["Nobody ans", "Second par", "It ends."]
    assert walk("sentence back", len(TEXT)) == ["It ends.", "Second par", "Nobody ans"]
    assert walk("paragraph", 0, 2) == ["Second par", ""]
    assert walk("paragraph back", len(TEXT), 2) == ["Second par", "“We ask,” "]


def test_the_ends_for_selecting_leave_blanks_out() -> None:
    assert TEXT[:MOTIONS["sentence end"](TEXT, 0)].endswith("said.")
    assert TEXT[:MOTIONS["word end"](TEXT, TEXT.index("Anna"))].endswith("Anna")
    assert TEXT[:MOTIONS["paragraph end"](TEXT, 0)].endswith("answered.")


def test_what_is_at_an_offset() -> None:
    at = TEXT.index("nna")
    found = word_at(TEXT, at), sentence_at(TEXT, at), paragraph_at(TEXT, at)
    assert [TEXT[slice(*segment)] for segment in found if segment] == ["Anna", TEXT[:24], TEXT[:41]]
    assert word_at(TEXT, 8) is None


@pytest.mark.parametrize("motion", MOTIONS)
@given(text=st.text(alphabet="ab .\n“家\u0301!", max_size=60), at=st.integers(0, 60))
def test_motions_stay_inside_and_go_their_way(motion: str, text: str, at: int) -> None:
    at = min(at, len(text))
    to = MOTIONS[motion](text, at)
    assert 0 <= to <= len(text)
    assert to <= at if "back" in motion or motion in ("left", "start") else to >= at


@given(text=st.text(alphabet="ab .\n“家!", min_size=1, max_size=60))
def test_every_motion_reaches_its_end(text: str) -> None:
    for motion, end in (("word", len(text)), ("sentence", len(text)), ("paragraph", len(text)), ("sentence back", 0),
                        ("word back", 0), ("paragraph back", 0)):
        at = 0 if end else len(text)
        for _ in range(len(text) + 1):
            at = MOTIONS[motion](text, at)
        assert at == end, motion
