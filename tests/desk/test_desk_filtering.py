"""The filter of the statements, read from one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.desk.filtering import FIELDS, fold_statement, read_filter
from curator.desk.queries import StatementRow

DUTY = StatementRow("Q1", "ARTICLE1", "Storm leaves harbour without power", "direct", "state", "We were  not warned",
                    (), ("Anna Lee",), ("Norda Energy −", "Port Elsin +"), ("TASS",), "2022-12-20~", "The Herald", 0, 1)
NOBODY = StatementRow("Q2", "ARTICLE2", "Talks", "indirect", "ask", "no power: the mayor told “so”", (), (), (), (),
                      "? 2024-08/2024-12", "", 5, 6)
UNDATED = StatementRow("Q3", "ARTICLE3", "Ferries", "mixed", "deny", "sail", (), ("John Carter",), ("Anna Lee",), (),
                       "", "", 0, 1)


def found(line: str) -> list[str]:
    rows = (DUTY, NOBODY, UNDATED)
    return [rows[n].uid for n in read_filter(line).among([fold_statement(row) for row in rows])]


@pytest.mark.parametrize(("line", "uids"), [
    ("", ["Q1", "Q2", "Q3"]), ("power", ["Q1", "Q2"]), ("anna lee", ["Q1", "Q3"]), ("words:power", ["Q2"]),
    ("POWER warned", ["Q1"]), ('words:"were not"', ["Q1"]), ('"not were"', []),
    ("speaker:lee", ["Q1"]), ('speaker:"anna l', ["Q1"]), ("speaker:", ["Q1", "Q2", "Q3"]), ("speaker:none", ["Q2"]),
    ("about:lee", ["Q3"]), ("about:none", ["Q2"]), ("about:norda stance:-", ["Q1"]), ("about:elsin stance:-", []),
    ("stance:+", ["Q1"]), ("stance:pos stance:neg", []), ("stance:none", ["Q3"]), ("stance:n", ["Q1"]),
    ("kind:dir", ["Q1"]), ("kind:mixed speaker:carter", ["Q3"]), ("article:herald", ["Q1"]), ("article:talks", ["Q2"]),
    ("article:article3", ["Q3"]), ("via:tass", ["Q1"]), ("via:none", ["Q2", "Q3"]),
    ("date:2022", ["Q1"]), ("date:2022-12-2", ["Q1"]), ("date:2022-11", []), ("date:2024-09", ["Q2"]),
    ("date:2021/2023", ["Q1"]), ("date:2023/..", ["Q2"]), ("date:../2022", ["Q1"]), ("date:202X", ["Q1", "Q2"]),
    ("date:none", ["Q3"]), ("date:soon", []), ("power:", ["Q2"]), ("told: power", []), ("power: told", ["Q2"]),
])
def test_a_line_finds(line: str, uids: list[str]) -> None:
    assert found(line) == uids


def test_a_value_that_means_nothing_is_named() -> None:
    assert "stance is" in read_filter("stance:up").trouble
    assert "soon is no date" in read_filter("date:soon").trouble
    assert not read_filter("speaker:lee date:none stance:p").trouble
    assert not read_filter("   ")


@given(st.lists(st.sampled_from([*"ab: \"-+/~?.0129", *(f"{f}:" for f in FIELDS)]), max_size=20))
def test_any_line_is_a_filter(pieces: list[str]) -> None:
    found("".join(pieces))
